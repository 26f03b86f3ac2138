package org.equisweep.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.equisweep.group.Element;
import org.equisweep.group.Group;
import org.equisweep.group.SpaceSpec;
import org.equisweep.network.ArchitectureSpec.Features;
import org.equisweep.network.ArchitectureSpec.Layer;
import org.equisweep.network.ArchitectureSpec.Loss;
import org.equisweep.network.Violation.Assumption;
import org.equisweep.tensor.Precision;
import org.equisweep.tensor.RandomStream;
import org.equisweep.tensor.Tensor;

/**
 * Checks A1–A3 on every generator of the group, A2 and A3 on a random probe in double by the same
 * steps that a network runs. Commuting with the generators is commuting with the group.
 */
final class Assumptions {
  /** Equality up to this, relative to the size of what is compared. */
  static final double TOLERANCE = 1e-10;

  /** Examples of a probe; more than one, so that mixing examples would show. */
  private static final int EXAMPLES = 3;

  private final ArchitectureSpec architecture;
  private final Group group;
  private final List<StageFeatures> stages;

  Assumptions(ArchitectureSpec architecture, Group group, List<StageFeatures> stages) {
    this.architecture = architecture;
    this.group = group;
    this.stages = stages;
  }

  /** What is violated, in the order of the stages; one violation for each stage and assumption. */
  List<StageViolation> violations() {
    List<StageViolation> found = new ArrayList<>();
    orthogonal(architecture.input().space(), "input").ifPresent(v -> add(found, -1, v));
    for (StageFeatures stage : stages) {
      if (!stage.in().space().equals(stage.out().space())) {
        orthogonal(stage.out().space(), stage.name()).ifPresent(v -> add(found, stage.index(), v));
      }
      if (isNonlinearity(stage.stage())) {
        commutes(stage).ifPresent(v -> add(found, stage.index(), v));
      }
    }
    lossInvariant().ifPresent(v -> add(found, stages.size(), v));
    return List.copyOf(found);
  }

  private static boolean isNonlinearity(ArchitectureSpec.Stage stage) {
    return !(stage instanceof Layer
        || stage instanceof ArchitectureSpec.ResidualStart
        || stage instanceof ArchitectureSpec.ResidualEnd);
  }

  /**
   * @param stage index of the stage, −1 for the input, the number of stages for the loss
   */
  record StageViolation(int stage, Violation violation) {}

  private static void add(List<StageViolation> found, int stage, Violation violation) {
    found.add(new StageViolation(stage, violation));
  }

  /** A1: an image that is hit twice is a column pair with inner product 1 in place of 0. */
  private Optional<Violation> orthogonal(SpaceSpec space, String stage) {
    return worst(
        Assumption.A1,
        stage,
        0,
        g -> {
          int[] image = group.representation(space).permutation(g);
          int[] hits = new int[image.length];
          for (int i : image) {
            hits[i]++;
          }
          double squares = 0;
          for (int h : hits) {
            squares += (double) h * (h - 1);
          }
          return Math.sqrt(squares);
        });
  }

  /** A2. */
  private Optional<Violation> commutes(StageFeatures stage) {
    Loss unused = new Loss(Loss.Kind.MEAN_SQUARED_ERROR, false, 1);
    StageFeatures alone = new StageFeatures(0, stage.stage(), stage.in(), stage.out());
    Plan plan =
        new NetworkCompiler(List.of(alone), this::dimension, Precision.DOUBLE, EXAMPLES, null)
            .compile(stage.in(), List.of(), unused);
    try (Workspace workspace = new Workspace(plan)) {
      Function<double[], double[]> sigma = x -> run(plan, workspace, x);
      double[] x = normals(stage.in(), stage.index());
      double[] y = sigma.apply(x);
      return worst(
          Assumption.A2,
          stage.name(),
          norm(y),
          g -> distance(sigma.apply(acted(stage.in(), g, x)), acted(stage.out(), g, y)));
    }
  }

