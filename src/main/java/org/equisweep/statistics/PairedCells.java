package org.equisweep.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import scala.collection.Seq;

/** A cell of a group that differs in its strategy alone, with its finished trials by seed. */
final class PairedCells {
  private final String strategy;
  private final String cellId;
  private final Map<Long, double[]> results = new HashMap<>();

  private PairedCells(String strategy, String cellId) {
    this.strategy = strategy;
    this.cellId = cellId;
  }

  /**
   * A row for every two strategies and quantity that have a pair, in that order.
   *
   * @param trials rows of strategy, cell_id, seed and the results by {@link Quantity}, null for
   *     none
   */
  static List<Row> tests(Seq<Row> trials) {
    List<PairedCells> cells = cells(trials);
    List<Row> tests = new ArrayList<>();
    for (PairedCells a : cells) {
      for (PairedCells b : cells) {
        if (a.strategy.compareTo(b.strategy) < 0) {
          addTests(a, b, tests);
        }
      }
    }
    return tests;
  }

  /** By strategy, then by cell. */
  private static List<PairedCells> cells(Seq<Row> trials) {
    Map<String, Map<String, PairedCells>> byStrategy = new TreeMap<>();
    for (int i = 0; i < trials.length(); i++) {
      Row trial = trials.apply(i);
      byStrategy
          .computeIfAbsent(trial.getString(0), strategy -> new TreeMap<>())
          .computeIfAbsent(trial.getString(1), cell -> new PairedCells(trial.getString(0), cell))
          .results
          .put(trial.getLong(2), numbers(trial.getSeq(3)));
    }
    return byStrategy.values().stream().flatMap(cells -> cells.values().stream()).toList();
  }

  private static void addTests(PairedCells a, PairedCells b, List<Row> tests) {
    for (Quantity quantity : Quantity.all()) {
      double[] differences = a.differences(b, quantity);
      if (differences.length > 0) {
        SignedRank test = SignedRank.of(differences);
        tests.add(
            RowFactory.create(
                a.strategy,
                b.strategy,
                a.cellId,
                b.cellId,
                quantity.column(),
                test.pairs(),
                test.medianDifference(),
                test.hodgesLehmann(),
                test.pValue(),
                test.method()));
      }
    }
  }

  /** NaN for null. */
  private static double[] numbers(Seq<Double> values) {
    double[] numbers = new double[values.length()];
    for (int i = 0; i < numbers.length; i++) {
      Double value = values.apply(i);
      numbers[i] = value == null ? Double.NaN : value;
    }
    return numbers;
  }

  /** This cell's value − the other's, of the seeds that have both. */
  private double[] differences(PairedCells other, Quantity quantity) {
    double[] differences = new double[results.size()];
    int pairs = 0;
    for (Map.Entry<Long, double[]> own : results.entrySet()) {
      double[] others = other.results.get(own.getKey());
      if (others != null) {
        double difference = own.getValue()[quantity.ordinal()] - others[quantity.ordinal()];
        if (!Double.isNaN(difference)) {
          differences[pairs++] = difference;
        }
      }
    }
    return Arrays.copyOf(differences, pairs);
  }
}
