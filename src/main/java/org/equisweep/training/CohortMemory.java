package org.equisweep.training;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import org.equisweep.network.ArchitectureGeometry;
import org.equisweep.network.InputSpan;
import org.equisweep.network.Network;

/**
 * Native memory of a cohort by counting, before its data are read: what it takes at most, since
 * only the data tell whether they span less than there is. Of the data themselves one copy, which
 * the cohorts of a JVM share.
 *
 * @param sharedBytes whatever the lanes: data, features, workspaces, tiles that are filled again
 *     and again and those that are kept
 * @param laneBytes more for each lane: where it stands, where it began, gradient, optimiser
 */
public record CohortMemory(long sharedBytes, long laneBytes) {
  /**
   * @param networks of the settings' architecture and precision, compiled for tiles of {@link
   *     TileSize#of(ArchitectureGeometry, int)}, without features
   * @param examples N, of the training set
   * @param test held-out examples
   */
  public static CohortMemory of(
      TrialSettings settings,
      ArchitectureGeometry geometry,
      Function<Network.Space, Network> networks,
      int examples,
      int test) {
    Counting counting = new Counting(settings, geometry, networks, examples, test);
    long lane = 0;
    for (PhaseSpec phase : settings.phases()) {
      lane = Math.max(lane, counting.lane(phase));
    }
    return new CohortMemory(counting.shared(), lane);
  }

  /** In entries of the precision, then bytes. */
  private record Counting(
      TrialSettings settings,
      ArchitectureGeometry geometry,
      Function<Network.Space, Network> networks,
      int examples,
      int test) {
    private record Plan(Network.Space space, boolean staysInSpan) {}

    long shared() {
      Set<Plan> plans = new HashSet<>();
      Set<Plan> averaged = new HashSet<>();
      for (PhaseSpec phase : settings.phases()) {
        Plan plan = new Plan(phase.space(), phase.staysInSpan());
        plans.add(plan);
        if (phase.flow() == PhaseSpec.Flow.AVERAGED) {
          averaged.add(plan);
        }
      }
      long bytes = 0;
      for (Plan plan : averaged) {
        Network network = networks.apply(plan.space());
        long column = network.inputs() + 3L * network.outputs();
        bytes += bytes(column * network.maxExamples());
      }
      for (Plan plan : plans) {
        bytes += plan(plan);
      }
      Network any = networks.apply(settings.phases().get(0).space());
      return bytes + bytes((long) (examples + test) * (any.inputs() + any.outputs()));
    }

    private long plan(Plan plan) {
      Network network = networks.apply(plan.space());
      long features = plan.staysInSpan() ? features(plan.space()) : 0;
      long column = Math.max(features, network.inputs()) + network.outputs();
      long tile = column + network.outputs();
      double kept = Math.min(KeptTiles.BUDGET, bytes(1) * keptColumns() * column);
      return network.workspaceBytes()
          + bytes(tile * network.maxExamples() + (examples + test) * features)
          + (long) kept;
    }

    private long features(Network.Space space) {
      return InputSpan.mostFeatures(geometry, space, examples + test);
    }

    /** Columns that are the same in every epoch. */
    private double keptColumns() {
      double order = geometry.group().order().doubleValue();
      boolean exact =
          settings.record().augmentedRisk() instanceof RecordSpec.AugmentedRisk.Exact
              || settings.phases().stream()
                  .anyMatch(phase -> Objective.of(phase, settings.record()) == Objective.ORBIT);
      double probe = order <= Probe.ELEMENTS ? settings.record().probe() * (order + 1) : 0;
      return examples + test + probe + (exact ? order * examples : 0);
    }

    long lane(PhaseSpec phase) {
      Network network = networks.apply(phase.space());
      long whole = network.storedCoefficients();
      long memory =
          phase.optimiser() instanceof OptimiserSpec.Adam
              ? 2
              : phase.optimiser() instanceof OptimiserSpec.Momentum ? 1 : 0;
      boolean spanned = phase.staysInSpan() && features(phase.space()) > 0;
      long origin = spanned ? 2L * network.storedCoefficients(0) : 0;
      return bytes((3 + memory) * whole + origin);
    }

    private long bytes(long entries) {
      return entries * settings.precision().bytes();
    }
  }
}
