package org.equisweep.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.equisweep.training.TrialSettings;

/**
 * A cell with what is known of it.
 *
 * @param member its settings in a family
 */
record BoundCell(Cell cell, Family.Member member) {

  static BoundCell of(
      CellBinder.Parts parts,
      SortedMap<String, Object> axes,
      CellChecks.Known known,
      CanonicalForm form) {
    TrialSettings settings = parts.settings();
    byte[] digest = Identity.settings(settings, form);
    Cell cell =
        new Cell(
            Identity.cell(digest, labels(parts, axes)),
            parts.label(Axes.GROUP),
            parts.label(Axes.ARCHITECTURE),
            parts.label(Axes.INITIALIZATION),
            parts.label(Axes.STRATEGY),
            axes,
            settings);
    TrainingCost cost =
        TrainingCost.of(
            settings, known.facts().networks(), known.data().training(), known.data().test());
    List<String> prefixes = new ArrayList<>();
    for (int phases = 1; phases <= settings.phases().size(); phases++) {
      prefixes.add(Identity.prefix(settings, phases, form));
    }
    return new BoundCell(cell, new Family.Member(settings, digest, List.copyOf(prefixes), cost));
  }

  private static String labels(CellBinder.Parts parts, SortedMap<String, Object> axes) {
    StringBuilder labels = new StringBuilder(parts.labels().toString());
    axes.forEach(
        (axis, value) ->
            labels
                .append('\n')
                .append(axis)
                .append('=')
                .append(value instanceof Double number ? Decimal.shortest(number) : value));
    return labels.toString();
  }
}
