package org.equisweep.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.equisweep.network.ArchitectureSpec;
import org.equisweep.network.ArchitectureSpec.Admissible;
import org.equisweep.network.ArchitectureSpec.Features;
import org.equisweep.network.ArchitectureSpec.KernelBasis;
import org.equisweep.network.ArchitectureSpec.Loss;
import org.equisweep.network.ArchitectureSpec.Stage;
import org.equisweep.network.ArchitectureSpec.Tap;
import org.jspecify.annotations.Nullable;

/** {@code architectures}. */
final class ArchitectureBinding {
  /** The entries of {@code layers} by their key; a new kind of layer is one more of these. */
  private final Map<String, StageBinding> stages =
      Map.of(
          "linear", this::linear,
          "conv", this::conv,
          "leaky_relu", value -> new ArchitectureSpec.LeakyRelu(Values.number(value.at("slope"))),
          "relu", value -> new ArchitectureSpec.Relu(),
          "tanh", value -> new ArchitectureSpec.Tanh(),
          "sigmoid", value -> new ArchitectureSpec.Sigmoid(),
          "layer_norm", ArchitectureBinding::layerNorm,
          "average_pool",
              value -> new ArchitectureSpec.AveragePool(poolSize(value), poolStride(value)),
          "max_pool", value -> new ArchitectureSpec.MaxPool(poolSize(value), poolStride(value)));

  private final InputFiles files;

  ArchitectureBinding(InputFiles files) {
    this.files = files;
  }

  private interface StageBinding {
    Stage bind(Node value);
  }

  ArchitectureSpec bind(Node node) {
    Node input = node.at("input");
    Features features =
        Values.located(
            input,
            () ->
                new Features(
                    GroupBinding.space(input.at("space")), Values.integer(input.at("channels"))));
    List<Stage> layers = new ArrayList<>();
    eachStage(node.at("layers"), (item, stage) -> layers.add(stage));
    Node loss = node.at("loss");
    return new ArchitectureSpec(features, layers, Values.located(loss, () -> loss(loss)));
  }

  private interface StageTask {
    void accept(Node item, Stage stage);
  }

  /** The stages that entries stand for: a residual block for its ends and what is in it. */
  private void eachStage(Node layers, StageTask task) {
    for (Node item : ((Node.Sequence) layers).items()) {
      Node residual = item.get("residual");
      if (residual != null) {
        task.accept(item, new ArchitectureSpec.ResidualStart());
        eachStage(residual.at("layers"), task);
        task.accept(item, new ArchitectureSpec.ResidualEnd());
        continue;
      }
      task.accept(item, stage(item));
      bias(item).ifPresent(bias -> task.accept(item, bias));
    }
  }

  /** After a layer that asks for one: by output entry, of a convolution by channel. */
  private static Optional<Stage> bias(Node item) {
    for (String kind : List.of("linear", "conv")) {
      Node layer = item.get(kind);
      if (layer != null && Values.flag(layer.at("bias"))) {
        return Optional.of(new ArchitectureSpec.Bias(kind.equals("linear")));
      }
    }
    return Optional.empty();
  }

  /** The entry of {@code layers} that a stage stands in. */
  static Node stageNode(Node architecture, int index) {
    List<Node> nodes = new ArrayList<>();
    collect(architecture.at("layers"), nodes);
    return index < nodes.size() ? nodes.get(index) : architecture.at("layers");
  }

  private static void collect(Node layers, List<Node> nodes) {
    for (Node item : ((Node.Sequence) layers).items()) {
      Node residual = item.get("residual");
      nodes.add(item);
      if (residual != null) {
        collect(residual.at("layers"), nodes);
        nodes.add(item);
      } else if (bias(item).isPresent()) {
        nodes.add(item);
      }
    }
  }

  private static int poolSize(Node value) {
    return Values.integer(value instanceof Node.Scalar ? value : value.at("size"));
  }

  private static OptionalInt poolStride(Node value) {
    Node stride = value.get("stride");
    return stride == null ? OptionalInt.empty() : OptionalInt.of(Values.integer(stride));
  }

