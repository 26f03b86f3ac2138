package org.equisweep.sweep;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.equisweep.problem.InvalidInput;
import org.equisweep.storage.FileRef;

/** The files a sweep names, each read once for its content hash. */
final class InputFiles {
  private final Map<String, FileRef> known = new HashMap<>();

  /** The file an absolute path names; InvalidInput at its key where it cannot be read. */
  FileRef reference(Node path) {
    return known.computeIfAbsent(Values.text(path), name -> read(path, name));
  }

  private static FileRef read(Node path, String name) {
    Path local = Path.of(name);
    if (!Files.isRegularFile(local)) {
      throw path.problem(
          SchemaTypes.name(path) + " must name a file",
          "there is none at " + name,
          "relative paths are relative to the sweep file, in --set to the working directory");
    }
    try {
      return new FileRef(name, digest(local));
    } catch (IOException e) {
      throw unreadable(path, name, e);
    }
  }

  private static InvalidInput unreadable(Node path, String name, IOException e) {
    return path.problem(
        SchemaTypes.name(path) + " must name a file that can be read",
        "reading " + name + " gives " + e.getMessage(),
        "check the path and its permissions");
  }

  private static String digest(Path file) throws IOException {
    MessageDigest digest = Identity.sha256();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