  /** A3, on targets of the kind the loss takes. */
  private Optional<Violation> lossInvariant() {
    Features output = stages.isEmpty() ? architecture.input() : stages.get(stages.size() - 1).out();
    Loss loss = architecture.loss();
    Plan plan =
        new NetworkCompiler(List.of(), this::dimension, Precision.DOUBLE, EXAMPLES, null)
            .compile(output, List.of(), loss);
    try (Workspace workspace = new Workspace(plan)) {
      double[] z = normals(output, stages.size());
      double[] y = targets(loss, output);
      double value = loss(plan, workspace, z, y);
      return worst(
          Assumption.A3,
          "loss",
          Math.abs(value),
          g -> Math.abs(loss(plan, workspace, acted(output, g, z), acted(output, g, y)) - value));
    }
  }

  private Optional<Violation> worst(
      Assumption assumption, String stage, double scale, ToDoubleFunction<Element> size) {
    Optional<Violation> worst = Optional.empty();
    for (Element g : group.generators()) {
      double found = size.applyAsDouble(g);
      boolean violated = !(found <= TOLERANCE * (1 + scale));
      if (violated && (worst.isEmpty() || found > worst.get().size())) {
        worst = Optional.of(new Violation(assumption, stage, g.name(), found));
      }
    }
    return worst;
  }

  private static double[] run(Plan plan, Workspace workspace, double[] x) {
    try (Tensor input = Tensor.zeros(Precision.DOUBLE, x.length)) {
      input.copyFrom(x, 0, 0, x.length);
      workspace.begin(null, input, EXAMPLES, null);
      plan.steps().get(0).forward(workspace);
      double[] y = new double[Math.toIntExact(plan.output().features() * EXAMPLES)];
      workspace.arena().copyTo(workspace.offset(plan.output()), y, 0, y.length);
      return y;
    }
  }

  private static double loss(Plan plan, Workspace workspace, double[] z, double[] y) {
    try (Tensor logits = Tensor.zeros(Precision.DOUBLE, z.length);
        Tensor targets = Tensor.zeros(Precision.DOUBLE, y.length)) {
      logits.copyFrom(z, 0, 0, z.length);
      targets.copyFrom(y, 0, 0, y.length);
      workspace.begin(null, logits, EXAMPLES, null);
      return plan.loss().value(workspace, logits, 0, targets);
    }
  }

  /** ρ(g)x on every channel and example. */
  private double[] acted(Features features, Element g, double[] x) {
    int[] image = group.representation(features.space()).permutation(g);
    int n = x.length / (features.channels() * image.length);
    double[] y = new double[x.length];
    for (int c = 0; c < features.channels(); c++) {
      for (int p = 0; p < image.length; p++) {
        int from = (c * image.length + p) * n;
        int to = (c * image.length + image[p]) * n;
        System.arraycopy(x, from, y, to, n);
      }
    }
    return y;
  }

  private double[] normals(Features features, int stage) {
    RandomStream stream = RandomStream.of(0, "assumptions", stage);
    double[] x = new double[size(features)];
    for (int i = 0; i < x.length; i++) {
      x[i] = stream.nextNormal();
    }
    return x;
  }

  /** Probabilities: each entry's own, or summing to 1 over channels. */
  private double[] targets(Loss loss, Features features) {
    RandomStream stream = RandomStream.of(0, "assumptions/targets", 0);
    double[] y = new double[size(features)];
    for (int i = 0; i < y.length; i++) {
      y[i] = stream.nextDouble();
    }
    if (loss.kind() == Loss.Kind.SOFTMAX_CROSS_ENTROPY) {
      int inner = y.length / features.channels();
      for (int i = 0; i < inner; i++) {
        double sum = 0;
        for (int at = i; at < y.length; at += inner) {
          sum += y[at];
        }
        for (int at = i; at < y.length; at += inner) {
          y[at] /= sum;
        }
      }
    }
    return y;
  }

  private int size(Features features) {
    return Math.multiplyExact(
        features.channels(), Math.multiplyExact(dimension(features.space()), EXAMPLES));
  }

  private int dimension(SpaceSpec space) {
    return group.representation(space).dimension();
  }

  private static double norm(double[] x) {
    return distance(x, new double[x.length]);
  }

  private static double distance(double[] x, double[] y) {
    double squares = 0;
    for (int i = 0; i < x.length; i++) {
      squares += (x[i] - y[i]) * (x[i] - y[i]);
    }
    return Math.sqrt(squares);
  }
}
