package org.equisweep.network;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.equisweep.geometry.Convolution;
import org.equisweep.geometry.GeometryRow;
import org.equisweep.geometry.LayerGeometry;
import org.equisweep.group.Element;
import org.equisweep.group.Group;
import org.equisweep.group.GroupSpec;
import org.equisweep.group.SpaceSpec;
import org.equisweep.network.ArchitectureSpec.Conv;
import org.equisweep.network.ArchitectureSpec.Features;
import org.equisweep.network.ArchitectureSpec.KernelBasis;
import org.equisweep.network.ArchitectureSpec.Layer;
import org.equisweep.network.ArchitectureSpec.Loss;
import org.equisweep.problem.InvalidInput;
import org.equisweep.tensor.ShiftedProducts;
import org.jspecify.annotations.Nullable;

/**
 * An architecture with a group acting on it: feature spaces, layer geometries, assumptions.
 * Immutable and thread-safe.
 */
public final class ArchitectureGeometry {
  private static final GeometryCache CACHE = new GeometryCache();

  /** Of one example between two stages; more would not fit into memory in tiles. */
  private static final long LARGEST_FEATURES = 1L << 22;

  private static final int TILE_STEP = 16;
  private static final int TILE_ENTRIES = 1 << 20;

  private final ArchitectureSpec architecture;
  private final Group group;
  private final List<StageFeatures> stages;
  private final List<LayerGeometry> executed;
  private final List<LayerGeometry> layers;
  private final List<Assumptions.StageViolation> violations;

  private ArchitectureGeometry(
      ArchitectureSpec architecture,
      Group group,
      List<StageFeatures> stages,
      List<LayerGeometry> executed,
      List<LayerGeometry> layers,
      List<Assumptions.StageViolation> violations) {
    this.architecture = architecture;
    this.group = group;
    this.stages = stages;
    this.executed = executed;
    this.layers = layers;
    this.violations = violations;
  }

  /**
   * Propagates the feature spaces through the stages, reads masks and bases, builds each layer's
   * geometry and checks A1–A3. InvalidInput (key relative to the architecture, such as {@code
   * layers.2}) where shapes do not fit. Equal arguments give one instance as long as it is in use.
   */
  public static ArchitectureGeometry of(ArchitectureSpec architecture, GroupSpec groupSpec) {
    return CACHE.get(architecture, groupSpec, () -> make(architecture, groupSpec));
  }

  private static ArchitectureGeometry make(ArchitectureSpec architecture, GroupSpec groupSpec) {
    List<StageFeatures> stages = StageFeatures.propagate(architecture);
    Group group = Group.create(groupSpec, StageFeatures.spaces(architecture));
    requireSize(architecture.input(), group, "input");
    for (StageFeatures stage : stages) {
      requireSize(stage.out(), group, "layers." + stage.index());
      stage.requireMeaningful(group.representation(stage.in().space()).dimension());
    }
    requireLossFits(architecture.loss(), stages.get(stages.size() - 1).out());
    LayerGeometries layers = new LayerGeometries(stages, group);
    List<LayerGeometry> executed = layers.executed();
    List<Assumptions.StageViolation> violations =
        new Assumptions(architecture, group, stages).violations();
    return new ArchitectureGeometry(
        architecture, group, stages, executed, layers.parametrised(executed, null, 0), violations);
  }

  /**
   * The same with the parametrisations of a seed: those that are drawn, and those that a phase puts
   * in place of the architecture's. This geometry itself where that changes nothing.
   *
   * @param override of every convolution; null for the architecture's own
   */
  public ArchitectureGeometry parametrised(@Nullable KernelBasis override, long seed) {
    if (override == null && !drawsParametrisations()) {
      return this;
    }
    List<LayerGeometry> others =
        new LayerGeometries(stages, group).parametrised(executed, override, seed);
    return new ArchitectureGeometry(architecture, group, stages, executed, others, violations);
  }

  /**
   * Whether each seed has parametrisations of its own. {@link #layers} and {@link #rows} then stand
   * for seed 0.
   */
  public boolean drawsParametrisations() {
    return stages.stream()
        .anyMatch(
            each ->
                each.stage() instanceof Conv conv
                    && conv.parametrisation() instanceof KernelBasis.Random);
  }

  /**
   * The same with other layer geometries of the same shapes, such as other parametrisations of the
   * same spaces.
   */
  public ArchitectureGeometry withLayers(List<LayerGeometry> others) {
    if (!others.stream()
        .map(LayerGeometry::shape)
        .toList()
        .equals(layers.stream().map(LayerGeometry::shape).toList())) {
      throw new IllegalArgumentException("the shapes of the layers must stay as they are");
    }
    List<LayerGeometry> copies = List.copyOf(others);
    return new ArchitectureGeometry(architecture, group, stages, copies, copies, violations);
  }

  /** Every space that occurs, input first. */
  public static Collection<SpaceSpec> spaces(ArchitectureSpec architecture) {
    return StageFeatures.spaces(architecture);
  }

  public ArchitectureSpec architecture() {
    return architecture;
  }

  public Group group() {
    return group;
  }

  /** Layer 1 … L. */
  public List<LayerGeometry> layers() {
    return layers;
  }

