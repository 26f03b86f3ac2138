package org.equisweep.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.equisweep.tensor.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlotTest {
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void slotsThatMeetInTimeDoNotMeetInMemory(long seed) {
    RandomStream stream = RandomStream.of(seed, "test/slots", 0);
    List<Slot> slots = new ArrayList<>();
    List<int[]> spans = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      int first = stream.nextInt(30);
      int last = first + stream.nextInt(6);
      slots.add(new Slot(1 + stream.nextInt(1000), first, last));
      spans.add(new int[] {first, last});
    }
    long total = Slot.place(slots);
    long sum = 0;
    for (int i = 0; i < slots.size(); i++) {
      sum += slots.get(i).elements();
      assertThat(slots.get(i).offset() + slots.get(i).elements()).isLessThanOrEqualTo(total);
      for (int j = 0; j < i; j++) {
        boolean meet = spans.get(i)[0] <= spans.get(j)[1] && spans.get(j)[0] <= spans.get(i)[1];
        boolean apart =
            slots.get(i).offset() + slots.get(i).elements() <= slots.get(j).offset()
                || slots.get(j).offset() + slots.get(j).elements() <= slots.get(i).offset();
        assertThat(!meet || apart).as("slots %d and %d", i, j).isTrue();
      }
    }
    assertThat(total).isLessThan(sum / 2);
  }

  @Test
  void aChainNeedsNoMoreThanTwoNeighbours() {
    List<Slot> chain = new ArrayList<>();
    for (int t = 0; t < 10; t++) {
      chain.add(new Slot(160, t, t + 1));
    }
    assertThat(Slot.place(chain)).isEqualTo(320);
  }
}
