package org.equisweep.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.equisweep.geometry.LayerShape;
import org.equisweep.tensor.Precision;
import org.equisweep.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CoefficientLayoutTest {
  private static final LayerShape SHAPE = new LayerShape(2, 3, 4, 5);

  static List<CoefficientLayout> layouts() {
    DenseLayout dense = new DenseLayout(SHAPE);
    return List.of(
        new PlainLayout(7),
        dense,
        new MaskedLayout(dense, new int[] {0, 3, 4, 50, 99, 119}),
        new OperatorsLastLayout(2, 3, 4));
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void whatIsWrittenIsReadAndAllElseIsZero(CoefficientLayout layout) {
    double[] c = IntStream.rangeClosed(1, layout.coefficients()).asDoubleStream().toArray();
    int offset = 3;
    try (Tensor t = Tensor.zeros(Precision.FLOAT, layout.stored() + offset)) {
      layout.write(c, t, offset);
      double[] back = new double[c.length];
      layout.read(t, offset, back);
      assertThat(back).isEqualTo(c);
      double[] stored = new double[layout.stored()];
      t.copyTo(offset, stored, 0, stored.length);
      assertThat(Arrays.stream(stored).filter(v -> v != 0).sorted().toArray()).isEqualTo(c);
    }
  }

  @Test
  void theDenseLayoutIsTheMatrixOfTheLayer() {
    DenseLayout dense = new DenseLayout(SHAPE);
    double[] a = IntStream.range(0, SHAPE.size()).asDoubleStream().toArray();
    try (Tensor t = Tensor.zeros(Precision.DOUBLE, SHAPE.size())) {
      dense.write(a, t, 0);
      for (int o = 0; o < 2; o++) {
        for (int i = 0; i < 3; i++) {
          for (int p = 0; p < 4; p++) {
            for (int q = 0; q < 5; q++) {
              int canonical = ((o * 3 + i) * 4 + p) * 5 + q;
              int row = o * 4 + p;
              int column = i * 5 + q;
              assertThat(t.get(row * 15 + column)).isEqualTo(a[canonical]);
              assertThat(dense.position(canonical)).isEqualTo(row * 15 + column);
            }
          }
        }
      }
    }
  }

  @Test
  void zeroRunsAreTheComplement() {
    assertThat(runs(ZeroRuns.complement(new int[] {0, 3, 4, 8}, 10)))
        .containsExactly("1+2", "5+3", "9+1");
    assertThat(runs(ZeroRuns.complement(new int[] {0, 1}, 2))).isEmpty();
    assertThat(runs(ZeroRuns.complement(new int[] {}, 4))).containsExactly("0+4");
  }

  private static List<String> runs(ZeroRuns zeros) {
    return IntStream.range(0, zeros.runs())
        .mapToObj(r -> zeros.start(r) + "+" + zeros.length(r))
        .toList();
  }
}
