package org.equisweep.cli;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.equisweep.data.DataSpec;
import org.equisweep.data.Dataset;
import org.equisweep.group.GroupSpec;
import org.equisweep.network.ArchitectureGeometry;
import org.equisweep.network.ArchitectureSpec;
import org.equisweep.problem.InvalidInput;
import org.equisweep.sweep.Cell;
import org.equisweep.sweep.Sweep;
import org.equisweep.sweep.TrainingCost;
import org.equisweep.tensor.Precision;
import org.equisweep.training.TrialSettings;

/**
 * What a sweep file alone does not show, found before anything is written: networks whose shapes do
 * not fit or that break an assumption, data that cannot be read or do not fit the network. And what
 * each trial will cost.
 */
final class Preflight {
  private final Map<Network, ArchitectureGeometry> geometries = new HashMap<>();
  private final Map<Data, Integer> examples = new HashMap<>();
  private final Map<TrialSettings, TrainingCost> costs = new LinkedHashMap<>();

  private record Network(GroupSpec group, ArchitectureSpec architecture) {}

  private record Data(DataSpec source, int inputs, int outputs, Precision precision) {}

  private Preflight() {}

  /** Checks all cells; InvalidInput for the first that cannot be trained. */
  static Preflight of(Sweep sweep) {
    Preflight preflight = new Preflight();
    for (Cell cell : sweep.cells()) {
      if (!preflight.costs.containsKey(cell.settings())) {
        preflight.costs.put(cell.settings(), preflight.check(cell));
      }
    }
    return preflight;
  }

  /** Of one trial with these settings. */
  TrainingCost cost(TrialSettings settings) {
    TrainingCost cost = costs.get(settings);
    if (cost == null) {
      throw new IllegalArgumentException("these settings are of no cell of the sweep");
    }
    return cost;
  }

  private TrainingCost check(Cell cell) {
    TrialSettings settings = cell.settings();
    ArchitectureGeometry geometry =
        geometries.computeIfAbsent(
            new Network(settings.group(), settings.architecture()),
            network -> ArchitectureGeometry.of(network.architecture(), network.group()));
    List<?> violations = geometry.violations();
    if (!violations.isEmpty() && !settings.allowViolations()) {
      throw InvalidInput.of(
          "the network and the loss must be equivariant (A1–A3)",
          "%s under %s violates %s".formatted(cell.architecture(), cell.group(), violations.get(0)),
          "change the architecture or the group, or set allow_violations: true");
    }
    Data data =
        new Data(
            settings.data(),
            features(geometry, settings.architecture().input()),
            features(geometry, geometry.output()),
            settings.precision());
    return TrainingCost.of(settings, geometry, examples.computeIfAbsent(data, Preflight::read));
  }

  private static int read(Data data) {
    try (Dataset read =
        Dataset.load(data.source(), data.inputs(), data.outputs(), data.precision())) {
      return read.examples();
    }
  }

  private static int features(ArchitectureGeometry geometry, ArchitectureSpec.Features features) {
    int positions = geometry.group().representation(features.space()).dimension();
    return Math.multiplyExact(features.channels(), positions);
  }
}
