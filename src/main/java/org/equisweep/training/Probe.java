package org.equisweep.training;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.equisweep.data.Batch;
import org.equisweep.data.Dataset;
import org.equisweep.data.ExampleAction;
import org.equisweep.group.Element;
import org.equisweep.group.Group;
import org.equisweep.tensor.RandomStream;
import org.jspecify.annotations.Nullable;

/**
 * Where the output's equivariance error is measured: the first {@code probe} training examples ×
 * all group elements if there are at most {@value #ELEMENTS}, else that many uniform draws from
 * stream (seed, {@value #PURPOSE}, 0).
 *
 * <p>Examples come in chunks that fit one tile; each chunk first as it is, then moved by one
 * element after the other. These images follow one another in batches of as many as fit a tile.
 */
final class Probe implements Batches {
  static final String PURPOSE = "probe";
  static final int ELEMENTS = RecordSpec.PROBE_ELEMENTS;

  private final Dataset data;
  private final ExampleAction action;
  private final BatchCut chunks;
  private final boolean all;
  private final int elementCount;
  private final int imagesPerBatch;
  private final int[] rows;
  private final List<int @Nullable []> targetImages = new ArrayList<>();
  private List<Element> elements;
  private @Nullable Long drawnFor;

  Probe(Dataset data, ExampleAction action, int examples, int tile) {
    int count = Math.min(examples, data.examples());
    Group group = action.group();
    this.data = data;
    this.action = action;
    this.chunks = new BatchCut(count, Math.min(count, tile));
    this.all = group.order().bitLength() <= 31 && group.order().intValueExact() <= ELEMENTS;
    this.elements = all ? group.elements() : List.of();
    this.elementCount = all ? elements.size() : ELEMENTS;
    this.imagesPerBatch = Math.min(elementCount + 1, tile / chunks.size());
    this.rows = IntStream.range(0, count).toArray();
    findTargetImages();
  }

  /** Images of a chunk: as it is, then moved by each element. */
  int images() {
    return elementCount + 1;
  }

  /** The first of the images in a batch; 0 stands for the chunk as it is. */
  int firstImage(int batch) {
    return batch % batchesPerChunk() * imagesPerBatch;
  }

  /** Examples of the chunk that a batch belongs to, the columns of each of its images. */
  int examples(int batch) {
    return chunks.length(batch / batchesPerChunk());
  }

  /** ρ_L of an image's element; null for the identity. */
  int @Nullable [] targetImage(int image) {
    return image == 0 ? null : targetImages.get(image - 1);
  }

  /** Examples × elements. */
  long pairs() {
    return (long) chunks.items() * elementCount;
  }

  private int batchesPerChunk() {
    return (images() - 1) / imagesPerBatch + 1;
  }

  @Override
  public int perEpoch() {
    return chunks.count() * batchesPerChunk();
  }

  @Override
  public int columns(int batch) {
    return Math.min(imagesPerBatch, images() - firstImage(batch)) * examples(batch);
  }

  @Override
  public long columnsPerEpoch() {
    return (long) chunks.items() * images();
  }

  @Override
  public boolean shared() {
    return all;
  }

  /** The draws depend on the seed alone. */
  @Override
  public void begin(long seed, long epoch) {
    if (!all && (drawnFor == null || drawnFor != seed)) {
      RandomStream stream = RandomStream.of(seed, PURPOSE, 0);
      List<Element> drawn = new ArrayList<>();
      for (int i = 0; i < elementCount; i++) {
        drawn.add(action.group().sample(stream));
      }
      elements = drawn;
      drawnFor = seed;
      findTargetImages();
    }
  }

  private void findTargetImages() {
    targetImages.clear();
    for (Element g : elements) {
      action.moveTo(g);
      int[] image = action.targetImage();
      targetImages.add(image == null ? null : image.clone());
    }
  }

  @Override
  public void fill(int batch, int from, int count, Batch tile) {
    int examples = examples(batch);
    tile.begin(count);
    int[] knownInputs = null;
    int[] knownTargets = null;
    for (int column = from; column < from + count; ) {
      int image = firstImage(batch) + column / examples;
      int run = Math.min(examples - column % examples, from + count - column);
      int[] inputs = inputImage(image);
      int[] targets = targetImage(image);
      if (column == from || from % examples != 0) {
        int start = chunks.start(batch / batchesPerChunk()) + column % examples;
        tile.append(data, rows, start, run, inputs, targets);
        knownInputs = inputs == null ? null : inputs.clone();
        knownTargets = targets;
      } else {
        tile.appendMoved(0, run, knownInputs, knownTargets, inputs, targets);
      }
      column += run;
    }
  }

  /** ρ₀ of an image's element; null for the identity. Overwritten by the next call. */
  private int @Nullable [] inputImage(int image) {
    if (image == 0) {
      return null;
    }
    action.moveTo(elements.get(image - 1));
    return action.inputImage();
  }
}
