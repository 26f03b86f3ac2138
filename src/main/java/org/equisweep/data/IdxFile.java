package org.equisweep.data;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.equisweep.problem.InvalidInput;
import org.equisweep.storage.Storage;

/**
 * IDX files of unsigned bytes, as MNIST and its kin are published: two zeros, the type 0x08, the
 * number of axes, their extents as big-endian 32-bit integers, then the bytes row-major. Gzip is
 * recognised by its magic number, not by the file's name.
 *
 * @see <a href="http://yann.lecun.com/exdb/mnist/">The MNIST database, file formats</a>
 */
final class IdxFile {
  private static final int UNSIGNED_BYTES = 0x08;
  private static final int MOST_AXES = 8;

  private IdxFile() {}

  /** The extents a file's header promises. */
  static int[] shape(String path) {
    return withFile(path, in -> header(in, path));
  }

  /**
   * All examples, each byte divided by {@code unit}.
   *
   * @throws InvalidInput when the file is no whole IDX file of unsigned bytes
   */
  static ByteValues read(String path, double unit) {
    return withFile(path, in -> read(in, path, unit));
  }

  /** Of unpacked content. */
  static ByteValues read(InputStream in, String name, double unit) throws IOException {
    int[] shape = header(in, name);
    if (shape.length == 0) {
      throw fault(name, "it holds a single number, no examples");
    }
    int size = Values.features(shape);
    byte[] bytes = in.readNBytes(size);
    if (bytes.length < size) {
      throw fault(
          name,
          "the header promises %s bytes %s, and there are %d"
              .formatted(size, Arrays.toString(shape), bytes.length));
    }
    if (in.read() >= 0) {
      throw fault(name, "bytes follow the " + size + " of its shape " + Arrays.toString(shape));
    }
    return new ByteValues(name, shape[0], Arrays.copyOfRange(shape, 1, shape.length), bytes, unit);
  }

  private interface Reading<T> {
    T of(InputStream in) throws IOException;
  }

  private static <T> T withFile(String path, Reading<T> reading) {
    try (InputStream file = Storage.open(path)) {
      return reading.of(plain(file));
    } catch (EOFException | ZipException e) {
      InvalidInput damaged = fault(path, "the gzip stream is damaged (" + e.getMessage() + ")");
      damaged.initCause(e);
      throw damaged;
    } catch (IOException e) {
      throw new UncheckedIOException(path + " could not be read: " + e.getMessage(), e);
    }
  }

  /** The content, unpacked if it is gzip. */
  static InputStream plain(InputStream source) throws IOException {
    BufferedInputStream in = new BufferedInputStream(source);
    in.mark(2);
    boolean packed = in.read() == 0x1f && in.read() == 0x8b;
    in.reset();
    return packed ? new BufferedInputStream(new GZIPInputStream(in)) : in;
  }

  private static int[] header(InputStream in, String name) throws IOException {
    byte[] magic = in.readNBytes(4);
    if (magic.length < 4 || magic[0] != 0 || magic[1] != 0) {
      throw fault(name, "it does not begin with the IDX magic number");
    }
    if (magic[2] != UNSIGNED_BYTES) {
      throw fault(name, "its type is 0x%02X, not 0x08 (unsigned bytes)".formatted(magic[2]));
    }
    int axes = magic[3];
    if (axes < 0 || axes > MOST_AXES) {
      throw fault(name, "it claims " + Byte.toUnsignedInt(magic[3]) + " axes");
    }
    byte[] extents = in.readNBytes(4 * axes);
    if (extents.length < 4 * axes) {
      throw fault(name, "it ends within its header");
    }
    return shape(extents, axes, name);
  }

  private static int[] shape(byte[] extents, int axes, String name) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(extents));
    int[] shape = new int[axes];
    long bytes = 1;
    for (int axis = 0; axis < axes; axis++) {
      long extent = Integer.toUnsignedLong(in.readInt());
      bytes = Math.max(1, extent) * bytes;
      if (bytes > Integer.MAX_VALUE - 8) {
        throw fault(name, "its shape promises 2^31 bytes or more");
      }
      shape[axis] = (int) extent;
    }
    return shape;
  }

  private static InvalidInput fault(String name, String what) {
    return InvalidInput.of(
        "a file must be a whole IDX file of unsigned bytes, plain or gzipped",
        "of " + name + " " + what,
        "check the download, or give NPY files");
  }
}
