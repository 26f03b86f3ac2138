package org.equisweep.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.equisweep.geometry.AdmissibleSpaces;
import org.equisweep.geometry.LayerGeometry;
import org.equisweep.geometry.LayerSpace;
import org.equisweep.geometry.Parametrisation;
import org.equisweep.group.GroupSpec;
import org.equisweep.group.SpaceSpec;
import org.equisweep.network.ArchitectureSpec.AveragePool;
import org.equisweep.network.ArchitectureSpec.Bias;
import org.equisweep.network.ArchitectureSpec.Conv;
import org.equisweep.network.ArchitectureSpec.Features;
import org.equisweep.network.ArchitectureSpec.KernelBasis;
import org.equisweep.network.ArchitectureSpec.LayerNorm;
import org.equisweep.network.ArchitectureSpec.LayerNorm.Over;
import org.equisweep.network.ArchitectureSpec.LeakyRelu;
import org.equisweep.network.ArchitectureSpec.Loss;
import org.equisweep.network.ArchitectureSpec.Loss.Kind;
import org.equisweep.network.ArchitectureSpec.MaxPool;
import org.equisweep.network.ArchitectureSpec.Padding;
import org.equisweep.network.ArchitectureSpec.Relu;
import org.equisweep.network.ArchitectureSpec.ResidualEnd;
import org.equisweep.network.ArchitectureSpec.ResidualStart;
import org.equisweep.network.ArchitectureSpec.Sigmoid;
import org.equisweep.network.ArchitectureSpec.Stage;
import org.equisweep.network.ArchitectureSpec.Tanh;
import org.equisweep.network.ArchitectureSpec.Tap;
import org.equisweep.network.Network.Curvature;
import org.equisweep.network.Network.Space;
import org.equisweep.tensor.NdArray;
import org.equisweep.tensor.Npz;
import org.equisweep.tensor.Precision;
import org.equisweep.tensor.RandomStream;
import org.equisweep.tensor.Tensor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Against dense Hessians by PyTorch, {@code bench/reference/hessian.py}, in every form and in
 * coefficients of every kind of parametrisation: LᵀHL.
 */
class GoldenHessianTest {
  private static final double TOLERANCE = 1e-9;

  /** The networks of the script. */
  enum Golden {
    LEAKY_CHANNELS(
        grid(1, 4),
        1,
        new Loss(Kind.BINARY_CROSS_ENTROPY, false, 1),
        linear(grid(1, 4), 2),
        new LeakyRelu(0.01),
        linear(grid(1, 1), 3),
        new LayerNorm(Over.CHANNELS, 1e-5),
        new LeakyRelu(0.01),
        linear(grid(1, 1), 1)),
    TANH_POSITIONS(
        grid(1, 3),
        2,
        new Loss(Kind.MEAN_SQUARED_ERROR, false, 1),
        linear(grid(1, 4), 2),
        new Tanh(),
        new LayerNorm(Over.POSITIONS, 1e-2),
        linear(grid(1, 1), 2)),
    SIGMOID_SOFTMAX(
        grid(1, 4),
        1,
        new Loss(Kind.SOFTMAX_CROSS_ENTROPY, false, 1),
        linear(grid(1, 3), 2),
        new Sigmoid(),
        linear(grid(1, 2), 3)),
    TANH_AFTER_SOFTMAX(
        grid(1, 4),
        1,
        new Loss(Kind.SOFTMAX_CROSS_ENTROPY, true, 1),
        linear(grid(1, 4), 2),
        new Tanh(),
        linear(grid(1, 1), 3)),
    POOLED_RELU(
        grid(2, 2),
        1,
        new Loss(Kind.MEAN_SQUARED_ERROR, false, 1),
        linear(grid(4, 4), 1),
        new AveragePool(2),
        new Relu(),
        new Tanh(),
        linear(grid(1, 1), 2)),
    LINEAR_LINEAR(
        grid(1, 4),
        1,
        new Loss(Kind.MEAN_SQUARED_ERROR, false, 1),
        linear(grid(1, 4), 2),
        linear(grid(1, 4), 1)),
    MASKED_TANH(
        grid(1, 3),
        2,
        new Loss(Kind.MEAN_SQUARED_ERROR, false, 1),
        linear(grid(1, 4), 2),
        new Tanh(),
        linear(grid(1, 2), 2)),
    CONV_CROSS(
        grid(4, 4),
        1,
        new Loss(Kind.MEAN_SQUARED_ERROR, false, 1),
        conv(2, Tap.cross(3), Padding.ZERO, 1),
        new Bias(false),
        new Tanh(),
        new AveragePool(2),
        conv(2, Tap.full(3), Padding.ZERO, 1),
        new Tanh(),
        linear(grid(1, 1), 2)),
    CONV_STRIDED(
        grid(5, 5),
        1,
        new Loss(Kind.SOFTMAX_CROSS_ENTROPY, false, 1),
        conv(2, Tap.full(3), Padding.ZERO, 2),
        new Sigmoid(),
        linear(grid(1, 1), 3)),
    CONV_CIRCULAR(
        grid(3, 4),
        2,
        new Loss(Kind.BINARY_CROSS_ENTROPY, false, 1),
        conv(2, Tap.skew(), Padding.CIRCULAR, 1),
        new MaxPool(2, OptionalInt.empty()),
        new Tanh(),
        new ResidualStart(),
        linear(grid(1, 2), 2),
        new Bias(true),
        new Tanh(),
        new ResidualEnd(),
        new LayerNorm(Over.CHANNELS, 1e-2),
        linear(grid(1, 1), 2)),
    NORM_LAST(
        grid(1, 4),
        1,
        new Loss(Kind.SOFTMAX_CROSS_ENTROPY, false, 1),
        linear(grid(1, 4), 2),
        new Tanh(),
        linear(grid(1, 2), 3),
        new LayerNorm(Over.CHANNELS, 1e-3));

