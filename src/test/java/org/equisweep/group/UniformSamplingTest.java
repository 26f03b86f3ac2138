package org.equisweep.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.equisweep.group.GroupCases.product;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.equisweep.group.GroupSpec.Alternating;
import org.equisweep.group.GroupSpec.Cyclic;
import org.equisweep.group.GroupSpec.Dihedral;
import org.equisweep.group.GroupSpec.Flips;
import org.equisweep.group.GroupSpec.Shifts;
import org.equisweep.group.GroupSpec.Symmetric;
import org.equisweep.group.SpaceSpec.Grid;
import org.equisweep.group.SpaceSpec.Nodes;
import org.equisweep.tensor.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UniformSamplingTest {
  private static final int DRAWS_PER_ELEMENT = 200;

  /** Standard deviations of the χ² statistic; a bias of a percent of the mass is far beyond. */
  private static final double DEVIATIONS = 4;

  static Stream<Arguments> groups() {
    SpaceSpec nodes = new Nodes();
    Stream<Map.Entry<GroupSpec, SpaceSpec>> cases =
        Stream.of(
            Map.entry(new Symmetric(4), nodes),
            Map.entry(new Alternating(5), nodes),
            Map.entry(new Dihedral(5), nodes),
            Map.entry(new Cyclic(7), nodes),
            Map.entry(new Shifts(List.of(0, 1)), new Grid(3, 5)),
            Map.entry(product(new Cyclic(4), new Shifts(List.of(0, 1))), new Grid(3, 3)),
            Map.entry(product(new Dihedral(4), new Cyclic(4)), nodes),
            Map.entry(product(new Symmetric(4), new Flips(List.of(0))), new Grid(2, 2)),
            // A_5 and the dihedral group of order 12 by generators
            Map.entry(
                GroupCases.permutations(List.of(1, 2, 0, 3, 4), List.of(0, 1, 3, 4, 2)), nodes),
            Map.entry(
                GroupCases.permutations(List.of(1, 2, 3, 4, 5, 0), List.of(0, 5, 4, 3, 2, 1)),
                nodes));
    return cases.flatMap(
        each -> Stream.of(1L, 2L).map(seed -> Arguments.of(each.getKey(), each.getValue(), seed)));
  }

  @ParameterizedTest(name = "{0} on {1}, seed {2}")
  @MethodSource("groups")
  void everyElementIsEquallyLikely(GroupSpec spec, SpaceSpec space, long seed) {
    Group group = Group.create(spec, List.of(space));
    Map<Element, Integer> counts = new HashMap<>();
    group.elements().forEach(g -> counts.put(g, 0));
    RandomStream stream = RandomStream.of(seed, "uniform sampling test", 0);
    int draws = DRAWS_PER_ELEMENT * counts.size();
    for (int k = 0; k < draws; k++) {
      Element g = group.sample(stream);
      assertThat(counts).containsKey(g);
      counts.merge(g, 1, Integer::sum);
    }
    double statistic = 0;
    for (int count : counts.values()) {
      double excess = count - DRAWS_PER_ELEMENT;
      statistic += excess * excess / DRAWS_PER_ELEMENT;
    }
    double freedom = counts.size() - 1.0;
    double allowed = DEVIATIONS * Math.sqrt(2 * freedom);
    assertThat(statistic).isBetween(freedom - allowed, freedom + allowed);
  }

  @Test
  void aSampleIsAFunctionOfTheStream() {
    Group group = Group.create(new Symmetric(10), List.of(new Nodes()));
    Element first = group.sample(RandomStream.of(7, "augmentation", 3));
    Element second = group.sample(RandomStream.of(7, "augmentation", 3));
    assertThat(first).isEqualTo(second);
    assertThat(group.sample(RandomStream.of(7, "augmentation", 4))).isNotEqualTo(first);
  }
}
