package org.equisweep.storage;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/** A file already in memory, as Parquet reads it; the bytes are not copied. */
public record MemoryFile(byte[] bytes) implements InputFile {
  @Override
  public long getLength() {
    return bytes.length;
  }

  @Override
  public SeekableInputStream newStream() {
    return new MemoryStream(bytes);
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
