package org.equisweep.data;

import org.equisweep.storage.FileRef;
import org.equisweep.tensor.Npy;

/** Examples in NPY files, checked to be what the trial was planned with. */
final class NpyExamples {
  private NpyExamples() {}

  static RawExamples.Values read(FileRef file) {
    PlannedFile.requireUnchanged(file);
    return new RawExamples.Values(file.path(), Npy.read(file.path()));
  }
}
