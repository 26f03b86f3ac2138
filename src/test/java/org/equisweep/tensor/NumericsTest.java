package org.equisweep.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.openblas.global.openblas_full;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumericsTest {
  @Test
  void blasRunsOnOneThread() {
    Numerics.initialise();
    assertThat(openblas_full.openblas_get_num_threads()).isEqualTo(1);
  }

  @Test
  void numericsNameKernelVectorsAndJdk() {
    assertThat(Numerics.describe())
        .matches("openblas-\\w+/vector-(64|128|256|512)/jdk-" + Runtime.version().feature());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Prescott", "Core2", "Nehalem", "generic", "GENERIC"})
  void fallbackKernelsAreWarnedOf(String kernel) {
    assertThat(Numerics.fallback(kernel, 256, null)).contains(kernel).contains("slower");
  }

  @Test
  void aKernelNarrowerThanTheProcessorIsToldWithTheVariable() {
    assertThat(Numerics.fallback("Haswell", 512, "Haswell")).contains("OPENBLAS_CORETYPE=Haswell");
    assertThat(Numerics.fallback("Haswell", 256, "Haswell")).isEmpty();
    assertThat(Numerics.fallback("SkylakeX", 512, null)).isEmpty();
  }
}
