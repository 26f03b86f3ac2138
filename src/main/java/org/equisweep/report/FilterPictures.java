package org.equisweep.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.equisweep.table.Row;
import org.equisweep.table.SweepFolder;
import org.equisweep.table.Table;
import org.equisweep.table.TableReader;
import org.equisweep.table.Tables;
import org.jspecify.annotations.Nullable;

/**
 * The filters of the first finished seed of every shown cell, at the ends of its first and its last
 * phase.
 *
 * @param byCell in the page's order
 * @param isLimited whether there are more cells
 */
record FilterPictures(Map<CellKey, Run> byCell, boolean isLimited) {
  static final int MOST_CELLS = 24;

  private static final List<String> COLUMNS =
      List.of("trial_id", "phase", "phase_name", "filter_size", "filters", "filters_equivariant");

  /** A trial's; both ends are one where it has one phase. */
  record Run(long seed, End first, End last) {
    /** Which taps differ from 0 in some kernel: the support, once training has moved them. */
    boolean[] support() {
      int taps = last.size() * last.size();
      boolean[] support = new boolean[taps];
      for (End end : List.of(first, last)) {
        for (int i = 0; i < end.kernels().length; i++) {
          support[i % taps] |= end.kernels()[i] != 0;
        }
      }
      return support;
    }
  }

  /** Kernels at the end of a phase, and their part in Π_𝓔A. */
  record End(int phase, String phaseName, int size, double[] kernels, double[] equivariant) {
    static End of(Row row) {
      return new End(
          (int) row.whole("phase"),
          row.string("phase_name"),
          (int) row.whole("filter_size"),
          (double[]) row.get("filters"),
          (double[]) row.get("filters_equivariant"));
    }

    /** What A is off 𝓔. */
    double[] difference() {
      double[] difference = kernels.clone();
      for (int i = 0; i < difference.length; i++) {
        difference[i] -= equivariant[i];
      }
      return difference;
    }
  }

  static FilterPictures read(SweepFolder folder, SweepResults results) {
    Map<String, List<TrialEnd>> trials = results.trialsByCell();
    Map<CellKey, TrialEnd> chosen = new LinkedHashMap<>();
    for (CellKey cell : results.cellKeys()) {
      trials.getOrDefault(cell.id(), List.of()).stream()
          .filter(TrialEnd::isFinished)
          .findFirst()
          .ifPresent(trial -> chosen.put(cell, trial));
    }
    List<CellKey> shown = chosen.keySet().stream().limit(MOST_CELLS).toList();
    Map<String, List<End>> ends = new HashMap<>();
    shown.forEach(cell -> ends.put(chosen.get(cell).trialId(), new ArrayList<>()));
    Table table = TableReader.projection(Tables.TRAJECTORIES, COLUMNS);
    TableReader.forEach(
        folder,
        table,
        row -> {
          List<End> own = ends.get(row.string("trial_id"));
          if (own != null && row.get("filters") != null) {
            own.add(End.of(row));
          }
        });
    Map<CellKey, Run> byCell = new LinkedHashMap<>();
    for (CellKey cell : shown) {
      Run run = run(chosen.get(cell).seed(), ends.get(chosen.get(cell).trialId()));
      if (run != null) {
        byCell.put(cell, run);
      }
    }
    return new FilterPictures(byCell, chosen.size() > shown.size());
  }

  private static @Nullable Run run(long seed, List<End> ends) {
    return ends.isEmpty() ? null : new Run(seed, ends.get(0), ends.get(ends.size() - 1));
  }
}
