package org.equisweep.table;

import org.jspecify.annotations.Nullable;

/**
 * Replaces a published table: rows go to files of about {@value #FILE_BYTES} bytes in a staging
 * folder, which takes the table's place at the end. A reader, or a kill, never sees half of it: one
 * file is replaced by one rename, several by a rename of their folder. Not thread-safe.
 */
public final class TableWriter implements AutoCloseable {
  private static final long FILE_BYTES = 128L << 20;
  private static final String STAGING = "_publication/";
  private static final String OLD = ".old";

  private final Folder folder;
  private final Table table;
  private final String staging;
  private @Nullable RowWriter writer;
  private int files;
  private long rows;

  TableWriter(Folder folder, Table table) {
    this.folder = folder;
    this.table = table;
    this.staging = STAGING + table.name();
    recover(folder, table);
    folder.delete(staging);
  }

  /** Where a kill hit between the two renames of a folder, does the second. */
  static void recover(Folder folder, Table table) {
    String old = STAGING + table.name() + OLD;
    if (!folder.exists(table.name()) && folder.exists(old)) {
      folder.move(old, table.name());
    }
    folder.delete(old);
  }

  public void write(Row row) {
    if (writer == null || writer.bytes() > FILE_BYTES) {
      next();
    }
    writer.write(row);
    rows++;
  }

  public long rows() {
    return rows;
  }

  private void next() {
    if (writer != null) {
      writer.close();
    }
    writer = RowWriter.published(table, folder.create(staging + "/" + file(files++)));
  }

  private static String file(int index) {
    return "part-%05d.parquet".formatted(index);
  }

  /** Puts the new table in the old one's place; an empty one is a file without rows. */
  public void publish() {
    if (writer == null) {
      next();
    }
    writer.close();
    writer = null;
    if (files == 1 && (folder.list(table.name()).size() == 1 || !folder.exists(table.name()))) {
      folder.move(staging + "/" + file(0), table.name() + "/" + file(0));
      folder.delete(staging);
      return;
    }
    String old = STAGING + table.name() + OLD;
    if (folder.exists(table.name())) {
      folder.move(table.name(), old);
    }
    folder.move(staging, table.name());
    folder.delete(old);
  }

  /** Drops what was not published. */
  @Override
  public void close() {
    if (writer != null) {
      writer.close();
      writer = null;
    }
    folder.delete(staging);
    if (folder.names(STAGING).isEmpty()) {
      folder.delete(STAGING);
    }
  }
}
