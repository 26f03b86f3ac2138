package org.equisweep.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * How the trials of one strategy ended, over all settings; where some architectures are compatible
 * and others are not, on one architecture.
 *
 * @param acting drift per distance travelled over the layers the group acts on, at the end
 * @param start distance to 𝓔 of the first points
 */
record StrategyEnds(Strategy strategy, List<TrialEnd> trials, Quantiles acting, Quantiles start) {

  static List<StrategyEnds> of(SweepResults results, Curves curves) {
    boolean split = compatibilityDiffers(results);
    List<StrategyEnds> ends = new ArrayList<>();
    for (Strategy strategy : results.strategies()) {
      Map<String, List<CellKey>> parts =
          results.cellKeys().stream()
              .filter(cell -> cell.strategy().equals(strategy.name()))
              .collect(
                  Collectors.groupingBy(
                      cell -> split ? " on " + cell.architecture() : "",
                      LinkedHashMap::new,
                      Collectors.toList()));
      if (parts.isEmpty()) {
        parts.put("", List.of());
      }
      parts.forEach(
          (suffix, cells) ->
              ends.add(
                  of(
                      new Strategy(strategy.name() + suffix, strategy.flow()),
                      cells,
                      results,
                      curves)));
    }
    return ends;
  }

  /** Whether some architecture is compatible and another is not. */
  private static boolean compatibilityDiffers(SweepResults results) {
    return results.geometry().stream()
            .filter(row -> row.string("layer").equals("total"))
            .map(row -> row.get("compatible"))
            .distinct()
            .count()
        > 1;
  }

  private static StrategyEnds of(
      Strategy strategy, List<CellKey> cells, SweepResults results, Curves curves) {
    Map<String, List<TrialEnd>> byCell = results.trialsByCell();
    List<TrialEnd> trials = new ArrayList<>();
    DoubleStream.Builder drifts = DoubleStream.builder();
    DoubleStream.Builder starts = DoubleStream.builder();
    for (CellKey cell : cells) {
      trials.addAll(byCell.getOrDefault(cell.id(), List.of()));
      Curves.CellCurves drawn = curves.of(cell);
      if (drawn != null) {
        Arrays.stream(drawn.finalDrifts()).forEach(drifts);
        Arrays.stream(drawn.startDistances()).forEach(starts);
      }
    }
    return new StrategyEnds(
        strategy,
        trials,
        Quantiles.of(drifts.build().toArray()),
        Quantiles.of(starts.build().toArray()));
  }

  List<TrialEnd> finished() {
    return trials.stream().filter(TrialEnd::isFinished).toList();
  }

  Quantiles over(ToDoubleFunction<TrialEnd> quantity) {
    return Quantiles.of(finished().stream().mapToDouble(quantity).toArray());
  }

  Quantiles drift() {
    return over(TrialEnd::drift);
  }

  Quantiles distance() {
    return over(TrialEnd::distance);
  }

  /**
   * Whether every finished trial is on 𝓔 as far as the precision can tell: within 10³ units of
   * rounding of 1 (or of the distance travelled), and off by less than 10⁵ units per distance
   * travelled.
   *
   * @param rounding unit roundoff of the precision
   */
  boolean staysEquivariant(double rounding) {
    Quantiles drift = drift();
    return isOnEquivariant(distance(), rounding)
        && !startsOff(rounding)
        && (drift.count() == 0 || drift.median() <= 1e5 * rounding);
  }

  /** Whether a first point is off 𝓔 by more than rounding: then drift does not tell of leaving. */
  boolean startsOff(double rounding) {
    return start.count() > 0 && !isOnEquivariant(start, rounding);
  }

  private boolean isOnEquivariant(Quantiles distance, double rounding) {
    double scale = Math.max(1, over(TrialEnd::travelled).largest());
    return distance.count() > 0 && distance.largest() <= 1e3 * rounding * scale;
  }
}
