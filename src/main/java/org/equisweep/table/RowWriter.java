package org.equisweep.table;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/** Writes rows of one table as one Parquet file (ZSTD) to a stream. Not thread-safe. */
public final class RowWriter implements AutoCloseable {
  /** Small enough that a few open files never matter to the heap. */
  private static final long ROW_GROUP_BYTES = 16L << 20;

  private final Table table;
  private final ParquetWriter<Row> writer;
  private long rows;

  private RowWriter(Table table, ParquetWriter<Row> writer) {
    this.table = table;
    this.writer = writer;
  }

  /** A file for users: with the descriptions and units of its columns. Closes the stream at end. */
  public static RowWriter published(Table table, OutputStream stream) {
    return open(table, stream, Map.of(SparkMetadata.KEY, SparkMetadata.of(table)));
  }

  /** A file for the engine itself. */
  static RowWriter part(Table table, OutputStream stream) {
    return open(table, stream, Map.of());
  }

  private static RowWriter open(Table table, OutputStream stream, Map<String, String> metadata) {
    try {
      ParquetWriter<Row> writer =
          new Builder(new StreamFile(stream), table, metadata)
              .withConf(new PlainParquetConfiguration())
              .withCompressionCodec(CompressionCodecName.ZSTD)
              .withRowGroupSize(ROW_GROUP_BYTES)
              .build();
      return new RowWriter(table, writer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void write(Row row) {
    if (row.table() != table) {
      throw new IllegalArgumentException("a row of " + row.table() + " given to " + table);
    }
    try {
      writer.write(row);
      rows++;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public long rows() {
    return rows;
  }

  /** Bytes written and buffered so far: about what the file will hold. */
  public long bytes() {
    return writer.getDataSize();
  }

  @Override
  public void close() {
    try {
      writer.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Builder extends ParquetWriter.Builder<Row, Builder> {
    private final Table table;
    private final Map<String, String> metadata;

    Builder(OutputFile file, Table table, Map<String, String> metadata) {
      super(file);
      this.table = table;
      this.metadata = metadata;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    protected WriteSupport<Row> getWriteSupport(org.apache.hadoop.conf.Configuration conf) {
      return new RowWriteSupport(table, metadata);
    }

    @Override
    protected WriteSupport<Row> getWriteSupport(ParquetConfiguration conf) {
      return new RowWriteSupport(table, metadata);
    }
  }

  /** A file that is a stream already open. */
  private record StreamFile(OutputStream stream) implements OutputFile {
    @Override
    public PositionOutputStream create(long blockSizeHint) {
      return new CountingStream(stream);
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) {
      return create(blockSizeHint);
    }

    @Override
    public boolean supportsBlockSize() {
      return false;
    }

    @Override
    public long defaultBlockSize() {
      return 0;
    }
  }

  private static final class CountingStream extends PositionOutputStream {
    private final OutputStream stream;
    private long position;

    CountingStream(OutputStream stream) {
      this.stream = stream;
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public void write(int b) throws IOException {
      stream.write(b);
      position++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      stream.write(bytes, offset, length);
      position += length;
    }

    @Override
    public void flush() throws IOException {
      stream.flush();
    }

    @Override
    public void close() throws IOException {
      stream.close();
    }
  }
}
