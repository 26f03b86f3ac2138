package org.equisweep.sweep;

import org.equisweep.problem.Location;

/**
 * Where a value was written.
 *
 * @param key dotted path of the key in its source; empty for the whole of it
 */
record Place(Source source, int line, String key) {

  /**
   * A sweep file or a {@code --set}.
   *
   * @param name as messages call it
   * @param directory what relative paths in it are relative to, an absolute path or URI
   * @param isFile whether it has lines
   */
  record Source(String name, String directory, boolean isFile) {}

  Place child(String name, int atLine) {
    return new Place(source, atLine, key.isEmpty() ? name : key + "." + name);
  }

  Location location() {
    return new Location(source.name(), line, key.isEmpty() ? null : key);
  }
}
