package org.equisweep.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.security.AccessControlException;
import org.equisweep.problem.InvalidInput;
import org.jspecify.annotations.Nullable;

/** Tells what the user can mend from what the file system did. */
final class Faults {
  private Faults() {}

  static RuntimeException of(String path, String verb, IOException fault) {
    String given = given(path, fault);
    if (given == null) {
      return new UncheckedIOException(path + " could not be " + verb + ": " + fault, fault);
    }
    InvalidInput problem =
        InvalidInput.of(
            "a path must name what can be " + verb, given, "check the path and its permissions");
    problem.initCause(fault);
    return problem;
  }

  private static @Nullable String given(String path, IOException fault) {
    if (fault instanceof NoSuchFileException || fault instanceof FileNotFoundException) {
      return path + " does not exist";
    }
    if (fault instanceof AccessDeniedException || fault instanceof AccessControlException) {
      return path + " does not permit it";
    }
    if (fault instanceof NotDirectoryException || fault instanceof ParentNotDirectoryException) {
      return path + " is or lies under a file that is not a directory";
    }
    if (fault instanceof FileAlreadyExistsException
        || fault instanceof org.apache.hadoop.fs.FileAlreadyExistsException) {
      return path + " is in the way";
    }
    if (fault instanceof NotAFileException) {
      return path + " is a directory";
    }
    if (fault instanceof UnsupportedFileSystemException) {
      return path + " has a scheme no file system is installed for";
    }
    return null;
  }
}
