package org.equisweep.tensor;

import java.util.concurrent.TimeUnit;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Nanoseconds per element of the Vector API's own functions (Intel's SVML), which {@link
 * KernelBenchmark} is measured against: they are not used, since their bits change when the JIT
 * compiles a loop.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 150, timeUnit = TimeUnit.MILLISECONDS)
public class LibraryBenchmark {
  private static final int COUNT = KernelBenchmark.COUNT;

  private final float[] floats = new float[COUNT];
  private final float[] floatResults = new float[COUNT];
  private final double[] doubles = new double[COUNT];
  private final double[] doubleResults = new double[COUNT];

  @Setup
  public void prepare() {
    RandomStream stream = RandomStream.of(1, "benchmark", 0);
    for (int i = 0; i < COUNT; i++) {
      doubles[i] = stream.nextNormal();
      floats[i] = (float) doubles[i];
    }
  }

  @Benchmark
  @OperationsPerInvocation(COUNT)
  public void tanhFloat() {
    for (int i = 0; i < COUNT; i += FloatVector.SPECIES_PREFERRED.length()) {
      FloatVector.fromArray(FloatVector.SPECIES_PREFERRED, floats, i)
          .lanewise(VectorOperators.TANH)
          .intoArray(floatResults, i);
    }
  }

  @Benchmark
  @OperationsPerInvocation(COUNT)
  public void tanhDouble() {
    for (int i = 0; i < COUNT; i += DoubleVector.SPECIES_PREFERRED.length()) {
      DoubleVector.fromArray(DoubleVector.SPECIES_PREFERRED, doubles, i)
          .lanewise(VectorOperators.TANH)
          .intoArray(doubleResults, i);
    }
  }

  /** 1 / (1 + exp(−x)). */
  @Benchmark
  @OperationsPerInvocation(COUNT)
  public void sigmoidFloat() {
    for (int i = 0; i < COUNT; i += FloatVector.SPECIES_PREFERRED.length()) {
      FloatVector one = FloatVector.broadcast(FloatVector.SPECIES_PREFERRED, 1);
      FloatVector exponential =
          FloatVector.fromArray(FloatVector.SPECIES_PREFERRED, floats, i)
              .neg()
              .lanewise(VectorOperators.EXP);
      one.div(exponential.add(one)).intoArray(floatResults, i);
    }
  }

  /** 1 / (1 + exp(−x)). */
  @Benchmark
  @OperationsPerInvocation(COUNT)
  public void sigmoidDouble() {
    for (int i = 0; i < COUNT; i += DoubleVector.SPECIES_PREFERRED.length()) {
      DoubleVector one = DoubleVector.broadcast(DoubleVector.SPECIES_PREFERRED, 1);
      DoubleVector exponential =
          DoubleVector.fromArray(DoubleVector.SPECIES_PREFERRED, doubles, i)
              .neg()
              .lanewise(VectorOperators.EXP);
      one.div(exponential.add(one)).intoArray(doubleResults, i);
    }
  }
}
