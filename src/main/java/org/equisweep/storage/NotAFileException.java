package org.equisweep.storage;

import java.io.IOException;

/** A directory stands where a file was expected. */
final class NotAFileException extends IOException {
  private static final long serialVersionUID = 1L;

  NotAFileException(String path) {
    super(path + " is a directory");
  }
}
