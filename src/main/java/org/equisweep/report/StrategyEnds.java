package org.equisweep.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * How the trials of one strategy ended, over all settings.
 *
 * @param acting drift per distance travelled over the layers the group acts on, at the end
 */
record StrategyEnds(Strategy strategy, List<TrialEnd> trials, Quantiles acting) {

  static List<StrategyEnds> of(SweepResults results, Curves curves) {
    Map<String, List<TrialEnd>> byCell = results.trialsByCell();
    List<StrategyEnds> ends = new ArrayList<>();
    for (Strategy strategy : results.strategies()) {
      List<TrialEnd> trials = new ArrayList<>();
      List<Double> drifts = new ArrayList<>();
      for (CellKey cell : results.cellKeys()) {
        if (cell.strategy().equals(strategy.name())) {
          trials.addAll(byCell.getOrDefault(cell.id(), List.of()));
          Curves.CellCurves drawn = curves.of(cell);
          if (drawn != null) {
            for (double drift : drawn.finalDrifts()) {
              drifts.add(drift);
            }
          }
        }
      }
      Quantiles acting = Quantiles.of(drifts.stream().mapToDouble(Double::doubleValue).toArray());
      ends.add(new StrategyEnds(strategy, trials, acting));
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
    Quantiles distance = distance();
    double scale = Math.max(1, over(TrialEnd::travelled).largest());
    Quantiles drift = drift();
    return distance.count() > 0
        && distance.largest() <= 1e3 * rounding * scale
        && (drift.count() == 0 || drift.median() <= 1e5 * rounding);
  }
}
