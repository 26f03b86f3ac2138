package org.equisweep.network;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.equisweep.geometry.Factored;
import org.equisweep.geometry.Parametrisation;
import org.equisweep.group.SpaceSpec;
import org.equisweep.network.ArchitectureSpec.AveragePool;
import org.equisweep.network.ArchitectureSpec.Bias;
import org.equisweep.network.ArchitectureSpec.Features;
import org.equisweep.network.ArchitectureSpec.Layer;
import org.equisweep.network.ArchitectureSpec.LayerNorm;
import org.equisweep.network.ArchitectureSpec.LeakyRelu;
import org.equisweep.network.ArchitectureSpec.Loss;
import org.equisweep.network.ArchitectureSpec.Pool;
import org.equisweep.network.ArchitectureSpec.Stage;
import org.equisweep.network.ArchitectureSpec.Tanh;
import org.equisweep.network.PointwiseStep.Function;
import org.equisweep.tensor.MaxPooling;
import org.equisweep.tensor.Precision;
import org.jspecify.annotations.Nullable;

/**
 * Compiles a chain of stages and a loss to a {@link Plan}. Entrywise functions and layer norms
 * write over their input where nobody reads it again, their gradients always over that of their
 * output.
 */
final class NetworkCompiler {
  private final List<StageFeatures> stages;
  private final ToIntFunction<SpaceSpec> dimension;
  private final Precision precision;
  private final int maxExamples;
  private final @Nullable LinearForm forced;
  private final PlanKind kind;
  private final @Nullable InputSpan span;
  private final Timeline time;

  private final List<Slot> slots = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();
  private final List<LayerCompiler.Compiled> layers = new ArrayList<>();
  private final Deque<Block> blocks = new ArrayDeque<>();

  /** Plain steps, for one pass. */
  NetworkCompiler(
      List<StageFeatures> stages,
      ToIntFunction<SpaceSpec> dimension,
      Precision precision,
      int maxExamples,
      @Nullable LinearForm forced) {
    this(stages, dimension, precision, maxExamples, forced, PlanKind.PLAIN, null);
  }

  /**
   * @param dimension of each space that occurs
   * @param forced the form of every linear layer that allows it; null for the cheapest
   * @param kind of the steps
   * @param span what comes in place of the input of layer 1; null for the input itself
   */
  NetworkCompiler(
      List<StageFeatures> stages,
      ToIntFunction<SpaceSpec> dimension,
      Precision precision,
      int maxExamples,
      @Nullable LinearForm forced,
      PlanKind kind,
      @Nullable InputSpan span) {
    if (maxExamples < 1) {
      throw new IllegalArgumentException("maxExamples must be at least 1, got " + maxExamples);
    }
    this.stages = stages;
    this.dimension = dimension;
    this.precision = precision;
    this.maxExamples = maxExamples;
    this.forced = forced;
    this.kind = kind;
    this.span = span;
    this.time = new Timeline(stages.size());
  }

  /**
   * @param parametrisations of the linear layers, in order
   */
  Plan compile(Features inputFeatures, List<Parametrisation> parametrisations, Loss loss) {
    Activation input =
        span == null
            ? new Activation(
                inputFeatures.channels(), dimension.applyAsInt(inputFeatures.space()), null, null)
            : new Activation(span.rank(), span.positions(), null, null);
    requireAddressable(input);
    Activation at = input;
    int firstBackward = stages.size();
    for (int i = 0; i < stages.size(); i++) {
      if (stages.get(i).stage() instanceof Bias bias) {
        firstBackward = Math.min(firstBackward, i);
        at = bias(i, at, bias, parametrisations.get(layers.size()));
      } else if (stages.get(i).stage() instanceof Layer) {
        firstBackward = Math.min(firstBackward, i);
        at = linear(i, at, parametrisations.get(layers.size()));
      } else {
        at = nonlinear(i, at);
      }
    }
    LossStep lossStep = loss(loss, at);
    return plan(input, at, firstBackward, lossStep);
  }

  /** What a step of the forward pass wrote is read again by every product. */
  private void keepAll() {
    for (Slot slot : slots) {
      slot.keepAt(0);
      slot.keepAt(time.end());
    }
  }

  private Plan plan(Activation input, Activation output, int firstBackward, LossStep loss) {
    List<CoefficientLayout> layouts =
        new ArrayList<>(layers.stream().map(LayerCompiler.Compiled::layout).toList());
    List<LayerForm> forms = layers.stream().map(LayerCompiler.Compiled::form).toList();
    StepFusion fusion = new StepFusion(time, precision, maxExamples, slots, layouts, forms);
    List<Step> executed = executed(fusion);
    if (kind.tangents()) {
      keepAll();
    }
    List<Long> offsets = new ArrayList<>();
    long stored = 0;
    for (CoefficientLayout layout : layouts) {
      offsets.add(stored);
      stored += layout.stored();
    }
    return new Plan(
        precision,
        maxExamples,
        input,
        output,
        executed,
        firstBackward,
        loss,
        List.copyOf(layouts),
        List.copyOf(offsets),
        stored,
        forms,
        fusion.fusions(),
        Slot.place(slots),
        kind.tangents());
  }

