package org.equisweep.tensor;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * Prints, for each of the given kernels in single precision, the bytes a call allocates once the
 * JIT has settled. Run by {@link KernelBitsTest} in a JVM of its own: what the JIT inlines depends
 * on all that ran before.
 */
final class KernelAllocation {
  private static final int CALLS = 5_000;
  private static final int ROUNDS = 1_000;

  private KernelAllocation() {}

  public static void main(String[] names) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    for (String name : names) {
      KernelCase kernel = KernelCase.valueOf(name);
      long bytes = Long.MAX_VALUE;
      try (KernelCase.Setting setting = new KernelCase.Setting(Precision.FLOAT, 3, 5, 37, 1)) {
        for (int round = 0; round < ROUNDS && bytes > 0; round++) {
          long before = threads.getThreadAllocatedBytes(thread);
          for (int call = 0; call < CALLS; call++) {
            kernel.run(setting);
          }
          bytes = (threads.getThreadAllocatedBytes(thread) - before) / CALLS;
        }
      }
      System.out.println("bits " + name + " " + bytes);
    }
  }
}
