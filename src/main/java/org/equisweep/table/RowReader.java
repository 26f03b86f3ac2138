package org.equisweep.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.io.InputFile;
import org.jspecify.annotations.Nullable;

/** Reads rows of one table from one Parquet file, in order. Not thread-safe. */
public final class RowReader implements AutoCloseable {
  private final ParquetReader<Row> reader;

  private RowReader(InputFile file, Table table) throws IOException {
    reader = new Builder(file, table).build();
  }

  static RowReader of(Table table, InputFile file) throws IOException {
    return new RowReader(file, table);
  }

  /** The next row, or null at the end. */
  public @Nullable Row next() {
    try {
      return reader.read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Builder extends ParquetReader.Builder<Row> {
    private final Table table;

    Builder(InputFile file, Table table) {
      super(file, new PlainParquetConfiguration());
      this.table = table;
    }

    @Override
    protected ReadSupport<Row> getReadSupport() {
      return new RowReadSupport(table);
    }
  }
}
