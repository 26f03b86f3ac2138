package org.equisweep.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.SparkSession;
import org.equisweep.spark.SparkSessions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForestTest {
  private static final int FOLDS = 3;
  private static final double NOISE = 0.1;

  /** Of importances between bootstraps. */
  private static final double SAMPLING = 0.02;

  private static final double EXPLAINED = 5e-4;

  private static SparkSession spark;

  @BeforeAll
  static void start() {
    spark = SparkSessions.open("forests", "local[2]");
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  /** The second is of blocks of three: of more samples than a forest takes one by one. */
  @ParameterizedTest(name = "{0} samples")
  @ValueSource(ints = {1200, 2 * Forest.MOST_INSTANCES + 400})
  void importancesAreTheSharesOfTheVarianceWhetherSamplesAreTakenOneByOneOrInBlocks(int count) {
    // y = 3·a + b + noise with a, b uniform on {0 … 3}: var(3a) : var(b) = 9 : 1, var = 1.25 each
    SplittableRandom random = new SplittableRandom(5);
    List<Forest.Sample> samples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double a = i % 4;
      double b = i / 4 % 4;
      double label = 3 * a + b + NOISE * random.nextGaussian();
      samples.add(new Forest.Sample(Vectors.dense(a, b), label, i / 16 % FOLDS));
    }
    Forest forest = new Forest(spark, samples, List.of(4, 0), FOLDS, Runnable::run);
    assertThat(forest.importances()[0]).isCloseTo(0.9, within(SAMPLING));
    double explained = 12.5 / (12.5 + NOISE * NOISE);
    assertThat(forest.rSquared()).isCloseTo(explained, within(EXPLAINED));
  }
}
