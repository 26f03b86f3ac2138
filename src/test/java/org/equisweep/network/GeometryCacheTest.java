package org.equisweep.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.equisweep.group.GroupSpec;
import org.equisweep.group.SpaceSpec;
import org.equisweep.network.ArchitectureSpec.Features;
import org.equisweep.network.ArchitectureSpec.Loss;
import org.junit.jupiter.api.Test;

class GeometryCacheTest {
  private static ArchitectureSpec architecture(int channels) {
    return new ArchitectureSpec(
        new Features(new SpaceSpec.Nodes(), 1),
        List.of(Cases.linear(new SpaceSpec.Nodes(), channels)),
        new Loss(Loss.Kind.MEAN_SQUARED_ERROR, false, 1));
  }

  @Test
  void equalArchitecturesUnderEqualGroupsHaveOneGeometry() {
    ArchitectureGeometry once =
        ArchitectureGeometry.of(architecture(2), new GroupSpec.Symmetric(4));
    assertThat(ArchitectureGeometry.of(architecture(2), new GroupSpec.Symmetric(4))).isSameAs(once);
    assertThat(ArchitectureGeometry.of(architecture(3), new GroupSpec.Symmetric(4)))
        .isNotSameAs(once);
    assertThat(ArchitectureGeometry.of(architecture(2), new GroupSpec.Cyclic(4))).isNotSameAs(once);
  }

  @Test
  void threadsThatAskAtOnceShareOneConstruction() throws Exception {
    GeometryCache cache = new GeometryCache();
    AtomicInteger made = new AtomicInteger();
    GroupSpec group = new GroupSpec.Cyclic(5);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<ArchitectureGeometry>> asked = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        asked.add(
            threads.submit(
                () ->
                    cache.get(
                        architecture(2),
                        group,
                        () -> {
                          made.incrementAndGet();
                          return ArchitectureGeometry.of(architecture(2), group);
                        })));
      }
      ArchitectureGeometry first = asked.get(0).get();
      for (Future<ArchitectureGeometry> each : asked) {
        assertThat(each.get()).isSameAs(first);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(made).hasValue(1);
  }

  @Test
  void theCacheIsBoundedAndForgetsTheLongestUnused() {
    GeometryCache cache = new GeometryCache();
    GroupSpec group = new GroupSpec.Cyclic(3);
    ArchitectureGeometry any = ArchitectureGeometry.of(architecture(1), group);
    for (int channels = 1; channels <= 2 * GeometryCache.MOST; channels++) {
      cache.get(architecture(channels), group, () -> any);
    }
    assertThat(cache.size()).isEqualTo(GeometryCache.MOST);
    AtomicInteger made = new AtomicInteger();
    cache.get(architecture(2 * GeometryCache.MOST), group, () -> count(made, any));
    assertThat(made).hasValue(0);
    cache.get(architecture(1), group, () -> count(made, any));
    assertThat(made).hasValue(1);
  }

  @Test
  void aFailureIsNotRemembered() {
    GeometryCache cache = new GeometryCache();
    GroupSpec group = new GroupSpec.Cyclic(3);
    assertThatThrownBy(
            () ->
                cache.get(
                    architecture(1),
                    group,
                    () -> {
                      throw new IllegalStateException("torn");
                    }))
        .hasMessage("torn");
    ArchitectureGeometry any = ArchitectureGeometry.of(architecture(1), group);
    assertThat(cache.get(architecture(1), group, () -> any)).isSameAs(any);
  }

  private static ArchitectureGeometry count(AtomicInteger made, ArchitectureGeometry geometry) {
    made.incrementAndGet();
    return geometry;
  }
}
