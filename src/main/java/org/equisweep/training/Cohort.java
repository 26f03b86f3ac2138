package org.equisweep.training;

import java.math.BigInteger;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.equisweep.data.Batch;
import org.equisweep.data.Dataset;
import org.equisweep.data.ElementImages;
import org.equisweep.data.ExampleAction;
import org.equisweep.network.ArchitectureGeometry;
import org.equisweep.network.ArchitectureSpec.Features;
import org.equisweep.network.ArchitectureSpec.KernelBasis;
import org.equisweep.network.Network;
import org.equisweep.network.Workspace;
import org.equisweep.problem.InvalidInput;
import org.equisweep.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * What the lanes of a cohort share: geometry, data, compiled networks, one workspace for each, one
 * tile of columns. Everything is made once; nothing of it is a trial's own. Not thread-safe.
 */
final class Cohort implements AutoCloseable {
  private final TrialSettings settings;
  private final int lanes;
  private final Clock clock;
  private final ArchitectureGeometry geometry;
  private final FirstPoint firstPoint;
  private final Dataset data;
  private final int tileSize;
  private final Batch tile;
  private final Scratch scratch = new Scratch();
  private final Map<Network.Space, Compiled> compiled = new EnumMap<>(Network.Space.class);
  private final Map<List<Object>, ArchitectureGeometry> parametrised = new HashMap<>();
  private @Nullable ElementImages elements;
  private @Nullable AveragedNetwork averaged;

  /**
   * @param settings whose phases play no part
   * @param geometry of the settings' architecture and group
   * @param lanes the most that are trained side by side
   */
  Cohort(TrialSettings settings, ArchitectureGeometry geometry, int lanes, Clock clock) {
    this.settings = settings;
    this.lanes = lanes;
    this.clock = clock;
    this.geometry = geometry;
    requireAssumptions();
    this.firstPoint = new FirstPoint(settings.initialization(), geometry);
    this.data = Dataset.load(settings.data(), inputs(), outputs(), settings.precision());
    try {
      this.tileSize = Math.min(TileSize.of(geometry), mostColumns());
      this.tile = new Batch(settings.precision(), inputs(), outputs(), tileSize);
    } catch (RuntimeException | OutOfMemoryError fault) {
      data.close();
      throw fault;
    }
  }

  private void requireAssumptions() {
    if (!settings.allowViolations() && !geometry.violations().isEmpty()) {
      throw InvalidInput.of(
          "the network and the loss must be equivariant (A1–A3)",
          String.join("; ", geometry.violations().stream().map(Object::toString).toList()),
          "change the architecture or the group, or set allow_violations");
    }
  }

  /**
   * More columns than this no batch has, whatever the phases: these must play no part, for the size
   * of a tile decides how the network computes, and a phase's bits must not depend on those after
   * it.
   */
  private int mostColumns() {
    Dataset test = data.test();
    long examples = Math.max(data.examples(), test == null ? 0 : test.examples());
    BigInteger columns = geometry.group().order().multiply(BigInteger.valueOf(examples));
    return columns.min(BigInteger.valueOf(Integer.MAX_VALUE)).intValueExact();
  }

  private int inputs() {
    Features input = settings.architecture().input();
    return input.channels() * geometry.group().representation(input.space()).dimension();
  }

  private int outputs() {
    return geometry.output().channels()
        * geometry.group().representation(geometry.output().space()).dimension();
  }

  TrialSettings settings() {
    return settings;
  }

  /** The most lanes that are trained side by side; their indices are below it. */
  int lanes() {
    return lanes;
  }

  ArchitectureGeometry geometry() {
    return geometry;
  }

  /** The geometry in the parametrisations of a phase and a seed; always the same instance. */
  ArchitectureGeometry geometry(PhaseSpec phase, long seed) {
    KernelBasis override =
        phase.flow() == PhaseSpec.Flow.EQUIVARIANT ? null : phase.parametrisation();
    return parametrised.computeIfAbsent(
        List.of(Optional.ofNullable(override), seed),
        key -> geometry.parametrised(override, seed));
  }

  Dataset data() {
    return data;
  }

  FirstPoint firstPoint() {
    return firstPoint;
  }

  Scratch scratch() {
    return scratch;
  }

  int tileSize() {
    return tileSize;
  }

  Tiles tiles() {
    return new Tiles(tile, clock);
  }

  /** Throws when the time is up, or when the thread was interrupted from outside. */
  void checkDeadline() {
    clock.check();
  }

  /** The group on examples; one for each user, since it stands at one element at a time. */
  ExampleAction newAction() {
    Features input = settings.architecture().input();
    Features output = geometry.output();
    return new ExampleAction(
        geometry.group(), input.space(), input.channels(), output.space(), output.channels());
  }

  /** All elements as maps of features. */
  ElementImages elements() {
    ElementImages images = elements;
    if (images == null) {
      images = new ElementImages(geometry.group().elements(), newAction());
      elements = images;
    }
    return images;
  }

  /** The network in the coefficients of 𝓛 or 𝓔, compiled at first need. */
  Compiled compiled(Network.Space space) {
    return compiled.computeIfAbsent(
        space,
        s -> {
          Network network = Network.compile(geometry, s, settings.precision(), tileSize);
          return new Compiled(
              s,
              network,
              network.newWorkspace(),
              Tensor.zeros(settings.precision(), (long) network.outputs() * tileSize));
        });
  }

  /** Φ̄ in the coefficients of 𝓛. */
  AveragedNetwork averaged() {
    AveragedNetwork network = averaged;
    if (network == null) {
      network = new AveragedNetwork(compiled(Network.Space.ADMISSIBLE), elements());
      averaged = network;
    }
    return network;
  }

  /**
   * A network with room for one call at a time.
   *
   * @param logits [output][example]
   */
  record Compiled(Network.Space space, Network network, Workspace workspace, Tensor logits)
      implements AutoCloseable {
    @Override
    public void close() {
      workspace.close();
      logits.close();
    }
  }

  @Override
  public void close() {
    if (averaged != null) {
      averaged.close();
    }
    compiled.values().forEach(Compiled::close);
    tile.close();
    data.close();
  }
}
