package org.equisweep.data;

import java.util.Arrays;
import java.util.OptionalInt;
import org.equisweep.tensor.Npy;
import org.jspecify.annotations.Nullable;

/**
 * What is known of examples before they are read, from the heads of files.
 *
 * @param inputs of the inputs, after a resize
 * @param targets of the targets, after {@code one_hot}
 */
public record SourceHead(Part inputs, Part targets) {

  /**
   * One of the two.
   *
   * @param key the key of the sweep file that says most about it
   * @param name of the file, for messages
   * @param shape (N, …), or (N) alone when the rest shows only in reading
   * @param whole whether the shape is complete
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Part(String key, String name, int[] shape, boolean whole) {
    /** N; 0 where there is no axis to count them. */
    public int examples() {
      return shape.length == 0 ? 0 : shape[0];
    }

    /** Whether an example may have so many features. */
    public boolean mayHave(int features) {
      long each = Arrays.stream(shape).skip(1).asLongStream().reduce(1, (a, b) -> a * b);
      return shape.length > 0 && (!whole || each == features);
    }

    private Part resized(DataSpec.@Nullable ImageSize size) {
      if (size == null || shape.length < 3) {
        return this;
      }
      int[] smaller = shape.clone();
      smaller[shape.length - 2] = size.height();
      smaller[shape.length - 1] = size.width();
      return new Part(key, name, smaller, whole);
    }

    private Part oneHot(OptionalInt classes) {
      boolean fits = classes.isPresent() && mayHave(1);
      return fits ? new Part(key, name, new int[] {shape[0], classes.getAsInt()}, true) : this;
    }
  }

  /** The head of a source, as {@code data} prepares it. */
  public static SourceHead of(
      DataSpec.Source source, DataSpec.@Nullable ImageSize resize, OptionalInt oneHot) {
    SourceHead head = of(source);
    return new SourceHead(head.inputs.resized(resize), head.targets.oneHot(oneHot));
  }

  private static SourceHead of(DataSpec.Source source) {
    if (source instanceof DataSpec.Source.Npy npy) {
      String inputs = npy.inputs().path();
      String targets = npy.targets().path();
      return files(inputs, Npy.shape(inputs), targets, Npy.shape(targets));
    }
    if (source instanceof DataSpec.Source.Idx idx) {
      String inputs = idx.inputs().path();
      String targets = idx.targets().path();
      return files(inputs, IdxFile.shape(inputs), targets, IdxFile.shape(targets));
    }
    if (source instanceof DataSpec.Source.Parquet parquet) {
      String name = parquet.files().get(0).path();
      int[] count = {ParquetExamples.count(parquet)};
      return new SourceHead(
          new Part("path", name, count, false), new Part("path", name, count, false));
    }
    if (source instanceof DataSpec.Source.Digits) {
      int side = DigitExamples.SIDE;
      return generated(
          "kind",
          DigitExamples.NAME,
          new int[] {DigitExamples.COUNT, side, side},
          new int[] {DigitExamples.COUNT});
    }
    if (source instanceof DataSpec.Source.Shapes shapes) {
      int side = shapes.side();
      return generated(
          "side",
          "shapes",
          new int[] {shapes.examples(), side, side},
          new int[] {shapes.examples(), ShapeGenerator.MASKS, side, side});
    }
    DataSpec.Source.BlockGraphs graphs = (DataSpec.Source.BlockGraphs) source;
    return generated(
        "nodes",
        "block_graphs",
        new int[] {graphs.examples(), graphs.nodes(), graphs.nodes()},
        new int[] {graphs.examples()});
  }

  private static SourceHead files(String inputs, int[] inputShape, String targets, int[] shape) {
    return new SourceHead(
        new Part("inputs", inputs, inputShape, true), new Part("targets", targets, shape, true));
  }

  private static SourceHead generated(String key, String name, int[] inputs, int[] targets) {
    return new SourceHead(new Part(key, name, inputs, true), new Part(key, name, targets, true));
  }
}
