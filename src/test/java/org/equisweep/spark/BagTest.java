package org.equisweep.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.equisweep.table.Ledger.Work;
import org.equisweep.table.MadeUp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BagTest {
  private static List<Work> works(int count) {
    return MadeUp.design(1, count, 1).cohorts().stream().map(c -> new Work(c, 0)).toList();
  }

  @ParameterizedTest(name = "{0} works, {1} cores")
  @CsvSource({"1,2", "30,2", "1000,2", "20000,16", "100,1"})
  void every_work_is_in_one_bag_in_order(int count, int cores) {
    List<Work> works = works(count);
    List<Bag> bags = Bag.pack(works, work -> 1, cores);
    assertThat(bags.stream().flatMap(bag -> bag.works().stream())).isEqualTo(works);
    assertThat(bags.size()).isBetween(Math.min(count, 4 * cores), 2001);
    assertThat(bags).noneMatch(bag -> bag.works().isEmpty());
  }

  @Test
  void a_dear_work_has_a_bag_of_its_own() {
    List<Work> works = works(1000);
    Work dear = works.get(500);
    List<Bag> bags = Bag.pack(works, work -> work.equals(dear) ? 1000 : 1, 1);
    assertThat(bags).anyMatch(bag -> bag.works().equals(List.of(dear)));
  }

  @Test
  void executors_that_compute_alike_need_no_warning() {
    assertThat(ClusterPreflight.disagreement(Map.of("1", "a", "2", "a"))).isEmpty();
    assertThat(ClusterPreflight.disagreement(Map.of("1", "a", "2", "b", "3", "a")))
        .hasValueSatisfying(
            warning -> assertThat(Stream.of("a on 1, 3", "b on 2")).allMatch(warning::contains));
  }
}
