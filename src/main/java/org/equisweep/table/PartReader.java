package org.equisweep.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.equisweep.problem.InvalidInput;
import org.equisweep.storage.MemoryFile;
import org.equisweep.table.Ledger.Committed;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of committed trials from parts. Files are checked against their checksums before
 * the first row is given. Asked in the order of the cohorts, it reads every file once from start to
 * end; other orders are right, only slower. Not thread-safe.
 */
final class PartReader implements AutoCloseable {
  /** Files kept open; contiguous cohorts stand in contiguous files, so few are needed at a time. */
  private static final int OPEN_FILES = 6;

  private final Folder folder;
  private final Set<String> verified = new HashSet<>();

  /** The eigenvalues of the record asked for last, by trial. */
  private final Map<String, List<Row>> spectra = new HashMap<>();

  private String spectraOf = "";
  private final Map<String, Cursor> cursors = new LinkedHashMap<>(16, 0.75f, true);

  PartReader(Folder folder) {
    this.folder = folder;
  }

  private static final class Cursor {
    private final RowReader reader;
    private long next;

    Cursor(RowReader reader) {
      this.reader = reader;
    }
  }

  /** Checks every file the record names; a damaged one is an exception that says which. */
  void verify(CommitRecord record) throws DamagedPart {
    for (CommitRecord.Part part : record.parts()) {
      if (!verified.contains(part.file())) {
        content(part);
      }
    }
  }

  /** The trial's row of {@code trials}. */
  Row trial(Committed trial) throws DamagedPart {
    Row[] row = new Row[1];
    read(trial.record(), Tables.TRAINED, trial.index(), 1, found -> row[0] = found);
    requireSameTrial(trial, row[0]);
    return row[0];
  }

  /** Where a trial ended whose entry has a trunk. */
  Row state(Committed trial) throws DamagedPart {
    Row[] row = new Row[1];
    read(trial.record(), EndStates.TABLE, trial.index(), 1, found -> row[0] = found);
    requireSameTrial(trial, row[0]);
    return row[0];
  }

  /** The trial's rows of {@code trajectories}, in order. */
  void trajectory(Committed trial, Consumer<Row> consumer) throws DamagedPart {
    long first = 0;
    for (CommitRecord.Entry entry : trial.record().trials().subList(0, trial.index())) {
      first += entry.rows();
    }
    read(trial.record(), Tables.TRAJECTORIES, first, trial.entry().rows(), consumer);
  }

  /** The trial's rows of {@code spectra}, in order. */
  void spectrum(Committed trial, Consumer<Row> consumer) throws DamagedPart {
    if (!trial.record().name().equals(spectraOf)) {
      spectra.clear();
      spectraOf = "";
      long count = 0;
      for (CommitRecord.Part part : trial.record().parts()) {
        count += part.table().equals(Tables.SPECTRA.name()) ? part.rows() : 0;
      }
      read(
          trial.record(),
          Tables.SPECTRA,
          0,
          count,
          row -> spectra.computeIfAbsent(row.string("trial_id"), id -> new ArrayList<>()).add(row));
      spectraOf = trial.record().name();
    }
    spectra.getOrDefault(trial.entry().id(), List.of()).forEach(consumer);
  }

  private static void requireSameTrial(Committed trial, Row row) throws DamagedPart {
    if (!row.string("trial_id").equals(trial.entry().id())) {
      throw new DamagedPart("its part holds another trial than " + trial.entry().id());
    }
  }

  /** Rows [first, first + count) of the record's rows of a table. */
  private void read(
      CommitRecord record, Table table, long first, long count, Consumer<Row> consumer)
      throws DamagedPart {
    long start = 0;
    long read = 0;
    for (CommitRecord.Part part : record.parts()) {
      if (!part.table().equals(table.name())) {
        continue;
      }
      long from = Math.max(first, start);
      long to = Math.min(first + count, start + part.rows());
      if (from < to) {
        read(part, table, part.firstRow() + from - start, to - from, consumer);
        read += to - from;
      }
      start += part.rows();
    }
    if (read != count) {
      throw new DamagedPart(
          "it names %d rows of %s, its parts hold %d".formatted(count, table, read));
    }
  }

  private void read(
      CommitRecord.Part part, Table table, long first, long count, Consumer<Row> consumer)
      throws DamagedPart {
    Cursor cursor = cursor(part, table, first);
    try {
      for (; cursor.next < first; cursor.next++) {
        require(cursor.reader.next(), part);
      }
      for (long i = 0; i < count; i++) {
        consumer.accept(require(cursor.reader.next(), part));
        cursor.next++;
      }
    } catch (RuntimeException | DamagedPart e) {
      close(part.file());
      throw e;
    }
  }

  private static Row require(@Nullable Row row, CommitRecord.Part part) throws DamagedPart {
    if (row == null) {
      throw new DamagedPart("_parts/" + part.file() + " has fewer rows than its record says");
    }
    return row;
  }

  private Cursor cursor(CommitRecord.Part part, Table table, long first) throws DamagedPart {
    Cursor open = cursors.get(part.file());
    if (open != null && open.next <= first) {
      return open;
    }
    close(part.file());
    if (cursors.size() >= OPEN_FILES) {
      close(cursors.keySet().iterator().next());
    }
    try {
      Cursor cursor = new Cursor(RowReader.of(table, new MemoryFile(content(part))));
      cursors.put(part.file(), cursor);
      return cursor;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A whole file, checked. */
  byte[] content(CommitRecord.Part part) throws DamagedPart {
    byte[] content;
    try {
      content = folder.read(PartFiles.FOLDER + "/" + part.file());
    } catch (UncheckedIOException | InvalidInput e) {
      throw new DamagedPart("_parts/" + part.file() + " cannot be read: " + e.getMessage());
    }
    String checksum = CommitFormat.checksum(content, content.length);
    if (content.length != part.bytes() || !checksum.equals(part.crc32c())) {
      throw new DamagedPart("_parts/" + part.file() + " does not agree with its checksum");
    }
    verified.add(part.file());
    return content;
  }

  private void close(String file) {
    Cursor cursor = cursors.remove(file);
    if (cursor != null) {
      cursor.reader.close();
    }
  }

  @Override
  public void close() {
    cursors.values().forEach(cursor -> cursor.reader.close());
    cursors.clear();
  }
}