    private final transient ArchitectureSpec architecture;

    Golden(SpaceSpec space, int channels, Loss loss, Stage... stages) {
      architecture = new ArchitectureSpec(new Features(space, channels), List.of(stages), loss);
    }

    private static SpaceSpec grid(int height, int width) {
      return new SpaceSpec.Grid(height, width);
    }

    private static Stage conv(int channels, List<Tap> support, Padding padding, int stride) {
      return new Conv(channels, 3, support, padding, stride, new KernelBasis.Taps());
    }

    /** Whose layers are given as the architecture has them. */
    boolean hasOwnLayers() {
      return name().startsWith("CONV");
    }

    private static Stage linear(SpaceSpec to, int channels) {
      return Cases.linear(to, channels);
    }
  }

  /**
   * How 𝓛 is given: all of H, a mask, skewed operators that span it, or A plus a few directions.
   */
  enum Parametrised {
    FULL,
    OPERATORS,
    AFFINE
  }

  static List<Arguments> cases() {
    List<Arguments> all = new ArrayList<>();
    for (Golden golden : Golden.values()) {
      if (golden.hasOwnLayers()) {
        all.add(Arguments.of(golden, Parametrised.FULL, null));
        for (LinearForm form : LinearForm.values()) {
          all.add(Arguments.of(golden, Parametrised.FULL, form));
        }
        continue;
      }
      all.add(Arguments.of(golden, Parametrised.FULL, null));
      all.add(Arguments.of(golden, Parametrised.AFFINE, null));
      for (LinearForm form :
          List.of(LinearForm.SPACE_FIRST, LinearForm.CHANNELS_FIRST, LinearForm.ASSEMBLED)) {
        all.add(Arguments.of(golden, Parametrised.OPERATORS, form));
      }
    }
    return all;
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @MethodSource("cases")
  void theHessianIsThatOfAutomaticDifferentiation(
      Golden golden, Parametrised parametrised, @Nullable LinearForm form)
      throws URISyntaxException {
    String file = "/reference/hessian/" + golden.name().toLowerCase(Locale.ROOT) + ".npz";
    Map<String, NdArray> arrays =
        Npz.read(Path.of(GoldenHessianTest.class.getResource(file).toURI()).toString());
    ArchitectureGeometry plain =
        ArchitectureGeometry.of(golden.architecture, new GroupSpec.Flips(List.of(1)));
    List<double[]> point = new ArrayList<>();
    List<LayerGeometry> layers = new ArrayList<>();
    for (int i = 0; i < plain.layers().size(); i++) {
      point.add(arrays.get("layer_" + (i + 1)).values());
      layers.add(
          golden.hasOwnLayers()
              ? plain.layers().get(i)
              : layer(golden, parametrised, plain.layers().get(i).space(), point.get(i)));
    }
    ArchitectureGeometry geometry = plain.withLayers(layers);
    double[][] basis = derivative(layers, point);
    double[] hessian = arrays.get("hessian").values();
    double[] gradient = arrays.get("gradient").values();
    int examples = arrays.get("inputs").shape()[0];
    Network network = Network.compilePlainForTangents(geometry, Space.ADMISSIBLE, examples, form);
    try (Workspace workspace = network.newWorkspace();
        Coefficients at = network.newCoefficients();
        Coefficients v = network.newCoefficients();
        Coefficients g = network.newCoefficients();
        Coefficients product = network.newCoefficients();
        Tensor x = exampleInnermost(arrays.get("inputs"));
        Tensor y = exampleInnermost(arrays.get("targets"))) {
      for (int i = 0; i < layers.size(); i++) {
        double[] c = new double[at.size(i)];
        layers.get(i).admissible().coefficientsOf(point.get(i), c);
        at.write(i, c);
      }
      network.linearise(at, x, y, examples, 1.0 / examples, g, workspace);
      double[] gradientOfEngine = read(g);
      double scale = largest(hessian);
      for (int k = 0; k < basis.length; k++) {
        assertThat(gradientOfEngine[k])
            .isCloseTo(dot(basis[k], gradient), within(TOLERANCE * largest(gradient)));
        double[] unit = new double[basis.length];
        unit[k] = 1;
        write(unit, v);
        product.zero();
        network.addHessianProduct(v, product, Curvature.HESSIAN, workspace);
        double[] expected = times(hessian, basis[k]);
        double[] actual = read(product);
        for (int j = 0; j < basis.length; j++) {
          assertThat(actual[j])
              .as("entry %d, %d", j, k)
              .isCloseTo(dot(basis[j], expected), within(TOLERANCE * scale));
        }
      }
    }
  }

  private static LayerGeometry layer(
      Golden golden, Parametrised parametrised, LayerSpace space, double[] at) {
    RandomStream stream = RandomStream.of(3, "test/space", space.shape().size());
    List<double[]> vectors = new ArrayList<>();
    switch (parametrised) {
      case FULL -> {
        boolean[] free = new boolean[at.length];
        for (int i = 0; i < at.length; i++) {
          free[i] = golden != Golden.MASKED_TANH || at[i] != 0;
        }
        return AdmissibleSpaces.mask(space, free);
      }
      case AFFINE -> {
        for (int k = 0; k < 3; k++) {
          vectors.add(normal(stream, at.length));
        }
        return AdmissibleSpaces.basis(space, vectors, at);
      }
      case OPERATORS -> {
        int count = space.shape().spatial();
        for (int k = 0; k < count; k++) {
          double[] operator = normal(stream, count);
          operator[k] += 3 * Math.sqrt(count);
          vectors.add(operator);
        }
        return AdmissibleSpaces.factored(space, vectors);
      }
    }
    throw new AssertionError(parametrised);
  }

  private static double[] normal(RandomStream stream, int length) {
    double[] values = new double[length];
    for (int i = 0; i < length; i++) {
      values[i] = stream.nextNormal();
    }
    return values;
  }

  /** Columns of L over all layers, each in all of H. */
  private static double[][] derivative(List<LayerGeometry> layers, List<double[]> point) {
    int rows = point.stream().mapToInt(a -> a.length).sum();
    List<double[]> columns = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < layers.size(); i++) {
      Parametrisation parametrisation = layers.get(i).admissible();
      int size = point.get(i).length;
      double[] origin = new double[size];
      parametrisation.layer(new double[parametrisation.coefficients()], origin);
      for (int k = 0; k < parametrisation.coefficients(); k++) {
        double[] unit = new double[parametrisation.coefficients()];
        unit[k] = 1;
        double[] a = new double[size];
        parametrisation.layer(unit, a);
        double[] column = new double[rows];
        for (int t = 0; t < size; t++) {
          column[from + t] = a[t] - origin[t];
        }
        columns.add(column);
      }
      from += size;
    }
    return columns.toArray(double[][]::new);
  }

