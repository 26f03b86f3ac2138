package org.equisweep.training;

import java.time.Duration;
import org.equisweep.data.Batch;
import org.equisweep.network.ArchitectureGeometry;
import org.equisweep.network.InputSpan;
import org.equisweep.network.Reductions;
import org.equisweep.tensor.Precision;
import org.jspecify.annotations.Nullable;

/**
 * The training set as a risk of the whole set sees it: columns of transformed examples, in double,
 * tile by tile, in coordinates of the data span where there is one. The same columns in the same
 * order at every pass. Not thread-safe.
 */
public final class RiskColumns implements AutoCloseable {
  private final Cohort cohort;
  private final SpanCache.@Nullable Lease span;
  private final Batches batches;
  private final long seed;
  private final int inputs;
  private final int outputs;
  private Batch tile;

  private RiskColumns(Cohort cohort, SpanCache.@Nullable Lease span, Batches batches, long seed) {
    this.cohort = cohort;
    this.span = span;
    this.batches = batches;
    this.seed = seed;
    PhaseInputs examples = cohort.inputs(span);
    this.inputs = examples.features();
    this.outputs = Math.toIntExact(examples.data().targets().length() / examples.data().examples());
    this.tile = newTile(cohort.tileSize());
  }

  /** How the group is averaged over. */
  public sealed interface Average {
    /** Not at all: R. */
    record None() implements Average {}

    /** Over all of G: R^aug. */
    record Exact() implements Average {}

    /** Over so many fixed uniform draws per example, those of the recorded estimator. */
    record Samples(int passes) implements Average {}
  }

  /** What is done with a tile of one batch. */
  public interface Visitor {
    void visit(int batch, Batch tile);
  }

  /**
   * Of a trial's data.
   *
   * @param geometry of the settings' architecture and group
   * @param seed keys the draws
   * @param deadline on the whole of it; zero for none
   */
  public static RiskColumns of(
      TrialSettings settings,
      ArchitectureGeometry geometry,
      long seed,
      Average average,
      Duration deadline) {
    return of(settings, geometry, seed, average, deadline, Reductions.all());
  }

  /** With some reductions of work, or none. */
  public static RiskColumns of(
      TrialSettings settings,
      ArchitectureGeometry geometry,
      long seed,
      Average average,
      Duration deadline,
      Reductions reductions) {
    Cohort cohort =
        new Cohort(
            settings.withPrecision(Precision.DOUBLE),
            geometry,
            1,
            new Clock(deadline, 1),
            reductions);
    SpanCache.Lease span = null;
    try {
      span = cohort.leaseSpan();
      return new RiskColumns(cohort, span, batches(cohort.inputs(span), average), seed);
    } catch (RuntimeException | OutOfMemoryError fault) {
      if (span != null) {
        span.close();
      }
      cohort.close();
      throw fault;
    }
  }

  private static Batches batches(PhaseInputs examples, Average average) {
    if (average instanceof Average.Samples samples) {
      return new FixedSamples(examples.data(), examples.newAction(), samples.passes());
    }
    return average instanceof Average.Exact
        ? OrbitBatches.whole(examples.data(), examples.elements())
        : NominalBatches.whole(examples.data());
  }

  /** In whose coordinates the columns' inputs are; null where they are the inputs themselves. */
  public @Nullable InputSpan span() {
    return span == null ? null : span.span();
  }

  /** All columns, over which a risk is the mean. */
  public long count() {
    return batches.columnsPerEpoch();
  }

  /** Batches: passes of a sampled average, else 1. All have the same number of columns. */
  public int batches() {
    return batches.perEpoch();
  }

  /** The most columns of a tile. */
  public int tileSize() {
    return tile.capacity();
  }

  /** From now on tiles of so many columns at most. */
  public void resizeTile(int columns) {
    Batch larger = newTile(columns);
    tile.close();
    tile = larger;
  }

  /** Every tile, in order. Its content lasts until the next, or for good if it is the only one. */
  public void forEach(Visitor visitor) {
    batches.begin(seed, 0);
    for (int batch = 0; batch < batches.perEpoch(); batch++) {
      int columns = batches.columns(batch);
      for (int from = 0; from < columns; from += tile.capacity()) {
        cohort.checkDeadline();
        batches.fill(batch, from, Math.min(tile.capacity(), columns - from), tile);
        visitor.visit(batch, tile);
      }
    }
  }

  private Batch newTile(int columns) {
    return new Batch(Precision.DOUBLE, inputs, outputs, columns);
  }

  @Override
  public void close() {
    tile.close();
    if (span != null) {
      span.close();
    }
    cohort.close();
  }
}
