package org.equisweep.sweep;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.RandomAccess;
import java.util.stream.Collectors;
import org.equisweep.problem.InvalidInput;
import org.equisweep.training.TrialSettings;

/**
 * The cohorts of a sweep, made when they are asked for: a block of seeds costs a few bytes until
 * then. Blocks are aligned (seeds k·w … (k+1)·w − 1), so that more seeds leave full blocks as they
 * are.
 */
final class CohortList extends AbstractList<Cohort> implements RandomAccess {

  /**
   * Settings that several cells may share.
   *
   * @param digest of {@link Identity#settings}
   * @param lanes the most seeds of a cohort
   */
  record Shared(TrialSettings settings, byte[] digest, int lanes) {}

  private record Block(int settings, int from, int to) {}

  private final List<Shared> settings;
  private final List<Long> seeds;
  private final List<Block> blocks;

  CohortList(List<Shared> settings, List<Long> seeds, Execution.Order order) {
    this.settings = List.copyOf(settings);
    this.seeds = seeds;
    List<Block> all = new ArrayList<>();
    for (int i = 0; i < this.settings.size(); i++) {
      addBlocks(i, all);
    }
    if (order == Execution.Order.SEEDS_FIRST) {
      all.sort(Comparator.comparingInt(Block::from));
    }
    blocks = List.copyOf(all);
    requireDistinctIds();
  }

  /** An id is 64 bits: two trials of ten million share one with probability 3·10⁻⁶. */
  private void requireDistinctIds() {
    long[] ids = new long[Math.multiplyExact(settings.size(), seeds.size())];
    int next = 0;
    for (Shared shared : settings) {
      for (long seed : seeds) {
        ids[next++] = Identity.trialBits(shared.digest(), seed);
      }
    }
    Arrays.sort(ids);
    for (int i = 1; i < ids.length; i++) {
      if (ids[i] == ids[i - 1]) {
        throw InvalidInput.of(
            "the ids of trials must be distinct",
            "two share " + Long.toHexString(ids[i]) + " by chance",
            "change a seed");
      }
    }
  }

  private void addBlocks(int index, List<Block> into) {
    int width = settings.get(index).lanes();
    int from = 0;
    for (int to = 1; to <= seeds.size(); to++) {
      boolean ends = to == seeds.size() || seeds.get(to) / width != seeds.get(from) / width;
      if (ends) {
        into.add(new Block(index, from, to));
        from = to;
      }
    }
  }

  @Override
  public Cohort get(int index) {
    Block block = blocks.get(index);
    Shared shared = settings.get(block.settings());
    List<Trial> trials =
        seeds.subList(block.from(), block.to()).stream()
            .map(seed -> new Trial(Identity.trial(shared.digest(), seed), seed))
            .collect(Collectors.toUnmodifiableList());
    return new Cohort(Identity.cohort(trials), shared.settings(), trials);
  }

  @Override
  public int size() {
    return blocks.size();
  }
}
