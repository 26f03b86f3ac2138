package org.equisweep.spark;

import static org.assertj.core.api.Assertions.assertThat;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.serializer.KryoSerializer;
import org.equisweep.data.DataSpec;
import org.equisweep.group.GroupSpec;
import org.equisweep.group.SpaceSpec;
import org.equisweep.network.ArchitectureSpec;
import org.equisweep.storage.FileRef;
import org.equisweep.table.Ledger.Work;
import org.equisweep.table.MadeUp;
import org.equisweep.training.AnalyseSpec;
import org.equisweep.training.InitializationSpec;
import org.equisweep.training.IntegrationSpec;
import org.equisweep.training.OptimiserSpec;
import org.equisweep.training.PhaseSpec;
import org.equisweep.training.RecordSpec;
import org.equisweep.training.StopSpec;
import org.equisweep.training.TrialSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KryoTest {
  private static final FileRef FILE = new FileRef("/data/a.npy", "00ff");

  private static Kryo kryo() {
    SparkConf conf =
        new SparkConf(false)
            .set("spark.kryo.registrator", SweepKryoRegistrator.class.getName())
            .set("spark.kryo.registrationRequired", "true");
    return new KryoSerializer(conf).newKryo();
  }

  private static Object roundTrip(Object value) {
    Output output = new Output(256, -1);
    kryo().writeClassAndObject(output, value);
    return kryo().readClassAndObject(new Input(output.toBytes()));
  }

  /** A value of every record that settings can hold, and of every collection they come in. */
  static Stream<Object> values() {
    return Stream.of(
        new GroupSpec.Symmetric(10),
        new GroupSpec.Alternating(4),
        new GroupSpec.Cyclic(4),
        new GroupSpec.Dihedral(4),
        new GroupSpec.Shifts(List.of(0, 1)),
        new GroupSpec.Flips(List.of(1)),
        new GroupSpec.Permutations(List.of(List.of(1, 2, 0), List.of(1, 0, 2))),
        new GroupSpec.Product(List.of(new GroupSpec.Cyclic(4), new GroupSpec.Flips(List.of(0)))),
        new SpaceSpec.Scalar(),
        new SpaceSpec.Nodes(),
        new SpaceSpec.Edges(),
        new SpaceSpec.Triples(),
        new SpaceSpec.Grid(28, 28),
        new SpaceSpec.Sum(List.of(new SpaceSpec.Nodes(), new SpaceSpec.Scalar())),
        new SpaceSpec.Tensor(List.of(new SpaceSpec.Nodes(), new SpaceSpec.Nodes())),
        architecture(),
        new DataSpec(
            new DataSpec.Source.Npy(FILE, FILE),
            -0.5,
            OptionalInt.of(200),
            true,
            OptionalInt.of(10),
            new DataSpec.Test.Last(3)),
        new DataSpec(
            new DataSpec.Source.Idx(FILE, FILE),
            0,
            OptionalInt.of(100),
            false,
            OptionalInt.empty(),
            new DataSpec.Test.From(new DataSpec.Source.Digits()),
            OptionalInt.of(10),
            new DataSpec.ImageSize(14, 14),
            DataSpec.Normalisation.STANDARD),
        new DataSpec.Source.Parquet(List.of(FILE), "image", "label"),
        new DataSpec.Source.Shapes(10, 14, 0),
        new DataSpec.Test.From(new DataSpec.Source.Npy(FILE, FILE)),
        MadeUp.settings(0.1),
        new InitializationSpec(
            new InitializationSpec.Gaussian(
                Map.of("layer_1", 0.1, "layer_2", 0.2), List.of("layer_2")),
            true,
            new InitializationSpec.Perturb.NormalNorm(1e-3)),
        new InitializationSpec.Uniform(
            Map.of(
                "layer_1",
                new InitializationSpec.Bound.Entries(0.1),
                "layer_2",
                new InitializationSpec.Bound.ByOrbitSize(Map.of(1, 0.1, 4, 0.2)))),
        new InitializationSpec.File(FILE),
        new InitializationSpec.Perturb.NormalPerEntry(0.1),
        new PhaseSpec(
            "random",
            PhaseSpec.Flow.AUGMENTED,
            new PhaseSpec.Orbit.Samples(25, PhaseSpec.Per.EXAMPLE),
            50,
            1e-4,
            PhaseSpec.Update.EVERY_BATCH),
        PhaseSpec.integrated(
            "smooth",
            PhaseSpec.Flow.NOMINAL,
            null,
            OptionalDouble.of(0.5),
            null,
            new IntegrationSpec(
                10, 1e-8, IntegrationSpec.Method.CHEBYSHEV, 100, OptionalDouble.of(0.1))),
        new OptimiserSpec.Momentum(0.9, true),
        new OptimiserSpec.Adam(0.9, 0.999, 1e-8),
        new PhaseSpec.Orbit.Exact(),
        new PhaseSpec.Orbit.Expanded(),
        new RecordSpec.AugmentedRisk.Exact(),
        new RecordSpec.AugmentedRisk.Samples(100),
        new StopSpec(OptionalDouble.of(1e-6), new StopSpec.Plateau(1e-6, 5)),
        new AnalyseSpec(
            OptionalDouble.of(1e-8),
            OptionalInt.of(3),
            OptionalInt.empty(),
            true,
            new AnalyseSpec.Every(10, RecordSpec.Unit.STEP)),
        new Bag(
            MadeUp.design(2, 3, 2).cohorts().stream().map(cohort -> new Work(cohort, 1)).toList(),
            List.of(7L, Bag.WHOLE)),
        new BagSummary(3, List.of(new RunResult.Failure("a", "failed", "why")), 1.5, true),
        new ArrayList<>(List.of(1L, 2L)),
        List.of(1, 2, 3, 4).subList(1, 3),
        new TreeMap<>(Map.of("a", 1L)),
        Set.of("a", "b", "c"),
        new java.math.BigInteger("123456789012345678901234567890"),
        java.time.Duration.ofMillis(1500));
  }

  private static ArchitectureSpec architecture() {
    return new ArchitectureSpec(
        new ArchitectureSpec.Features(new SpaceSpec.Grid(8, 8), 1),
        List.of(
            new ArchitectureSpec.Linear(
                new SpaceSpec.Edges(), 32, new ArchitectureSpec.Admissible.Mask(FILE)),
            convolution(new ArchitectureSpec.KernelBasis.Taps()),
            convolution(new ArchitectureSpec.KernelBasis.Random(5)),
            convolution(new ArchitectureSpec.KernelBasis.File(FILE)),
            new ArchitectureSpec.LeakyRelu(0.01),
            new ArchitectureSpec.Relu(),
            new ArchitectureSpec.Tanh(),
            new ArchitectureSpec.Sigmoid(),
            new ArchitectureSpec.LayerNorm(ArchitectureSpec.LayerNorm.Over.CHANNELS, 1e-5),
            new ArchitectureSpec.AveragePool(2),
            new ArchitectureSpec.Linear(
                new SpaceSpec.Edges(), 32, new ArchitectureSpec.Admissible.Circulant()),
            new ArchitectureSpec.Linear(
                new SpaceSpec.Edges(), 32, new ArchitectureSpec.Admissible.Symmetric()),
            new ArchitectureSpec.MaxPool(3, OptionalInt.of(2)),
            new ArchitectureSpec.ResidualStart(),
            new ArchitectureSpec.Bias(true),
            new ArchitectureSpec.ResidualEnd(),
            new ArchitectureSpec.Linear(
                new SpaceSpec.Scalar(), 1, new ArchitectureSpec.Admissible.Basis(FILE))),
        new ArchitectureSpec.Loss(ArchitectureSpec.Loss.Kind.SOFTMAX_CROSS_ENTROPY, true, 2));
  }

  private static ArchitectureSpec.Conv convolution(ArchitectureSpec.KernelBasis basis) {
    return new ArchitectureSpec.Conv(
        32, 3, ArchitectureSpec.Tap.cross(3), ArchitectureSpec.Padding.CIRCULAR, 1, basis);
  }

  @ParameterizedTest
  @MethodSource("values")
  void what_arrives_equals_what_was_sent(Object value) {
    assertThat(roundTrip(value)).isEqualTo(value);
  }

  @Test
  void every_record_that_settings_can_hold_is_among_the_cases() {
    Set<Class<?>> covered = new java.util.HashSet<>();
    values().forEach(value -> collect(value, covered));
    assertThat(ReachableTypes.from(TrialSettings.class).stream().filter(Class::isRecord))
        .allMatch(covered::contains);
  }

  private static void collect(Object value, Set<Class<?>> covered) {
    if (value instanceof Record record) {
      covered.add(record.getClass());
      for (var component : record.getClass().getRecordComponents()) {
        try {
          var accessor = component.getAccessor();
          accessor.setAccessible(true);
          collect(accessor.invoke(record), covered);
        } catch (ReflectiveOperationException e) {
          throw new IllegalStateException(e);
        }
      }
    } else if (value instanceof Iterable<?> elements) {
      elements.forEach(element -> collect(element, covered));
    } else if (value instanceof Map<?, ?> map) {
      map.values().forEach(element -> collect(element, covered));
    }
  }

  @Test
  void settings_shared_by_cohorts_of_a_bag_are_sent_once() {
    List<Work> works =
        MadeUp.design(1, 64, 1).cohorts().stream().map(cohort -> new Work(cohort, 0)).toList();
    Output one = new Output(1024, -1);
    kryo().writeClassAndObject(one, new Bag(works.subList(0, 1), List.of(1L)));
    Output all = new Output(1024, -1);
    kryo().writeClassAndObject(all, new Bag(works, Collections.nCopies(works.size(), 1L)));
    assertThat(all.position() - one.position()).isLessThan(64 * 40);
  }
}
