package org.equisweep.training;

import static org.equisweep.training.SmallNetworks.conv;
import static org.equisweep.training.SmallNetworks.convolutions;
import static org.equisweep.training.SmallNetworks.linear;
import static org.equisweep.training.SmallNetworks.masked;
import static org.equisweep.training.SmallNetworks.network;
import static org.equisweep.training.SmallNetworks.npy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.equisweep.data.DataSpec;
import org.equisweep.group.GroupSpec;
import org.equisweep.group.SpaceSpec;
import org.equisweep.network.ArchitectureSpec;
import org.equisweep.network.ArchitectureSpec.Admissible;
import org.equisweep.network.ArchitectureSpec.AveragePool;
import org.equisweep.network.ArchitectureSpec.Bias;
import org.equisweep.network.ArchitectureSpec.KernelBasis;
import org.equisweep.network.ArchitectureSpec.LayerNorm;
import org.equisweep.network.ArchitectureSpec.LeakyRelu;
import org.equisweep.network.ArchitectureSpec.Linear;
import org.equisweep.network.ArchitectureSpec.Loss;
import org.equisweep.network.ArchitectureSpec.MaxPool;
import org.equisweep.network.ArchitectureSpec.Padding;
import org.equisweep.network.ArchitectureSpec.Relu;
import org.equisweep.network.ArchitectureSpec.ResidualEnd;
import org.equisweep.network.ArchitectureSpec.ResidualStart;
import org.equisweep.network.ArchitectureSpec.Sigmoid;
import org.equisweep.network.ArchitectureSpec.Tanh;
import org.equisweep.network.ArchitectureSpec.Tap;
import org.equisweep.storage.Storage;
import org.equisweep.tensor.NdArray;
import org.equisweep.tensor.Npz;
import org.equisweep.tensor.Precision;
import org.equisweep.tensor.RandomStream;