  /** From (N, c, n) to [c·n][N]. */
  private static Tensor exampleInnermost(NdArray array) {
    int examples = array.shape()[0];
    int features = array.values().length / examples;
    Tensor tensor = Tensor.zeros(Precision.DOUBLE, array.values().length);
    for (int i = 0; i < array.values().length; i++) {
      tensor.set((long) (i % features) * examples + i / features, array.values()[i]);
    }
    return tensor;
  }

  private static double[] read(Coefficients c) {
    int size = 0;
    for (int i = 0; i < c.layers(); i++) {
      size += c.size(i);
    }
    double[] all = new double[size];
    int at = 0;
    for (int i = 0; i < c.layers(); i++) {
      System.arraycopy(Probe.read(c, i), 0, all, at, c.size(i));
      at += c.size(i);
    }
    return all;
  }

  private static void write(double[] all, Coefficients c) {
    int at = 0;
    for (int i = 0; i < c.layers(); i++) {
      c.write(i, Arrays.copyOfRange(all, at, at + c.size(i)));
      at += c.size(i);
    }
  }

  private static double[] times(double[] matrix, double[] v) {
    double[] product = new double[v.length];
    for (int i = 0; i < v.length; i++) {
      for (int j = 0; j < v.length; j++) {
        product[i] += matrix[i * v.length + j] * v[j];
      }
    }
    return product;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double largest(double[] values) {
    double largest = 0;
    for (double value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }
}
