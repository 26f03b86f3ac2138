package org.equisweep.table;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Immutable part files of one table, written by one attempt: rows are added, and a file ends when
 * it is large enough or the attempt says so. Files are built in memory, so they appear complete.
 */
final class PartFiles {
  static final String FOLDER = "_parts";

  /** A reader holds a few files of this size in memory. */
  private static final long FILE_BYTES = 32L << 20;

  private final Folder folder;
  private final Table table;
  private final String attempt;
  private final List<Written> written = new ArrayList<>();
  private int files;
  private ByteArrayOutputStream buffer = new ByteArrayOutputStream();
  private RowWriter writer;

  PartFiles(Folder folder, Table table, String attempt) {
    this.folder = folder;
    this.table = table;
    this.attempt = attempt;
    this.writer = RowWriter.part(table, buffer);
  }

  /** A complete file. */
  record Written(String table, String file, long rows, long bytes, String crc32c) {}

  void add(Row row) {
    if (writer.bytes() > FILE_BYTES) {
      end();
    }
    writer.write(row);
  }

  /** Bytes waiting for {@link #end}. */
  long bytes() {
    return writer.bytes();
  }

  /** Rows added since the last {@link #take}. */
  long rows() {
    return written.stream().mapToLong(Written::rows).sum() + writer.rows();
  }

  /** Ends the file being written and gives all that were written since the last call. */
  List<Written> take() {
    end();
    List<Written> taken = List.copyOf(written);
    written.clear();
    return taken;
  }

  private void end() {
    if (writer.rows() == 0) {
      return;
    }
    writer.close();
    byte[] content = buffer.toByteArray();
    String name = "%s-%d.%s.parquet".formatted(attempt, files++, table.name());
    folder.write(FOLDER + "/" + name, content);
    written.add(
        new Written(
            table.name(),
            name,
            writer.rows(),
            content.length,
            CommitFormat.checksum(content, content.length)));
    buffer = new ByteArrayOutputStream();
    writer = RowWriter.part(table, buffer);
  }
}
