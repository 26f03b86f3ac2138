package org.equisweep.tensor;

import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Nanoseconds per element of the kernels of a step, on arrays that stay in the cache: {@value
 * #COUNT} elements, as {@value #AXIS} values of {@value #INNER} examples where a kernel wants that.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 150, timeUnit = TimeUnit.MILLISECONDS)
public class KernelBenchmark {
  static final int COUNT = 8192;
  private static final int AXIS = 64;
  private static final int INNER = COUNT / AXIS;
  private static final int TAPS = 5;

  @Param({"FLOAT", "DOUBLE"})
  private Precision precision;

  private Tensor x;
  private Tensor y;
  private Tensor dy;
  private Tensor inverse;
  private SparseBands taps;

  @Setup
  public void prepare() {
    Numerics.initialise();
    RandomStream stream = RandomStream.of(1, "benchmark", 0);
    x = Tensor.zeros(precision, COUNT);
    y = Tensor.zeros(precision, COUNT);
    dy = Tensor.zeros(precision, COUNT);
    inverse = Tensor.zeros(precision, INNER);
    for (int i = 0; i < COUNT; i++) {
      x.set(i, stream.nextNormal());
      dy.set(i, Math.abs(Math.sin(i)));
    }
    int[] rowStart = IntStream.rangeClosed(0, AXIS).map(row -> row * TAPS).toArray();
    int[] columns =
        IntStream.range(0, AXIS * TAPS).map(i -> (i / TAPS + 7 * (i % TAPS)) % AXIS).toArray();
    taps = SparseBands.of(AXIS, rowStart, columns, null);
  }

  @TearDown
  public void close() {
    x.close();
    y.close();
    dy.close();
    inverse.close();
  }

  @Benchmark
  @OperationsPerInvocation(COUNT)
  public void leakyRelu() {
    Kernels.leakyRelu(x, 0, y, 0, COUNT, 0.01);
  }

  @Benchmark
  @OperationsPerInvocation(COUNT)
  public void leakyReluBackward() {
    Kernels.leakyReluBackward(x, 0, dy, 0, y, 0, COUNT, 0.01);
  }

  @Benchmark
  @OperationsPerInvocation(COUNT)
  public void tanh() {
    Kernels.tanh(x, 0, y, 0, COUNT);
  }

  @Benchmark
  @OperationsPerInvocation(COUNT)
  public void sigmoid() {
    Kernels.sigmoid(x, 0, y, 0, COUNT);
  }

  @Benchmark
  @OperationsPerInvocation(COUNT)
  public void layerNorm() {
    Kernels.layerNorm(x, 0, y, 0, inverse, 0, 1, AXIS, INNER, 1e-5);
  }

  @Benchmark
  @OperationsPerInvocation(COUNT)
  public void layerNormBackward() {
    Kernels.layerNormBackward(x, 0, inverse, 0, dy, 0, y, 0, 1, AXIS, INNER);
  }

  @Benchmark
  @OperationsPerInvocation(COUNT)
  public double binaryCrossEntropy() {
    return LossKernels.binaryCrossEntropy(x, 0, dy, 0, y, 0, COUNT, 1);
  }

  @Benchmark
  @OperationsPerInvocation(COUNT)
  public double softmaxCrossEntropy() {
    return LossKernels.softmaxCrossEntropy(x, 0, dy, 0, y, 0, AXIS, INNER, 1);
  }

  @Benchmark
  @OperationsPerInvocation(COUNT)
  public double squaredError() {
    return LossKernels.squaredError(x, 0, dy, 0, y, 0, COUNT, 1);
  }

  /** Five taps an element. */
  @Benchmark
  @OperationsPerInvocation(COUNT)
  public void sparseGather() {
    Kernels.sparseApply(taps, x, 0, y, 0, INNER, false);
  }

  @Benchmark
  @OperationsPerInvocation(COUNT)
  public double dot() {
    return Kernels.dot(x, 0, dy, 0, COUNT);
  }
}
