package org.equisweep.cli;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.equisweep.data.DataSpec;
import org.equisweep.data.Dataset;
import org.equisweep.group.Group;
import org.equisweep.group.GroupSpec;
import org.equisweep.network.ArchitectureGeometry;
import org.equisweep.network.ArchitectureSpec;
import org.equisweep.sweep.Cell;
import org.equisweep.sweep.Sweep;
import org.equisweep.tensor.Precision;
import org.equisweep.training.TrialSettings;

/**
 * What a sweep file and the heads of its data do not show, found before anything is written: the
 * data themselves, read once, every value looked at.
 */
final class Preflight {
  private final Map<Network, Features> features = new HashMap<>();
  private final Set<Data> read = new HashSet<>();

  private record Network(GroupSpec group, ArchitectureSpec architecture) {}

  private record Features(int inputs, int outputs) {}

  private record Data(DataSpec source, Features features, Precision precision) {}

  private Preflight() {}

  /** Reads the data of all cells; InvalidInput for the first that cannot be trained on. */
  static void check(Sweep sweep) {
    Preflight preflight = new Preflight();
    for (Cell cell : sweep.cells()) {
      preflight.check(cell.settings());
    }
  }

  private void check(TrialSettings settings) {
    Features needed =
        features.computeIfAbsent(
            new Network(settings.group(), settings.architecture()), Preflight::features);
    if (read.add(new Data(settings.data(), needed, settings.precision()))) {
      Dataset.load(settings.data(), needed.inputs(), needed.outputs(), settings.precision())
          .close();
    }
  }

  private static Features features(Network network) {
    ArchitectureGeometry geometry =
        ArchitectureGeometry.of(network.architecture(), network.group());
    return new Features(
        size(geometry.group(), network.architecture().input()),
        size(geometry.group(), geometry.output()));
  }

  private static int size(Group group, ArchitectureSpec.Features features) {
    int positions = group.representation(features.space()).dimension();
    return Math.multiplyExact(features.channels(), positions);
  }
}
