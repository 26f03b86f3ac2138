package org.equisweep.cli;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.equisweep.data.DataSpec;
import org.equisweep.data.Dataset;
import org.equisweep.group.GroupSpec;
import org.equisweep.network.ArchitectureGeometry;
import org.equisweep.network.ArchitectureSpec;
import org.equisweep.network.ArchitectureSpec.Loss;
import org.equisweep.problem.InvalidInput;
import org.equisweep.sweep.Cell;
import org.equisweep.sweep.Sweep;
import org.equisweep.tensor.Precision;
import org.equisweep.tensor.Tensor;
import org.equisweep.training.FirstPoint;
import org.equisweep.training.InitializationSpec;
import org.equisweep.training.TrialSettings;
import org.jspecify.annotations.Nullable;

/**
 * What a sweep file and the heads of its data do not show, found before anything is written: the
 * data and the weights themselves, read once, every value looked at.
 */
final class Preflight {
  private final Map<Network, ArchitectureGeometry> geometries = new HashMap<>();
  private final Set<Record> checked = new HashSet<>();

  private record Network(GroupSpec group, ArchitectureSpec architecture) {}

  private record Data(
      DataSpec source, int inputs, int outputs, Precision precision, Loss.Kind loss) {}

  private record Start(InitializationSpec initialization, Network network) {}

  private final Sweep sweep;

  private Preflight(Sweep sweep) {
    this.sweep = sweep;
  }

  /** Reads what all cells need; InvalidInput for the first that cannot be trained. */
  static void check(Sweep sweep) {
    Preflight preflight = new Preflight(sweep);
    for (Cell cell : sweep.cells()) {
      preflight.check(cell.settings());
    }
  }

  private void check(TrialSettings settings) {
    Network network = new Network(settings.group(), settings.architecture());
    ArchitectureGeometry geometry =
        geometries.computeIfAbsent(
            network, key -> ArchitectureGeometry.of(key.architecture(), key.group()));
    Data data =
        new Data(
            settings.data(),
            size(geometry, settings.architecture().input()),
            size(geometry, geometry.output()),
            settings.precision(),
            settings.architecture().loss().kind());
    if (checked.add(data)) {
      located("data", () -> check(data));
    }
    if (checked.add(new Start(settings.initialization(), network))) {
      located("initializations", () -> requireStart(settings.initialization(), geometry));
    }
  }

  private void located(String key, Runnable check) {
    try {
      check.run();
    } catch (InvalidInput problem) {
      throw problem.at(sweep.locationOf(key));
    }
  }

  private static void requireStart(
      InitializationSpec initialization, ArchitectureGeometry geometry) {
    FirstPoint unused = new FirstPoint(initialization, geometry);
  }

  private static void check(Data data) {
    try (Dataset read =
        Dataset.load(data.source(), data.inputs(), data.outputs(), data.precision())) {
      if (data.loss() != Loss.Kind.MEAN_SQUARED_ERROR) {
        requireProbabilities(data, read);
      }
    }
  }

  /** A cross-entropy of anything else has no minimum. */
  private static void requireProbabilities(Data data, @Nullable Dataset examples) {
    if (examples == null) {
      return;
    }
    Tensor targets = examples.targets();
    long count = (long) examples.examples() * data.outputs();
    for (long i = 0; i < count; i++) {
      double target = targets.get(i);
      if (!(target >= 0 && target <= 1)) {
        throw InvalidInput.of(
            "targets of a cross-entropy must be in [0, 1]",
            "example %d of %s has %s".formatted(i / data.outputs(), name(data.source()), target),
            "give labels 0 and 1 or probabilities, or take mean_squared_error");
      }
    }
    requireProbabilities(data, examples.test());
  }

  private static String name(DataSpec source) {
    if (source.source() instanceof DataSpec.Source.Npy npy) {
      return npy.targets().path();
    }
    if (source.source() instanceof DataSpec.Source.Idx idx) {
      return idx.targets().path();
    }
    return source.source() instanceof DataSpec.Source.Parquet parquet
        ? "column '" + parquet.targetColumn() + "'"
        : "the generated data";
  }

  private static int size(ArchitectureGeometry geometry, ArchitectureSpec.Features features) {
    int positions = geometry.group().representation(features.space()).dimension();
    return Math.multiplyExact(features.channels(), positions);
  }
}
