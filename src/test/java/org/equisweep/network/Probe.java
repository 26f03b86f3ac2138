package org.equisweep.network;

import java.util.ArrayList;
import java.util.List;
import org.equisweep.geometry.Parametrisation;
import org.equisweep.network.ArchitectureSpec.Loss;
import org.equisweep.tensor.Precision;
import org.equisweep.tensor.RandomStream;
import org.equisweep.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** A compiled case with a random point and random examples, as a test wants to see them. */
final class Probe implements AutoCloseable {
  final ArchitectureGeometry geometry;
  final Network.Space space;
  final Network network;
  final Coefficients point;
  final Coefficients gradient;
  final Workspace workspace;
  final Tensor x;
  final Tensor y;
  final int examples;

  /** The same seed gives the same coefficients, inputs and targets whatever the form. */
  Probe(
      Cases kind,
      Network.Space space,
      Precision precision,
      int examples,
      @Nullable LinearForm forced,
      long seed) {
    this(kind.geometry(), space, precision, examples, forced, seed);
  }

  Probe(
      ArchitectureGeometry geometry,
      Network.Space space,
      Precision precision,
      int examples,
      @Nullable LinearForm forced,
      long seed) {
    this(geometry, space, precision, examples, forced, true, seed);
  }

  Probe(
      ArchitectureGeometry geometry,
      Network.Space space,
      Precision precision,
      int examples,
      @Nullable LinearForm forced,
      boolean fused,
      long seed) {
    this.geometry = geometry;
    this.space = space;
    this.examples = examples;
    network =
        fused
            ? Network.compile(geometry, space, precision, examples, forced)
            : Network.compilePlain(geometry, space, precision, examples, forced, null);
    point = network.newCoefficients();
    gradient = network.newCoefficients();
    workspace = network.newWorkspace();
    RandomStream stream = RandomStream.of(seed, "test/point", 0);
    for (int i = 0; i < point.layers(); i++) {
      double[] c = new double[point.size(i)];
      double scale = 1 / Math.sqrt(geometry.layers().get(i).shape().channelsIn());
      for (int k = 0; k < c.length; k++) {
        c[k] = scale * stream.nextNormal();
      }
      point.write(i, c);
    }
    x = Tensor.zeros(precision, (long) network.inputs() * examples);
    y = Tensor.zeros(precision, (long) network.outputs() * examples);
    fillExamples(RandomStream.of(seed, "test/examples", 0));
  }

  private void fillExamples(RandomStream stream) {
    Loss.Kind kind = geometry.architecture().loss().kind();
    for (long i = 0; i < x.length(); i++) {
      x.set(i, stream.nextNormal());
    }
    for (long i = 0; i < y.length(); i++) {
      y.set(i, kind == Loss.Kind.MEAN_SQUARED_ERROR ? stream.nextNormal() : stream.nextDouble());
    }
    if (kind == Loss.Kind.SOFTMAX_CROSS_ENTROPY) {
      int channels = geometry.output().channels();
      long inner = y.length() / channels;
      for (long i = 0; i < inner; i++) {
        double sum = 0;
        for (int c = 0; c < channels; c++) {
          sum += y.get(c * inner + i);
        }
        for (int c = 0; c < channels; c++) {
          y.set(c * inner + i, y.get(c * inner + i) / sum);
        }
      }
    }
  }

  Parametrisation parametrisation(int layer) {
    return space == Network.Space.ADMISSIBLE
        ? geometry.layers().get(layer).admissible()
        : geometry.layers().get(layer).equivariant();
  }

  /** A₁ … A_L at the point. */
  List<double[]> layers() {
    List<double[]> layers = new ArrayList<>();
    for (int i = 0; i < point.layers(); i++) {
      double[] a = new double[geometry.layers().get(i).shape().size()];
      parametrisation(i).layer(read(point, i), a);
      layers.add(a);
    }
    return layers;
  }

  static double[] read(Coefficients c, int layer) {
    double[] values = new double[c.size(layer)];
    c.read(layer, values);
    return values;
  }

  /** Column {@code example} of an array [feature][example]. */
  static double[] column(Tensor t, int features, int n, int example) {
    double[] values = new double[features];
    for (int f = 0; f < features; f++) {
      values[f] = t.get((long) f * n + example);
    }
    return values;
  }

  double loss() {
    return network.loss(point, x, y, examples, workspace);
  }

  double lossAndGradient() {
    return network.lossAndGradient(point, x, y, examples, 1, gradient, workspace);
  }

  @Override
  public void close() {
    point.close();
    gradient.close();
    workspace.close();
    x.close();
    y.close();
  }
}
