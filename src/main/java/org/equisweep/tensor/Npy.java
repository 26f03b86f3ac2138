package org.equisweep.tensor;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.equisweep.problem.InvalidInput;
import org.equisweep.storage.Storage;

/**
 * NumPy's NPY files: reads bool, integers, float32 and float64 of either byte order and memory
 * order, format versions 1.0 to 3.0; writes little-endian float64 in C order, version 1.0.
 *
 * <p>A file that is not that, is truncated, or goes on after its elements is an {@link
 * InvalidInput} that names it; so is an integer beyond 2⁵³ that a double cannot hold.
 */
public final class Npy {
  private static final int CHUNK = 1 << 16;
  private static final long LARGEST_EXACT = 1L << 53;

  private Npy() {}

  /** Reads a file at a local path or Hadoop URI. */
  public static NdArray read(String path) {
    long size = Storage.size(path);
    try (InputStream in = Storage.open(path)) {
      return read(in, size, path);
    } catch (IOException e) {
      throw new UncheckedIOException(path + " could not be read: " + e.getMessage(), e);
    }
  }

  /** The shape a file's header promises, without reading the elements. */
  public static int[] shape(String path) {
    try (DataInputStream in = new DataInputStream(Storage.open(path))) {
      return NpyHeader.read(in, path).shape();
    } catch (IOException e) {
      throw new UncheckedIOException(path + " could not be read: " + e.getMessage(), e);
    }
  }

  /** Writes a file at a local path or Hadoop URI, replacing one that is there. */
  public static void write(String path, NdArray array) {
    try (OutputStream out = Storage.create(path)) {
      write(out, array);
    } catch (IOException e) {
      throw new UncheckedIOException(path + " could not be written: " + e.getMessage(), e);
    }
  }

  /**
   * @param size bytes there must be, known before an array is made for what a header claims
   */
  static NdArray read(InputStream source, long size, String name) throws IOException {
    DataInputStream in = new DataInputStream(source);
    NpyHeader header = NpyHeader.read(in, name);
    long expected = header.length() + header.payload();
    if (size != expected) {
      throw NpyHeader.fault(
          name,
          "the header promises "
              + Arrays.toString(header.shape())
              + " elements of "
              + header.size()
              + " bytes, "
              + expected
              + " bytes in all, and there are "
              + size,
          null);
    }
    double[] values = new double[header.count()];
    readValues(in, header, values, name);
    return new NdArray(
        header.shape(), header.fortranOrder() ? toRowMajor(values, header.shape()) : values);
  }

  static void write(OutputStream out, NdArray array) throws IOException {
    out.write(header(array.shape()));
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    double[] values = array.values();
    for (int from = 0; from < values.length; from += CHUNK / Double.BYTES) {
      int count = Math.min(CHUNK / Double.BYTES, values.length - from);
      chunk.asDoubleBuffer().put(values, from, count);
      out.write(chunk.array(), 0, count * Double.BYTES);
    }
  }

  private static byte[] header(int[] shape) {
    String extents =
        Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining(", "));
    String text =
        "{'descr': '<f8', 'fortran_order': False, 'shape': ("
            + extents
            + (shape.length == 1 ? ",)" : ")")
            + ", }";
    // magic, version and length are 10 bytes; the whole is a multiple of 64 and ends in a newline
    int padded = (10 + text.length() + 1 + 63) / 64 * 64;
    ByteBuffer header = ByteBuffer.allocate(padded).order(ByteOrder.LITTLE_ENDIAN);
    header.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.ISO_8859_1));
    header.put((byte) 1).put((byte) 0).putShort((short) (padded - 10));
    header.put(text.getBytes(StandardCharsets.ISO_8859_1));
    while (header.remaining() > 1) {
      header.put((byte) ' ');
    }
    return header.put((byte) '\n').array();
  }

  private static void readValues(DataInputStream in, NpyHeader header, double[] values, String name)
      throws IOException {
    byte[] bytes = new byte[CHUNK];
    ByteBuffer chunk = ByteBuffer.wrap(bytes).order(header.order());
    int perChunk = CHUNK / header.size();
    for (int from = 0; from < values.length; from += perChunk) {
      int count = Math.min(perChunk, values.length - from);
      try {
        in.readFully(bytes, 0, count * header.size());
      } catch (EOFException e) {
        throw NpyHeader.fault(name, "the elements end early", e);
      }
      for (int i = 0; i < count; i++) {
        values[from + i] = element(chunk, i * header.size(), header, name);
      }
    }
    if (in.read() >= 0) {
      throw NpyHeader.fault(name, "bytes follow the elements", null);
    }
  }

  private static double element(ByteBuffer chunk, int at, NpyHeader header, String name) {
    if (header.kind() == 'f') {
      return header.size() == 4 ? chunk.getFloat(at) : chunk.getDouble(at);
    }
    boolean signed = header.kind() == 'i';
    return switch (header.size()) {
      case 1 -> signed ? chunk.get(at) : Byte.toUnsignedInt(chunk.get(at));
      case 2 -> signed ? chunk.getShort(at) : Short.toUnsignedInt(chunk.getShort(at));
      case 4 -> signed ? chunk.getInt(at) : Integer.toUnsignedLong(chunk.getInt(at));
      default -> exact(chunk.getLong(at), signed, name);
    };
  }

  private static double exact(long value, boolean signed, String name) {
    boolean beyond =
        signed
            ? value > LARGEST_EXACT || value < -LARGEST_EXACT
            : Long.compareUnsigned(value, LARGEST_EXACT) > 0;
    if (beyond) {
      throw InvalidInput.of(
          "integers must be within 2^53, which a double holds exactly",
          name + " has " + (signed ? Long.toString(value) : Long.toUnsignedString(value)),
          "scale the data or save them as float64");
    }
    return value;
  }

  /** From the first index running fastest to the last. */
  private static double[] toRowMajor(double[] fortran, int[] shape) {
    double[] rowMajor = new double[fortran.length];
    int[] stride = new int[shape.length];
    int step = 1;
    for (int d = shape.length - 1; d >= 0; d--) {
      stride[d] = step;
      step *= shape[d];
    }
    int[] index = new int[shape.length];
    int at = 0;
    for (double value : fortran) {
      rowMajor[at] = value;
      for (int d = 0; d < shape.length; d++) {
        at += stride[d];
        if (++index[d] < shape[d]) {
          break;
        }
        at -= shape[d] * stride[d];
        index[d] = 0;
      }
    }
    return rowMajor;
  }
}
