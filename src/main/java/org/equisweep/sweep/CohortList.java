package org.equisweep.sweep;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.RandomAccess;
import org.equisweep.problem.InvalidInput;

/**
 * The cohorts of a sweep, made when they are asked for: a block of seeds of a family costs a few
 * bytes until then. Blocks are aligned (seeds k·w … (k+1)·w − 1), so that more seeds leave full
 * blocks as they are.
 */
final class CohortList extends AbstractList<Cohort> implements RandomAccess {

  private record Block(int family, int from, int to) {}

  private final List<Family> families;
  private final List<Long> seeds;
  private final List<Block> blocks;

  CohortList(List<Family> families, List<Long> seeds, Execution.Order order) {
    this.families = List.copyOf(families);
    this.seeds = seeds;
    List<Block> all = new ArrayList<>();
    for (int i = 0; i < this.families.size(); i++) {
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
    int members = families.stream().mapToInt(family -> family.members().size()).sum();
    long[] ids = new long[Math.multiplyExact(members, seeds.size())];
    int next = 0;
    for (Family family : families) {
      for (Family.Member member : family.members()) {
        for (long seed : seeds) {
          ids[next++] = Identity.trialBits(member.digest(), seed);
        }
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
    int width = families.get(index).lanes();
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
    List<Cohort.Branch> branches = new ArrayList<>();
    List<Trial> all = new ArrayList<>();
    for (Family.Member member : families.get(block.family()).members()) {
      List<Trial> trials = new ArrayList<>();
      for (long seed : seeds.subList(block.from(), block.to())) {
        trials.add(new Trial(Identity.trial(member.digest(), seed), seed));
      }
      branches.add(new Cohort.Branch(member.settings(), trials));
      all.addAll(trials);
    }
    return new Cohort(Identity.cohort(all), branches);
  }

  @Override
  public int size() {
    return blocks.size();
  }
}
