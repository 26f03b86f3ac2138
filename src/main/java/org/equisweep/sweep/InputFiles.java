package org.equisweep.sweep;

import java.util.HashMap;
import java.util.List;
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

  /** The Parquet file an absolute path names, or those of the folder it names, by name. */
  List<FileRef> parquet(Node path) {
    String name = Values.text(path);
    if (!isFolder(path, name)) {
      return List.of(reference(path));
    }
    List<FileRef> inside =
        Storage.list(name).stream()
            .filter(file -> file.endsWith(".parquet") && !file.matches("[_.].*"))
            .map(file -> Storage.resolve(name, file))
            .map(file -> known.computeIfAbsent(file, each -> read(path, each)))
            .toList();
    if (inside.isEmpty()) {
      throw path.problem(
          "a folder of Parquet files must hold files named *.parquet",
          name + " holds none",
          "name another folder, or a file");
    }
    return inside;
  }

  private static boolean isFolder(Node path, String name) {
    try {
      return Storage.isDirectory(name);
    } catch (InvalidInput e) {
      throw e.at(path.place().location());
    }
  }

  private static FileRef read(Node path, String name) {
    try {
      return Storage.reference(name);
    } catch (InvalidInput e) {
      throw e.at(path.place().location());
    }
  }
}
