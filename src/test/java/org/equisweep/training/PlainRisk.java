package org.equisweep.training;

import java.util.List;
import org.equisweep.data.DataSpec;
import org.equisweep.group.Element;
import org.equisweep.group.Group;
import org.equisweep.group.Representation;
import org.equisweep.group.SpaceSpec;
import org.equisweep.network.ArchitectureGeometry;
import org.equisweep.tensor.NdArray;
import org.equisweep.tensor.Npy;

/** Risks, accuracies and equivariance errors from their definitions, on the heap. */
final class PlainRisk {
  private final TrialSettings settings;
  private final Group group;
  private final PlainNetwork network;
  private final SpaceSpec outputSpace;
  private final double[][] inputs;
  private final double[][] targets;

  PlainRisk(TrialSettings settings) {
    this.settings = settings;
    this.group = Settings.group(settings.group(), settings.architecture());
    this.network = new PlainNetwork(settings.architecture(), group);
    this.outputSpace =
        ArchitectureGeometry.of(settings.architecture(), settings.group()).output().space();
    DataSpec.Source.Npy files = (DataSpec.Source.Npy) settings.data().source();
    this.inputs = rows(Npy.read(files.inputs().path()), network.inputs(), settings.data().shift());
    this.targets = rows(Npy.read(files.targets().path()), network.outputs(), 0);
  }

  private static double[][] rows(NdArray array, int features, double shift) {
    double[][] rows = new double[array.values().length / features][features];
    for (int i = 0; i < array.values().length; i++) {
      rows[i / features][i % features] = array.values()[i] + shift;
    }
    return rows;
  }

  Group group() {
    return group;
  }

  int examples() {
    return inputs.length;
  }

  /** Mean of ℓ(Φ_A(ρ₀(g)x), ρ_L(g)y) over the data (g null: the identity); adds its gradient. */
  double of(double[][] layers, Element g, double[][] gradient) {
    double risk = 0;
    for (int example = 0; example < inputs.length; example++) {
      double[] x = movedInput(example, g);
      double[] y = moved(targets[example], outputSpace, g);
      double loss =
          gradient == null
              ? network.loss(layers, x, y)
              : network.lossAndGradient(layers, x, y, 1.0 / inputs.length, gradient);
      risk += loss / inputs.length;
    }
    return risk;
  }

  /** ℓ of one example moved by g. */
  double loss(double[][] layers, int example, Element g) {
    return network.loss(layers, movedInput(example, g), moved(targets[example], outputSpace, g));
  }

  /** ℓ of one example as it is; adds weight·∂ℓ/∂A. */
  double lossAndGradient(double[][] layers, int example, double weight, double[][] gradient) {
    return network.lossAndGradient(layers, inputs[example], targets[example], weight, gradient);
  }

  /** Mean over the group. */
  double augmented(double[][] layers) {
    double sum = 0;
    for (Element g : group.elements()) {
      sum += of(layers, g, null);
    }
    return sum / group.elements().size();
  }

  /** ‖Φ(ρ₀(g)x) − ρ_L(g)Φ(x)‖₂ for one example. */
  double equivarianceError(double[][] layers, int example, Element g) {
    double[] movedOutput = network.logits(layers, movedInput(example, g));
    double[] outputMoved = moved(network.logits(layers, inputs[example]), outputSpace, g);
    return Math.sqrt(GradientNorms.squaredDistance(movedOutput, outputMoved));
  }

  /** How often the largest channel (or the sign, with one) is right. */
  double accuracy(double[][] layers, int channels) {
    double right = 0;
    double decisions = 0;
    for (int example = 0; example < inputs.length; example++) {
      double[] z = network.logits(layers, inputs[example]);
      int positions = z.length / channels;
      for (int p = 0; p < positions; p++) {
        right +=
            decision(z, p, channels, positions, 0)
                    == decision(targets[example], p, channels, positions, 0.5)
                ? 1
                : 0;
        decisions++;
      }
    }
    return right / decisions;
  }

  private static int decision(double[] z, int p, int channels, int positions, double threshold) {
    if (channels == 1) {
      return z[p] > threshold ? 1 : 0;
    }
    int best = 0;
    for (int c = 1; c < channels; c++) {
      best = z[c * positions + p] > z[best * positions + p] ? c : best;
    }
    return best;
  }

  private double[] movedInput(int example, Element g) {
    return moved(inputs[example], settings.architecture().input().space(), g);
  }

  private double[] moved(double[] x, SpaceSpec space, Element g) {
    if (g == null) {
      return x;
    }
    Representation representation = group.representation(space);
    int[] image = representation.permutation(g);
    double[] moved = new double[x.length];
    for (int f = 0; f < x.length; f++) {
      moved[f / image.length * image.length + image[f % image.length]] = x[f];
    }
    return moved;
  }

  List<Element> elements() {
    return group.elements();
  }
}
