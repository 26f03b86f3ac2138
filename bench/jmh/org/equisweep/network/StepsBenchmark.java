package org.equisweep.network;

import java.util.concurrent.TimeUnit;
import org.equisweep.group.SpaceSpec;
import org.equisweep.network.ArchitectureSpec.Features;
import org.equisweep.network.Network.Space;
import org.equisweep.tensor.Blas;
import org.equisweep.tensor.Numerics;
import org.equisweep.tensor.Precision;
import org.equisweep.tensor.Tensor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Microseconds of the permutation network's loss and gradient on 200 examples, 100 → 3200 → 64 → 32
 * → 1, in both spaces, and of the largest matrix product in it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 250, timeUnit = TimeUnit.MILLISECONDS)
public class StepsBenchmark {
  private static final int EXAMPLES = 200;
  private static final int OUT = 3200;
  private static final int IN = 100;

  @Param({"FLOAT", "DOUBLE"})
  private Precision precision;

  private Probe dense;
  private Probe equivariant;
  private Tensor a;
  private Tensor b;
  private Tensor c;

  @Setup
  public void prepare() {
    Numerics.initialise();
    ArchitectureGeometry geometry =
        StepBenchmark.permutations(new Features(new SpaceSpec.Edges(), 1));
    dense = new Probe(geometry, Space.ADMISSIBLE, precision, EXAMPLES, null, 1);
    equivariant = new Probe(geometry, Space.EQUIVARIANT, precision, EXAMPLES, null, 1);
    a = Tensor.zeros(precision, (long) OUT * IN);
    b = Tensor.zeros(precision, (long) IN * EXAMPLES);
    c = Tensor.zeros(precision, (long) OUT * EXAMPLES);
    a.fill(0, a.length(), 1.0 / 3);
    b.fill(0, b.length(), 1.0 / 7);
  }

  @TearDown
  public void close() {
    dense.close();
    equivariant.close();
    a.close();
    b.close();
    c.close();
  }

  @Benchmark
  public void denseStep() {
    dense.lossAndGradient();
  }

  @Benchmark
  public void equivariantStep() {
    equivariant.lossAndGradient();
  }

  /** 3200 × 100 by 100 × 200. */
  @Benchmark
  public void gemm() {
    Blas.gemm(false, false, OUT, EXAMPLES, IN, 1, a, 0, IN, b, 0, EXAMPLES, 0, c, 0, EXAMPLES);
  }
}
