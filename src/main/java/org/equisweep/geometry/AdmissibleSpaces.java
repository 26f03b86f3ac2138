package org.equisweep.geometry;

import java.util.Arrays;
import java.util.List;
import org.equisweep.problem.InvalidInput;
import org.jspecify.annotations.Nullable;

/** The kinds of admissible spaces 𝓛, each with its geometry. */
public final class AdmissibleSpaces {
  private AdmissibleSpaces() {}

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
}
