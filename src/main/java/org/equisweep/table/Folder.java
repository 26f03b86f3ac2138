package org.equisweep.table;

import java.io.OutputStream;
import java.util.List;

/**
 * The files below one folder, by names relative to it ({@code _parts/a.parquet}). Thread-safe.
 * Failures of the file system are {@link java.io.UncheckedIOException}s.
 */
interface Folder {
  /** A file and its size. */
  record Entry(String name, long bytes) {}

  /** The files directly in a subfolder, by name, hidden ones aside; none when it is missing. */
  List<Entry> list(String subfolder);

  boolean exists(String name);

  byte[] read(String name);

  /** Writes a file whose name nobody else uses, with its parents. */
  void write(String name, byte[] content);

  /** A stream to a file whose name nobody else uses. */
  OutputStream create(String name);

  /**
   * Puts a complete file, or nothing: of several callers exactly one gets true, and no reader ever
   * sees less than the whole content.
   */
  boolean createIfAbsent(String name, byte[] content);

  /** Renames a file or a folder; a file replaces one that is there, at once. */
  void move(String from, String to);

  /** Deletes a file or a folder with all it holds; nothing when it is missing. */
  void delete(String name);
}
