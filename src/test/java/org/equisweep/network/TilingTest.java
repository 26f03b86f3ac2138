package org.equisweep.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TilingTest {
  @ParameterizedTest(name = "{0} rows, {1} examples, products of {2}, {3} bytes: blocks of {4}×{5}")
  @CsvSource({
    "3200, 200, 64, 4, 144, 104",
    "3200, 200, 64, 8, 192, 80",
    "3200, 200, 100, 4, 96, 104",
    "3200, 200, 100, 8, 144, 64",
    "3200, 320, 64, 4, 128, 112",
    "3200, 1000, 64, 4, 112, 128",
    "3200, 1, 64, 4, 3200, 1",
    "3200, 16, 46, 4, 1344, 16",
    "40, 300, 12, 4, 40, 104"
  })
  void productsStayBelowTheBoundOfOpenBlas(
      int rows, int examples, int widest, int bytes, int blockRows, int blockExamples) {
    Tiling tiling = new Tiling(rows, widest, bytes);
    assertThat(tiling.examples(examples)).isEqualTo(blockExamples);
    assertThat(tiling.blockRows(examples)).isEqualTo(blockRows);
    assertThat((long) blockRows * blockExamples * widest).isLessThanOrEqualTo(1_000_000);
  }

  @Test
  void productsTooThickForThatTakeBlocksOfTheCache() {
    Tiling tiling = new Tiling(3200, 784, 4);
    assertThat(tiling.examples(200)).isEqualTo(200);
    assertThat(tiling.blockRows(200)).isEqualTo(320);
    assertThat(tiling.mostElements(400) * 4).isLessThanOrEqualTo(256 << 10);
  }
}
