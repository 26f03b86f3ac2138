package org.equisweep.network;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.equisweep.geometry.Convolution;
import org.equisweep.group.SpaceSpec;
import org.equisweep.network.ArchitectureSpec.AveragePool;
import org.equisweep.network.ArchitectureSpec.Bias;
import org.equisweep.network.ArchitectureSpec.Conv;
import org.equisweep.network.ArchitectureSpec.Features;
import org.equisweep.network.ArchitectureSpec.LayerNorm;
import org.equisweep.network.ArchitectureSpec.LayerNorm.Over;
import org.equisweep.network.ArchitectureSpec.LeakyRelu;
import org.equisweep.network.ArchitectureSpec.Linear;
import org.equisweep.network.ArchitectureSpec.Pool;
import org.equisweep.network.ArchitectureSpec.Relu;
import org.equisweep.network.ArchitectureSpec.Sigmoid;
import org.equisweep.network.ArchitectureSpec.Stage;
import org.equisweep.network.ArchitectureSpec.Tanh;
import org.equisweep.problem.InvalidInput;
import org.equisweep.problem.Location;
import org.jspecify.annotations.Nullable;

/**
 * A stage between the features it takes and gives.
 *
 * @param index its place in {@code layers}, from 0
 */
record StageFeatures(int index, Stage stage, Features in, Features out) {
  /** All stages of an architecture with their features. */
  static List<StageFeatures> propagate(ArchitectureSpec architecture) {
    List<StageFeatures> stages = new ArrayList<>();
    Features features = architecture.input();
    Deque<Features> blocks = new ArrayDeque<>();
    for (Stage stage : architecture.stages()) {
      int index = stages.size();
      if (stage instanceof ArchitectureSpec.ResidualStart) {
        blocks.push(features);
      } else if (stage instanceof ArchitectureSpec.ResidualEnd) {
        requireSame(blocks.pop(), features, index);
      }
      Features out = after(stage, features, index);
      stages.add(new StageFeatures(index, stage, features, out));
      features = out;
    }
    return List.copyOf(stages);
  }

  private static void requireSame(Features before, Features after, int index) {
    if (!before.equals(after)) {
      throw InvalidInput.of(
              "a residual block must end in the features it begins with",
              "%d channels of %s become %d of %s"
                  .formatted(
                      before.channels(),
                      before.space().title(),
                      after.channels(),
                      after.space().title()),
              "end it with a layer back to these")
          .at(location(index));
    }
  }

  /** Every space that occurs, input first. */
  static Collection<SpaceSpec> spaces(ArchitectureSpec architecture) {
    Set<SpaceSpec> spaces = new LinkedHashSet<>();
    spaces.add(architecture.input().space());
    propagate(architecture).forEach(stage -> spaces.add(stage.out().space()));
    if (architecture.stages().stream().anyMatch(Bias.class::isInstance)) {
      spaces.add(new SpaceSpec.Scalar());
    }
    return List.copyOf(spaces);
  }

  /** Such as {@code layers.4 average_pool}. */
  String name() {
    return "layers.%d %s".formatted(index, kind(stage));
  }

  /** The stage's key in a sweep file. */
  static String kind(Stage stage) {
    if (stage instanceof Linear) {
      return "linear";
    } else if (stage instanceof Conv) {
      return "conv";
    } else if (stage instanceof LeakyRelu) {
      return "leaky_relu";
    } else if (stage instanceof Relu) {
      return "relu";
    } else if (stage instanceof Tanh) {
      return "tanh";
    } else if (stage instanceof Sigmoid) {
      return "sigmoid";
    } else if (stage instanceof LayerNorm) {
      return "layer_norm";
    } else if (stage instanceof AveragePool) {
      return "average_pool";
    } else if (stage instanceof ArchitectureSpec.MaxPool) {
      return "max_pool";
    } else if (stage instanceof Bias) {
      return "bias";
    }
    return "residual";
  }

  /** Where in the architecture a stage stands; the loader of the sweep file knows the rest. */
  static Location location(int index) {
    return location("layers." + index);
  }

  /** A place by its key relative to the architecture. */
  static Location location(String key) {
    return new Location("architecture", 0, key);
  }

  /** Refuses a layer norm over a single position, which is identically 0. */
  void requireMeaningful(int positionsIn) {
    if (stage instanceof LayerNorm norm && norm.over() == Over.POSITIONS && positionsIn < 2) {
      throw identicallyZero("position", index);
    }
  }

  private static Features after(Stage stage, Features in, int index) {
    if (stage instanceof Linear linear) {
      return new Features(linear.to(), linear.channels());
    }
    if (stage instanceof Conv) {
      return convolved((Conv) stage, in, index);
    }
    if (stage instanceof Pool pool) {
      return pooled(pool, in, index);
    }
    if (stage instanceof LayerNorm norm && norm.over() == Over.CHANNELS && in.channels() < 2) {
      throw identicallyZero("channel", index);
    }
    return in;
  }

  private static Features convolved(Conv conv, Features in, int index) {
    SpaceSpec.Grid grid = grid("conv", in, index);
    try {
      Convolution taps = convolution(conv, grid);
      return new Features(
          new SpaceSpec.Grid(taps.outputHeight(), taps.outputWidth()), conv.channels());
    } catch (InvalidInput problem) {
      throw problem.at(location(index));
    }
  }

  /** The tap operators of a convolution on a grid. */
  static Convolution convolution(Conv conv, SpaceSpec.Grid grid) {
    return new Convolution(
        grid.height(),
        grid.width(),
        conv.kernel(),
        conv.stride(),
        conv.padding() == ArchitectureSpec.Padding.CIRCULAR);
  }

  /** The tap operators of this stage, null where it is no convolution. */
  @Nullable Convolution taps() {
    return stage instanceof Conv conv ? convolution(conv, (SpaceSpec.Grid) in.space()) : null;
  }

  private static SpaceSpec.Grid grid(String kind, Features in, int index) {
    if (in.space() instanceof SpaceSpec.Grid grid) {
      return grid;
    }
    throw InvalidInput.of(
            kind + " must follow a grid",
            "the features before it are " + in.space(),
            "put it before leaving the grid, or remove it")
        .at(location(index));
  }

  private static Features pooled(Pool pool, Features in, int index) {
    SpaceSpec.Grid grid = grid(kind(pool), in, index);
    int size = pool.size();
    if (grid.height() < size || grid.width() < size) {
      throw InvalidInput.of(
              kind(pool) + " must not be larger than the grid",
              "got %d on a %d×%d grid".formatted(size, grid.height(), grid.width()),
              "give a smaller size")
          .at(location(index));
    }
    SpaceSpec.Grid coarse =
        new SpaceSpec.Grid(
            (grid.height() - size) / pool.step() + 1, (grid.width() - size) / pool.step() + 1);
    return new Features(coarse, in.channels());
  }

  private static InvalidInput identicallyZero(String what, int index) {
    return InvalidInput.of(
            "layer_norm must average over at least two " + what + "s",
            "there is one " + what + ", so that it is identically 0",
            "normalise over the other axis, or remove it")
        .at(location(index));
  }
}
