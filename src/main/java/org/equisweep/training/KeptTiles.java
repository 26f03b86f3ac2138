package org.equisweep.training;

import java.util.IdentityHashMap;
import java.util.Map;
import org.equisweep.data.Batch;
import org.equisweep.tensor.Precision;
import org.jspecify.annotations.Nullable;

/**
 * Tiles of columns that are the same for every seed and in every epoch: gathered at first need and
 * kept, as far as they fit into a budget of bytes. Not thread-safe.
 */
final class KeptTiles implements AutoCloseable {
  /** Of one network's tiles, in bytes. */
  static final long BUDGET = 256L << 20;

  private final Precision precision;
  private final int inputs;
  private final int targets;
  private final int tileSize;
  private final Map<Batches, @Nullable Batch[][]> kept = new IdentityHashMap<>();
  private long left;

  /**
   * @param inputs features of a column
   * @param targets of a column
   * @param tileSize the most columns of a tile
   * @param budget in bytes; 0 keeps none
   */
  KeptTiles(Precision precision, int inputs, int targets, int tileSize, long budget) {
    this.precision = precision;
    this.inputs = inputs;
    this.targets = targets;
    this.tileSize = tileSize;
    this.left = budget;
  }

  /**
   * Whether all tiles of these batches are kept, or can be; then their place is reserved.
   *
   * @param batches that are {@link Batches#shared}
   */
  boolean keeps(Batches batches) {
    if (kept.containsKey(batches)) {
      return true;
    }
    double bytes = (double) batches.columnsPerEpoch() * (inputs + targets) * precision.bytes();
    if (bytes > left) {
      return false;
    }
    left -= (long) bytes;
    kept.put(batches, new Batch[batches.perEpoch()][]);
    return true;
  }

  /**
   * The tile of a batch that begins at column {@code from}, a multiple of the tile size.
   *
   * @param batches for which {@link #keeps} said so
   */
  Batch tile(Batches batches, int batch, int from) {
    @Nullable Batch[][] all = kept.get(batches);
    if (all[batch] == null) {
      all[batch] = new Batch[(batches.columns(batch) - 1) / tileSize + 1];
    }
    Batch tile = all[batch][from / tileSize];
    return tile == null ? gather(batches, batch, from, all[batch]) : tile;
  }

  private Batch gather(Batches batches, int batch, int from, @Nullable Batch[] tiles) {
    int count = Math.min(tileSize, batches.columns(batch) - from);
    Batch tile = new Batch(precision, inputs, targets, count);
    try {
      batches.fill(batch, from, count, tile);
    } catch (RuntimeException | OutOfMemoryError fault) {
      tile.close();
      throw fault;
    }
    tiles[from / tileSize] = tile;
    return tile;
  }

  @Override
  public void close() {
    for (@Nullable Batch[][] all : kept.values()) {
      for (Batch[] tiles : all) {
        if (tiles != null) {
          for (Batch tile : tiles) {
            if (tile != null) {
              tile.close();
            }
          }
        }
      }
    }
  }
}
