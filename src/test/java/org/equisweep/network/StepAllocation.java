package org.equisweep.network;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.equisweep.tensor.Precision;

/**
 * Prints, for each case and space, the bytes that a step in single precision allocates once the JIT
 * has settled. Vectors are boxed until the compiler has seen the loops.
 */
final class StepAllocation {
  private static final int EXAMPLES = 48;
  private static final int STEPS = 500;
  private static final int ROUNDS = 2_000;

  private StepAllocation() {}

  public static void main(String[] arguments) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    for (Cases kind : Cases.values()) {
      for (Network.Space space : Network.Space.values()) {
        long least = Long.MAX_VALUE;
        try (Probe probe = new Probe(kind, space, Precision.FLOAT, EXAMPLES, null, 6)) {
          for (int round = 0; round < ROUNDS && least > 0; round++) {
            long before = threads.getThreadAllocatedBytes(thread);
            for (int step = 0; step < STEPS; step++) {
              probe.lossAndGradient();
              probe.point.axpy(-1e-3, probe.gradient);
              probe.gradient.zero();
            }
            least = Math.min(least, (threads.getThreadAllocatedBytes(thread) - before) / STEPS);
          }
        }
        System.out.println("bits " + kind + " " + space + " " + least);
      }
    }
  }
}
