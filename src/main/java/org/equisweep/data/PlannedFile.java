package org.equisweep.data;

import org.equisweep.problem.InvalidInput;
import org.equisweep.storage.FileRef;
import org.equisweep.storage.Storage;

/** A file that takes part in a trial must be read as it was when the trial got its identity. */
public final class PlannedFile {
  private PlannedFile() {}

  /**
   * @throws InvalidInput when the content is no longer what the reference says
   */
  public static void requireUnchanged(FileRef file) {
    String digest = Storage.sha256(file.path());
    if (!digest.equals(file.sha256())) {
      throw InvalidInput.of(
          "a file must stay as it was when the sweep was planned",
          "%s now has SHA-256 %s instead of %s".formatted(file.path(), digest, file.sha256()),
          "restore it, or plan the sweep anew");
    }
  }
}
