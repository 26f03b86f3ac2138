package org.equisweep.sweep;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.equisweep.problem.InvalidInput;
import org.equisweep.problem.Location;
import org.equisweep.storage.Storage;

/** Sweep files to sweeps: read, override, check, expand, bind. */
final class SweepLoader {
  private SweepLoader() {}

  static Sweep load(String path, List<String> sets) {
    return load(read(path), source(path), sets);
  }

  static Sweep load(byte[] bytes, Place.Source source, List<String> sets) {
    Node document = YamlReader.read(bytes, source);
    if (!(document instanceof Node.Mapping mapping)) {
      throw document.problem(
          "a sweep file must be a mapping of keys to values",
          "got " + document.shown(),
          "begin with equisweep: 1");
    }
    String working = Path.of("").toAbsolutePath().toString();
    Node.Mapping root = AbsolutePaths.in(Overrides.apply(mapping, sets, working));
    SchemaCheck.checkParts(root, Schema.root());
    Node.Mapping top = (Node.Mapping) Toplevel.complete(root);
    List<Long> seeds = Seeds.of(top.at("seeds"));
    List<Combination> combinations = Grid.combinations(root, seeds.size());
    if (combinations.isEmpty()) {
      throw root.at("exclude")
          .problem("a sweep must have a cell", "exclude leaves none", "exclude fewer combinations");
    }
    AxisColumns columns = AxisColumns.of(root, combinations);
    return new Sweep(root, top, seeds, cells(root, combinations, columns), columns.names());
  }

  private static List<BoundCell> cells(
      Node.Mapping root, List<Combination> combinations, AxisColumns columns) {
    CellBinder binder = new CellBinder(root, new InputFiles());
    CellChecks checks = new CellChecks();
    List<CellBinder.Parts> parts = new ArrayList<>();
    combinations.forEach(combination -> parts.add(binder.bind(combination)));
    CanonicalForm form = new CanonicalForm();
    List<BoundCell> cells = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      CellChecks.Known known = checks.check(parts.get(i));
      cells.add(BoundCell.of(parts.get(i), columns.values(combinations.get(i)), known, form));
    }
    return cells;
  }

  private static Place.Source source(String path) {
    String absolute = Storage.absolute(path);
    int slash = absolute.lastIndexOf('/');
    return new Place.Source(path, slash <= 0 ? "/" : absolute.substring(0, slash), true);
  }

  private static byte[] read(String path) {
    Location file = new Location(path, 0, null);
    try {
      if (Storage.size(path) > YamlReader.MAX_BYTES) {
        throw InvalidInput.of(
            "a sweep file must have at most 10 MB",
            "it has " + Storage.size(path) + " bytes",
            "put data into files of their own");
      }
      return Storage.read(path);
    } catch (InvalidInput e) {
      throw e.at(file);
    }
  }
}