  private List<Step> executed(StepFusion fusion) {
    return switch (kind) {
      case FUSED -> fusion.fuse(steps);
      case TANGENTS -> fusion.fuseForTangents(steps);
      case PLAIN, PLAIN_TANGENTS -> List.copyOf(steps);
    };
  }

  private Activation linear(int i, Activation in, Parametrisation parametrisation) {
    readForward(in, i);
    Activation out = fresh(i, true);
    boolean spanned = span != null && layers.isEmpty();
    LinearLayer layer =
        new LinearLayer(layers.size(), shape(i, in, out), in, out, spanned ? span.positions() : 1);
    boolean fused = kind == PlanKind.FUSED;
    LayerCompiler compiler =
        new LayerCompiler(
            layer, i, time, maxExamples, slots, fused, fused && !spanned ? pooling(i + 1) : null);
    LayerCompiler.Compiled compiled =
        spanned
            ? compiler.features(parametrisation, span, precision)
            : compiler.compile(parametrisation, stages.get(i).taps(), precision, forced);
    layers.add(compiled);
    steps.add(compiled.step());
    return out;
  }

  /** What a stage of averages does; null for other stages. */
  private @Nullable SparseMap pooling(int i) {
    return i < stages.size() && stages.get(i).stage() instanceof AveragePool pool
        ? pool(i, pool)
        : null;
  }

  private SparseMap pool(int i, Pool pool) {
    SpaceSpec.Grid grid = (SpaceSpec.Grid) stages.get(i).in().space();
    return SparseMap.averagePool(grid.height(), grid.width(), pool.size(), pool.step());
  }

  /** Of the layer itself, whatever comes in place of its input. */
  private LinearShape shape(int i, Activation in, Activation out) {
    Features given = stages.get(i).in();
    return span == null || !layers.isEmpty()
        ? new LinearShape(out.channels(), in.channels(), out.positions(), in.positions())
        : new LinearShape(
            out.channels(), given.channels(), out.positions(), dimension.applyAsInt(given.space()));
  }

  private Activation bias(int i, Activation in, Bias bias, Parametrisation parametrisation) {
    readForward(in, i);
    Activation out = fresh(i, true);
    int positions = bias.byPosition() ? 1 : in.positions();
    int layer = layers.size();
    SparseMap assembly = assembly(parametrisation, in.positions() / positions);
    long entries = in.features() / positions;
    LayerForm.Counts counts =
        new LayerForm.Counts(LinearForm.DENSE, 2 * perExample(in.features()), 0, 0, 0);
    Step step =
        new BiasStep(
            layer,
            assembly,
            assembly.transposed(),
            positions,
            in,
            out,
            slot(entries, time.forward(i), time.forward(i)),
            slot(entries, time.backward(i), time.backward(i)),
            slot((long) positions * maxExamples, time.forward(i), time.backward(i)));
    layers.add(
        new LayerCompiler.Compiled(
            step,
            new PlainLayout(parametrisation.coefficients()),
            new LayerForm(layer + 1, LinearForm.DENSE, List.of(counts))));
    steps.add(step);
    return out;
  }

  /** From a channel's coefficients to its b. */
  private static SparseMap assembly(Parametrisation parametrisation, int entries) {
    SparseMap.Entries map = new SparseMap.Entries();
    if (!(parametrisation instanceof Factored factored)) {
      for (int entry = 0; entry < entries; entry++) {
        map.add(entry, entry, 1);
      }
      return map.map(entries, entries);
    }
    return SpatialOperators.dense(factored, entries, 1).assembly();
  }

  private Activation pooled(int i, Activation in, Pool pool) {
    Activation out = fresh(i, in.gradient() != null);
    SparseMap map = pool(i, pool);
    if (pool instanceof AveragePool) {
      steps.add(new AveragePoolStep(map, in, out));
      return out;
    }
    if (in.gradient() != null) {
      keepForBackward(in, i);
      keepForBackward(out, i);
    }
    List<int[]> windows = IntStream.range(0, map.rows()).mapToObj(map::columnsOf).toList();
    steps.add(new MaxPoolStep(new MaxPooling(in.positions(), windows), in, out));
    return out;
  }

  private void keepForBackward(Activation activation, int i) {
    if (activation.value() != null) {
      activation.value().keepAt(time.backward(i));
    }
  }

  private Activation residualStart(int i, Activation in) {
    Activation out = fresh(i, in.gradient() != null);
    blocks.push(new Block(i, in, out));
    steps.add(new ResidualStartStep(in, out, out));
    return out;
  }

