package org.equisweep.training;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.equisweep.network.ArchitectureGeometry;
import org.equisweep.network.Network;
import org.equisweep.tensor.Tensor;

/**
 * Native memory of a cohort by counting the arrays that it will take: those of {@link Cohort} and
 * its networks, of {@link KeptTiles} and of {@link Lane}s. What is counted with a network of the
 * data's span is what is taken; where the data were not read, it is the most that may be. Of the
 * data themselves one copy, which the cohorts of a JVM share.
 *
 * @param beginningBytes while features of the data are made, before there are lanes
 * @param sharedBytes whatever the lanes: data, features, workspaces, tiles that are filled again
 *     and again and those that are kept
 * @param laneBytes more for each lane: where it stands, where it began, gradient, optimiser
 */
public record CohortMemory(long beginningBytes, long sharedBytes, long laneBytes) {
  /**
   * @param networks of the settings' phases
   * @param examples N, of the training set
   * @param test held-out examples
   */
  public static CohortMemory of(
      TrialSettings settings,
      ArchitectureGeometry geometry,
      Function<PhaseSpec, PlannedNetwork> networks,
      int examples,
      int test) {
    Counting counting = new Counting(settings, geometry, networks, examples, test);
    long lane = counting.lane();
    long shared = counting.shared() + Math.max(0, counting.entry() - lane);
    return new CohortMemory(counting.beginning(), shared, lane);
  }

  private record Plan(Network.Space space, boolean staysInSpan) {
    static Plan of(PhaseSpec phase) {
      return new Plan(phase.space(), phase.staysInSpan());
    }
  }

  private record Counting(
      TrialSettings settings,
      ArchitectureGeometry geometry,
      Function<PhaseSpec, PlannedNetwork> networks,
      int examples,
      int test) {

    long shared() {
      Map<Plan, List<PhaseSpec>> phases = new LinkedHashMap<>();
      for (PhaseSpec phase : settings.phases()) {
        phases.computeIfAbsent(Plan.of(phase), plan -> new ArrayList<>()).add(phase);
      }
      long bytes = data();
      for (List<PhaseSpec> users : phases.values()) {
        bytes += compiled(networks.apply(users.get(0)), users);
      }
      return bytes;
    }

    private long data() {
      PlannedNetwork any = networks.apply(settings.phases().get(0));
      long bytes = 0;
      for (int set : new int[] {examples, test}) {
        bytes += set == 0 ? 0 : bytes((long) set * any.plainInputs(), (long) set * any.outputs());
      }
      return bytes;
    }

    private long features(PlannedNetwork planned) {
      long bytes = 0;
      for (int set : new int[] {examples, test}) {
        bytes += set == 0 || planned.features() == 0 ? 0 : bytes((long) set * planned.features());
      }
      return bytes;
    }

    long beginning() {
      PlannedNetwork first = networks.apply(settings.phases().get(0));
      return data() + features(first) + first.searchBytes();
    }

    /** Of {@link Cohort.Compiled}, with what stands beside it. */
    private long compiled(PlannedNetwork planned, List<PhaseSpec> users) {
      Network network = planned.network();
      long tile = network.maxExamples();
      long column = Math.max(planned.features(), network.inputs());
      long outputs = network.outputs();
      long bytes =
          features(planned)
              + network.workspaceBytes()
              + bytes(outputs * tile, column * tile, outputs * tile);
      if (users.stream().anyMatch(phase -> phase.flow() == PhaseSpec.Flow.AVERAGED)) {
        long out = outputs * tile;
        bytes += bytes((long) network.inputs() * tile, out, out, out);
      }
      if (users.stream().anyMatch(this::isMixed)) {
        bytes += bytes(network.storedCoefficients(), network.storedCoefficients());
      }
      long each = (column + outputs) * settings.precision().bytes();
      KeptColumns kept =
          new KeptColumns(settings, geometry, examples, test, KeptTiles.BUDGET / each);
      users.forEach(kept::add);
      return bytes + kept.columns() * each;
    }

    private boolean isMixed(PhaseSpec phase) {
      return phase.flow() != PhaseSpec.Flow.EQUIVARIANT
          && (phase.parametrisation() != null || geometry.drawsParametrisations());
    }

    /** The most that a lane holds in a phase. */
    long lane() {
      PlannedNetwork first = networks.apply(settings.phases().get(0));
      long most = 0;
      for (PhaseSpec phase : settings.phases()) {
        PlannedNetwork network = networks.apply(phase);
        long directions = 1L + memory(phase.optimiser());
        // an origin is shared by points of one network
        long beginning = coefficients(first) + (isOf(phase, first) ? 0 : origin(first));
        most =
            Math.max(most, beginning + (1 + directions) * coefficients(network) + origin(network));
      }
      return most;
    }

    /** The same of the one lane that is brought to a phase of another network. */
    long entry() {
      PlannedNetwork first = networks.apply(settings.phases().get(0));
      Map<PhaseSpec, Long> points = new HashMap<>();
      long most = 0;
      PhaseSpec before = settings.phases().get(0);
      for (PhaseSpec phase : settings.phases()) {
        if (!Plan.of(phase).equals(Plan.of(before))) {
          PlannedNetwork left = networks.apply(before);
          PlannedNetwork entered = networks.apply(phase);
          long origins = isOf(before, first) ? origin(left) : origin(left) + origin(first);
          long held = coefficients(first) + 2 * coefficients(left) + origins;
          most = Math.max(most, held + coefficients(entered) + origin(entered));
        }
        before = phase;
      }
      return most;
    }

    private boolean isOf(PhaseSpec phase, PlannedNetwork network) {
      return networks.apply(phase).network() == network.network();
    }

    private static int memory(OptimiserSpec optimiser) {
      return optimiser instanceof OptimiserSpec.Adam
          ? 2
          : optimiser instanceof OptimiserSpec.Momentum ? 1 : 0;
    }

    private long coefficients(PlannedNetwork planned) {
      return bytes(planned.network().storedCoefficients());
    }

    private long origin(PlannedNetwork planned) {
      long elements =
          planned.network().originElements() == 0 && planned.features() > 0
              ? 2 * planned.network().storedCoefficients(0)
              : planned.network().originElements();
      return elements == 0 ? 0 : bytes(elements);
    }

    /** Of arrays of so many entries. */
    private long bytes(long... entries) {
      long bytes = 0;
      for (long array : entries) {
        bytes += Tensor.bytes(settings.precision(), array);
      }
      return bytes;
    }
  }
}
