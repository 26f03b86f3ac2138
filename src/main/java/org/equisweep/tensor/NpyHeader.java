package org.equisweep.tensor;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.equisweep.problem.InvalidInput;
import org.jspecify.annotations.Nullable;

/**
 * The header of an NPY file, format versions 1.0 to 3.0 (numpy.lib.format).
 *
 * @param kind 'f', 'i', 'u' or 'b' (bool)
 * @param size bytes of an element
 * @param length bytes of the header in the file
 */
@SuppressWarnings("ArrayRecordComponent") // internal; never compared
record NpyHeader(
    char kind, int size, ByteOrder order, boolean fortranOrder, int[] shape, int length) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int LONGEST_HEADER = 1 << 20;
  private static final Pattern DESCRIPTION =
      Pattern.compile("['\"]descr['\"]\\s*:\\s*['\"]([^'\"]*)['\"]");
  private static final Pattern NO_STRING_DESCRIPTION =
      Pattern.compile("['\"]descr['\"]\\s*:\\s*[\\[(]");
  private static final Pattern ORDER =
      Pattern.compile("['\"]fortran_order['\"]\\s*:\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("['\"]shape['\"]\\s*:\\s*\\(([^)]*)\\)");
  private static final Pattern TYPE = Pattern.compile("([<>|=]?)(f4|f8|[iu][1248]|b1|\\?)");

  /** Elements, known not to exceed an array's. */
  int count() {
    int count = 1;
    for (int extent : shape) {
      count *= extent;
    }
    return count;
  }

  /** Bytes of the elements. */
  long payload() {
    return (long) count() * size;
  }

  static NpyHeader read(DataInputStream in, String name) throws IOException {
    byte[] magic = new byte[8];
    int magicRead = in.readNBytes(magic, 0, 8);
    if (magicRead < 8 || !Arrays.equals(MAGIC, 0, 6, magic, 0, 6)) {
      throw fault(name, "it does not begin with the NPY magic string", null);
    }
    int version = magic[6];
    if (version < 1 || version > 3 || magic[7] != 0) {
      throw fault(
          name,
          "its format version is " + version + "." + magic[7] + ", not 1.0, 2.0 or 3.0",
          null);
    }
    try {
      int fieldLength = version == 1 ? 2 : 4;
      long length =
          version == 1
              ? Short.toUnsignedLong(Short.reverseBytes(in.readShort()))
              : Integer.toUnsignedLong(Integer.reverseBytes(in.readInt()));
      if (length > LONGEST_HEADER) {
        throw fault(name, "its header claims " + length + " bytes", null);
      }
      byte[] text = new byte[(int) length];
      in.readFully(text);
      return parse(
          new String(text, version == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1),
          8 + fieldLength + (int) length,
          name);
    } catch (EOFException e) {
      throw fault(name, "it ends within its header", e);
    }
  }

  private static NpyHeader parse(String text, int length, String name) {
    if (NO_STRING_DESCRIPTION.matcher(text).find()) {
      throw unsupported(name, "a structured type");
    }
    String description = field(DESCRIPTION, text, "descr", name);
    Matcher type = TYPE.matcher(description);
    if (!type.matches()) {
      throw unsupported(
          name, "'" + description + "'" + (description.endsWith("O") ? " (Python objects)" : ""));
    }
    String code = type.group(2);
    char kind = code.equals("?") ? 'b' : code.charAt(0);
    int size = code.equals("?") ? 1 : code.charAt(1) - '0';
    ByteOrder order =
        switch (type.group(1)) {
          case "<" -> ByteOrder.LITTLE_ENDIAN;
          case ">" -> ByteOrder.BIG_ENDIAN;
          default -> ByteOrder.nativeOrder();
        };
    boolean fortran = field(ORDER, text, "fortran_order", name).equals("True");
    int[] shape = shape(field(SHAPE, text, "shape", name), name);
    return new NpyHeader(kind, size, order, fortran, shape, length);
  }

  private static int[] shape(String text, String name) {
    String trimmed = text.strip();
    if (trimmed.isEmpty()) {
      return new int[0];
    }
    String[] parts = trimmed.split(",", -1);
    int rank = parts[parts.length - 1].isBlank() ? parts.length - 1 : parts.length;
    int[] shape = new int[rank];
    long nonZero = 1;
    for (int i = 0; i < rank; i++) {
      // Python 2 wrote 3L
      String part = parts[i].strip().replaceFirst("L$", "");
      if (!part.matches("\\d{1,18}")) {
        throw fault(name, "its shape is (" + trimmed + ")", null);
      }
      long extent = Long.parseLong(part);
      nonZero = extent > Integer.MAX_VALUE ? Long.MAX_VALUE : nonZero * Math.max(1, extent);
      if (nonZero > Integer.MAX_VALUE - 8) {
        throw fault(name, "its shape (" + trimmed + ") has more than 2^31 elements", null);
      }
      shape[i] = (int) extent;
    }
    return shape;
  }

  private static String field(Pattern pattern, String text, String key, String name) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw fault(name, "its header has no " + key + ": " + text.strip(), null);
    }
    return matcher.group(1);
  }

  private static InvalidInput unsupported(String name, String type) {
    return InvalidInput.of(
        "an NPY array must be of float32, float64, bool or integers",
        name + " has elements of " + type,
        "convert it, for example array.astype('f8')");
  }

  static InvalidInput fault(String name, String what, @Nullable Throwable cause) {
    InvalidInput problem =
        InvalidInput.of(
            "a file must be a whole NPY array as numpy.save writes it",
            "of " + name + " " + what,
            "save it again with numpy.save");
    if (cause != null) {
      problem.initCause(cause);
    }
    return problem;
  }
}