  /** The same spaces in the parametrisations that networks are compiled for. */
  List<LayerGeometry> executed() {
    return executed;
  }

  /**
   * ρ̄(g) on a layer: where it sends each spatial coordinate, for every channel pair alike: index
   * pairs t = p·n_in + q, the taps of a convolution, or the positions of a bias.
   *
   * @param layer 0 … L − 1
   * @throws IllegalStateException for a convolution whose taps g does not permute
   */
  public int[] inducedAction(int layer, Element g) {
    StageFeatures stage =
        stages.stream().filter(s -> s.stage() instanceof Layer).skip(layer).findFirst().get();
    int[] rows = group.representation(stage.out().space()).permutation(g);
    if (stage.stage() instanceof ArchitectureSpec.Bias bias) {
      return bias.byPosition() ? rows : new int[1];
    }
    int[] columns = group.representation(stage.in().space()).permutation(g);
    Convolution taps = stage.taps();
    if (taps != null) {
      int[] images = taps.images(columns, rows);
      if (images == null) {
        throw new IllegalStateException(g.name() + " does not permute the taps of " + stage.name());
      }
      return images;
    }
    int[] image = new int[rows.length * columns.length];
    for (int t = 0; t < image.length; t++) {
      image[t] = rows[t / columns.length] * columns.length + columns[t % columns.length];
    }
    return image;
  }

  /**
   * How many examples go through the network at once: the largest multiple of 16 that keeps the
   * widest array that a step works on below 2²⁰ entries, and at least 16; with convolutions at most
   * the columns of a block of their products, which is then one position, where taps that leave the
   * grid are left out. A function of the architecture alone, for it decides the order of summation.
   */
  public int tileSize() {
    long widest = 1;
    boolean convolutions = false;
    for (int i = 0; i < stages.size(); i++) {
      widest = Math.max(widest, widest(i));
      convolutions |= stages.get(i).stage() instanceof Conv;
    }
    int examples = (int) Math.max(TILE_STEP, TILE_ENTRIES / widest / TILE_STEP * TILE_STEP);
    return convolutions ? Math.min(ShiftedProducts.SLAB, examples) : examples;
  }

  /** Of a layer, its input and output; of a convolution before a pooling what that gives. */
  private long widest(int i) {
    StageFeatures stage = stages.get(i);
    if (!(stage.stage() instanceof Layer)) {
      return 1;
    }
    boolean pooled =
        stage.stage() instanceof Conv
            && i + 1 < stages.size()
            && stages.get(i + 1).stage() instanceof ArchitectureSpec.AveragePool;
    StageFeatures last = pooled ? stages.get(i + 1) : stage;
    return Math.max(features(stage.in()), features(last.out()));
  }

  /** Entries of one example. */
  public long features(Features features) {
    return (long) features.channels() * dimension(features.space());
  }

  /** What the last stage gives: the space and channels of logits and targets. */
  public Features output() {
    return stages.get(stages.size() - 1).out();
  }

  /**
   * Violated assumptions, by name, each with the group element and the size; empty when all hold.
   */
  public List<Violation> violations() {
    return violations.stream().map(Assumptions.StageViolation::violation).toList();
  }

  /** One row per layer, with the violations of the stages after it, then the total, with all. */
  public List<GeometryRow> rows() {
    List<GeometryRow> rows = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      rows.add(
          layers
              .get(i)
              .row()
              .ofLayer(architecture.layerNames().get(i))
              .alsoViolating(named(between(i + 1))));
    }
    rows.add(LayerGeometry.total(layers).alsoViolating(named(violations())));
    return List.copyOf(rows);
  }

  /** What is violated after layer {@code number} and before the next. */
  private List<Violation> between(int number) {
    List<Violation> found = new ArrayList<>();
    int layer = 0;
    for (StageFeatures stage : stages) {
      layer += stage.stage() instanceof Layer ? 1 : 0;
      for (Assumptions.StageViolation violation : violations) {
        if (layer == number && violation.stage() == stage.index()) {
          found.add(violation.violation());
        }
      }
    }
    return found;
  }

  private static List<String> named(List<Violation> violations) {
    return violations.stream().map(Violation::toString).toList();
  }

  /** The stages with their features, in order. */
  List<StageFeatures> stages() {
    return stages;
  }

  /** Dimension of a space that occurs. */
  int dimension(SpaceSpec space) {
    return group.representation(space).dimension();
  }

  private static void requireSize(Features features, Group group, String key) {
    int positions = group.representation(features.space()).dimension();
    if ((long) features.channels() * positions > LARGEST_FEATURES) {
      throw InvalidInput.of(
              "channels × positions must be at most 2^22",
              "got %d × %d".formatted(features.channels(), positions),
              "take fewer channels or a smaller space")
          .at(StageFeatures.location(key));
    }
  }

  private static void requireLossFits(Loss loss, Features output) {
    if (loss.kind() == Loss.Kind.SOFTMAX_CROSS_ENTROPY && output.channels() < 2) {
      throw InvalidInput.of(
              "softmax_cross_entropy must have at least two output channels",
              "the last layer has one",
              "give one channel per class, or use binary_cross_entropy")
          .at(StageFeatures.location("loss"));
    }
  }
}
