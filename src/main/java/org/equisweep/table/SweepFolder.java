package org.equisweep.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.equisweep.problem.InvalidInput;

/**
 * A sweep's output folder: {@code sweep.yaml}, a subfolder per table, and the engine's own {@code
 * _parts/}, {@code _commits/} and {@code _lock}. Knows where things are; thread-safe.
 */
public final class SweepFolder {
  private static final String SWEEP = "sweep.yaml";
  private static final String LOCK = "_lock";
  private static final String PUBLICATION_LOCK = "_commits/.publication";

  private final LocalFolder files;
  private final Path root;
  private final CommitLog log;

  private SweepFolder(Path root) {
    this.root = root;
    this.files = new LocalFolder(root);
    this.log = new CommitLog(files);
  }

  /** An output folder that is there; InvalidInput when it is not one. */
  public static SweepFolder open(String path) {
    SweepFolder folder = new SweepFolder(absolute(path));
    if (!folder.files.exists(CommitLog.FOLDER)) {
      throw InvalidInput.of(
          "a results folder must hold " + CommitLog.FOLDER + "/",
          path + (Files.exists(folder.root) ? " does not" : " does not exist"),
          "give the folder that 'run' wrote");
    }
    return folder;
  }

  /** Makes sure a run may write there, before anything is written; creates it when missing. */
  public static SweepFolder prepare(String path) {
    SweepFolder folder = new SweepFolder(absolute(path));
    folder.requireOursOrEmpty(path);
    try {
      Files.createDirectories(folder.root);
    } catch (IOException e) {
      throw unwritable(path, e);
    }
    if (!Files.isWritable(folder.root)) {
      throw InvalidInput.of(
          "the output folder must be writable", path + " is not", "give another one with -o");
    }
    return folder;
  }

  private static Path absolute(String path) {
    return Path.of(path).toAbsolutePath().normalize();
  }

  private void requireOursOrEmpty(String path) {
    if (!Files.exists(root) || files.exists(CommitLog.FOLDER)) {
      return;
    }
    if (!Files.isDirectory(root)) {
      throw InvalidInput.of(
          "the output must be a folder", path + " is a file", "give another one with -o");
    }
    try (Stream<Path> content = Files.list(root)) {
      String first =
          content
              .map(file -> file.getFileName().toString())
              .filter(name -> !name.equals(LOCK))
              .sorted()
              .findFirst()
              .orElse(null);
      if (first != null) {
        throw InvalidInput.of(
            "the output folder must be empty or a sweep's",
            path + " holds other things (" + first + ")",
            "give another one with -o");
      }
    } catch (IOException e) {
      throw unwritable(path, e);
    }
  }

  private static InvalidInput unwritable(String path, IOException e) {
    return InvalidInput.of(
        "the output folder must be writable", path + " is not: " + e, "give another one with -o");
  }

  /** Holds the folder for one run or publication until closed; {@link OutputInUse} otherwise. */
  public interface Hold extends AutoCloseable {
    @Override
    void close();
  }

  /** Takes the folder for a run; it falls free when the process ends, however it does. */
  public Hold hold() {
    FolderLock lock = FolderLock.take(root.resolve(LOCK), path());
    try {
      Files.createDirectories(root.resolve(CommitLog.FOLDER));
      Files.createDirectories(root.resolve(PartFiles.FOLDER));
    } catch (IOException e) {
      lock.close();
      throw unwritable(path(), e);
    }
    return lock::close;
  }

  /** Waits until no other publication runs, then keeps others waiting until closed. */
  Hold holdPublication() {
    return FolderLock.await(root.resolve(PUBLICATION_LOCK))::close;
  }

  /** A writer that replaces a table when published. */
  public TableWriter replace(Table table) {
    return new TableWriter(files, table);
  }

  /** The absolute path. */
  public String path() {
    return root.toString();
  }

  /** Where a table's Parquet files are, for Spark and the reader. */
  public String tablePath(Table table) {
    return root.resolve(table.name()).toString();
  }

  /** Whether the table has been published. */
  public boolean has(Table table) {
    return !files.list(table.name()).isEmpty();
  }

  /** The sweep as it was run last; null before the first run. */
  public String sweepPath() {
    return root.resolve(SWEEP).toString();
  }

  /** Keeps the sweep file as run. */
  public void writeSweep(String yaml) {
    String draft = ".sweep.yaml." + ProcessHandle.current().pid();
    files.delete(draft);
    files.write(draft, yaml.getBytes(StandardCharsets.UTF_8));
    files.move(draft, SWEEP);
  }

  /** Reads what is committed now. */
  public Ledger ledger() {
    return log.read();
  }

  /** Makes damaged records count as not there for good, so that they are reported once. */
  public void dismiss(Ledger.Damage damage) {
    log.dismiss(damage);
  }

  /**
   * Removes a run's part files that no record names, left by attempts that lost or died. Only when
   * none of the run's tasks is alive.
   */
  public void removeOrphans(String run) {
    Set<String> named = new HashSet<>();
    ledger().records().forEach(record -> record.parts().forEach(part -> named.add(part.file())));
    files.list(PartFiles.FOLDER).stream()
        .map(Folder.Entry::name)
        .filter(name -> name.startsWith(run + "-") && !named.contains(name))
        .forEach(name -> files.delete(PartFiles.FOLDER + "/" + name));
  }

  LocalFolder files() {
    return files;
  }

  CommitLog log() {
    return log;
  }

  /** Reads a text file of the folder. */
  String text(String name) {
    try {
      return Files.readString(root.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
