package org.equisweep.table;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.SeekableInputStream;
import org.jspecify.annotations.Nullable;

/** Reads rows of one table from one Parquet file, in order. Not thread-safe. */
public final class RowReader implements AutoCloseable {
  private final ParquetReader<Row> reader;

  private RowReader(InputFile file, Table table) throws IOException {
    reader = new Builder(file, table).build();
  }

  /** A file already in memory. */
  static RowReader of(Table table, byte[] file) throws IOException {
    return new RowReader(new MemoryFile(file), table);
  }

  /** A local file. */
  static RowReader of(Table table, Path file) throws IOException {
    return new RowReader(new LocalInputFile(file), table);
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

  private record MemoryFile(byte[] bytes) implements InputFile {
    @Override
    public long getLength() {
      return bytes.length;
    }

    @Override
    public SeekableInputStream newStream() {
      return new MemoryStream(bytes);
    }
  }

  private static final class MemoryStream extends SeekableInputStream {
    private final ByteBuffer buffer;

    MemoryStream(byte[] bytes) {
      buffer = ByteBuffer.wrap(bytes);
    }

    @Override
    public long getPos() {
      return buffer.position();
    }

    @Override
    public void seek(long position) throws IOException {
      if (position < 0 || position > buffer.limit()) {
        throw new EOFException("position " + position + " of " + buffer.limit() + " bytes");
      }
      buffer.position((int) position);
    }

    @Override
    public int read() {
      return buffer.hasRemaining() ? buffer.get() & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      if (!buffer.hasRemaining()) {
        return length == 0 ? 0 : -1;
      }
      int count = Math.min(length, buffer.remaining());
      buffer.get(into, offset, count);
      return count;
    }

    @Override
    public int read(ByteBuffer into) {
      if (!buffer.hasRemaining()) {
        return -1;
      }
      int count = Math.min(into.remaining(), buffer.remaining());
      into.put(buffer.slice(buffer.position(), count));
      buffer.position(buffer.position() + count);
      return count;
    }

    @Override
    public void readFully(byte[] into) throws IOException {
      readFully(into, 0, into.length);
    }

    @Override
    public void readFully(byte[] into, int offset, int length) throws IOException {
      requireRemaining(length);
      buffer.get(into, offset, length);
    }

    @Override
    public void readFully(ByteBuffer into) throws IOException {
      requireRemaining(into.remaining());
      read(into);
    }

    private void requireRemaining(int length) throws EOFException {
      if (buffer.remaining() < length) {
        throw new EOFException(length + " bytes wanted, " + buffer.remaining() + " left");
      }
    }
  }
}
