package org.equisweep.tensor;

/**
 * Every kernel on given sizes, in a fixed form: what the tests of values, bits, allocation and
 * bounds run. Inputs are two arrays a, b of {@link #size} elements, outputs c and, for some, d.
 */
enum KernelCase {
  LEAKY_RELU(s -> Kernels.leakyRelu(s.a, 1, s.c, 2, s.n, 0.01)),
  RELU(s -> Kernels.leakyRelu(s.a, 1, s.c, 2, s.n, 0)),
  LEAKY_RELU_BACKWARD(s -> Kernels.leakyReluBackward(s.a, 1, s.b, 0, s.c, 2, s.n, 0.01)),
  TANH(s -> Kernels.tanh(s.a, 1, s.c, 2, s.n)),
  TANH_BACKWARD(s -> Kernels.tanhBackward(s.a, 1, s.b, 0, s.c, 2, s.n)),
  SIGMOID(s -> Kernels.sigmoid(s.a, 1, s.c, 2, s.n)),
  SIGMOID_BACKWARD(s -> Kernels.sigmoidBackward(s.a, 1, s.b, 0, s.c, 2, s.n)),
  LAYER_NORM(s -> Kernels.layerNorm(s.a, 1, s.c, 2, s.d, 0, s.outer, s.axis, s.inner, 1e-5)),
  LAYER_NORM_BACKWARD(
      s -> Kernels.layerNormBackward(s.a, 1, s.t, 1, s.b, 0, s.c, 2, s.outer, s.axis, s.inner)),
  SPARSE_APPLY(s -> Kernels.sparseApply(s.map, s.a, 1, s.c, 2, s.inner, false)),
  SPARSE_ACCUMULATE(s -> Kernels.sparseApply(s.ones, s.a, 1, s.c, 2, s.inner, true)),
  AXPY(s -> Kernels.axpy(0.3, s.a, 1, s.c, 2, s.n)),
  SCALE(s -> Kernels.scale(0.3, s.c, 2, s.n)),
  SUM_OF_SQUARES(s -> s.sum = Kernels.sumOfSquares(s.a, 1, s.n)),
  DOT(s -> s.sum = Kernels.dot(s.a, 1, s.b, 0, s.n)),
  GATHER(
      s ->
          Kernels.gatherExamples(s.a, s.axis, s.rows, 1, s.outer, s.image, s.c, 2, s.outer + 1, 1)),
  BINARY_CROSS_ENTROPY(
      s -> s.sum = LossKernels.binaryCrossEntropy(s.a, 1, s.t, 0, s.c, 2, s.n, 0.7)),
  SOFTMAX_CROSS_ENTROPY(
      s -> s.sum = LossKernels.softmaxCrossEntropy(s.a, 1, s.t, 0, s.c, 2, s.axis, s.inner, 0.7)),
  SOFTMAX(s -> LossKernels.softmax(s.a, 1, s.c, 2, s.axis, s.inner)),
  SOFTMAX_BACKWARD(s -> LossKernels.softmaxBackward(s.t, 1, s.b, 0, s.c, 2, s.axis, s.inner)),
  ORBIT_SUMS(s -> s.orbits.forward(s.a, 1, s.b, 0, s.inner, s.moments, 0, s.c, 2)),
  ORBIT_GRADIENT(s -> s.orbits.gradient(s.moments, 0, s.b, 0, s.inner, s.c, 2)),
  SQUARED_ERROR(s -> s.sum = LossKernels.squaredError(s.a, 1, s.b, 0, s.c, 2, s.n, 0.7)),
  GEMM(
      s ->
          Blas.gemm(
              false, true, s.outer, s.outer, s.axis, 0.5, s.a, 1, s.axis, s.b, 0, s.axis, 1, s.c, 2,
              s.outer));

  private final Call call;

  KernelCase(Call call) {
    this.call = call;
  }

  void run(Setting setting) {
    call.on(setting);
  }

  interface Call {
    void on(Setting setting);
  }

  /** Inputs of one size, and outputs. */
  static final class Setting implements AutoCloseable {
    final int outer;
    final int axis;
    final int inner;
    final int n;
    final Tensor a;
    final Tensor b;
    final Tensor t;
    Tensor c;
    Tensor d;
    final OrbitMoments orbits;
    final Tensor moments;
    final int[] starts;
    final int[] columns;
    final double[] values;
    final SparseBands map;
    final SparseBands ones;
    final int[] rows;
    final int[] image;
    double sum;

    Setting(Precision precision, int outer, int axis, int inner, double scale) {
      this.outer = outer;
      this.axis = axis;
      this.inner = inner;
      n = outer * axis * inner;
      int size = 4 + n + outer + (outer + 1) * (axis + 1) + outer * outer;
      RandomStream random = RandomStream.of(n, "kernels", axis);
      a = random(precision, size, scale, random);
      b = random(precision, size, scale, random);
      c = random(precision, size, scale, random);
      d = Tensor.zeros(precision, size);
      t = Tensor.zeros(precision, size);
      for (int i = 0; i < size; i++) {
        t.set(i, random.nextDouble());
      }
      starts = new int[axis + 1];
      for (int p = 0; p < axis; p++) {
        starts[p + 1] = starts[p] + p / 3 % 4;
      }
      columns = new int[starts[axis]];
      values = new double[columns.length];
      for (int p = 0; p < axis; p++) {
        fillRow(p, random);
      }
      map = SparseBands.of(axis, starts, columns, values);
      ones = SparseBands.of(axis, starts, columns, null);
      rows = new int[outer + 1];
      for (int i = 0; i <= outer; i++) {
        rows[i] = random.nextInt(outer);
      }
      image = random.nextPermutation(axis);
      orbits = orbits(outer, axis);
      moments = random(precision, (int) orbits.momentElements(inner), scale, random);
    }

    /** As many channels as features, positions alternately in one orbit, the other and in none. */
    private static OrbitMoments orbits(int features, int positions) {
      int[] orbit = new int[positions];
      double[] weight = new double[positions];
      for (int p = 0; p < positions; p++) {
        orbit[p] = (p + 1) % 3 - 1;
        weight[p] = 1 + 0.1 * p;
      }
      return new OrbitMoments(new OrbitSums(orbit, weight, 2), features, features, 0.01);
    }

    /** Of three rows one may continue the one before; some have a single 1. */
    private void fillRow(int p, RandomStream random) {
      for (int j = starts[p]; j < starts[p + 1]; j++) {
        int before = j - (starts[p + 1] - starts[p]);
        boolean continues = p % 3 > 0 && columns[before] + 1 < axis;
        columns[j] = continues ? columns[before] + 1 : random.nextInt(axis);
        values[j] = continues ? values[before] : p % 2 == 0 ? 1 : random.nextNormal();
      }
    }

    private static Tensor random(Precision precision, int size, double scale, RandomStream random) {
      Tensor tensor = Tensor.zeros(precision, size);
      for (int i = 0; i < size; i++) {
        tensor.set(i, scale * random.nextNormal());
      }
      return tensor;
    }

    /** The same sizes, but the outputs cut to so many elements. */
    Setting withOutputsOf(int length) {
      Setting cut = new Setting(a.precision(), outer, axis, inner, 1);
      cut.c.close();
      cut.d.close();
      cut.c = Tensor.zeros(a.precision(), length);
      cut.d = Tensor.zeros(a.precision(), length);
      return cut;
    }

    @Override
    public void close() {
      for (Tensor tensor : new Tensor[] {a, b, c, d, t, moments}) {
        tensor.close();
      }
    }
  }
}
