package org.equisweep.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;
import org.equisweep.problem.InvalidInput;
import org.equisweep.storage.Storage;
import org.jspecify.annotations.Nullable;

/**
 * A sweep's output folder: {@code sweep.yaml}, a subfolder per table, and the engine's own {@code
 * _parts/}, {@code _commits/} and {@code _lock}. Knows where things are; thread-safe.
 */
public final class SweepFolder {
  private static final String SWEEP = "sweep.yaml";
  private static final String LOCK = "_lock";
  private static final String PUBLICATION_LOCK = "_commits/.publication";

  private static final long POLL_MILLIS = 20;

  private final String root;
  private final Folder files;
  private final CommitLog log;

  private SweepFolder(String root) {
    this.root = root;
    this.files =
        Storage.isLocal(root) ? new LocalFolder(Storage.localPath(root)) : new RemoteFolder(root);
    this.log = new CommitLog(files);
  }

  /** An output folder that is there, by local path or Hadoop URI; InvalidInput when it is none. */
  public static SweepFolder open(String path) {
    SweepFolder folder = new SweepFolder(Storage.absolute(path));
    if (!folder.files.exists(CommitLog.FOLDER)) {
      throw InvalidInput.of(
          "a results folder must hold " + CommitLog.FOLDER + "/",
          path + (folder.files.exists("") ? " does not" : " does not exist"),
          "give the folder that 'run' wrote");
    }
    return folder;
  }

  /** Makes sure a run may write there, before anything is written; creates it when missing. */
  public static SweepFolder prepare(String path) {
    SweepFolder folder = new SweepFolder(Storage.absolute(path));
    try {
      folder.requireOursOrEmpty(path);
      folder.files.make("");
    } catch (UncheckedIOException e) {
      throw unwritable(path, reason(e));
    }
    if (Storage.isLocal(folder.root) && !Files.isWritable(Storage.localPath(folder.root))) {
      throw unwritable(path, "permission denied");
    }
    return folder;
  }

  private void requireOursOrEmpty(String path) {
    if (!Storage.exists(root) || files.exists(CommitLog.FOLDER)) {
      return;
    }
    if (!Storage.isDirectory(root)) {
      throw InvalidInput.of(
          "the output must be a folder", path + " is a file", "give another one with -o");
    }
    for (String name : files.names("")) {
      if (!name.equals(LOCK)) {
        throw InvalidInput.of(
            "the output folder must be empty or a sweep's",
            path + " holds other things (" + name + ")",
            "give another one with -o");
      }
    }
  }

  private static InvalidInput unwritable(String path, @Nullable String why) {
    return InvalidInput.of(
        "the output folder must be writable", path + " is not: " + why, "give another one with -o");
  }

  /** What the file system says, without the names of its classes. */
  private static String reason(UncheckedIOException e) {
    IOException cause = e.getCause();
    String reason =
        cause instanceof FileSystemException named ? named.getReason() : cause.getMessage();
    return reason == null ? cause.getClass().getSimpleName() : reason;
  }

  /** Holds the folder for one run or publication until closed. */
  public interface Hold extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Takes the folder for a run; it falls free when the process ends, however it does. {@link
   * OutputInUse} when another run has it.
   */
  public Hold hold() {
    try {
      Hold hold = files.tryHold(LOCK, owner());
      if (hold == null) {
        throw new OutputInUse(root, text(LOCK).lines().findFirst().orElse(""));
      }
      files.make(CommitLog.FOLDER);
      files.make(PartFiles.FOLDER);
      return hold;
    } catch (UncheckedIOException e) {
      throw unwritable(root, reason(e));
    }
  }

  /** Waits until no other publication runs, then keeps others waiting until closed. */
  Hold holdPublication() {
    try {
      Hold hold = files.tryHold(PUBLICATION_LOCK, owner());
      while (hold == null) {
        Thread.sleep(POLL_MILLIS);
        hold = files.tryHold(PUBLICATION_LOCK, owner());
      }
      return hold;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while another publication ran", e);
    }
  }

  private static String owner() {
    return "process %d on %s since %s\n"
        .formatted(
            ProcessHandle.current().pid(), host(), Instant.now().truncatedTo(ChronoUnit.SECONDS));
  }

  static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "an unnamed host";
    }
  }

  /** A writer that replaces a table when published. */
  public TableWriter replace(Table table) {
    return new TableWriter(files, table);
  }

  /** The absolute path, or URI. */
  public String path() {
    return root;
  }

  /** Where a table's Parquet files are, for Spark and the reader. */
  public String tablePath(Table table) {
    return Storage.resolve(root, table.name());
  }

  /** Whether the table has been published. */
  public boolean has(Table table) {
    return !files.list(table.name()).isEmpty();
  }

  /** Where the sweep file as it was run last is. */
  public String sweepPath() {
    return Storage.resolve(root, SWEEP);
  }

  /** Keeps the sweep file as run. */
  public void writeSweep(String yaml) {
    Storage.replaceAtomically(sweepPath(), yaml.getBytes(StandardCharsets.UTF_8));
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
   * Removes part files that no record names, left by attempts that lost or died. Only when no task
   * that writes files of such names is alive.
   *
   * @param prefix of the files' names: a run's name, or empty for those of every run
   */
  public void removeOrphans(String prefix) {
    Set<String> named = new HashSet<>();
    ledger().records().forEach(record -> record.parts().forEach(part -> named.add(part.file())));
    files.list(PartFiles.FOLDER).stream()
        .map(Folder.Entry::name)
        .filter(name -> name.startsWith(prefix) && !named.contains(name))
        .forEach(name -> files.delete(PartFiles.FOLDER + "/" + name));
  }

  Folder files() {
    return files;
  }

  CommitLog log() {
    return log;
  }

  private String text(String name) {
    return new String(files.read(name), StandardCharsets.UTF_8);
  }
}
