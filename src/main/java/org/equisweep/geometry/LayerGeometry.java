package org.equisweep.geometry;

import java.util.Arrays;
import java.util.List;
import org.equisweep.problem.InvalidInput;
import org.jspecify.annotations.Nullable;

/**
 * All of one layer's geometry: 𝓛 = A₀ + T𝓛, H_G, 𝓔 = 𝓛 ∩ H_G, their projections and
 * parametrisations, and the numbers of the geometry table. Immutable and thread-safe.
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

  private LayerGeometry(
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

  private LayerGeometry(
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

  /** 𝓛 = H: always compatible. */
  public static LayerGeometry full(LayerSpace space) {
    boolean[] free = new boolean[space.shape().spatial()];
    Arrays.fill(free, true);
    return sharedMask(space, Coordinates.all(space.shape()), free);
  }

  /**
   * The layers that vanish outside a mask.
   *
   * @param free which entries may differ from 0: of length T, shared by all channel pairs, or of
   *     the layer's size in canonical order
   * @throws InvalidInput when no entry is free
   */
  public static LayerGeometry mask(LayerSpace space, boolean[] free) {
    LayerShape shape = space.shape();
    if (free.length != shape.spatial() && free.length != shape.size()) {
      throw new IllegalArgumentException(
          "a mask must have %d or %d entries, but has %d"
              .formatted(shape.spatial(), shape.size(), free.length));
    }
    requireFreeEntry(free);
    boolean[] everywhere = new boolean[shape.size()];
    boolean shared = true;
    for (int i = 0; i < everywhere.length; i++) {
      everywhere[i] = free[i % free.length];
      shared &= everywhere[i] == free[i % shape.spatial()];
    }
    Coordinates coordinates = Coordinates.of(everywhere);
    return shared
        ? sharedMask(space, coordinates, Arrays.copyOf(free, shape.spatial()))
        : channelMask(space, coordinates, everywhere);
  }

  private static void requireFreeEntry(boolean[] free) {
    for (boolean entry : free) {
      if (entry) {
        return;
      }
    }
    throw InvalidInput.of(
        "a mask must leave at least one entry free", "it is 0 everywhere", "put 1 where A may act");
  }

  /** All kernels on some of the taps that the group permutes, parametrised by their entries. */
  static LayerGeometry kernelSupport(LayerSpace space, boolean[] free) {
    requireFreeEntry(free);
    Columns.Builder taps = new Columns.Builder(free.length);
    for (int tap = 0; tap < free.length; tap++) {
      if (free[tap]) {
        taps.add(tap, 1);
        taps.endColumn();
      }
    }
    return sharedMask(space, Factored.orthonormal(space.shape(), taps.build()), free);
  }

  private static LayerGeometry sharedMask(
      LayerSpace space, Parametrisation coordinates, boolean[] free) {
    LayerShape shape = space.shape();
    MaskAnalysis analysis = MaskAnalysis.of(space.orbits(), shape.channelPairs(), free);
    Factored tangent = Factored.orthonormal(shape, analysis.equivariant().columns());
    return new LayerGeometry(
        space,
        coordinates,
        tangent,
        tangent,
        analysis.equivariant().orbitSizes(),
        analysis.compatibility());
  }

  private static LayerGeometry channelMask(
      LayerSpace space, Coordinates coordinates, boolean[] free) {
    MaskAnalysis analysis =
        MaskAnalysis.of(space.orbits().repeated(space.shape().channelPairs()), 1, free);
    GeneralBasis tangent = new GeneralBasis(analysis.equivariant().columns(), null);
    return new LayerGeometry(
        space,
        coordinates,
        tangent,
        tangent,
        analysis.equivariant().orbitSizes(),
        analysis.compatibility());
  }

  /**
   * T𝓛 = ℝ^{c_out×c_in} ⊗ span(S_k), parametrised by the S_k as they are given, orthonormal or
   * not.
   *
   * @param operators S_k ∈ ℝᵀ
   * @throws InvalidInput when they are linearly dependent
   */
  public static LayerGeometry factored(LayerSpace space, List<double[]> operators) {
    LayerShape shape = space.shape();
    Columns given = Columns.of(shape.spatial(), operators);
    Orthonormalised factor = Orthonormalised.of(given, "spatial operators");
    SpanAnalysis span = new SpanAnalysis(space.orbits(), factor.basis());
    EquivariantBasis basis = span.equivariantBasis();
    Factored tangent = Factored.orthonormal(shape, basis.columns());
    return new LayerGeometry(
        space,
        Factored.of(shape, given, factor),
        tangent,
        tangent,
        basis.orbitSizes(),
        compatibility(space, span, shape.channelPairs(), factor, span.leak(factor.triangle())));
  }

  /**
   * Kernels as layers of Hom(V, W): angles, T𝓔 and norms by its product, coefficients and layers
   * in taps. E is orthonormal in taps, in which descent is done.
   *
   * @param hom of one channel pair
   * @param shape of the kernels
   * @param metric ‖T_t‖² of each tap
   * @param kernels S_k, over the window
   */
  static LayerGeometry inHom(
      LayerSpace hom,
      Convolution convolution,
      LayerShape shape,
      double[] metric,
      List<double[]> kernels) {
    Orthonormalised factor =
        Orthonormalised.of(convolution.operators(kernels), "spatial operators");
    SpanAnalysis span = new SpanAnalysis(hom.orbits(), factor.basis());
    EquivariantBasis basis = span.equivariantBasis();
    Columns inTaps = convolution.kernels(basis.columns());
    Columns orthonormal = Orthonormalised.of(inTaps, "the basis of T𝓔").basis();
    Factored tangent = Factored.of(shape, orthonormal, metric);
    int[] sizes = basis.orbitSizes();
    for (int k = 0; sizes != null && k < sizes.length; k++) {
      sizes[k] = inTaps.support(k).length;
    }
    return new LayerGeometry(
        hom,
        shape,
        metric,
        convolution.taps(),
        Factored.of(shape, Columns.of(shape.spatial(), kernels), metric),
        tangent,
        tangent,
        sizes,
        compatibility(hom, span, shape.channelPairs(), factor, span.leak(factor.triangle())));
  }

  /**
   * 𝓛 = A₀ + span(B_k) with full-size layers B_k, parametrised orthonormally.
   *
   * @param vectors B_k in canonical order
   * @param offset A₀ in canonical order, or null for zero
   * @throws InvalidInput when the B_k are linearly dependent
   */
  public static LayerGeometry basis(
      LayerSpace space, List<double[]> vectors, double @Nullable [] offset) {
    LayerShape shape = space.shape();
    Columns basis =
        Orthonormalised.of(Columns.of(shape.size(), vectors), "the basis of an admissible space")
            .basis();
    Orbits orbits = space.orbits().repeated(shape.channelPairs());
    SpanAnalysis span = new SpanAnalysis(orbits, basis);
    EquivariantBasis equivariant = span.equivariantBasis();
    GeneralBasis tangent = new GeneralBasis(equivariant.columns(), null);
    Compatibility linear = compatibility(space, span, 1, null, span.angles(1).leak());
    if (offset == null) {
      return new LayerGeometry(
          space, new GeneralBasis(basis, null), tangent, tangent, equivariant.orbitSizes(), linear);
    }
    AffineOffset affine = AffineOffset.of(offset, orbits, basis, span);
    double[] nearest = affine.nearest();
    return new LayerGeometry(
        space,
        new GeneralBasis(basis, offset),
        tangent,
        nearest == null ? null : new GeneralBasis(equivariant.columns(), nearest),
        equivariant.orbitSizes(),
        linear.withOffset(affine, BlockedSum.norm(offset)));
  }

  private static Compatibility compatibility(
      LayerSpace space,
      SpanAnalysis span,
      long multiplicity,
      @Nullable Orthonormalised factor,
      double leak) {
    AngleTally angles = span.angles(multiplicity);
    long pairs = Math.max(multiplicity, space.shape().channelPairs());
    return new Compatibility(
        pairs * space.shape().spatial(),
        multiplicity * span.directions().size(),
        pairs * space.orbits().count(),
        multiplicity * span.fixed().size(),
        angles.commutator(),
        angles.commutatorSquared(),
        angles.mostMixed(),
        0,
        0,
        factor == null ? 1 : factor.largest(),
        factor == null ? 1 : factor.smallest(),
        leak,
        List.of());
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
