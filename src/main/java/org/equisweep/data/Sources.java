package org.equisweep.data;

import org.equisweep.problem.InvalidInput;
import org.equisweep.storage.FileRef;
import org.equisweep.tensor.NdArray;
import org.equisweep.tensor.Npy;

/** Reads or generates what a {@link DataSpec.Source} names. */
final class Sources {
  private Sources() {}

  static RawExamples read(DataSpec.Source source) {
    if (source instanceof DataSpec.Source.Npy npy) {
      return new RawExamples(npy(npy.inputs()), npy(npy.targets()));
    }
    if (source instanceof DataSpec.Source.Idx idx) {
      PlannedFile.requireUnchanged(idx.inputs());
      PlannedFile.requireUnchanged(idx.targets());
      return new RawExamples(
          IdxFile.read(idx.inputs().path(), 255), IdxFile.read(idx.targets().path(), 1));
    }
    if (source instanceof DataSpec.Source.Parquet parquet) {
      return ParquetExamples.read(parquet);
    }
    if (source instanceof DataSpec.Source.Digits) {
      return DigitExamples.read();
    }
    if (source instanceof DataSpec.Source.Shapes shapes) {
      return new ShapeGenerator(shapes).generate();
    }
    return new BlockGraphGenerator((DataSpec.Source.BlockGraphs) source).generate();
  }

  private static Values npy(FileRef file) {
    PlannedFile.requireUnchanged(file);
    NdArray array = Npy.read(file.path());
    if (array.rank() == 0) {
      throw InvalidInput.of(
          "an array of examples must have axes (N, …)",
          file.path() + " holds a single number",
          "give an array whose first axis counts examples");
    }
    return new ArrayValues(file.path(), array);
  }
}
