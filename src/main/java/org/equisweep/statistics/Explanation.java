package org.equisweep.statistics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** One target of {@link Importance}: its forests, or why there are none. */
final class Explanation {
  private static final int FOLDS = 3;

  /** Fewer trials than this say nothing about an axis. */
  private static final int FEWEST_TRIALS = 10;

  private final String target;
  private final long trials;
  private final List<Axis> axes;
  private final int folds;
  private final @Nullable String reason;
  private final @Nullable Forest forest;

  private Explanation(
      String target,
      long trials,
      List<Axis> axes,
      int folds,
      @Nullable String reason,
      @Nullable Forest forest) {
    this.target = target;
    this.trials = trials;
    this.axes = axes;
    this.folds = folds;
    this.reason = reason;
    this.forest = forest;
  }

  /**
   * Starts the forests of a target.
   *
   * @param index the target's place among the labels
   * @param names of all axes, in the trials' order
   * @param trials in the order in which the forests see them
   */
  static Explanation of(
      String target,
      int index,
      List<String> names,
      List<FinishedTrial> trials,
      SparkSession spark,
      Executor threads) {
    List<FinishedTrial> labelled =
        trials.stream().filter(trial -> trial.labels()[index] != null).toList();
    List<Axis> axes = varying(names, labelled);
    Map<Long, Integer> folds = folds(labelled);
    int count = Math.min(FOLDS, folds.size());
    String reason = reasonAgainst(index, labelled, axes);
    if (reason != null) {
      return new Explanation(target, labelled.size(), axes, count, reason, null);
    }
    List<Forest.Sample> samples = new ArrayList<>(labelled.size());
    for (FinishedTrial trial : labelled) {
      double[] values = axes.stream().mapToDouble(axis -> axis.value(trial)).toArray();
      samples.add(
          new Forest.Sample(Vectors.dense(values), label(trial, index), folds.get(trial.seed())));
    }
    List<Integer> levels = axes.stream().map(Axis::categories).toList();
    Forest forest = new Forest(spark, samples, levels, count, threads);
    return new Explanation(target, labelled.size(), axes, count, null, forest);
  }

  private static double label(FinishedTrial trial, int index) {
    Double label = trial.labels()[index];
    if (label == null) {
      throw new IllegalArgumentException("a trial without a value");
    }
    return label;
  }

  private static @Nullable String reasonAgainst(
      int index, List<FinishedTrial> trials, List<Axis> axes) {
    if (trials.size() < FEWEST_TRIALS) {
      return trials.size() + " finished trials: too few, " + FEWEST_TRIALS + " are needed";
    }
    if (trials.stream().mapToDouble(trial -> label(trial, index)).distinct().count() == 1) {
      return "every finished trial has the same value";
    }
    return axes.size() < 2 ? "fewer than two axes vary among the finished trials" : null;
  }

  /** The fold of every seed: dealt in ascending order. */
  private static Map<Long, Integer> folds(List<FinishedTrial> trials) {
    TreeSet<Long> seeds = new TreeSet<>();
    trials.forEach(trial -> seeds.add(trial.seed()));
    int count = Math.min(FOLDS, seeds.size());
    Map<Long, Integer> folds = new HashMap<>();
    for (long seed : seeds) {
      folds.put(seed, folds.size() % count);
    }
    return folds;
  }

  /** Waits for the forests: a row for each axis, the most important first. */
  List<Row> rows() {
    if (forest == null) {
      return List.of(RowFactory.create(target, null, null, null, trials, null, reason));
    }
    double[] importances = forest.importances();
    Double rSquared = folds > 1 ? forest.rSquared() : null;
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < importances.length; i++) {
      rows.add(
          RowFactory.create(
              target,
              axes.get(i).name(),
              importances[i],
              rSquared,
              trials,
              rSquared == null ? null : folds,
              rSquared == null ? "r_squared: one seed, so none can be held out" : null));
    }
    rows.sort(Comparator.comparingDouble((Row row) -> row.getDouble(2)).reversed());
    return rows;
  }

  private static List<Axis> varying(List<String> names, List<FinishedTrial> trials) {
    List<Axis> varying = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      Axis axis = Axis.of(names.get(i), i, trials);
      if (axis.levels().size() > 1) {
        varying.add(axis);
      }
    }
    return varying;
  }

  /**
   * An axis of the grid. Numeric ones are split by order, unless a part of the grid lacks them;
   * others are categories in alphabetical order.
   *
   * @param levels the place of every value among them
   */
  private record Axis(String name, int position, boolean isOrdered, Map<String, Integer> levels) {
    static Axis of(String name, int position, List<FinishedTrial> trials) {
      Set<@Nullable Object> values = new HashSet<>();
      trials.forEach(trial -> values.add(trial.axes()[position]));
      boolean ordered = values.stream().allMatch(value -> value instanceof Number);
      TreeSet<String> texts = new TreeSet<>();
      values.forEach(value -> texts.add(String.valueOf(value)));
      Map<String, Integer> levels = new HashMap<>();
      texts.forEach(text -> levels.put(text, levels.size()));
      return new Axis(name, position, ordered, levels);
    }

    int categories() {
      return isOrdered ? 0 : levels.size();
    }

    double value(FinishedTrial trial) {
      Object value = trial.axes()[position];
      return isOrdered && value instanceof Number number
          ? number.doubleValue()
          : levels.getOrDefault(String.valueOf(value), 0);
    }
  }
}
