package org.equisweep.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TensorTest {
  @ParameterizedTest
  @EnumSource(Precision.class)
  void aNewTensorIsZeroAndAligned(Precision precision) {
    for (int round = 0; round < 50; round++) {
      try (Tensor tensor = Tensor.zeros(precision, 37)) {
        assertThat(tensor.address() % 64).isZero();
        double[] values = new double[37];
        tensor.copyTo(0, values, 0, 37);
        assertThat(values).containsOnly(0.0);
        tensor.fill(0, 37, 3.5);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void valuesAreKeptRoundedToThePrecision(Precision precision) {
    try (Tensor tensor = Tensor.of(precision, 0.1, -2.5, 1e300)) {
      boolean isFloat = precision == Precision.FLOAT;
      assertThat(tensor.get(0)).isEqualTo(isFloat ? 0.1f : 0.1);
      assertThat(tensor.get(1)).isEqualTo(-2.5);
      assertThat(tensor.get(2)).isEqualTo(isFloat ? Double.POSITIVE_INFINITY : 1e300);
      tensor.set(1, 0.3);
      assertThat(tensor.get(1)).isEqualTo(isFloat ? 0.3f : 0.3);
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void overlappingRangesAreCopiedAsIfThroughATemporary(Precision precision) {
    try (Tensor tensor = Tensor.of(precision, 1, 2, 3, 4, 5)) {
      tensor.copyFrom(tensor, 0, 1, 4);
      assertThat(read(tensor)).containsExactly(1, 1, 2, 3, 4);
      tensor.copyFrom(tensor, 1, 0, 4);
      assertThat(read(tensor)).containsExactly(1, 2, 3, 4, 4);
    }
  }

  @Test
  void copyingBetweenPrecisionsConverts() {
    try (Tensor doubles = Tensor.of(Precision.DOUBLE, 0.1, 0.2);
        Tensor floats = Tensor.zeros(Precision.FLOAT, 2)) {
      floats.copyFrom(doubles, 0, 0, 2);
      assertThat(read(floats)).containsExactly(0.1f, 0.2f);
      doubles.copyFrom(floats, 0, 0, 2);
      assertThat(read(doubles)).containsExactly(0.1f, 0.2f);
    }
  }

  @Test
  void closingTwiceAndUseAfterCloseAreRefused() {
    Tensor tensor = Tensor.zeros(Precision.DOUBLE, 8);
    Tensor open = Tensor.zeros(Precision.DOUBLE, 8);
    tensor.close();
    assertThatThrownBy(tensor::close).isInstanceOf(IllegalStateException.class);
    assertThat(tensor.isClosed()).isTrue();
    assertThatThrownBy(() -> tensor.get(0)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> tensor.set(0, 1)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> tensor.fill(0, 1, 1)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> tensor.copyTo(0, new double[1], 0, 1))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> tensor.copyFrom(new double[1], 0, 0, 1))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> tensor.copyFrom(open, 0, 0, 1))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> open.copyFrom(tensor, 0, 0, 1))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> Kernels.tanh(tensor, 0, open, 0, 8))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(
            () -> Blas.gemm(false, false, 1, 1, 1, 1, open, 0, 1, tensor, 0, 1, 0, open, 4, 1))
        .isInstanceOf(IllegalStateException.class);
    open.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 8, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 32})
  void anIndexOutsideIsRefused(long index) {
    try (Tensor tensor = Tensor.zeros(Precision.FLOAT, 8)) {
      assertThatThrownBy(() -> tensor.get(index)).isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> tensor.set(index, 0)).isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> tensor.fill(index, 1, 0))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> tensor.fill(1, index, 0))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> tensor.copyFrom(new double[4], 0, index, 1))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> tensor.copyTo(index, new double[4], 0, 1))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 1L << 29, 1L << 40, Long.MAX_VALUE})
  void moreThanTwoGibibytesAreRefused(long length) {
    assertThatThrownBy(() -> Tensor.zeros(Precision.FLOAT, length))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 GiB")
        .hasMessageContaining(Long.toString(length));
  }

  @Test
  void anEmptyTensorIsAllowed() {
    try (Tensor tensor = Tensor.zeros(Precision.DOUBLE, 0)) {
      tensor.fill(0, 0, 1);
      assertThat(tensor.length()).isZero();
      assertThatThrownBy(() -> tensor.get(0)).isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void droppedTensorsAreFreed() throws InterruptedException {
    long before = NativeMemory.held();
    long size = 1 << 20;
    for (int i = 0; i < 20; i++) {
      Tensor.zeros(Precision.DOUBLE, size).set(0, 1);
    }
    for (int wait = 0; wait < 100 && NativeMemory.held() - before >= 8 * size; wait++) {
      System.gc();
      Thread.sleep(20);
    }
    assertThat(NativeMemory.held() - before).isLessThan(8 * size);
  }

  @Test
  void closingGivesMemoryBackAtOnce() {
    Tensor tensor = Tensor.zeros(Precision.FLOAT, 1000);
    long held = NativeMemory.held();
    tensor.close();
    assertThat(held - NativeMemory.held()).isBetween(4000L, 4100L);
  }

  @Test
  void beyondTheLimitTheErrorNamesSizeLimitAndFlag() {
    long limit = Pointer.maxBytes();
    List<NativeMemory> held = new ArrayList<>();
    try {
      assertThatThrownBy(
              () -> {
                while (true) {
                  // not filled, so the pages are never touched
                  held.add(NativeMemory.allocate(Precision.DOUBLE, 200_000_000));
                }
              })
          .isInstanceOf(OutOfMemoryError.class)
          .hasMessageContaining("1600000064 bytes")
          .hasMessageContaining(Long.toString(limit))
          .hasMessageContaining("-Dorg.bytedeco.javacpp.maxbytes");
    } finally {
      held.forEach(NativeMemory::free);
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void stridedCopiesMeetEveryStridethElement(Precision precision) {
    try (Tensor tensor = Tensor.zeros(precision, 12)) {
      tensor.copyFrom(new double[] {9, 1, 2, 3}, 1, 2, 4, 3);
      assertThat(read(tensor)).containsExactly(0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3, 0);
      double[] back = new double[4];
      tensor.copyTo(2, 4, back, 1, 3);
      assertThat(back).containsExactly(0, 1, 2, 3);
      assertThatThrownBy(() -> tensor.copyTo(4, 4, back, 0, 3))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> tensor.copyFrom(back, 0, 0, 0, 3))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  static double[] read(Tensor tensor) {
    double[] values = new double[(int) tensor.length()];
    tensor.copyTo(0, values, 0, values.length);
    return values;
  }
}
