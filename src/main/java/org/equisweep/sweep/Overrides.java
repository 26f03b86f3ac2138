package org.equisweep.sweep;

import java.util.List;
import org.equisweep.problem.InvalidInput;
import org.equisweep.problem.Location;

/** {@code --set path=value}: the value is YAML and replaces what is at the path. */
final class Overrides {
  private Overrides() {}

  /**
   * @param directory the working directory: what paths in the values are relative to
   */
  static Node.Mapping apply(Node.Mapping root, List<String> sets, String directory) {
    Node.Mapping changed = root;
    for (String set : sets) {
      changed = apply(changed, set, directory);
    }
    return changed;
  }

  private static Node.Mapping apply(Node.Mapping root, String set, String directory) {
    int equals = set.indexOf('=');
    String path = equals < 0 ? set : set.substring(0, equals).strip();
    if (equals < 1 || !path.matches("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*")) {
      throw InvalidInput.of(
              "--set must be path=value", "got '" + set + "'", "write like seeds=0..2")
          .at(new Location("--set " + set, 0, null));
    }
    Place place = new Place(new Place.Source("--set " + set, directory, false), 0, path);
    Node value = YamlReader.read(set.substring(equals + 1), place);
    return (Node.Mapping) Paths.replace(root, Paths.segments(path), value, List.of(Schema.root()));
  }
}
