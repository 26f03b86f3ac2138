package org.equisweep.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.equisweep.group.GroupSpec;
import org.equisweep.group.SpaceSpec;
import org.equisweep.network.ArchitectureSpec.Features;
import org.equisweep.network.ArchitectureSpec.LeakyRelu;
import org.equisweep.network.ArchitectureSpec.Loss;
import org.equisweep.network.ArchitectureSpec.Tanh;
import org.equisweep.network.Network.Space;
import org.equisweep.tensor.CountedWork;
import org.equisweep.tensor.Precision;
import org.equisweep.tensor.ShiftedProducts;
import org.equisweep.tensor.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is counted for a call, against what its kernels count while it runs. */
class ExecutedCountsTest {
  private static final int EXAMPLES = 40;

  /** So many that the array between two layers leaves the cache. */
  private static final int MANY = 400;

  /** So many that no block of shifted columns is of two positions. */
  private static final int WHOLE_BLOCKS = 2 * ShiftedProducts.SLAB;

  static Stream<Arguments> casesAndForms() {
    return Stream.of(Cases.GRAPHS, Cases.SEGMENTATION, Cases.LINEAR)
        .flatMap(
            kind ->
                Stream.of(Space.values())
                    .flatMap(
                        space ->
                            Stream.of(LinearForm.values())
                                .map(form -> Arguments.of(kind, space, form))));
  }

  @ParameterizedTest(name = "{0}, {1}, {2}")
  @MethodSource("casesAndForms")
  void everyFormDoesTheProductsThatAreCounted(Cases kind, Space space, LinearForm form) {
    try (Probe probe = new Probe(kind, space, Precision.FLOAT, EXAMPLES, form, 1)) {
      assertCounted(probe);
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void layersThatRunAsOneDoTheProductsThatAreCounted(Pair pair) {
    try (Probe probe = pair.probe()) {
      assertThat(probe.network.fusions()).singleElement().isInstanceOf(pair.kind);
      assertCounted(probe);
    }
  }

  /** Of the cases with convolutions, by blocks and by the other forms. */
  static Stream<Arguments> convolutions() {
    return Stream.of(Cases.CROSS, Cases.CIRCULAR, Cases.STRIDED)
        .flatMap(
            kind ->
                Stream.of(Space.values())
                    .flatMap(
                        space ->
                            Stream.of(
                                    LinearForm.SHIFTED,
                                    LinearForm.SPACE_FIRST,
                                    LinearForm.CHANNELS_FIRST)
                                .map(form -> Arguments.of(kind, space, form))));
  }

  @ParameterizedTest(name = "{0}, {1}, {2}")
  @MethodSource("convolutions")
  void convolutionsDoTheProductsThatAreCounted(Cases kind, Space space, LinearForm form) {
    for (Precision precision : Precision.values()) {
      try (Probe probe = new Probe(kind, space, precision, WHOLE_BLOCKS, form, 1)) {
        assertThat(probe.network.forms()).extracting(LayerForm::chosen).contains(form);
        assertCounted(probe);
      }
    }
  }

  enum Pair {
    BLOCKS(Space.ADMISSIBLE, MANY, Fusion.Blocks.class),
    MOMENTS(Space.EQUIVARIANT, EXAMPLES, Fusion.Moments.class);

    private final Space space;
    private final int examples;
    private final Class<? extends Fusion> kind;

    Pair(Space space, int examples, Class<? extends Fusion> kind) {
      this.space = space;
      this.examples = examples;
      this.kind = kind;
    }

    Probe probe() {
      return new Probe(geometry(), space, Precision.FLOAT, examples, null, 1);
    }

    private ArchitectureGeometry geometry() {
      return ArchitectureGeometry.of(
          new ArchitectureSpec(
              new Features(new SpaceSpec.Edges(), 1),
              List.of(
                  Cases.linear(new SpaceSpec.Edges(), 5),
                  new LeakyRelu(0.01),
                  Cases.linear(new SpaceSpec.Scalar(), 7),
                  new Tanh(),
                  Cases.linear(new SpaceSpec.Scalar(), 1)),
              new Loss(Loss.Kind.BINARY_CROSS_ENTROPY, false, 1)),
          new GroupSpec.Symmetric(6));
    }
  }

  private static void assertCounted(Probe probe) {
    long done =
        CountedWork.multiplyAdds(
            () ->
                probe.network.lossAndGradient(
                    probe.point,
                    probe.x,
                    probe.y,
                    probe.examples,
                    1,
                    probe.gradient,
                    (Tensor) null,
                    probe.workspace));
    assertThat(probe.network.executed().stream().mapToLong(LayerForm.Counts::multiplyAdds).sum())
        .isEqualTo(done);
  }
}
