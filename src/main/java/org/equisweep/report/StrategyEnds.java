package org.equisweep.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * How the trials of one strategy ended, over all settings.
 *
 * @param acting drift per distance travelled over the layers the group acts on, at the end
 * @param start distance to 𝓔 of the first points
 */
record StrategyEnds(Strategy strategy, List<TrialEnd> trials, Quantiles acting, Quantiles start) {

  static List<StrategyEnds> of(SweepResults results, Curves curves) {
    Map<String, List<TrialEnd>> byCell = results.trialsByCell();
    List<StrategyEnds> ends = new ArrayList<>();
    for (Strategy strategy : results.strategies()) {
      List<TrialEnd> trials = new ArrayList<>();
      DoubleStream.Builder drifts = DoubleStream.builder();
      DoubleStream.Builder starts = DoubleStream.builder();
      for (CellKey cell : results.cellKeys()) {
        if (cell.strategy().equals(strategy.name())) {
          trials.addAll(byCell.getOrDefault(cell.id(), List.of()));
          Curves.CellCurves drawn = curves.of(cell);
          if (drawn != null) {
            Arrays.stream(drawn.finalDrifts()).forEach(drifts);
            Arrays.stream(drawn.startDistances()).forEach(starts);
          }
        }
      }
      Quantiles acting = Quantiles.of(drifts.build().toArray());
      Quantiles start = Quantiles.of(starts.build().toArray());
      ends.add(new StrategyEnds(strategy, trials, acting, start));
    }
    return ends;
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
