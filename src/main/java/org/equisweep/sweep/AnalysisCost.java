package org.equisweep.sweep;

import java.math.BigInteger;
import org.equisweep.geometry.LayerGeometry;
import org.equisweep.network.ArchitectureGeometry;
import org.equisweep.tensor.Precision;
import org.equisweep.training.AnalyseSpec;
import org.equisweep.training.RecordSpec.AugmentedRisk;
import org.equisweep.training.TrialSettings;
import org.jspecify.annotations.Nullable;

/**
 * What the curvature at one point takes, by counting Hessian products. How many steps polishing and
 * Krylov spaces need is not known before: these are usual numbers.
 */
final class AnalysisCost {
  /** A product over forward and backward of its columns; measured 1.9 to 2.6. */
  private static final double PRODUCT = 2.5;

  /** What a product takes besides, in multiply–adds: calls and tables, about 20 µs. */
  private static final double CALLS = 1e6;

  /** In double, over the trial's precision. */
  private static final double DOUBLE = 2;

  /** Below this dimension all eigenvalues are found; above, a Krylov space of about so many. */
  private static final double DENSE = 2000;

  private static final double KRYLOV = 600;

  /** LAPACK's and the residuals' multiply–adds for n³ of a dense matrix. */
  private static final double EIGEN = 30;

  /** Newton's steps, and the most products in one that are usual. */
  private static final double POLISH = 25;

  private static final double POLISH_PRODUCTS = 100;

  /** Gradients of the flow that an escape takes. */
  private static final double ESCAPE = 1000;

  /** Products besides those with basis vectors: rough norms, residuals, flat directions. */
  private static final double OTHERS = 30;

  private static final BigInteger LISTED = BigInteger.valueOf(5040);

  private final @Nullable AnalyseSpec wanted;
  private final double tangent;
  private final double normal;
  private final double nominalProduct;
  private final double augmentedProduct;

  /**
   * @param column forward and backward of one column, in the trial's precision
   * @param examples N, of the training set
   */
  AnalysisCost(TrialSettings settings, ArchitectureGeometry geometry, double column, int examples) {
    wanted = settings.analyse();
    long inside = 0;
    long all = 0;
    for (LayerGeometry layer : geometry.layers()) {
      inside += layer.row().equivariantDimension();
      all += layer.row().admissibleDimension();
    }
    tangent = inside;
    normal = all - inside;
    double one = column * PRODUCT * (settings.precision() == Precision.DOUBLE ? 1 : DOUBLE);
    nominalProduct = one * examples + CALLS;
    augmentedProduct =
        one * examples * (wanted == null ? 1 : average(settings, geometry, wanted)) + CALLS;
  }

  /** Columns of R^aug for an example. */
  private static double average(
      TrialSettings settings, ArchitectureGeometry geometry, AnalyseSpec wanted) {
    BigInteger order = geometry.group().order();
    AugmentedRisk recorded = settings.record().augmentedRisk();
    if (order.compareTo(LISTED) <= 0 || recorded instanceof AugmentedRisk.Exact) {
      return order.doubleValue();
    }
    return recorded instanceof AugmentedRisk.Samples samples
        ? samples.samples()
        : wanted.samplesOrDefault();
  }

  /** Of the end point. */
  double judgement() {
    if (wanted == null) {
      return 0;
    }
    double cost = spectra();
    if (wanted.polish().isPresent()) {
      cost += POLISH * Math.min(tangent, POLISH_PRODUCTS) * nominalProduct;
    }
    return wanted.escape() ? cost + ESCAPE * augmentedProduct / PRODUCT : cost;
  }

  /** Of so many states on the way. */
  double onTheWay(double states) {
    return wanted == null || wanted.every() == null ? 0 : states * spectra();
  }

  private double spectra() {
    return (products(tangent) + OTHERS) * nominalProduct
        + (products(normal) + OTHERS) * augmentedProduct
        + dense(tangent)
        + dense(normal);
  }

  private static double products(double dimension) {
    return dimension < DENSE ? dimension : KRYLOV;
  }

  private static double dense(double dimension) {
    return dimension < DENSE ? EIGEN * dimension * dimension * dimension : 0;
  }
}
