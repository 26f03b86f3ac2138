package org.equisweep.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.equisweep.table.Folder.Entry;
import org.equisweep.table.Ledger.Damage;
import org.jspecify.annotations.Nullable;

/**
 * The records of {@code _commits/}: written once, if absent, and never changed. A record that was
 * found unusable gets a {@code .void} file beside it that says why, so that it is reported once.
 */
final class CommitLog {
  static final String FOLDER = "_commits";
  private static final String RECORD = ".json";
  private static final String VOID = ".void";

  private final Folder folder;

  /** What was read before: a record is never changed. */
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  private record Known(CommitRecord record, long bytes) {}

  CommitLog(Folder folder) {
    this.folder = folder;
  }

  /** Puts the record unless there is one of its name; true for the one caller that did. */
  boolean commit(CommitRecord record) {
    return folder.createIfAbsent(FOLDER + "/" + record.name(), CommitFormat.write(record));
  }

  /** Makes a record count as not there, for this and every later reader. */
  void dismiss(Damage damage) {
    byte[] reason = (damage.reason() + "\n").getBytes(StandardCharsets.UTF_8);
    folder.createIfAbsent(FOLDER + "/" + damage.name() + VOID, reason);
  }

  /** Reads all records, and looks whether the parts they name are there in full size. */
  Ledger read() {
    // records first: a part is written before the record that names it
    Map<String, Long> names = new LinkedHashMap<>();
    Set<String> voids = new HashSet<>();
    for (Entry entry : folder.list(FOLDER)) {
      if (entry.name().endsWith(RECORD)) {
        names.put(entry.name(), entry.bytes());
      } else if (entry.name().endsWith(VOID)) {
        voids.add(entry.name().substring(0, entry.name().length() - VOID.length()));
      }
    }
    Map<String, Long> parts = new HashMap<>();
    folder.list(PartFiles.FOLDER).forEach(part -> parts.put(part.name(), part.bytes()));
    List<CommitRecord> records = new ArrayList<>();
    List<Damage> damages = new ArrayList<>();
    for (Map.Entry<String, Long> file : names.entrySet()) {
      String name = file.getKey();
      if (voids.contains(name)) {
        continue;
      }
      try {
        CommitRecord record = record(name, file.getValue());
        String problem = problem(record, name, parts);
        if (problem == null) {
          records.add(record);
        } else {
          damages.add(new Damage(name, problem));
        }
      } catch (IOException | UncheckedIOException e) {
        // InvalidInput is let through: a record of a later format is not damaged
        damages.add(new Damage(name, String.valueOf(e.getMessage())));
      }
    }
    return new Ledger(records, damages, names.keySet());
  }

  private CommitRecord record(String name, long bytes) throws IOException {
    Known before = known.get(name);
    if (before != null && before.bytes() == bytes) {
      return before.record();
    }
    CommitRecord record = CommitFormat.read(folder.read(FOLDER + "/" + name));
    known.put(name, new Known(record, bytes));
    return record;
  }

  private static @Nullable String problem(
      CommitRecord record, String name, Map<String, Long> parts) {
    if (!record.name().equals(name)) {
      return "it is the record " + record.name() + " under another name";
    }
    for (CommitRecord.Part part : record.parts()) {
      Long bytes = parts.get(part.file());
      if (bytes == null) {
        return "_parts/" + part.file() + " is missing";
      }
      if (bytes != part.bytes()) {
        return "_parts/%s has %d bytes, not %d".formatted(part.file(), bytes, part.bytes());
      }
    }
    return null;
  }
}
