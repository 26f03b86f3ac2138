package org.equisweep.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KernelsTest {
  private static final double DOUBLE_TOLERANCE = 1e-13;
  private static final double FLOAT_TOLERANCE = 2e-5;
  private static final int[][] SHAPES = {
    {1, 1, 1}, {1, 2, 1}, {3, 5, 7}, {2, 3, 16}, {5, 4, 33}, {3, 6, 70}, {1, 3, 531}, {4, 9, 128}
  };

  @ParameterizedTest
  @EnumSource(
      value = KernelCase.class,
      mode = EnumSource.Mode.EXCLUDE,
      // BlasTest and OrbitMomentsTest have theirs
      names = {"GEMM", "ORBIT_SUMS", "ORBIT_GRADIENT"})
  void kernelsAgreeWithTheirDefinitions(KernelCase kernel) {
    for (Precision precision : Precision.values()) {
      double tolerance = precision == Precision.FLOAT ? FLOAT_TOLERANCE : DOUBLE_TOLERANCE;
      for (int[] shape : SHAPES) {
        try (KernelCase.Setting actual = setting(precision, shape);
            KernelCase.Setting expected = setting(precision, shape)) {
          kernel.run(actual);
          plain(kernel, expected);
          assertClose(actual.c, expected.c, tolerance, kernel + " " + precision);
          assertClose(actual.d, expected.d, tolerance * 100, kernel + " " + precision);
          assertThat(Math.abs(actual.sum - expected.sum))
              .isLessThanOrEqualTo(tolerance * (1 + Math.abs(expected.sum)));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void elementKernelsWorkInPlace(Precision precision) {
    try (KernelCase.Setting apart = setting(precision, SHAPES[3]);
        KernelCase.Setting inPlace = setting(precision, SHAPES[3])) {
      int n = apart.n;
      Kernels.tanh(apart.a, 0, apart.c, 0, n);
      Kernels.tanh(inPlace.a, 0, inPlace.a, 0, n);
      assertThat(first(inPlace.a, n)).isEqualTo(first(apart.c, n));
      Kernels.layerNorm(apart.b, 0, apart.c, 0, apart.d, 0, 2, 3, 16, 1e-5);
      Kernels.layerNorm(inPlace.b, 0, inPlace.b, 0, inPlace.d, 0, 2, 3, 16, 1e-5);
      assertThat(first(inPlace.b, n)).isEqualTo(first(apart.c, n));
      LossKernels.softmax(apart.t, 0, apart.c, 0, 3, 32);
      LossKernels.softmax(inPlace.t, 0, inPlace.t, 0, 3, 32);
      assertThat(first(inPlace.t, n)).isEqualTo(first(apart.c, n));
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void layerNormOfAConstantIsFiniteAndAlmostZero(Precision precision) {
    try (Tensor x = Tensor.zeros(precision, 7 * 40);
        Tensor inverse = Tensor.zeros(precision, 40)) {
      x.fill(0, x.length(), 0.1);
      Kernels.layerNorm(x, 0, x, 0, inverse, 0, 1, 7, 40, 1e-5);
      for (double value : TensorTest.read(x)) {
        assertThat(Math.abs(value)).isLessThan(1e-4);
      }
      assertThat(inverse.get(39)).isFinite();
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void vectorsTakeTheStepsOfTheScalarFunctions(Precision precision) {
    boolean single = precision == Precision.FLOAT;
    int n = 4096;
    RandomStream random = RandomStream.of(2, "steps", 0);
    try (Tensor x = Tensor.zeros(precision, n);
        Tensor y = Tensor.zeros(precision, n)) {
      for (int i = 0; i < n; i++) {
        x.set(
            i,
            single
                ? Float.intBitsToFloat((int) random.nextLong())
                : i % 2 == 0
                    ? Double.longBitsToDouble(random.nextLong())
                    : 40 * random.nextDouble() - 20);
      }
      Kernels.tanh(x, 0, y, 0, n);
      for (int i = 0; i < n; i++) {
        double v = x.get(i);
        assertThat(Double.valueOf(y.get(i)))
            .isEqualTo(Double.valueOf(single ? Elementary.tanh((float) v) : Elementary.tanh(v)));
      }
      Kernels.sigmoid(x, 0, y, 0, n);
      for (int i = 0; i < n; i++) {
        double v = x.get(i);
        assertThat(Double.valueOf(y.get(i)))
            .isEqualTo(
                Double.valueOf(single ? Elementary.sigmoid((float) v) : Elementary.sigmoid(v)));
      }
    }
  }

  @Test
  void lossesOfExtremeLogitsAreFiniteAndExact() {
    try (Tensor z = Tensor.of(Precision.DOUBLE, 1000, -1000, 0, -1000);
        Tensor t = Tensor.of(Precision.DOUBLE, 0, 0, 0.5, 1);
        Tensor dz = Tensor.zeros(Precision.DOUBLE, 4)) {
      assertThat(LossKernels.binaryCrossEntropy(z, 0, t, 0, dz, 0, 4, 1))
          .isEqualTo(2000 + Elementary.log1p(1.0));
      assertThat(TensorTest.read(dz)).containsExactly(1, 0, 0, -1);
      assertThat(LossKernels.softmaxCrossEntropy(z, 0, t, 0, null, 0, 4, 1, 1)).isEqualTo(2500);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = KernelCase.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"GEMM", "SUM_OF_SQUARES", "DOT"})
  void aRangeOutsideATensorIsRefused(KernelCase kernel) {
    for (Precision precision : Precision.values()) {
      try (KernelCase.Setting setting = setting(precision, SHAPES[3]);
          KernelCase.Setting small = setting.withOutputsOf(3)) {
        assertThatThrownBy(() -> kernel.run(small)).isInstanceOf(IndexOutOfBoundsException.class);
      }
    }
  }

  @Test
  void wrongIndicesAreRefused() {
    try (Tensor x = Tensor.zeros(Precision.FLOAT, 12);
        Tensor y = Tensor.zeros(Precision.FLOAT, 12)) {
      int[] starts = {0, 2};
      assertThatThrownBy(
              () ->
                  Kernels.sparseApply(
                      SparseBands.of(1, starts, new int[] {0, 4}, null), x, 0, y, 0, 3, false))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> SparseBands.of(1, starts, new int[] {0, -1}, null))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> SparseBands.of(1, new int[] {2, 1}, new int[] {0, 1}, null))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> Kernels.gatherExamples(x, 3, new int[] {4}, 0, 1, null, y, 0, 1, 0))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(
              () ->
                  Kernels.gatherExamples(
                      x, 3, new int[] {3}, 0, 1, new int[] {0, 1, 12}, y, 0, 1, 0))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> Kernels.layerNorm(x, 0, y, 0, y, 0, 1, 0, 3, 1e-5))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> Kernels.scale(2, x, 0, 1L << 33))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void mixedPrecisionsAreRefused() {
    try (Tensor floats = Tensor.zeros(Precision.FLOAT, 4);
        Tensor doubles = Tensor.zeros(Precision.DOUBLE, 4)) {
      assertThatThrownBy(() -> Kernels.tanh(floats, 0, doubles, 0, 4))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("one precision");
    }
  }

  private static void plain(KernelCase kernel, KernelCase.Setting s) {
    switch (kernel) {
      case LEAKY_RELU -> PlainKernels.leakyRelu(s.a, 1, s.c, 2, s.n, 0.01);
      case RELU -> PlainKernels.leakyRelu(s.a, 1, s.c, 2, s.n, 0);
      case LEAKY_RELU_BACKWARD -> PlainKernels.leakyReluBackward(s.a, 1, s.b, 0, s.c, 2, s.n, 0.01);
      case TANH -> PlainKernels.tanh(s.a, 1, s.c, 2, s.n);
      case TANH_BACKWARD -> PlainKernels.tanhBackward(s.a, 1, s.b, 0, s.c, 2, s.n);
      case SIGMOID -> PlainKernels.sigmoid(s.a, 1, s.c, 2, s.n);
      case SIGMOID_BACKWARD -> PlainKernels.sigmoidBackward(s.a, 1, s.b, 0, s.c, 2, s.n);
      case LAYER_NORM ->
          PlainKernels.layerNorm(s.a, 1, s.c, 2, s.d, 0, s.outer, s.axis, s.inner, 1e-5);
      case LAYER_NORM_BACKWARD ->
          PlainKernels.layerNormBackward(s.a, 1, s.t, 1, s.b, 0, s.c, 2, s.outer, s.axis, s.inner);
      case SPARSE_APPLY ->
          PlainKernels.sparseApply(
              s.axis, s.starts, s.columns, s.values, s.a, 1, s.c, 2, s.inner, false);
      case SPARSE_ACCUMULATE ->
          PlainKernels.sparseApply(
              s.axis, s.starts, s.columns, null, s.a, 1, s.c, 2, s.inner, true);
      case AXPY -> PlainKernels.axpy(0.3, s.a, 1, s.c, 2, s.n);
      case SCALE -> PlainKernels.scale(0.3, s.c, 2, s.n);
      case SUM_OF_SQUARES -> s.sum = PlainKernels.sumOfSquares(s.a, 1, s.n);
      case DOT -> s.sum = PlainKernels.dot(s.a, 1, s.b, 0, s.n);
      case GATHER ->
          PlainKernels.gatherExamples(
              s.a, s.axis, s.rows, 1, s.outer, s.image, s.c, 2, s.outer + 1, 1);
      case BINARY_CROSS_ENTROPY ->
          s.sum = PlainKernels.binaryCrossEntropy(s.a, 1, s.t, 0, s.c, 2, s.n, 0.7);
      case SOFTMAX_CROSS_ENTROPY ->
          s.sum = PlainKernels.softmaxCrossEntropy(s.a, 1, s.t, 0, s.c, 2, s.axis, s.inner, 0.7);
      case SOFTMAX -> PlainKernels.softmax(s.a, 1, s.c, 2, s.axis, s.inner);
      case SOFTMAX_BACKWARD ->
          PlainKernels.softmaxBackward(s.t, 1, s.b, 0, s.c, 2, s.axis, s.inner);
      case SQUARED_ERROR -> s.sum = PlainKernels.squaredError(s.a, 1, s.b, 0, s.c, 2, s.n, 0.7);
      case GEMM -> throw new IllegalArgumentException("BLAS has its own tests");
    }
  }

  private static KernelCase.Setting setting(Precision precision, int[] shape) {
    return new KernelCase.Setting(precision, shape[0], shape[1], shape[2], 1);
  }

  private static void assertClose(Tensor actual, Tensor expected, double tolerance, String what) {
    for (int i = 0; i < actual.length(); i++) {
      double e = expected.get(i);
      if (!(Math.abs(actual.get(i) - e) <= tolerance * (1 + Math.abs(e)))) {
        assertThat(actual.get(i)).as("%s, element %d", what, i).isEqualTo(e);
      }
    }
  }

  private static double[] first(Tensor tensor, int n) {
    double[] values = new double[n];
    tensor.copyTo(0, values, 0, n);
    return values;
  }
}
