package org.equisweep.network;

import java.util.ArrayList;
import java.util.List;
import org.equisweep.geometry.AdmissibleSpaces;
import org.equisweep.geometry.Convolution;
import org.equisweep.geometry.ConvolutionGeometry;
import org.equisweep.geometry.Factored;
import org.equisweep.geometry.LayerGeometry;
import org.equisweep.geometry.LayerSpace;
import org.equisweep.group.Group;
import org.equisweep.group.Representation;
import org.equisweep.group.SpaceSpec;
import org.equisweep.network.ArchitectureSpec.Admissible;
import org.equisweep.network.ArchitectureSpec.Bias;
import org.equisweep.network.ArchitectureSpec.Conv;
import org.equisweep.network.ArchitectureSpec.KernelBasis;
import org.equisweep.network.ArchitectureSpec.Layer;
import org.equisweep.network.ArchitectureSpec.Linear;
import org.equisweep.problem.InvalidInput;
import org.jspecify.annotations.Nullable;

/** The geometry of every layer of an architecture. */
final class LayerGeometries {
  private final List<StageFeatures> stages;
  private final Group group;

  LayerGeometries(List<StageFeatures> stages, Group group) {
    this.stages = stages;
    this.group = group;
  }

  private interface Making {
    LayerGeometry of(StageFeatures stage, int number);
  }

  /**
   * In the parametrisations that are cheapest to run: convolutions in their taps where these span
   * the admissible space, else in an orthonormal basis.
   */
  List<LayerGeometry> executed() {
    return each(
        (stage, number) ->
            stage.stage() instanceof Conv conv
                ? executed(stage, conv)
                : stage.stage() instanceof Bias bias
                    ? bias(stage, bias)
                    : dense(stage, (Linear) stage.stage(), number));
  }

  /**
   * In the parametrisations that are trained in.
   *
   * @param executed the same spaces as {@link #executed} gave them
   * @param override of all convolutions; null for their own
   */
  List<LayerGeometry> parametrised(
      List<LayerGeometry> executed, @Nullable KernelBasis override, long seed) {
    return each(
        (stage, number) -> {
          LayerGeometry own = executed.get(layerOf(stage));
          if (!(stage.stage() instanceof Conv conv)) {
            return own;
          }
          KernelBasis basis = override == null ? conv.parametrisation() : override;
          return basis instanceof KernelBasis.Taps
              ? own
              : parametrised(stage, conv, own, basis, number, seed);
        });
  }

  /** Its place among the stages with weights. */
  private int layerOf(StageFeatures stage) {
    return (int)
        stages.stream()
            .limit(stage.index())
            .filter(before -> before.stage() instanceof Layer)
            .count();
  }

  private List<LayerGeometry> each(Making making) {
    List<LayerGeometry> layers = new ArrayList<>();
    int number = 0;
    for (StageFeatures stage : stages) {
      if (stage.stage() instanceof Layer) {
        number += stage.stage() instanceof Bias ? 0 : 1;
        try {
          layers.add(making.of(stage, number));
        } catch (InvalidInput problem) {
          throw problem.at(StageFeatures.location(stage.index()));
        }
      }
    }
    return List.copyOf(layers);
  }

  private LayerGeometry dense(StageFeatures stage, Linear linear, int number) {
    LayerSpace space =
        LayerSpace.hom(
            group,
            representation(stage.in()),
            stage.in().channels(),
            representation(stage.out()),
            linear.channels());
    Admissible admissible = linear.admissible();
    if (admissible instanceof Admissible.Mask mask) {
      return AdmissibleSpaces.mask(space, AdmissibleFiles.mask(mask.file(), space.shape()));
    }
    if (admissible instanceof Admissible.Basis file) {
      AdmissibleFiles.Basis basis = AdmissibleFiles.basis(file.file(), number, space.shape());
      return AdmissibleSpaces.basis(space, basis.layers(), basis.offset());
    }
    if (admissible instanceof Admissible.Circulant) {
      return Ties.circulant(space);
    }
    return admissible instanceof Admissible.Symmetric
        ? Ties.symmetric(space)
        : AdmissibleSpaces.full(space);
  }

  /** All of Hom(ℝ, W), or one number for each channel, on which nothing acts. */
  private LayerGeometry bias(StageFeatures stage, Bias bias) {
    Representation scalar = group.representation(new SpaceSpec.Scalar());
    Representation to = bias.byPosition() ? representation(stage.out()) : scalar;
    return AdmissibleSpaces.full(LayerSpace.hom(group, scalar, 1, to, stage.out().channels()));
  }

  private LayerGeometry executed(StageFeatures stage, Conv conv) {
    ConvolutionGeometry convolution = convolution(stage, conv);
    KernelTaps taps = new KernelTaps(conv);
    if (conv.parametrisation() instanceof KernelBasis.File file) {
      List<double[]> kernels = taps.read(file.file());
      if (kernels.size() < conv.support().size()) {
        Factored given = (Factored) convolution.span(kernels).admissible();
        return convolution.span(given.orthonormalBasis());
      }
    }
    return convolution.support(taps.support());
  }

  private LayerGeometry parametrised(
      StageFeatures stage,
      Conv conv,
      LayerGeometry executed,
      KernelBasis basis,
      int number,
      long seed) {
    KernelTaps taps = new KernelTaps(conv);
    List<double[]> kernels =
        basis instanceof KernelBasis.File file
            ? taps.read(file.file())
            : taps.draw(((KernelBasis.Random) basis).count(), number, seed);
    Factored space = (Factored) executed.admissible();
    KernelTaps.requireSpan(kernels, space);
    return convolution(stage, conv).span(kernels);
  }

  private ConvolutionGeometry convolution(StageFeatures stage, Conv conv) {
    Convolution taps = stage.taps();
    if (taps == null) {
      throw new IllegalArgumentException(stage.name() + " is no convolution");
    }
    return new ConvolutionGeometry(
        group,
        taps,
        representation(stage.in()),
        stage.in().channels(),
        representation(stage.out()),
        conv.channels());
  }

  private Representation representation(ArchitectureSpec.Features features) {
    return group.representation(features.space());
  }
}
