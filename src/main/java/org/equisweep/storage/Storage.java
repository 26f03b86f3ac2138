package org.equisweep.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.equisweep.problem.InvalidInput;

/**
 * Files by path. A path without a scheme, or with {@code file:}, is local; any other goes to
 * Hadoop's file system of its scheme.
 *
 * <p>What the user can mend (missing, unreadable, a directory where a file must be, not allowed) is
 * an {@link InvalidInput} that names the path; any other fault of the file system is an {@link
 * java.io.UncheckedIOException}.
 */
public final class Storage {
  private static final int CHUNK = 1 << 16;

  private Storage() {}

  /**
   * Settings of Hadoop's file systems beyond the configuration files on the class path, such as
   * credentials providers; to be given before the first remote path is used, in every process.
   */
  public static void configure(Map<String, String> settings) {
    HadoopStore.configure(settings);
  }

  /** The path made absolute against the working directory; URIs of other schemes are kept. */
  public static String absolute(String path) {
    return isLocal(path) ? localPath(path).toAbsolutePath().normalize().toString() : path;
  }

  /** The path of {@code name} in the directory. */
  public static String resolve(String directory, String name) {
    return directory.endsWith("/") ? directory + name : directory + "/" + name;
  }

  public static boolean exists(String path) {
    return run(path, "looked at", store -> store.exists(path));
  }

  /** Whether the path is an existing directory. */
  public static boolean isDirectory(String path) {
    return run(path, "looked at", store -> store.isDirectory(path));
  }

  /** Size of a file, bytes. */
  public static long size(String path) {
    return run(path, "read", store -> store.size(path));
  }

  /** The file's content from its start, buffered; the caller closes it. */
  public static InputStream open(String path) {
    return run(path, "read", store -> store.open(path));
  }

  /** The whole file, which must fit in an array. */
  public static byte[] read(String path) {
    return run(
        path,
        "read",
        store -> {
          try (InputStream in = store.open(path)) {
            return in.readAllBytes();
          }
        });
  }

  /** SHA-256 of the file's content, lower-case hex; the file is streamed. */
  public static String sha256(String path) {
    return run(
        path,
        "read",
        store -> {
          MessageDigest digest = newSha256();
          try (InputStream in = new DigestInputStream(store.open(path), digest)) {
            byte[] chunk = new byte[CHUNK];
            while (in.read(chunk) >= 0) {
              // the stream feeds the digest
            }
          }
          return HexFormat.of().formatHex(digest.digest());
        });
  }

  /** The file by absolute path and content. */
  public static FileRef reference(String path) {
    return new FileRef(absolute(path), sha256(path));
  }

  /**
   * A new file for writing as it comes, replacing one that is there; directories above it are made.
   * Readers may see it half written: for names only its writer knows.
   */
  public static OutputStream create(String path) {
    return run(path, "written", store -> store.create(path));
  }

  /**
   * Puts the file if there is none, all or nothing: readers see the whole content or no file, and
   * of several writers exactly one wins. Directories above it are made.
   *
   * @return whether this call put it. On an object store that lost the answer to a put, a file of
   *     the same content counts as put by this call, so let the content name its writer
   */
  public static boolean createIfAbsent(String path, byte[] content) {
    return run(path, "written", store -> store.createIfAbsent(path, content));
  }

  /** Puts the file, replacing one that is there; readers see the old or the new content, whole. */
  public static void replaceAtomically(String path, byte[] content) {
    run(
        path,
        "written",
        store -> {
          store.replaceAtomically(path, content);
          return true;
        });
  }

  /**
   * Renames a file, replacing one that is there. Atomic on local file systems and HDFS; a copy on
   * object stores. Both paths are of one file system.
   */
  public static void rename(String from, String to) {
    run(
        to,
        "written",
        store -> {
          store.rename(from, to);
          return true;
        });
  }

  /**
   * Names (not paths) of a directory's entries, sorted; none if it does not exist. Temporary files
   * of writers at work are left out.
   */
  public static List<String> list(String directory) {
    return run(
        directory,
        "listed",
        store ->
            store.list(directory).stream()
                .filter(name -> !TemporaryName.matches(name))
                .sorted()
                .toList());
  }

  /** Sizes in bytes of a directory's files, by name (not path); none if it does not exist. */
  public static Map<String, Long> sizes(String directory) {
    return run(directory, "listed", store -> store.sizes(directory));
  }

  /**
   * Deletes a file, or a directory with all in it.
   *
   * @return false if there was nothing
   */
  public static boolean delete(String path) {
    return run(path, "deleted", store -> store.delete(path));
  }

  /** Makes the directory and those above it; does nothing where it exists. */
  public static void mkdirs(String directory) {
    run(
        directory,
        "made",
        store -> {
          store.mkdirs(directory);
          return true;
        });
  }

  /** Whether the path is on this machine's own file system. */
  public static boolean isLocal(String path) {
    String scheme = scheme(path);
    return scheme.isEmpty() || scheme.equals("file");
  }

  /** The local path, for libraries that want one. */
  public static Path localPath(String path) {
    try {
      return scheme(path).isEmpty() ? Path.of(path) : Path.of(URI.create(path).getPath());
    } catch (IllegalArgumentException | NullPointerException e) {
      throw InvalidInput.of(
          "a path must be one of this system", "got " + path, "give a file's path or a URI");
    }
  }

  static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(
          "Every Java platform must know SHA-256, but this does not", e);
    }
  }

  /** Lower case; empty where there is none. A single letter would be a drive. */
  static String scheme(String path) {
    int colon = path.indexOf(':');
    if (colon < 2 || path.lastIndexOf('/', colon) >= 0) {
      return "";
    }
    try {
      String scheme = new URI(path.substring(0, colon + 1) + "///").getScheme();
      return scheme == null ? "" : scheme.toLowerCase(Locale.ROOT);
    } catch (URISyntaxException e) {
      return "";
    }
  }

  private static <T> T run(String path, String verb, Action<T> action) {
    if (path.isBlank()) {
      throw InvalidInput.of("a path must not be empty", "got \"" + path + "\"", "name a file");
    }
    Store store = isLocal(path) ? LocalStore.INSTANCE : HadoopStore.INSTANCE;
    try {
      return action.on(store);
    } catch (IOException e) {
      throw Faults.of(path, verb, e);
    } catch (IllegalArgumentException e) {
      // Hadoop's word for a malformed URI and for a host nobody knows
      throw InvalidInput.of(
          "a path must be one its file system can resolve",
          path + " is not (" + e.getMessage() + ")",
          "check the path or URI");
    }
  }

  private interface Action<T> {
    T on(Store store) throws IOException;
  }
}
