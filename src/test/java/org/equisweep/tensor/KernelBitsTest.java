package org.equisweep.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.equisweep.OwnJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelBitsTest {
  private static final int WARM_UP_CALLS = 12_000;

  @Test
  void bitsAreTheSameInterpretedAndCompiled() throws Exception {
    for (KernelCase kernel : KernelCase.values()) {
      for (Precision precision : Precision.values()) {
        warmUp(kernel, precision);
      }
    }
    List<String> compiled = KernelBits.hashes();
    assertThat(OwnJvm.run(KernelBits.class, List.of(), "-Xint")).isEqualTo(compiled);
  }

  @Test
  void bitsAreTheSameForNarrowerVectors() throws Exception {
    assertThat(OwnJvm.run(KernelBits.class, List.of(), "-XX:UseAVX=2", "-XX:TieredStopAtLevel=1"))
        .isEqualTo(KernelBits.hashes());
  }

  @Test
  void compiledKernelsOfATrainingStepAllocateNothing() throws Exception {
    List<String> kernels = Stream.of(KernelCase.values()).map(KernelCase::name).toList();
    assertThat(OwnJvm.run(KernelAllocation.class, kernels))
        .isEqualTo(kernels.stream().map(kernel -> kernel + " 0").toList());
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "15", "16", "17", "48", "1000"})
  void sumsGoToSixteenPartialSumsInOrder(int n) {
    for (Precision precision : Precision.values()) {
      try (KernelCase.Setting setting = new KernelCase.Setting(precision, 1, 1, n + 1, 1)) {
        double[] partial = new double[16];
        for (int i = 0; i < n; i++) {
          partial[i % 16] = Math.fma(setting.a.get(1 + i), setting.b.get(i), partial[i % 16]);
        }
        double sum = partial[0];
        for (int lane = 1; lane < 16; lane++) {
          sum += partial[lane];
        }
        assertThat(Kernels.dot(setting.a, 1, setting.b, 0, n)).isEqualTo(sum);
      }
    }
  }

  private static void warmUp(KernelCase kernel, Precision precision) {
    try (KernelCase.Setting setting = new KernelCase.Setting(precision, 3, 5, 37, 1)) {
      for (int call = 0; call < WARM_UP_CALLS; call++) {
        kernel.run(setting);
      }
    }
  }
}
