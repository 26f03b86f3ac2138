package org.equisweep.geometry;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.equisweep.group.Element;
import org.equisweep.group.Group;
import org.equisweep.group.Representation;
import org.jspecify.annotations.Nullable;

/**
 * The geometry of convolutions with one kernel window, input and output, whatever their supports
 * and parametrisations. A layer on the heap is its kernels, (c_out, c_in, height, width).
 *
 * <p>Where every generator permutes the tap operators, which is checked on the operators, H is the
 * span of all shifts of the window, each of them a unit vector. Where one does not, H is Hom(V, W)
 * with its own product, in which a tap's length is the root of how often it reads the grid; Π_G
 * then leaves the kernels, Π_𝓔 does not. Immutable and thread-safe.
 */
public final class ConvolutionGeometry {
  private final Convolution convolution;
  private final LayerShape shape;

  /** H of one channel pair, or of the taps of all. */
  private final LayerSpace space;

  /** How often each tap reads the grid; null where taps are permuted. */
  private final double @Nullable [] metric;

  /**
   * @param from V, on the input grid
   * @param to W, on the output grid
   */
  public ConvolutionGeometry(
      Group group,
      Convolution convolution,
      Representation from,
      int channelsIn,
      Representation to,
      int channelsOut) {
    this.convolution = convolution;
    this.shape =
        new LayerShape(channelsOut, channelsIn, convolution.kernel(), convolution.kernel());
    List<int[]> images = images(group, from, to);
    if (images != null) {
      this.space = LayerSpace.kernel(shape, images);
      this.metric = null;
    } else {
      this.space = LayerSpace.hom(group, from, 1, to, 1);
      this.metric = readings();
    }
  }

  private @Nullable List<int[]> images(Group group, Representation from, Representation to) {
    List<int[]> images = new ArrayList<>();
    for (Element g : group.generators()) {
      int[] image = convolution.images(from.permutation(g), to.permutation(g));
      if (image == null) {
        return null;
      }
      images.add(image);
    }
    return images;
  }

  private double[] readings() {
    double[] readings = new double[convolution.taps()];
    for (int tap = 0; tap < readings.length; tap++) {
      readings[tap] = convolution.readings(tap);
    }
    return readings;
  }

  /** The tap operators. */
  public Convolution convolution() {
    return convolution;
  }

  /** Whether the group permutes the tap operators, so that the kernel's own product applies. */
  public boolean permutesTaps() {
    return metric == null;
  }

  /**
   * All kernels on some taps, parametrised by their entries.
   *
   * @param support of the window's taps, which are in it
   */
  public LayerGeometry support(boolean[] support) {
    if (metric == null) {
      int count = (int) IntStream.range(0, support.length).filter(t -> support[t]).count();
      return AdmissibleSpaces.kernelSupport(space, support).onTaps(count);
    }
    List<double[]> taps = new ArrayList<>();
    for (int tap = 0; tap < support.length; tap++) {
      if (support[tap]) {
        double[] indicator = new double[support.length];
        indicator[tap] = 1;
        taps.add(indicator);
      }
    }
    return span(taps);
  }

  /**
   * The kernels spanned by some, parametrised by these as they are given.
   *
   * @param kernels over the window
   * @throws org.equisweep.problem.InvalidInput when they are linearly dependent
   */
  public LayerGeometry span(List<double[]> kernels) {
    LayerGeometry geometry =
        metric == null
            ? AdmissibleSpaces.factored(space, kernels)
            : AdmissibleSpaces.inHom(space, convolution, shape, metric, kernels);
    return geometry.onTaps((int) tapsOf(kernels));
  }

  private long tapsOf(List<double[]> kernels) {
    return IntStream.range(0, convolution.taps())
        .filter(tap -> kernels.stream().anyMatch(kernel -> kernel[tap] != 0))
        .count();
  }
}