  private Stage stage(Node item) {
    if (item instanceof Node.Scalar) {
      return stage(Values.text(item), byDefault(item));
    }
    Map.Entry<String, Node> entry = ((Node.Mapping) item).entries().entrySet().iterator().next();
    return stage(entry.getKey(), entry.getValue());
  }

  /** {@code - leaky_relu} is {@code - leaky_relu: {}}; the others have no keys. */
  private static Node byDefault(Node item) {
    JsonNode keyed =
        Schema.children(List.of(Schema.definition("layer")), Values.text(item)).stream()
            .findFirst()
            .orElse(NullNode.getInstance());
    return SchemaCheck.complete(new Node.Mapping(Map.of(), item.place()), keyed);
  }

  private Stage stage(String key, Node value) {
    StageBinding binding = stages.get(key);
    if (binding == null) {
      throw new IllegalStateException("the schema has a layer " + key);
    }
    return Values.located(value, () -> binding.bind(value));
  }

  private Stage linear(Node value) {
    return new ArchitectureSpec.Linear(
        GroupBinding.space(value.at("to")),
        Values.integer(value.at("channels")),
        admissible(value.at("admissible")));
  }

  private Stage conv(Node value) {
    int kernel = Values.integer(value.at("kernel"));
    return new ArchitectureSpec.Conv(
        Values.integer(value.at("channels")),
        kernel,
        support(value.at("support"), kernel),
        Values.choice(value.at("padding"), ArchitectureSpec.Padding.class),
        Values.integer(value.at("stride")),
        kernelBasis(value.at("parametrisation"), files));
  }

  private static List<Tap> support(Node node, int kernel) {
    if (node instanceof Node.Sequence list) {
      return list.items().stream()
          .map(item -> ((Node.Sequence) item).items())
          .map(tap -> new Tap(Values.integer(tap.get(0)), Values.integer(tap.get(1))))
          .toList();
    }
    return switch (Values.text(node)) {
      case "cross" -> Tap.cross(kernel);
      case "skew" -> skew(node, kernel);
      default -> Tap.full(kernel);
    };
  }

  private static List<Tap> skew(Node node, int kernel) {
    if (kernel != 3) {
      throw node.problem(
          "skew is a support of 3×3 kernels",
          "the kernel is " + kernel,
          "give kernel: 3, or a list of taps [row, column]");
    }
    return Tap.skew();
  }

  /** {@code parametrisation}, here and in a phase; null where it is left out. */
  static @Nullable KernelBasis kernelBasis(@Nullable Node node, InputFiles files) {
    if (node == null) {
      return null;
    }
    Node random = node.get("random");
    if (random != null) {
      return new KernelBasis.Random(Values.integer(random));
    }
    Node basis = node.get("basis");
    return basis == null ? new KernelBasis.Taps() : new KernelBasis.File(files.reference(basis));
  }

  private Admissible admissible(Node node) {
    if (node instanceof Node.Scalar) {
      return switch (Values.text(node)) {
        case "circulant" -> new Admissible.Circulant();
        case "symmetric" -> new Admissible.Symmetric();
        default -> new Admissible.Full();
      };
    }
    Node mask = node.get("mask");
    if (mask != null) {
      return new Admissible.Mask(files.reference(mask));
    }
    Node basis = node.get("basis");
    return basis == null ? new Admissible.Full() : new Admissible.Basis(files.reference(basis));
  }

  private static Stage layerNorm(Node value) {
    return new ArchitectureSpec.LayerNorm(
        Values.choice(value.at("over"), ArchitectureSpec.LayerNorm.Over.class),
        Values.number(value.at("epsilon")));
  }

  private static Loss loss(Node node) {
    if (node instanceof Node.Scalar) {
      Node keyed = new Node.Mapping(Map.of("kind", node), node.place());
      return loss(SchemaCheck.complete(keyed, Schema.definition("loss")));
    }
    Node after = node.get("after_softmax");
    return new Loss(
        Values.choice(node.at("kind"), Loss.Kind.class),
        after != null && Values.flag(after),
        Values.number(node.at("scale")));
  }
}