/** Groups × spaces × architectures × admissible spaces on which the theorems are tried. */
public enum Case {
  /** Graphs under all relabellings, invariant output. */
  S4_EDGES(new GroupSpec.Symmetric(4), true) {
    @Override
    public ArchitectureSpec architecture(Path folder) {
      return network(
          new SpaceSpec.Edges(),
          1,
          Loss.Kind.BINARY_CROSS_ENTROPY,
          linear(new SpaceSpec.Edges(), 2),
          new LeakyRelu(0.01),
          linear(new SpaceSpec.Scalar(), 3),
          new LeakyRelu(0.01),
          new LayerNorm(LayerNorm.Over.CHANNELS, 1e-5),
          linear(new SpaceSpec.Scalar(), 1));
    }
  },
  /** Signals on a cycle, several channels, squared error. */
  Z10_NODES(new GroupSpec.Cyclic(10), true) {
    @Override
    public ArchitectureSpec architecture(Path folder) {
      return network(
          new SpaceSpec.Nodes(),
          2,
          Loss.Kind.MEAN_SQUARED_ERROR,
          linear(new SpaceSpec.Nodes(), 3),
          new Tanh(),
          linear(new SpaceSpec.Nodes(), 2),
          new Sigmoid(),
          linear(new SpaceSpec.Scalar(), 2));
    }
  },
  /** Images under quarter turns, with pooling and layer norm over positions. */
  C4_POOLED(new GroupSpec.Cyclic(4), true) {
    @Override
    public ArchitectureSpec architecture(Path folder) {
      return network(
          new SpaceSpec.Grid(4, 4),
          1,
          Loss.Kind.SOFTMAX_CROSS_ENTROPY,
          linear(new SpaceSpec.Grid(4, 4), 3),
          new AveragePool(2),
          new Tanh(),
          new LayerNorm(LayerNorm.Over.POSITIONS, 1e-5),
          linear(new SpaceSpec.Grid(2, 2), 2),
          new Tanh(),
          linear(new SpaceSpec.Scalar(), 3));
    }
  },
  /** Images whose targets turn along. */
  D4_SEGMENTATION(new GroupSpec.Dihedral(4), true) {
    @Override
    public ArchitectureSpec architecture(Path folder) {
      return network(
          new SpaceSpec.Grid(3, 3),
          1,
          Loss.Kind.SOFTMAX_CROSS_ENTROPY,
          linear(new SpaceSpec.Grid(3, 3), 3),
          new LeakyRelu(0.1),
          linear(new SpaceSpec.Grid(3, 3), 2));
    }
  },
  /** A product: quarter turns with all shifts. */
  TURNS_AND_SHIFTS(
      new GroupSpec.Product(List.of(new GroupSpec.Cyclic(4), new GroupSpec.Shifts(List.of(0, 1)))),
      true) {
    @Override
    public ArchitectureSpec architecture(Path folder) {
      return network(
          new SpaceSpec.Grid(3, 3),
          1,
          Loss.Kind.MEAN_SQUARED_ERROR,
          linear(new SpaceSpec.Grid(3, 3), 2),
          new Relu(),
          linear(new SpaceSpec.Scalar(), 2));
    }
  },
  /** The main experiment in small. */
  C4_CROSS(new GroupSpec.Cyclic(4), true) {
    @Override
    public ArchitectureSpec architecture(Path folder) {
      return convolutions(Tap.cross(3), new KernelBasis.Taps());
    }
  },
  /** Its support that is not compatible. */
  C4_SKEW(new GroupSpec.Cyclic(4), false) {
    @Override
    public ArchitectureSpec architecture(Path folder) {
      return convolutions(Tap.skew(), new KernelBasis.Taps());
    }
  },
  /** The cross in combinations of its taps that a file gives: compatible, not unitary. */
  C4_GIVEN_FILTERS(new GroupSpec.Cyclic(4), true) {
    @Override
    public ArchitectureSpec architecture(Path folder) {
      double[] taps = new double[5 * 9];
      RandomStream stream = RandomStream.of(7, "taps", 0);
      for (int k = 0; k < 5; k++) {
        for (Tap tap : Tap.cross(3)) {
          taps[k * 9 + tap.row() * 3 + tap.column()] = stream.nextNormal();
        }
      }
      return convolutions(Tap.cross(3), new KernelBasis.File(npy(folder, "taps", taps, 5, 3, 3)));
    }

    @Override
    public boolean unitary() {
      return false;
    }
  },
  /** Quarter turns with all shifts of an odd torus, turned along by the targets. */
  TURNS_AND_SHIFTS_CIRCULAR(
      new GroupSpec.Product(List.of(new GroupSpec.Cyclic(4), new GroupSpec.Shifts(List.of(0, 1)))),
      true) {
    @Override
    public ArchitectureSpec architecture(Path folder) {
      return network(
          new SpaceSpec.Grid(3, 3),
          1,
          Loss.Kind.BINARY_CROSS_ENTROPY,
          conv(2, Tap.full(3), Padding.CIRCULAR, 1),
          new Tanh(),
          conv(1, Tap.cross(3), Padding.CIRCULAR, 1));
    }
  },
  /** Stride 2 on an odd side, which keeps the taps, then squares that overlap. */
  D4_OVERLAPPING(new GroupSpec.Dihedral(4), true) {
    @Override
    public ArchitectureSpec architecture(Path folder) {
      return network(
          new SpaceSpec.Grid(9, 9),
          1,
          Loss.Kind.MEAN_SQUARED_ERROR,
          conv(2, Tap.full(3), Padding.ZERO, 2),
          new AveragePool(2, OptionalInt.of(1)),
          new Tanh(),
          new MaxPool(2, OptionalInt.of(2)),
          linear(new SpaceSpec.Grid(2, 2), 1));
    }
  },
  /** Circular padding and a 5×3 grid under shifts and reflections. */
  CIRCULAR(
      new GroupSpec.Product(
          List.of(new GroupSpec.Shifts(List.of(0, 1)), new GroupSpec.Flips(List.of(0)))),
      true) {
    @Override
    public ArchitectureSpec architecture(Path folder) {
      return network(
          new SpaceSpec.Grid(5, 3),
          1,
          Loss.Kind.SOFTMAX_CROSS_ENTROPY,
          conv(2, Tap.full(3), Padding.CIRCULAR, 1),
          new Tanh(),
          conv(3, Tap.cross(3), Padding.CIRCULAR, 1),
          linear(new SpaceSpec.Scalar(), 2));
    }
  },
  /** Stride 2 on an even side: quarter turns do not permute the taps. */
  C4_STRIDED(new GroupSpec.Cyclic(4), false) {
    @Override
    public ArchitectureSpec architecture(Path folder) {
      return network(
          new SpaceSpec.Grid(4, 4),
          1,
          Loss.Kind.MEAN_SQUARED_ERROR,
          conv(3, Tap.full(3), Padding.ZERO, 2),
          new Tanh(),
          linear(new SpaceSpec.Scalar(), 2));
    }
  },
  /** Biases by position and by channel, a residual block, the largest of squares. */
  D4_RESIDUAL(new GroupSpec.Dihedral(4), true) {
    @Override
    public ArchitectureSpec architecture(Path folder) {
      return network(
          new SpaceSpec.Grid(4, 4),
          1,
          Loss.Kind.MEAN_SQUARED_ERROR,
          conv(2, Tap.full(3), Padding.ZERO, 1),
          new Bias(false),
          new MaxPool(2, OptionalInt.empty()),
          new ResidualStart(),
          new Tanh(),
          linear(new SpaceSpec.Grid(2, 2), 2),
          new Bias(true),
          new ResidualEnd(),
          new Tanh(),
          linear(new SpaceSpec.Grid(2, 2), 2),
          new Bias(true));
    }
  },
  /** Circulant layers under reflections: compatible, not all of them equivariant. */
  TIED_CIRCULANT(new GroupSpec.Dihedral(5), true) {
    @Override
    public ArchitectureSpec architecture(Path folder) {
      return network(
          new SpaceSpec.Nodes(),
          2,
          Loss.Kind.MEAN_SQUARED_ERROR,
          new Linear(new SpaceSpec.Nodes(), 3, new Admissible.Circulant()),
          new Tanh(),
          linear(new SpaceSpec.Scalar(), 2));
    }
  },
  /** Symmetric matrices, tied across channels: the general path, compatible with every group. */
  TIED_SYMMETRIC(new GroupSpec.Cyclic(3), true) {
    @Override
    public ArchitectureSpec architecture(Path folder) {
      return network(
          new SpaceSpec.Nodes(),
          2,
          Loss.Kind.MEAN_SQUARED_ERROR,
          new Linear(new SpaceSpec.Nodes(), 2, new Admissible.Symmetric()),
          new Tanh(),
          linear(new SpaceSpec.Nodes(), 1));
    }
  },
  /** A circulant band mask: compatible. */
  BAND_MASK(new GroupSpec.Cyclic(6), true) {
    @Override
    public ArchitectureSpec architecture(Path folder) {
      double[] mask = new double[36];
      for (int p = 0; p < 6; p++) {
        for (int offset : new int[] {0, 1, 5}) {
          mask[p * 6 + (p + offset) % 6] = 1;
        }
      }
      return masked(npy(folder, "band", mask, 6, 6));
    }
  },
  /** A mask that cuts through orbits: not compatible. */
  RAGGED_MASK(new GroupSpec.Cyclic(6), false) {
    @Override
    public ArchitectureSpec architecture(Path folder) {
      double[] mask = new double[36];
      RandomStream stream = RandomStream.of(4, "mask", 0);
      for (int i = 0; i < 36; i++) {
        mask[i] = i % 7 == 0 || stream.nextDouble() < 0.5 ? 1 : 0;
      }
      return masked(npy(folder, "ragged", mask, 6, 6));
    }
  },
  /**
   * An affine space with some directions in H_G and some orthogonal to it: compatible, general
   * path.
   */
  AFFINE_SPAN(new GroupSpec.Cyclic(4), true) {
    @Override
    public ArchitectureSpec architecture(Path folder) {
      int channels = 2;
      int size = channels * 16;
      int columns = 5;
      double[] basis = new double[columns * size];
      double[] offset = new double[size];
      RandomStream stream = RandomStream.of(6, "span", 0);
      for (int k = 0; k <= columns; k++) {
        double[] layer = new double[size];
        for (int i = 0; i < size; i++) {
          layer[i] = stream.nextNormal();
        }
        double[] invariant = circulantPart(layer, channels);
        for (int i = 0; i < size; i++) {
          if (k == columns) {
            offset[i] = invariant[i];
          } else {
            basis[k * size + i] = k < 2 ? invariant[i] : layer[i] - invariant[i];
          }
        }
      }
      Map<String, NdArray> arrays = new LinkedHashMap<>();
      arrays.put("basis_1", new NdArray(new int[] {columns, channels, 1, 4, 4}, basis));
      arrays.put("offset_1", new NdArray(new int[] {channels, 1, 4, 4}, offset));
      String path = folder.resolve("span.npz").toString();
      Npz.write(path, arrays);
      return network(
          new SpaceSpec.Nodes(),
          1,
          Loss.Kind.MEAN_SQUARED_ERROR,
          new Linear(
              new SpaceSpec.Nodes(), channels, new Admissible.Basis(Storage.reference(path))),
          new Tanh(),
          linear(new SpaceSpec.Scalar(), 2));
    }
  };

