package org.equisweep.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.equisweep.problem.InvalidInput;
import org.equisweep.sweep.Cell;
import org.equisweep.sweep.Sweep;

/**
 * Cells as {@code --only} names them: by a beginning of their id, or by what they have, such as
 * {@code strategy=nominal,group=s10}.
 */
final class CellSelection {
  private CellSelection() {}

  /** The cells that any of the selections names, in the order of the sweep; all without one. */
  static List<Cell> of(Sweep sweep, List<String> selections) {
    if (selections.isEmpty()) {
      return sweep.cells();
    }
    List<Predicate<Cell>> wanted = new ArrayList<>();
    for (String selection : selections) {
      Predicate<Cell> one = selection.contains("=") ? having(selection) : beginning(selection);
      if (sweep.cells().stream().noneMatch(one)) {
        throw InvalidInput.of(
            "--only must name cells of the sweep",
            "'" + selection + "' names none",
            "give a beginning of a cell_id, or axes such as " + example(sweep.cells().get(0)));
      }
      wanted.add(one);
    }
    return sweep.cells().stream()
        .filter(cell -> wanted.stream().anyMatch(one -> one.test(cell)))
        .toList();
  }

  private static Predicate<Cell> beginning(String id) {
    return cell -> !id.isEmpty() && cell.id().startsWith(id);
  }

  private static Predicate<Cell> having(String selection) {
    List<String[]> conditions =
        Arrays.stream(selection.split(",")).map(condition -> condition.split("=", 2)).toList();
    return cell -> {
      Map<String, String> values = values(cell);
      return conditions.stream()
          .allMatch(each -> each.length == 2 && each[1].equals(values.get(each[0])));
    };
  }

  private static String example(Cell cell) {
    return "strategy=" + cell.strategy();
  }

  private static Map<String, String> values(Cell cell) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("group", cell.group());
    values.put("architecture", cell.architecture());
    values.put("initialization", cell.initialization());
    values.put("strategy", cell.strategy());
    cell.axes().forEach((axis, value) -> values.put(axis, String.valueOf(value)));
    return values;
  }
}
