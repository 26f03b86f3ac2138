package org.equisweep.training;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.equisweep.data.Batch;
import org.equisweep.data.BlockAction;
import org.equisweep.data.Dataset;
import org.equisweep.data.ExampleAction;
import org.equisweep.data.FeatureAction;
import org.equisweep.data.FeatureMove;
import org.equisweep.group.Group;
import org.equisweep.network.ArchitectureGeometry;
import org.equisweep.network.ArchitectureSpec.Features;
import org.equisweep.network.ArchitectureSpec.KernelBasis;
import org.equisweep.network.InputSpan;
import org.equisweep.network.Network;
import org.equisweep.network.Reductions;
import org.equisweep.network.Workspace;
import org.equisweep.problem.InvalidInput;
import org.equisweep.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * What the lanes of a cohort share: geometry, data and their features, compiled networks, for each
 * of them one workspace and one tile of columns. Everything is made once; nothing of it is a
 * trial's own. Not thread-safe.
 */
final class Cohort implements AutoCloseable {
  private final TrialSettings settings;
  private final int lanes;
  private final Clock clock;
  private final ArchitectureGeometry geometry;
  private final FirstPoint firstPoint;
  private final Dataset data;
  private final PhaseInputs examples;
  private final Reductions reductions;
  private final int tileSize;
  private final Scratch scratch = new Scratch();
  private final Map<List<Object>, ArchitectureGeometry> parametrised = new HashMap<>();
  private final Map<Plan, Compiled> compiled = new HashMap<>();
  private final Map<Compiled, AveragedNetwork> averaged = new IdentityHashMap<>();

  /** With all reductions. */
  Cohort(TrialSettings settings, ArchitectureGeometry geometry, int lanes, Clock clock) {
    this(settings, geometry, lanes, clock, Reductions.all());
  }

  /**
   * @param settings whose phases play no part
   * @param geometry of the settings' architecture and group
   * @param lanes the most that are trained side by side
   */
  Cohort(
      TrialSettings settings,
      ArchitectureGeometry geometry,
      int lanes,
      Clock clock,
      Reductions reductions) {
    this.settings = settings;
    this.reductions = reductions;
    this.lanes = lanes;
    this.clock = clock;
    this.geometry = geometry;
    requireAssumptions();
    this.firstPoint = new FirstPoint(settings.initialization(), geometry);
    this.data = Dataset.load(settings.data(), inputs(), outputs(), settings.precision());
    this.examples = new PhaseInputs(data, inputs(), () -> newAction(null));
    try {
      this.tileSize = TileSize.of(geometry, largestSet());
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

  private int largestSet() {
    Dataset test = data.test();
    return Math.max(data.examples(), test == null ? 0 : test.examples());
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
        List.of(Optional.ofNullable(override), seed), key -> geometry.parametrised(override, seed));
  }

  /** The examples themselves, in place of which a phase's network may read features of them. */
  PhaseInputs examples() {
    return examples;
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

  /** Throws when the time is up, or when the thread was interrupted from outside. */
  void checkDeadline() {
    clock.check();
  }

  /** The network of a phase with what it reads, compiled at first need. */
  Compiled compiled(PhaseSpec phase) {
    return compiled(phase.space(), phase.staysInSpan());
  }

  /**
   * The same for any phase.
   *
   * @param staysInSpan whether layer 1 moves in the span of its features alone
   */
  Compiled compiled(Network.Space space, boolean staysInSpan) {
    boolean spanned = reductions.dataSpan() && staysInSpan;
    return compiled.computeIfAbsent(new Plan(space, spanned), this::compile);
  }

  private Compiled compile(Plan plan) {
    SpanCache.Lease lease =
        plan.spanned() ? SpanCache.lease(settings, geometry, plan.space(), data) : null;
    InputSpan span = lease == null ? null : lease.span();
    try {
      Network network =
          Network.compile(geometry, plan.space(), settings.precision(), tileSize, span);
      return new Compiled(
          plan.space(),
          network,
          network.newWorkspace(),
          Tensor.zeros(settings.precision(), (long) network.outputs() * tileSize),
          inputs(lease),
          new Batch(settings.precision(), network.inputs(), outputs(), tileSize),
          new KeptTiles(
              settings.precision(),
              network.inputs(),
              outputs(),
              tileSize,
              reductions.keptTiles() ? KeptTiles.BUDGET : 0),
          lease,
          clock);
    } catch (RuntimeException | OutOfMemoryError fault) {
      if (lease != null) {
        lease.close();
      }
      throw fault;
    }
  }

  /** The span of the data for coefficients of 𝓛, with the examples in it; null where none is. */
  SpanCache.@Nullable Lease leaseSpan() {
    return reductions.dataSpan()
        ? SpanCache.lease(settings, geometry, Network.Space.ADMISSIBLE, data)
        : null;
  }

  /** Examples as a network of that span reads them. */
  PhaseInputs inputs(SpanCache.@Nullable Lease lease) {
    return lease == null
        ? examples
        : new PhaseInputs(lease.features(), lease.span().features(), () -> newAction(lease.span()));
  }

  private ExampleAction newAction(@Nullable InputSpan span) {
    return new ExampleAction(geometry.group(), move(span), targets());
  }

  /** Φ̄ of a phase's network. */
  AveragedNetwork averaged(Compiled network) {
    return averaged.computeIfAbsent(network, n -> new AveragedNetwork(n, n.inputs().elements()));
  }

  /** The group on what the network reads. */
  private FeatureMove move(@Nullable InputSpan span) {
    Group group = geometry.group();
    Features input = settings.architecture().input();
    FeatureAction whole = new FeatureAction(group.representation(input.space()), input.channels());
    if (span == null) {
      return whole;
    }
    int[] blockOf = span.blockOf();
    return blockOf == null
        ? new FeatureAction(group.representation(span.positionSpace()), span.rank())
        : new BlockAction(whole, blockOf);
  }

  private FeatureAction targets() {
    Features output = geometry.output();
    return new FeatureAction(geometry.group().representation(output.space()), output.channels());
  }

  private record Plan(Network.Space space, boolean spanned) {}

  /**
   * A network with room for one call at a time.
   *
   * @param logits [output][example]
   * @param tile of columns that it reads
   * @param kept columns that are the same in every epoch
   * @param lease on the features it reads; null where it reads the examples
   */
  record Compiled(
      Network.Space space,
      Network network,
      Workspace workspace,
      Tensor logits,
      PhaseInputs inputs,
      Batch tile,
      KeptTiles kept,
      SpanCache.@Nullable Lease lease,
      Clock clock)
      implements AutoCloseable {
    Tiles tiles() {
      return new Tiles(tile, kept, clock);
    }

    @Override
    public void close() {
      workspace.close();
      logits.close();
      tile.close();
      kept.close();
      if (lease != null) {
        lease.close();
      }
    }
  }

  @Override
  public void close() {
    averaged.values().forEach(AveragedNetwork::close);
    compiled.values().forEach(Compiled::close);
    data.close();
  }
}