  static final int EXAMPLES = 11;

  private final GroupSpec group;
  private final boolean compatible;

  Case(GroupSpec group, boolean compatible) {
    this.group = group;
    this.compatible = compatible;
  }

  public abstract ArchitectureSpec architecture(Path folder);

  public boolean compatible() {
    return compatible;
  }

  /** Whether LᵀL = λ·Id. */
  public boolean unitary() {
    return true;
  }

  public GroupSpec group() {
    return group;
  }

  /**
   * Random data in files; batches of 4 in file order; everything recorded exactly at every step.
   */
  public TrialSettings settings(Path folder, PhaseSpec... phases) {
    ArchitectureSpec architecture = architecture(folder);
    return new TrialSettings(
        group,
        architecture,
        data(folder, architecture),
        new InitializationSpec(
            new InitializationSpec.Gaussian(Map.of(), List.of()),
            true,
            new InitializationSpec.Perturb.None()),
        List.of(phases),
        new RecordSpec(1, RecordSpec.Unit.STEP, new RecordSpec.AugmentedRisk.Exact(), 3),
        new StopSpec(OptionalDouble.empty(), null),
        Precision.DOUBLE,
        false);
  }

  private DataSpec data(Path folder, ArchitectureSpec architecture) {
    PlainNetwork network = new PlainNetwork(architecture, Settings.group(group, architecture));
    RandomStream stream = RandomStream.of(8, "data/" + name(), 0);
    double[] inputs = new double[EXAMPLES * network.inputs()];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = stream.nextNormal();
    }
    double[] targets = new double[EXAMPLES * network.outputs()];
    for (int i = 0; i < targets.length; i++) {
      targets[i] =
          switch (architecture.loss().kind()) {
            case BINARY_CROSS_ENTROPY -> stream.nextInt(2);
            case SOFTMAX_CROSS_ENTROPY -> stream.nextDouble();
            case MEAN_SQUARED_ERROR -> stream.nextNormal();
          };
    }
    return new DataSpec(
        new DataSpec.Source.Npy(
            npy(folder, name() + "-inputs", inputs, EXAMPLES, network.inputs()),
            npy(folder, name() + "-targets", targets, EXAMPLES, network.outputs())),
        0,
        OptionalInt.of(4),
        false,
        OptionalInt.empty(),
        null);
  }

  /** Π_G on nodes → nodes of Z_4, channel by channel. */
  private static double[] circulantPart(double[] layer, int channels) {
    double[] part = new double[layer.length];
    for (int c = 0; c < channels; c++) {
      for (int p = 0; p < 4; p++) {
        for (int q = 0; q < 4; q++) {
          for (int shift = 0; shift < 4; shift++) {
            part[c * 16 + p * 4 + q] += layer[c * 16 + (p + shift) % 4 * 4 + (q + shift) % 4] / 4;
          }
        }
      }
    }
    return part;
  }

  public static List<Case> compatibleCases() {
    List<Case> cases = new ArrayList<>(List.of(values()));
    cases.removeIf(c -> !c.compatible);
    return cases;
  }
}