  private Activation residualEnd(int i, Activation in) {
    Block block = blocks.pop();
    readForward(block.in(), i);
    boolean differentiated = in.gradient() != null;
    Activation out = fresh(i, differentiated);
    if (differentiated && out.gradient() != null) {
      out.gradient().keepAt(time.backward(block.stage()));
    }
    steps.set(block.stage(), new ResidualStartStep(block.in(), block.out(), out));
    steps.add(new ResidualEndStep(block.in(), in, out));
    return out;
  }

  /** A residual block that is not closed yet. */
  private record Block(int stage, Activation in, Activation out) {}

  private Activation nonlinear(int i, Activation in) {
    readForward(in, i);
    Stage stage = stages.get(i).stage();
    boolean differentiated = in.gradient() != null;
    if (stage instanceof Pool pool) {
      return pooled(i, in, pool);
    }
    if (stage instanceof ArchitectureSpec.ResidualStart) {
      return residualStart(i, in);
    }
    if (stage instanceof ArchitectureSpec.ResidualEnd) {
      return residualEnd(i, in);
    }
    Activation out = overwriting(i, in);
    if (stage instanceof LayerNorm norm) {
      long means = perExample(LayerNormStep.means(norm.over(), in));
      int last = differentiated ? time.backward(i) : i;
      Slot inverse = slot(means, time.forward(i), last);
      steps.add(new LayerNormStep(norm.over(), norm.epsilon(), in, out, inverse));
    } else {
      steps.add(new PointwiseStep(function(stage), in, out));
    }
    return out;
  }

  private static Function function(Stage stage) {
    if (stage instanceof LeakyRelu leaky) {
      return new Function.LeakyRelu(leaky.slope());
    } else if (stage instanceof Tanh) {
      return new Function.Tanh();
    } else if (stage instanceof ArchitectureSpec.Relu) {
      return new Function.LeakyRelu(0);
    } else if (stage instanceof ArchitectureSpec.Sigmoid) {
      return new Function.Sigmoid();
    }
    throw new IllegalArgumentException("not an entrywise function: " + stage);
  }

  /** An output in memory of its own. */
  private Activation fresh(int i, boolean differentiated) {
    Features features = stages.get(i).out();
    Activation shape =
        new Activation(features.channels(), dimension.applyAsInt(features.space()), null, null);
    requireAddressable(shape);
    long elements = perExample(shape.features());
    return new Activation(
        shape.channels(),
        shape.positions(),
        slot(elements, time.forward(i), time.forward(i)),
        differentiated ? slot(elements, time.outputGradient(i), time.backward(i)) : null);
  }

  /**
   * An output, needed again in the step's own backward, over the input where that is free. Products
   * read gradients again, so that with tangents none is written over.
   */
  private Activation overwriting(int i, Activation in) {
    Slot value = in.value();
    boolean free = value != null && !(i > 0 && needsOwnOutput(stages.get(i - 1).stage()));
    if (value == null || !free) {
      value = slot(perExample(in.features()), time.forward(i), time.forward(i));
    }
    Slot gradient = in.gradient();
    if (gradient != null) {
      value.keepAt(time.backward(i));
      if (kind.tangents()) {
        gradient = slot(perExample(in.features()), time.outputGradient(i), time.backward(i));
      } else {
        gradient.keepAt(time.outputGradient(i));
      }
    }
    return new Activation(in.channels(), in.positions(), value, gradient);
  }

  /** Whether a step's backward reads its output. */
  private static boolean needsOwnOutput(Stage stage) {
    return !(stage instanceof Layer
        || stage instanceof AveragePool
        || stage instanceof ArchitectureSpec.ResidualStart
        || stage instanceof ArchitectureSpec.ResidualEnd);
  }

  private static void readForward(Activation in, int i) {
    if (in.value() != null) {
      in.value().keepAt(i);
    }
  }

  private LossStep loss(Loss loss, Activation output) {
    readForward(output, time.loss());
    if (!loss.afterSoftmax()) {
      return new LossStep(loss, output, null);
    }
    long elements = perExample(output.features());
    Activation softmax =
        new Activation(
            output.channels(),
            output.positions(),
            slot(elements, time.loss(), time.loss()),
            slot(elements, time.loss(), time.loss()));
    return new LossStep(loss, output, softmax);
  }

  private long perExample(long features) {
    return Math.multiplyExact(features, (long) maxExamples);
  }

  /** BLAS dimensions are ints. */
  private void requireAddressable(Activation activation) {
    if (perExample(activation.features()) > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "an array of %d features times %d examples must have at most 2^31 - 1 entries"
              .formatted(activation.features(), maxExamples));
    }
  }

  private Slot slot(long elements, int first, int last) {
    Slot slot = new Slot(elements, first, last);
    slots.add(slot);
    return slot;
  }
}
