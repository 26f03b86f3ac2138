package org.equisweep.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressMeterTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void whatIsLeftGoesByCostNotByCount() {
    ProgressMeter meter = new ProgressMeter(100, 10, 0);
    assertThat(meter.progress(SECOND).remaining()).isNull();
    // 60 cheap trials of 90 are a tenth of the cost
    meter.update(60, 1, Bag.WHOLE / 10, 10 * SECOND);
    Progress progress = meter.progress(10 * SECOND);
    assertThat(progress.done()).isEqualTo(70);
    assertThat(progress.failed()).isEqualTo(1);
    assertThat(progress.trialsPerSecond()).isEqualTo(6);
    assertThat(progress.remaining()).isBetween(Duration.ofSeconds(89), Duration.ofSeconds(91));
  }

  @Test
  void nothingIsLeftWhenAllIsDone() {
    ProgressMeter meter = new ProgressMeter(5, 0, 0);
    meter.update(5, 0, Bag.WHOLE, SECOND);
    assertThat(meter.progress(2 * SECOND).remaining()).isNull();
  }

  @Test
  void countsNeverFall() {
    ProgressMeter meter = new ProgressMeter(5, 0, 0);
    meter.update(4, 2, Bag.WHOLE / 2, SECOND);
    meter.update(3, 1, Bag.WHOLE / 4, 2 * SECOND);
    Progress progress = meter.progress(2 * SECOND);
    assertThat(progress.done()).isEqualTo(4);
    assertThat(progress.failed()).isEqualTo(2);
    assertThat(progress.remaining()).isBetween(Duration.ofMillis(1999), Duration.ofMillis(2001));
  }
}
