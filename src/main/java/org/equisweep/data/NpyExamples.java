package org.equisweep.data;

import org.equisweep.problem.InvalidInput;
import org.equisweep.storage.FileRef;
import org.equisweep.storage.Storage;
import org.equisweep.tensor.Npy;

/** Examples in NPY files, checked to be what the trial was planned with. */
final class NpyExamples {
  private NpyExamples() {}

  static RawExamples.Values read(FileRef file) {
    String digest = Storage.sha256(file.path());
    if (!digest.equals(file.sha256())) {
      throw InvalidInput.of(
          "a file must stay as it was when the sweep was planned",
          "%s now has SHA-256 %s instead of %s".formatted(file.path(), digest, file.sha256()),
          "restore it, or plan the sweep anew");
    }
    return new RawExamples.Values(file.path(), Npy.read(file.path()));
  }
}
