package org.equisweep.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The handwritten digits packaged with the engine; see the README beside them. */
final class DigitExamples {
  /** How many there are. */
  static final int COUNT = 4000;

  static final int SIDE = 28;
  static final String NAME = "the packaged digits";

  private static final String FOLDER = "digits/";

  private DigitExamples() {}

  static RawExamples read() {
    return new RawExamples(read("images-idx3-ubyte.gz", 255), read("labels-idx1-ubyte.gz", 1));
  }

  private static ByteValues read(String file, double unit) {
    try (InputStream in = DigitExamples.class.getResourceAsStream(FOLDER + file)) {
      if (in == null) {
        throw new IllegalStateException("the engine's jar lacks its " + FOLDER + file);
      }
      return IdxFile.read(IdxFile.plain(in), NAME, unit);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
