package org.equisweep.tensor;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.equisweep.problem.InvalidInput;
import org.equisweep.storage.Storage;
import org.jspecify.annotations.Nullable;

/**
 * NumPy's NPZ files: named arrays, a ZIP of NPY files. Reads what {@code numpy.savez} and {@code
 * savez_compressed} write, checksums compared; writes what {@code numpy.load} opens, the same bytes
 * for the same arrays.
 */
public final class Npz {
  private static final String SUFFIX = ".npy";
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private Npz() {}

  /**
   * All arrays of the file by name, in its order.
   *
   * @throws InvalidInput that names the file and the array for every fault of the content
   */
  public static Map<String, NdArray> read(String path) {
    try {
      if (Storage.isLocal(path)) {
        // missing, unreadable, a directory: said by storage, not by the ZIP reader
        Storage.size(path);
        return read(Storage.localPath(path), path);
      }
      Path copy = Files.createTempFile("equisweep", ".npz");
      try (InputStream in = Storage.open(path)) {
        Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
        return read(copy, path);
      } finally {
        Files.deleteIfExists(copy);
      }
    } catch (ZipException | EOFException e) {
      throw fault(path, "it is not a whole ZIP file (" + e.getMessage() + ")", e);
    } catch (IOException e) {
      throw new UncheckedIOException(path + " could not be read: " + e.getMessage(), e);
    }
  }

  /** Writes the arrays in the map's order, whole or not at all, replacing a file that is there. */
  public static void write(String path, Map<String, NdArray> arrays) {
    Storage.replaceAtomically(path, bytes(arrays));
  }

  /** The content of a file with these arrays. */
  public static byte[] bytes(Map<String, NdArray> arrays) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      write(bytes, arrays);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(OutputStream target, Map<String, NdArray> arrays) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(target)) {
      for (Map.Entry<String, NdArray> array : arrays.entrySet()) {
        ZipEntry entry = new ZipEntry(array.getKey() + SUFFIX);
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
        Npy.write(zip, array.getValue());
        zip.closeEntry();
      }
    }
  }

  private static Map<String, NdArray> read(Path file, String name) throws IOException {
    Map<String, NdArray> arrays = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      Enumeration<? extends ZipEntry> entries = zip.entries();
      for (ZipEntry entry : Collections.list(entries)) {
        if (!entry.getName().endsWith(SUFFIX)) {
          throw fault(name, "it holds " + entry.getName() + ", which is no NPY array", null);
        }
        String key = entry.getName().substring(0, entry.getName().length() - SUFFIX.length());
        NdArray array = read(zip, entry, name + "[" + key + "]");
        if (arrays.put(key, array) != null) {
          throw fault(name, "it holds " + key + " twice", null);
        }
      }
    }
    return arrays;
  }

  private static NdArray read(ZipFile zip, ZipEntry entry, String name) throws IOException {
    CRC32 crc = new CRC32();
    try (InputStream in = new CheckedInputStream(zip.getInputStream(entry), crc)) {
      NdArray array = Npy.read(in, entry.getSize(), name);
      if (crc.getValue() != entry.getCrc()) {
        throw fault(name, "its checksum is wrong", null);
      }
      return array;
    }
  }

  private static InvalidInput fault(String name, String what, @Nullable Throwable cause) {
    InvalidInput problem =
        InvalidInput.of(
            "a file must be a whole NPZ archive as numpy.savez writes it",
            "of " + name + " " + what,
            "save it again with numpy.savez");
    if (cause != null) {
      problem.initCause(cause);
    }
    return problem;
  }
}
