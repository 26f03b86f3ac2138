package org.equisweep.table;

import java.io.OutputStream;
import java.util.List;
import org.apache.parquet.io.InputFile;
import org.jspecify.annotations.Nullable;

/**
 * The files below one folder, by names relative to it ({@code _parts/a.parquet}). Thread-safe.
 * Failures of the file system are {@link java.io.UncheckedIOException}s.
 */
sealed interface Folder permits LocalFolder, RemoteFolder {
  /** A file and its size. */
  record Entry(String name, long bytes) {}

  /** Whether anything is there under that name, an empty subfolder included where it exists. */
  boolean exists(String name);

  /** Makes a subfolder, or the folder itself for the empty name. */
  void make(String subfolder);

  /** Names of all files and folders directly in a subfolder; none when it is missing. */
  List<String> names(String subfolder);

  /** The files directly in a subfolder, by name, hidden ones aside; none when it is missing. */
  List<Entry> list(String subfolder);

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

  /** A Parquet file for reading. */
  InputFile input(String name);

  /**
   * Takes a lock that does not outlive its process for long; null when another has it, whose words
   * are then in the file.
   *
   * @param owner what the file shall say
   */
  SweepFolder.@Nullable Hold tryHold(String name, String owner);
}
