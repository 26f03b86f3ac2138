package org.equisweep.geometry;

import java.util.List;
import org.equisweep.problem.InvalidInput;
import org.jspecify.annotations.Nullable;

/**
 * All of one layer's geometry: 𝓛 = A₀ + T𝓛, H_G, 𝓔 = 𝓛 ∩ H_G, their projections and
 * parametrisations, and the numbers of the geometry table. Made by {@link AdmissibleSpaces}.
 * Immutable and thread-safe.
 */
public final class LayerGeometry {
  private final LayerSpace space;
  private final Parametrisation admissible;

  /** Parametrises T𝓔. */
  private final Parametrisation tangent;

  /** Parametrises 𝓔; null when 𝓔 is empty. */
  private final @Nullable Parametrisation equivariant;

  private final int @Nullable [] orbitSizes;
  private final Compatibility compatibility;
  private final LayerShape shape;

  /**
   * Weights of the spatial coordinates in the product; null for 1, with H the layers themselves.
   */
  private final double @Nullable [] metric;

  private final int inputsPerChannel;

  LayerGeometry(
      LayerSpace space,
      Parametrisation admissible,
      Parametrisation tangent,
      @Nullable Parametrisation equivariant,
      int @Nullable [] orbitSizes,
      Compatibility compatibility) {
    this(
        space,
        space.shape(),
        null,
        space.shape().positionsIn(),
        admissible,
        tangent,
        equivariant,
        orbitSizes,
        compatibility);
  }

  LayerGeometry(
      LayerSpace space,
      LayerShape shape,
      double @Nullable [] metric,
      int inputsPerChannel,
      Parametrisation admissible,
      Parametrisation tangent,
      @Nullable Parametrisation equivariant,
      int @Nullable [] orbitSizes,
      Compatibility compatibility) {
    this.space = space;
    this.shape = shape;
    this.metric = metric;
    this.inputsPerChannel = inputsPerChannel;
    this.admissible = admissible;
    this.tangent = tangent;
    this.equivariant = equivariant;
    this.orbitSizes = orbitSizes;
    this.compatibility = compatibility;
  }

  /**
   * The same spaces with an orthonormal L and E: gradients and Hessians in coefficients are those
   * of layer space. The numbers of the geometry table stay those of the L given.
   */
  public LayerGeometry orthonormallyParametrised() {
    return new LayerGeometry(
        space,
        shape,
        metric,
        inputsPerChannel,
        admissible.orthonormal(),
        tangent.orthonormal(),
        equivariant == null ? null : equivariant.orthonormal(),
        orbitSizes,
        compatibility);
  }

  /** The same layers as kernels on so many taps. */
  LayerGeometry onTaps(int taps) {
    return new LayerGeometry(
        space, shape, metric, taps, admissible, tangent, equivariant, orbitSizes, compatibility);
  }

  /** Of a layer on the heap. */
  public LayerShape shape() {
    return shape;
  }

  /** H with its group; of one channel pair where it is not of the layers on the heap. */
  public LayerSpace space() {
    return space;
  }

  /** ‖a‖² in the product of H. */
  public double squaredNorm(double[] a) {
    if (metric == null) {
      return BlockedSum.squares(a, shape.size());
    }
    double sum = 0;
    for (int i = 0; i < shape.size(); i++) {
      sum += weight(i) * (a[i] * a[i]);
    }
    return sum;
  }

  /** ‖a − b‖² in the product of H. */
  public double squaredDistance(double[] a, double[] b) {
    if (metric == null) {
      return BlockedSum.squaredDifferences(a, b, shape.size());
    }
    double sum = 0;
    for (int i = 0; i < shape.size(); i++) {
      sum += weight(i) * ((a[i] - b[i]) * (a[i] - b[i]));
    }
    return sum;
  }

  private double weight(int entry) {
    return metric == null ? 1 : metric[entry % shape.spatial()];
  }

  /**
   * How many entries of an input channel meet in an entry of the output, by which start values are
   * scaled: n_in of a dense layer, the taps of a convolution's support.
   */
  public int inputsPerChannel() {
    return inputsPerChannel;
  }

  /** L of the admissible space. */
  public Parametrisation admissible() {
    return admissible;
  }

  /**
   * An orthonormal E of T𝓔, with the point of 𝓔 nearest to 0 as offset: the normalised orbit
   * indicators where they span T𝓔.
   *
   * @throws InvalidInput when 𝓔 is empty, which an affine admissible space can make it
   */
  public Parametrisation equivariant() {
    if (equivariant == null) {
      throw InvalidInput.of(
          "the admissible space must contain an equivariant layer",
          compatibility.violations().get(0),
          "choose an offset that is equivariant up to admissible directions");
    }
    return equivariant;
  }

  /**
   * For each coefficient of {@link #equivariant()} the size of the orbit that it multiplies the
   * normalised indicator of; null where orbit indicators do not span T𝓔. A new array.
   */
  public int @Nullable [] orbitSizes() {
    if (orbitSizes == null || !(tangent instanceof Factored)) {
      return orbitSizes == null ? null : orbitSizes.clone();
    }
    int[] sizes = new int[tangent.coefficients()];
    int channelsIn = shape().channelsIn();
    for (int c = 0; c < sizes.length; c++) {
      sizes[c] = orbitSizes[c / channelsIn % orbitSizes.length];
    }
    return sizes;
  }

  /** Whether Π_G a is a layer as these are: not of a convolution whose taps are not permuted. */
  public boolean hasInvariantProjection() {
    return metric == null;
  }

  /**
   * a ← Π_G a, in place.
   *
   * @throws IllegalStateException for a convolution whose taps the group does not permute: Π_G a is
   *     none
   */
  public void projectInvariant(double[] a) {
    if (metric != null) {
      throw new IllegalStateException("the group average of this convolution is not a convolution");
    }
    for (int pair = 0; pair < shape().channelPairs(); pair++) {
      space.orbits().average(a, pair * shape().spatial());
    }
  }

  /** a ← Π_𝓛 a, the nearest admissible layer (affine), in place. */
  public void projectAdmissible(double[] a) {
    admissible.project(a);
  }

  /**
   * a ← Π_𝓔 a, the nearest point of 𝓔 (affine), in place.
   *
   * @throws InvalidInput when 𝓔 is empty
   */
  public void projectEquivariant(double[] a) {
    equivariant().project(a);
  }

  /** a ← Π_T𝓔 a, the linear projection for directions and gradients, in place. */
  public void projectTangent(double[] a) {
    tangent.projectTangent(a);
  }

  /** The layer's row, its {@code layer} null. */
  public GeometryRow row() {
    return Compatibility.row(null, List.of(compatibility));
  }

  /** The row of the direct sum of layers: what holds of the architecture as a whole. */
  public static GeometryRow total(List<LayerGeometry> layers) {
    return Compatibility.row(null, layers.stream().map(layer -> layer.compatibility).toList());
  }
}
