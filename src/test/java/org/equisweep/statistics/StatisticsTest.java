package org.equisweep.statistics;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.rand;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.equisweep.problem.InvalidInput;
import org.equisweep.spark.SparkSessions;
import org.equisweep.table.Column;
import org.equisweep.table.SweepFolder;
import org.equisweep.table.Table;
import org.equisweep.table.Tables;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatisticsTest {
  private static final double ROUNDING = 1e-14;
  private static SparkSession spark;
  @TempDir Path folder;

  @BeforeAll
  static void start() {
    // as the commands open it: Kryo refuses a class that nobody registered
    spark = SparkSessions.open("statistics", "local[2]");
    spark.sparkContext().setLogLevel("WARN");
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private TrialFrame trials(SampleSweep sample) {
    sample.write(folder);
    return Statistics.frame(read(Tables.TRIALS));
  }

  private Dataset<Row> read(Table table) {
    return spark.read().parquet(folder.resolve(table.name()).toString());
  }

  @Test
  void cellsHaveTheDeclaredColumnsAndARowPerCellAndQuantity() {
    Dataset<Row> cells =
        Statistics.cells(trials(new SampleSweep().rates(1e-4, 1e-3).seeds(3).epochs(4)));
    assertThat(cells.columns()).contains("phases.plain.learning_rate");
    assertThat(Arrays.asList(cells.columns()))
        .containsAll(Tables.CELLS.columns().stream().map(c -> c.name()).toList());
    assertThat(cells.count()).isEqualTo(6L * Quantity.all().size());
  }

  @Test
  void cellsSummariseTheirSeeds() {
    TrialFrame trials = trials(new SampleSweep().strategies("nominal").seeds(7).epochs(5));
    double[] risks =
        trials.rows().select("nominal_risk").collectAsList().stream()
            .mapToDouble(row -> row.getDouble(0))
            .toArray();
    Row row = only(Statistics.cells(trials), "quantity = 'nominal_risk'");
    Summary expected = Summary.of(risks);
    assertThat(number(row, "median")).isEqualTo(expected.median());
    assertThat(number(row, "mean")).isEqualTo(expected.mean());
    assertThat(number(row, "upper_quartile")).isEqualTo(expected.upperQuartile());
    assertThat(number(row, "mean_lower")).isEqualTo(expected.meanLower());
    assertThat(row.<Long>getAs("count")).isEqualTo(7);
  }

  @Test
  void driftRatioIsOfEachTrialAndNullForOneThatDidNotMove() {
    Row still =
        only(
            Statistics.cells(trials(new SampleSweep().strategies("nominal").epochs(0))),
            "quantity = 'drift_ratio'");
    assertThat(still.<Long>getAs("count")).isZero();
    assertThat(still.<Object>getAs("median")).isNull();
  }

  @Test
  void trialsThatDidNotFinishCountInFractionsOnly() {
    SampleSweep sample =
        new SampleSweep()
            .strategies("nominal")
            .seeds(8)
            .epochs(6)
            .ends("nominal", 0, "diverged")
            .ends("nominal", 1, "failed")
            .ends("nominal", 2, "timeout")
            .ends("nominal", 3, "converged");
    Row row = only(Statistics.cells(trials(sample)), "quantity = 'epochs'");
    assertThat(row.<Long>getAs("trials")).isEqualTo(8);
    assertThat(row.<Long>getAs("count")).isEqualTo(5);
    assertThat(number(row, "minimum")).isEqualTo(6);
    assertThat(number(row, "fraction_diverged")).isEqualTo(0.125);
    assertThat(number(row, "fraction_failed")).isEqualTo(0.125);
    assertThat(number(row, "fraction_timeout")).isEqualTo(0.125);
    assertThat(number(row, "fraction_converged")).isEqualTo(0.125);
    assertThat(number(row, "fraction_budget")).isEqualTo(0.5);
    assertThat(number(row, "fraction_plateau")).isZero();
  }

  @Test
  void comparisonsPairSeedsOfCellsThatDifferInStrategyOnly() {
    Dataset<Row> comparisons =
        Statistics.comparisons(
            trials(
                new SampleSweep()
                    .rates(1e-4, 1e-3)
                    .seeds(6)
                    .epochs(5)
                    .ends("augmented", 2, "failed")));
    Row row =
        only(
            comparisons,
            "strategy_a = 'augmented' and strategy_b = 'nominal' and quantity = 'drift_ratio'"
                + " and `phases.plain.learning_rate` = 1e-3");
    assertThat(row.<Long>getAs("pairs")).isEqualTo(5);
    assertThat(number(row, "median_difference")).isBetween(-0.35, -0.2);
    assertThat(number(row, "p_value")).isCloseTo(0.0625, within(ROUNDING));
    assertThat(row.<String>getAs("method")).isEqualTo("exact");
    assertThat(comparisons.filter("strategy_a >= strategy_b").count()).isZero();
    assertThat(comparisons.filter("quantity = 'drift_ratio'").count()).isEqualTo(6);
  }

  @Test
  void whatCannotBeExplainedSaysWhy() {
    List<Row> one = Statistics.importance(trials(new SampleSweep().epochs(3))).collectAsList();
    assertThat(one)
        .hasSize(3)
        .allSatisfy(
            row -> {
              assertThat(row.<Object>getAs("importance")).isNull();
              assertThat(row.<String>getAs("reason")).contains("fewer than two axes");
            });
  }

  @Test
  void noFinishedTrialLeavesCountsAndReasons() {
    SampleSweep sample =
        new SampleSweep()
            .strategies("nominal")
            .seeds(2)
            .ends("nominal", 0, "failed")
            .ends("nominal", 1, "failed");
    TrialFrame trials = trials(sample);
    Row row = only(Statistics.cells(trials), "quantity = 'nominal_risk'");
    assertThat(row.<Long>getAs("count")).isZero();
    assertThat(number(row, "fraction_failed")).isEqualTo(1);
    assertThat(Statistics.comparisons(trials).count()).isZero();
    assertThat(Statistics.importance(trials).head().<String>getAs("reason")).contains("too few");
  }

  @Test
  void tablesDoNotDependOnPartitionsToTheLastBit() {
    TrialFrame trials = trials(new SampleSweep().rates(1e-4, 1e-3).seeds(6).epochs(20));
    TrialFrame scattered = new TrialFrame(trials.rows().repartition(5, rand(7)), trials.axes());
    assertThat(Statistics.cells(scattered).collectAsList())
        .isEqualTo(Statistics.cells(trials).collectAsList());
    assertThat(Statistics.comparisons(scattered).collectAsList())
        .isEqualTo(Statistics.comparisons(trials).collectAsList());
    List<Row> importance = Statistics.importance(trials).collectAsList();
    assertThat(Statistics.importance(scattered).collectAsList()).isEqualTo(importance);
    requireStrategyExplainsDriftAndRateTheRisk(importance);
  }

  private static void requireStrategyExplainsDriftAndRateTheRisk(List<Row> importance) {
    Row drift = first(importance, "log10_drift_ratio");
    assertThat(drift.<String>getAs("axis")).isEqualTo("strategy");
    assertThat(number(drift, "importance")).isGreaterThan(0.8);
    assertThat(number(drift, "r_squared")).isBetween(0.9, 1.0);
    assertThat(drift.<Integer>getAs("folds")).isEqualTo(3);
    assertThat(first(importance, "nominal_risk").<String>getAs("axis"))
        .isEqualTo("phases.plain.learning_rate");
    assertThat(importance.stream().mapToDouble(row -> number(row, "importance")).sum())
        .isCloseTo(3, within(ROUNDING));
  }

  private static Row first(List<Row> importance, String target) {
    return importance.stream()
        .filter(row -> row.getAs("target").equals(target))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aPrecisionThatVariesIsAnAxis() {
    new SampleSweep().strategies("nominal").seeds(4).write(folder);
    Dataset<Row> trials = read(Tables.TRIALS);
    Dataset<Row> mixed =
        trials.withColumn("precision", when(col("seed").lt(2), "double").otherwise("float"));
    assertThat(Statistics.frame(mixed).axes()).containsExactly("precision");
    assertThat(Statistics.frame(trials).axes()).isEmpty();
  }

  @Test
  void theTablesAreWrittenWithTheirDeclaredColumns() throws IOException {
    new SampleSweep()
        .rates(1e-4, 1e-3)
        .seeds(1)
        .epochs(2)
        .ends("nominal", 0, "failed")
        .write(folder);
    Files.createDirectories(folder.resolve("_commits"));
    Statistics.write(spark, SweepFolder.open(folder.toString()));
    for (Table table : List.of(Tables.CELLS, Tables.COMPARISONS)) {
      List<String> columns = new ArrayList<>(List.of(read(table).columns()));
      assertThat(columns.remove("phases.plain.learning_rate")).isTrue();
      assertThat(columns).isEqualTo(table.columns().stream().map(Column::name).toList());
      assertThat(read(table).count()).isPositive();
    }
    assertThat(read(Tables.IMPORTANCE).count()).isPositive();
    assertThat(read(Tables.CELLS).schema().apply("median").getComment().get())
        .contains("interpolated");
  }

  @Test
  void beforePublicationThereIsNothingToSummarise() throws IOException {
    Files.createDirectories(folder.resolve("_commits"));
    SweepFolder empty = SweepFolder.open(folder.toString());
    assertThatThrownBy(() -> Statistics.write(spark, empty))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("publish");
  }

  private static Row only(Dataset<Row> rows, String condition) {
    List<Row> found = rows.filter(condition).collectAsList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private static double number(Row row, String column) {
    return row.<Double>getAs(column);
  }
}
