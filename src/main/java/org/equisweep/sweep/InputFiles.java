package org.equisweep.sweep;

import java.util.HashMap;
import java.util.Map;
import org.equisweep.problem.InvalidInput;
import org.equisweep.storage.FileRef;
import org.equisweep.storage.Storage;

/** The files a sweep names, each read once for its content hash. */
final class InputFiles {
  private final Map<String, FileRef> known = new HashMap<>();

  /** The file an absolute path names; InvalidInput at its key where it cannot be read. */
  FileRef reference(Node path) {
    return known.computeIfAbsent(Values.text(path), name -> read(path, name));
  }

  private static FileRef read(Node path, String name) {
    try {
      return Storage.reference(name);
    } catch (InvalidInput e) {
      throw e.at(path.place().location());
    }
  }
}
