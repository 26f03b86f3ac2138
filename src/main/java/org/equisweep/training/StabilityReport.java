package org.equisweep.training;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found at the end point of a trial by those who judge it; null is what was not asked for,
 * or cannot be said.
 *
 * @param reason why there is no verdict, or what limits it; null where there is nothing to say
 * @param index negative eigenvalues found, on T𝓔 and N𝓔 together
 * @param zeroThreshold size below which an eigenvalue counts as zero
 * @param explained flat directions that have a reason, of both spaces
 * @param polishDistance how far polishing moved the point
 * @param kinkDistance smallest distance of a pre-activation to a kink
 * @param escape predicted and observed rate
 * @param spectra the eigenvalues found, then the nodes of the spectral density
 */
public record StabilityReport(
    @Nullable Verdict verdict,
    @Nullable String reason,
    @Nullable Integer index,
    @Nullable Integer indexTangent,
    @Nullable Integer indexNormal,
    @Nullable Double zeroThreshold,
    @Nullable Integer explained,
    @Nullable Double polishDistance,
    @Nullable Double kinkDistance,
    @Nullable Double smallestTangent,
    @Nullable Double smallestNormal,
    @Nullable String destabilisingComponent,
    @Nullable EscapeRates escape,
    List<SpectrumRow> spectra) {
  public StabilityReport {
    spectra = List.copyOf(spectra);
  }

  /**
   * Growth of the distance to 𝓔 per unit time, from the Hessian and as it was when perturbed.
   *
   * @param error the standard error of the observed rate
   */
  public record EscapeRates(double predicted, double observed, double error) {}

  /**
   * An eigenvalue, or a node of the spectral density.
   *
   * @param judged of the end point that the verdict is about; else of a state on the way
   * @param normal of N𝓔, else of T𝓔
   * @param rank its place, ascending from 0
   * @param component isotypic component of its eigenvector, where that is known
   * @param weight the share of the space's eigenvalues that a node stands for; null for an
   *     eigenvalue
   */
  public record SpectrumRow(
      int phase,
      long step,
      boolean judged,
      boolean normal,
      int rank,
      double eigenvalue,
      double residual,
      @Nullable String component,
      @Nullable Double weight) {
    /** An eigenvalue. */
    public SpectrumRow(
        int phase,
        long step,
        boolean judged,
        boolean normal,
        int rank,
        double eigenvalue,
        double residual,
        @Nullable String component) {
      this(phase, step, judged, normal, rank, eigenvalue, residual, component, null);
    }
  }

  /** No verdict. */
  public static StabilityReport none(String reason) {
    return new StabilityReport(
        null, reason, null, null, null, null, null, null, null, null, null, null, null, List.of());
  }
}
