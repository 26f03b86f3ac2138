package org.equisweep.training;

import org.equisweep.data.Dataset;
import org.equisweep.network.ArchitectureGeometry;
import org.equisweep.network.InputSpan;
import org.equisweep.network.Network;
import org.equisweep.problem.InvalidInput;
import org.jspecify.annotations.Nullable;

/**
 * A network as a cohort compiles it, before there is a cohort: what plans count with.
 *
 * @param network of the features that the data span, where these are known; else of the inputs
 * @param features entries that an example has as features, beside its inputs; the most that it may
 *     have where the data were not read; 0 for none
 * @param searchBytes of native memory that making features takes for a while, where they are known
 * @param plainInputs entries of an example as the data have it
 */
public record PlannedNetwork(Network network, int features, long searchBytes, int plainInputs) {
  /**
   * @param staysInSpan whether layer 1 moves in the span of its features alone
   * @param examples N, of the training set
   * @param test held-out examples
   * @param readsData whether the data are read for what they span. They stay in the caches from
   *     which a cohort of this JVM takes them. Data that cannot be read span all there is, here: it
   *     is for the trial to say
   */
  public static PlannedNetwork of(
      TrialSettings settings,
      ArchitectureGeometry geometry,
      Network.Space space,
      boolean staysInSpan,
      int examples,
      int test,
      boolean readsData) {
    int most =
        staysInSpan ? InputSpan.mostFeatures(geometry, space, Math.addExact(examples, test)) : 0;
    if (most == 0 || !readsData) {
      return of(settings, geometry, space, null, most, examples, test);
    }
    try (Dataset data =
            Dataset.load(
                settings.data(), inputs(geometry), outputs(geometry), settings.precision());
        SpanCache.@Nullable Lease lease = SpanCache.lease(settings, geometry, space, data)) {
      InputSpan span = lease == null ? null : lease.span();
      int features = span == null ? 0 : span.features();
      return of(settings, geometry, space, span, features, examples, test);
    } catch (InvalidInput unreadable) {
      return of(settings, geometry, space, null, most, examples, test);
    }
  }

  private static PlannedNetwork of(
      TrialSettings settings,
      ArchitectureGeometry geometry,
      Network.Space space,
      @Nullable InputSpan span,
      int features,
      int examples,
      int test) {
    int tile = TileSize.of(geometry, Math.max(1, Math.max(examples, test)));
    Network network = Network.compile(geometry, space, settings.precision(), tile, span);
    long searchBytes = span == null ? 0 : span.workBytes(Math.max(examples, test));
    return new PlannedNetwork(network, features, searchBytes, inputs(geometry));
  }

  /** Bytes of the data that would be read. */
  public static long dataBytes(
      TrialSettings settings, ArchitectureGeometry geometry, int examples, int test) {
    return ((long) examples + test)
        * (inputs(geometry) + outputs(geometry))
        * settings.precision().bytes();
  }

  private static int inputs(ArchitectureGeometry geometry) {
    return Math.toIntExact(geometry.features(geometry.architecture().input()));
  }

  private static int outputs(ArchitectureGeometry geometry) {
    return Math.toIntExact(geometry.features(geometry.output()));
  }

  int outputs() {
    return network.outputs();
  }
}
