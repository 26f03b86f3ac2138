package org.equisweep.table;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import org.equisweep.sweep.Trunk;
import org.jspecify.annotations.Nullable;

/**
 * What a record in {@code _commits/} says: these trials exist, and their rows stand there. Put if
 * absent and never changed.
 *
 * @param format of this record; {@value #FORMAT}
 * @param cohort id of the cohort
 * @param retry 0 for its first training, then 1, 2 …
 * @param committedAt ISO-8601 instant
 * @param seconds spent on training
 * @param parts where the rows are, per table in order
 * @param trials in the order of their rows
 */
public record CommitRecord(
    int format,
    String cohort,
    int retry,
    String committedAt,
    String host,
    String engineVersion,
    String numerics,
    double seconds,
    List<Part> parts,
    List<Entry> trials) {
  public static final int FORMAT = 1;

  public CommitRecord {
    requireNonNull(cohort, "cohort");
    requireNonNull(numerics, "numerics");
    requireNonNull(engineVersion, "engine_version");
    // a hundred thousand records say the same of these
    host = host.intern();
    engineVersion = engineVersion.intern();
    numerics = numerics.intern();
    parts = List.copyOf(parts);
    trials = List.copyOf(trials);
  }

  /**
   * Rows of this cohort in one file of {@code _parts/}, which may hold other cohorts' rows too.
   *
   * @param firstRow where they start in the file, from 0
   * @param crc32c of the whole file, in hex
   */
  public record Part(
      String table, String file, long firstRow, long rows, long bytes, String crc32c) {
    public Part {
      table = table.intern();
      file = file.intern();
      crc32c = crc32c.intern();
    }
  }

  /**
   * One trial.
   *
   * @param status lower case, as in tables
   * @param rows its rows of trajectories
   * @param trunk where it ended, if its state was kept to go on from; null in older records too
   */
  public record Entry(
      String id,
      long seed,
      String status,
      @Nullable String reason,
      double wallSeconds,
      long rows,
      @Nullable Trunk trunk) {
    public Entry {
      requireNonNull(id, "id");
      status = requireNonNull(status, "status").intern();
    }

    /** Whether it ended with a result; failed and timed-out trials may be tried again. */
    @JsonIgnore
    public boolean isResult() {
      return !status.equals("failed") && !status.equals("timeout");
    }
  }

  /** The same under another number. */
  CommitRecord withRetry(int number) {
    return new CommitRecord(
        format, cohort, number, committedAt, host, engineVersion, numerics, seconds, parts, trials);
  }

  /** The record's file name in {@code _commits/}. */
  String name() {
    return name(cohort, retry);
  }

  static String name(String cohort, int retry) {
    return cohort + (retry == 0 ? "" : ".retry-" + retry) + ".json";
  }
}
