package org.equisweep.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.equisweep.data.Batch;
import org.equisweep.data.DataSpec;
import org.equisweep.data.Dataset;
import org.equisweep.data.ElementImages;
import org.equisweep.data.ExampleAction;
import org.equisweep.group.Element;
import org.equisweep.group.Group;
import org.equisweep.group.GroupSpec;
import org.equisweep.group.SpaceSpec;
import org.equisweep.storage.Storage;
import org.equisweep.tensor.NdArray;
import org.equisweep.tensor.Npy;
import org.equisweep.tensor.Precision;
import org.equisweep.tensor.RandomStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Z_5 acts on examples e ↦ (10e, 10e + 1, …, 10e + 4), so that a column shows its example and its
 * element.
 */
class BatchesTest {
  private static final int EXAMPLES = 7;
  private static final int POINTS = 5;
  private static final long SEED = 3;

  /** Example and power of the generator: x moved by r^j has its first entry at j. */
  private record Column(int example, int power) {}

  @TempDir Path folder;
  private Dataset data;
  private Group group;

  @BeforeEach
  void loadData() {
    double[] inputs = new double[EXAMPLES * POINTS];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = 10 * (i / POINTS) + i % POINTS;
    }
    String path = folder.resolve("x.npy").toString();
    Npy.write(path, new NdArray(new int[] {EXAMPLES, POINTS}, inputs));
    DataSpec.Source source =
        new DataSpec.Source.Npy(Storage.reference(path), Storage.reference(path));
    DataSpec spec = new DataSpec(source, 0, OptionalInt.empty(), false, OptionalInt.empty(), null);
    data = Dataset.load(spec, POINTS, POINTS, Precision.DOUBLE);
    group = Group.create(new GroupSpec.Cyclic(POINTS), List.of(new SpaceSpec.Nodes()));
  }

  @AfterEach
  void closeData() {
    data.close();
  }

  @ParameterizedTest(name = "batches of {0}")
  @CsvSource({"1, 7", "2, 4", "3, 3", "7, 1"})
  void sequentialNominalBatchesAreTheExamplesInFileOrder(int size, int count) {
    Batches batches = new NominalBatches(data, size, false);
    assertThat(batches.perEpoch()).isEqualTo(count);
    assertThat(batches.shared()).isTrue();
    assertThat(epoch(batches, 0)).isEqualTo(nominal(IntStream.range(0, EXAMPLES).toArray()));
    assertThat(batches.columns(count - 1)).isEqualTo(EXAMPLES - (count - 1) * size);
  }

  @ParameterizedTest(name = "epoch {0}")
  @ValueSource(longs = {0, 1, 12})
  void aShuffleIsKeyedBySeedAndEpoch(long epoch) {
    int[] order = RandomStream.of(SEED, "batches", epoch).nextPermutation(EXAMPLES);
    Batches batches = new NominalBatches(data, 3, true);
    assertThat(batches.shared()).isFalse();
    assertThat(epoch(batches, epoch)).isEqualTo(nominal(order));
  }

  @Test
  void exactBatchesCountExamplesAndCarryWholeOrbitsExampleByExample() {
    Batches batches = new OrbitBatches(data, elements(), 3, false);
    assertThat(batches.perEpoch()).isEqualTo(3);
    assertThat(batches.columns(0)).isEqualTo(3 * POINTS);
    assertThat(batches.columns(2)).isEqualTo(POINTS);
    assertThat(batches.columnsPerEpoch()).isEqualTo(EXAMPLES * POINTS);
    assertThat(epoch(batches, 0)).isEqualTo(orbits(IntStream.range(0, EXAMPLES).toArray()));
  }

  @Test
  void shuffledExactBatchesVisitExamplesInTheNominalOrder() {
    int[] order = RandomStream.of(SEED, "batches", 4).nextPermutation(EXAMPLES);
    assertThat(epoch(new OrbitBatches(data, elements(), 3, true), 4)).isEqualTo(orbits(order));
  }

  @ParameterizedTest(name = "batches of {0} pairs")
  @CsvSource({"1, 35", "4, 9", "10, 4", "35, 1"})
  void sequentialExpandedBatchesCountPairsExampleMajorFromTheIdentity(int size, int count) {
    Batches batches = new ExpandedBatches(data, elements(), size, false);
    assertThat(batches.perEpoch()).isEqualTo(count);
    assertThat(batches.columns(count - 1)).isEqualTo(35 - (count - 1) * size);
    assertThat(epoch(batches, 0)).isEqualTo(orbits(IntStream.range(0, EXAMPLES).toArray()));
  }

  @Test
  void shuffledExpandedBatchesShuffleAllPairsTogether() {
    List<Column> columns = epoch(new ExpandedBatches(data, elements(), 4, true), 2);
    int[] pairs = RandomStream.of(SEED, "batches", 2).nextPermutation(EXAMPLES * POINTS);
    assertThat(columns)
        .isEqualTo(IntStream.of(pairs).mapToObj(p -> new Column(p / POINTS, p % POINTS)).toList())
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest(name = "epoch {0}, shuffled {1}")
  @CsvSource({"0, false", "3, true"})
  void samplesPerExampleDrawInBatchOrderFromAStreamPerPass(long epoch, boolean shuffled) {
    int passes = 3;
    Batches batches = sampled(passes, PhaseSpec.Per.EXAMPLE, 2, shuffled);
    assertThat(batches.perEpoch()).isEqualTo(passes * 4);
    assertThat(batches.columnsPerEpoch()).isEqualTo(passes * EXAMPLES);
    RandomStream order = RandomStream.of(SEED, "batches", epoch);
    List<Column> expected = new ArrayList<>();
    for (int pass = 0; pass < passes; pass++) {
      RandomStream draws = RandomStream.of(SEED, "augmentation", epoch * (1L << 20) + pass);
      int[] examples =
          shuffled ? order.nextPermutation(EXAMPLES) : IntStream.range(0, EXAMPLES).toArray();
      for (int example : examples) {
        expected.add(new Column(example, power(group.sample(draws))));
      }
    }
    assertThat(epoch(batches, epoch)).isEqualTo(expected);
  }

  @Test
  void samplesPerBatchDrawOneElementForEachBatchAndPass() {
    Batches batches = sampled(4, PhaseSpec.Per.BATCH, 3, false);
    List<Column> expected = new ArrayList<>();
    for (int pass = 0; pass < 4; pass++) {
      RandomStream draws = RandomStream.of(SEED, "augmentation", (1L << 20) + pass);
      int power = 0;
      for (int example = 0; example < EXAMPLES; example++) {
        power = example % 3 == 0 ? power(group.sample(draws)) : power;
        expected.add(new Column(example, power));
      }
    }
    assertThat(epoch(batches, 1)).isEqualTo(expected);
  }

  @Test
  void drawsOfTheRiskEstimatorAreTheSameAtEveryCall() {
    Batches batches = new FixedSamples(data, action(), 3);
    List<Column> first = epoch(batches, 0);
    RandomStream draws = RandomStream.of(SEED, "augmented_risk", 0);
    List<Column> expected = new ArrayList<>();
    for (int column = 0; column < 3 * EXAMPLES; column++) {
      expected.add(new Column(column % EXAMPLES, power(group.sample(draws))));
    }
    assertThat(first).isEqualTo(expected);
    assertThat(epoch(batches, 5)).isEqualTo(first);
  }

  @Test
  void theProbeMovesEachExampleByEachElement() {
    Probe probe = new Probe(data, action(), 4, 3);
    assertThat(probe.pairs()).isEqualTo(4 * POINTS);
    assertThat(probe.shared()).isTrue();
    List<Column> expected = new ArrayList<>();
    for (int[] chunk : new int[][] {{0, 1, 2}, {3}}) {
      for (int power : new int[] {0, 0, 1, 2, 3, 4}) {
        IntStream.of(chunk).forEach(example -> expected.add(new Column(example, power)));
      }
    }
    assertThat(epoch(probe, 0)).isEqualTo(expected);
    assertThat(IntStream.range(0, 12).filter(batch -> probe.firstImage(batch) == 0))
        .containsExactly(0, 6);
  }

  @Test
  void theProbePutsAsManyImagesIntoABatchAsFitATile() {
    Probe probe = new Probe(data, action(), 4, 11);
    List<Column> expected = new ArrayList<>();
    for (int power : new int[] {0, 0, 1, 2, 3, 4}) {
      IntStream.range(0, 4).forEach(example -> expected.add(new Column(example, power)));
    }
    assertThat(epoch(probe, 0)).isEqualTo(expected);
    assertThat(IntStream.range(0, probe.perEpoch()).map(probe::columns)).containsOnly(8);
    assertThat(IntStream.range(0, probe.perEpoch()).map(probe::firstImage))
        .containsExactly(0, 2, 4);
  }

  /** The columns of an epoch, taken in tiles of 2, checked against tiles of all lengths. */
  private List<Column> epoch(Batches batches, long epoch) {
    List<Column> columns = epoch(batches, epoch, 2);
    for (int tile : new int[] {1, 3, EXAMPLES * POINTS}) {
      assertThat(epoch(batches, epoch, tile)).as("tiles of %d", tile).isEqualTo(columns);
    }
    return columns;
  }

  private static List<Column> epoch(Batches batches, long epoch, int tileSize) {
    List<Column> columns = new ArrayList<>();
    batches.begin(SEED, epoch);
    try (Batch tile = new Batch(Precision.DOUBLE, POINTS, POINTS, tileSize)) {
      for (int batch = 0; batch < batches.perEpoch(); batch++) {
        for (int from = 0; from < batches.columns(batch); from += tileSize) {
          int count = Math.min(tileSize, batches.columns(batch) - from);
          batches.fill(batch, from, count, tile);
          for (int column = 0; column < count; column++) {
            columns.add(read(tile, column));
          }
        }
      }
    }
    return columns;
  }

  private static Column read(Batch tile, int column) {
    double first = tile.inputs().get(column);
    int example = (int) (first / 10);
    int power = (POINTS - (int) (first - 10 * example)) % POINTS;
    for (int p = 0; p < POINTS; p++) {
      double entry = 10 * example + (p - power + POINTS) % POINTS;
      assertThat(tile.inputs().get((long) p * tile.count() + column)).isEqualTo(entry);
      assertThat(tile.targets().get((long) p * tile.count() + column)).isEqualTo(entry);
    }
    return new Column(example, power);
  }

  private int power(Element g) {
    return group.representation(new SpaceSpec.Nodes()).permutation(g)[0];
  }

  private static List<Column> nominal(int[] examples) {
    return IntStream.of(examples).mapToObj(example -> new Column(example, 0)).toList();
  }

  private static List<Column> orbits(int[] examples) {
    return IntStream.of(examples)
        .boxed()
        .flatMap(e -> IntStream.range(0, POINTS).mapToObj(j -> new Column(e, j)))
        .toList();
  }

  private Batches sampled(int passes, PhaseSpec.Per per, int size, boolean shuffled) {
    return new SampledBatches(
        data, action(), new PhaseSpec.Orbit.Samples(passes, per), size, shuffled);
  }

  private ElementImages elements() {
    return new ElementImages(group.elements(), action());
  }

  private ExampleAction action() {
    return new ExampleAction(group, new SpaceSpec.Nodes(), 1, new SpaceSpec.Nodes(), 1);
  }
}
