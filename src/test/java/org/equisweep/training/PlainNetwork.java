package org.equisweep.training;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.equisweep.group.Group;
import org.equisweep.group.SpaceSpec;
import org.equisweep.network.ArchitectureSpec;
import org.equisweep.network.ArchitectureSpec.AveragePool;
import org.equisweep.network.ArchitectureSpec.Bias;
import org.equisweep.network.ArchitectureSpec.Conv;
import org.equisweep.network.ArchitectureSpec.Layer;
import org.equisweep.network.ArchitectureSpec.LayerNorm;
import org.equisweep.network.ArchitectureSpec.LeakyRelu;
import org.equisweep.network.ArchitectureSpec.Linear;
import org.equisweep.network.ArchitectureSpec.Loss;
import org.equisweep.network.ArchitectureSpec.MaxPool;
import org.equisweep.network.ArchitectureSpec.Pool;
import org.equisweep.network.ArchitectureSpec.Relu;
import org.equisweep.network.ArchitectureSpec.ResidualEnd;
import org.equisweep.network.ArchitectureSpec.ResidualStart;
import org.equisweep.network.ArchitectureSpec.Sigmoid;
import org.equisweep.network.ArchitectureSpec.Stage;
import org.equisweep.network.ArchitectureSpec.Tanh;
import org.equisweep.network.PlainConvolution;

/**
 * Φ_A and its loss from their definitions: one example at a time, on the heap, any layers of H.
 * Nothing is shared with the engine; the gradient is reverse mode by hand, kept as plain as it
 * goes.
 */
final class PlainNetwork {
  private final ArchitectureSpec architecture;
  private final Group group;
  private final List<Features> features = new ArrayList<>();

  /** Channels and positions of the features before each stage, and of the output. */
  private record Features(SpaceSpec space, int channels, int positions) {}

  PlainNetwork(ArchitectureSpec architecture, Group group) {
    this.architecture = architecture;
    this.group = group;
    Features at = features(architecture.input().space(), architecture.input().channels());
    features.add(at);
    for (Stage stage : architecture.stages()) {
      if (stage instanceof Linear linear) {
        at = features(linear.to(), linear.channels());
      } else if (stage instanceof Conv conv) {
        at = features(PlainConvolution.output(conv, (SpaceSpec.Grid) at.space()), conv.channels());
      } else if (stage instanceof Pool pool) {
        SpaceSpec.Grid grid = (SpaceSpec.Grid) at.space();
        at =
            features(
                new SpaceSpec.Grid(
                    (grid.height() - pool.size()) / pool.step() + 1,
                    (grid.width() - pool.size()) / pool.step() + 1),
                at.channels());
      }
      features.add(at);
    }
  }

  private Features features(SpaceSpec space, int channels) {
    int positions =
        space instanceof SpaceSpec.Grid grid
            ? grid.height() * grid.width()
            : group.representation(space).dimension();
    return new Features(space, channels, positions);
  }

  int inputs() {
    return features.get(0).channels() * features.get(0).positions();
  }

  int outputs() {
    Features out = features.get(features.size() - 1);
    return out.channels() * out.positions();
  }

  double[] logits(double[][] layers, double[] x) {
    List<double[]> activations = activations(layers, x);
    return activations.get(activations.size() - 1);
  }

  private List<double[]> activations(double[][] layers, double[] x) {
    List<double[]> activations = new ArrayList<>();
    activations.add(x);
    Deque<double[]> blocks = new ArrayDeque<>();
    int layer = 0;
    for (int s = 0; s < architecture.stages().size(); s++) {
      Stage stage = architecture.stages().get(s);
      double[] in = activations.get(s);
      if (stage instanceof ResidualStart) {
        blocks.push(in);
        activations.add(in);
        continue;
      } else if (stage instanceof ResidualEnd) {
        activations.add(sum(in, blocks.pop()));
        continue;
      } else if (stage instanceof Bias bias) {
        activations.add(biased(in, layers[layer++], bias, features.get(s)));
        continue;
      }
      double[] a = stage instanceof Layer ? dense(layers[layer++], stage, features.get(s)) : null;
      activations.add(forward(stage, a, in, features.get(s), features.get(s + 1)));
    }
    return activations;
  }

  private static double[] sum(double[] a, double[] b) {
    double[] sum = a.clone();
    for (int i = 0; i < a.length; i++) {
      sum[i] += b[i];
    }
    return sum;
  }

  private static double[] biased(double[] in, double[] b, Bias bias, Features at) {
    double[] out = in.clone();
    for (int f = 0; f < in.length; f++) {
      out[f] += b[bias.byPosition() ? f : f / at.positions()];
    }
    return out;
  }

  private static double[] dense(double[] layer, Stage stage, Features from) {
    return stage instanceof Conv conv ? convolution(conv, from).dense(layer) : layer;
  }

  private static PlainConvolution convolution(Conv conv, Features from) {
    return new PlainConvolution(conv, (SpaceSpec.Grid) from.space(), from.channels());
  }

  private static double[] forward(
      Stage stage, double[] a, double[] in, Features from, Features to) {
    double[] out = new double[to.channels() * to.positions()];
    if (stage instanceof Layer) {
      for (int o = 0; o < to.channels(); o++) {
        for (int i = 0; i < from.channels(); i++) {
          for (int p = 0; p < to.positions(); p++) {
            for (int q = 0; q < from.positions(); q++) {
              out[o * to.positions() + p] +=
                  a[entry(o, i, p, q, from, to)] * in[i * from.positions() + q];
            }
          }
        }
      }
    } else if (stage instanceof AveragePool pool) {
      forEachPooled(pool, from, to, (q, p) -> out[p] += in[q] / (pool.size() * pool.size()));
    } else if (stage instanceof MaxPool pool) {
      java.util.Arrays.fill(out, Double.NEGATIVE_INFINITY);
      forEachPooled(pool, from, to, (q, p) -> out[p] = Math.max(out[p], in[q]));
    } else if (stage instanceof LayerNorm norm) {
      for (int[] line : lines(norm, from)) {
        double mean = 0;
        double variance = 0;
        for (int f : line) {
          mean += in[f] / line.length;
        }
        for (int f : line) {
          variance += (in[f] - mean) * (in[f] - mean) / line.length;
        }
        for (int f : line) {
          out[f] = (in[f] - mean) / Math.sqrt(variance + norm.epsilon());
        }
      }
    } else {
      for (int f = 0; f < in.length; f++) {
        out[f] = pointwise(stage, in[f]);
      }
    }
    return out;
  }

  private static int entry(int o, int i, int p, int q, Features from, Features to) {
    return ((o * from.channels() + i) * to.positions() + p) * from.positions() + q;
  }

  private static double pointwise(Stage stage, double x) {
    if (stage instanceof LeakyRelu leaky) {
      return x > 0 ? x : leaky.slope() * x;
    }
    if (stage instanceof Relu) {
      return Math.max(x, 0);
    }
    return stage instanceof Tanh ? Math.tanh(x) : 1 / (1 + Math.exp(-x));
  }

  private static double derivative(Stage stage, double x) {
    if (stage instanceof LeakyRelu leaky) {
      return x > 0 ? 1 : leaky.slope();
    }
    if (stage instanceof Relu) {
      return x > 0 ? 1 : 0;
    }
    double y = pointwise(stage, x);
    return stage instanceof Sigmoid ? y * (1 - y) : 1 - y * y;
  }

  private static List<int[]> lines(LayerNorm norm, Features at) {
    List<int[]> lines = new ArrayList<>();
    boolean channels = norm.over() == LayerNorm.Over.CHANNELS;
    for (int l = 0; l < (channels ? at.positions() : at.channels()); l++) {
      int[] line = new int[channels ? at.channels() : at.positions()];
      for (int j = 0; j < line.length; j++) {
        line[j] = channels ? j * at.positions() + l : l * at.positions() + j;
      }
      lines.add(line);
    }
    return lines;
  }

  private interface Pooled {
    void accept(int from, int to);
  }

  private static void forEachPooled(Pool pool, Features from, Features to, Pooled each) {
    SpaceSpec.Grid fine = (SpaceSpec.Grid) from.space();
    SpaceSpec.Grid coarse = (SpaceSpec.Grid) to.space();
    for (int c = 0; c < from.channels(); c++) {
      for (int p = 0; p < to.positions(); p++) {
        int top = p / coarse.width() * pool.step();
        int left = p % coarse.width() * pool.step();
        for (int row = top; row < top + pool.size(); row++) {
          for (int column = left; column < left + pool.size(); column++) {
            each.accept(c * from.positions() + row * fine.width() + column, c * to.positions() + p);
          }
        }
      }
    }
  }

  double loss(double[][] layers, double[] x, double[] y) {
    return loss(logits(layers, x), y, null);
  }

  /** The loss; adds weight·∂loss/∂A to {@code gradient}. */
  double lossAndGradient(
      double[][] layers, double[] x, double[] y, double weight, double[][] gradient) {
    List<double[]> activations = activations(layers, x);
    double[] dz = new double[outputs()];
    double loss = loss(activations.get(activations.size() - 1), y, dz);
    int layer = layers.length;
    Deque<double[]> blocks = new ArrayDeque<>();
    for (int s = architecture.stages().size() - 1; s >= 0; s--) {
      Stage stage = architecture.stages().get(s);
      double[] in = activations.get(s);
      Features from = features.get(s);
      Features to = features.get(s + 1);
      if (stage instanceof ResidualEnd) {
        blocks.push(dz);
      } else if (stage instanceof ResidualStart) {
        dz = sum(dz, blocks.pop());
      } else if (stage instanceof Bias bias) {
        layer--;
        for (int f = 0; f < dz.length; f++) {
          gradient[layer][bias.byPosition() ? f : f / from.positions()] += weight * dz[f];
        }
      } else if (stage instanceof Layer) {
        layer--;
        double[] a = dense(layers[layer], stage, from);
        if (stage instanceof Conv conv) {
          double[] ofDense = new double[a.length];
          addOuter(ofDense, dz, in, weight, from, to);
          convolution(conv, from).collect(ofDense, gradient[layer]);
        } else {
          addOuter(gradient[layer], dz, in, weight, from, to);
        }
        dz = transposed(a, dz, from, to);
      } else {
        dz = backward(stage, dz, in, activations.get(s + 1), from, to);
      }
    }
    return loss;
  }

  private static void addOuter(
      double[] gradient, double[] dz, double[] in, double weight, Features from, Features to) {
    for (int o = 0; o < to.channels(); o++) {
      for (int i = 0; i < from.channels(); i++) {
        for (int p = 0; p < to.positions(); p++) {
          for (int q = 0; q < from.positions(); q++) {
            gradient[entry(o, i, p, q, from, to)] +=
                weight * dz[o * to.positions() + p] * in[i * from.positions() + q];
          }
        }
      }
    }
  }

  private static double[] transposed(double[] a, double[] dz, Features from, Features to) {
    double[] dx = new double[from.channels() * from.positions()];
    for (int o = 0; o < to.channels(); o++) {
      for (int i = 0; i < from.channels(); i++) {
        for (int p = 0; p < to.positions(); p++) {
          for (int q = 0; q < from.positions(); q++) {
            dx[i * from.positions() + q] +=
                a[entry(o, i, p, q, from, to)] * dz[o * to.positions() + p];
          }
        }
      }
    }
    return dx;
  }

  private static double[] backward(
      Stage stage, double[] dz, double[] in, double[] out, Features from, Features to) {
    double[] dx = new double[in.length];
    if (stage instanceof AveragePool pool) {
      forEachPooled(pool, from, to, (q, p) -> dx[q] += dz[p] / (pool.size() * pool.size()));
    } else if (stage instanceof MaxPool pool) {
      forEachPooled(pool, from, to, (q, p) -> dx[q] += in[q] == out[p] ? dz[p] : 0);
    } else if (stage instanceof LayerNorm norm) {
      for (int[] line : lines(norm, from)) {
        normBackward(norm, line, dz, in, out, dx);
      }
    } else {
      for (int f = 0; f < in.length; f++) {
        dx[f] = dz[f] * derivative(stage, in[f]);
      }
    }
    return dx;
  }

  private static void normBackward(
      LayerNorm norm, int[] line, double[] dz, double[] in, double[] out, double[] dx) {
    int n = line.length;
    double mean = 0;
    double variance = 0;
    double meanDz = 0;
    double meanDzOut = 0;
    for (int f : line) {
      mean += in[f] / n;
      meanDz += dz[f] / n;
      meanDzOut += dz[f] * out[f] / n;
    }
    for (int f : line) {
      variance += (in[f] - mean) * (in[f] - mean) / n;
    }
    for (int f : line) {
      dx[f] = (dz[f] - meanDz - out[f] * meanDzOut) / Math.sqrt(variance + norm.epsilon());
    }
  }

  /** ℓ of logits; ∂ℓ/∂z into {@code dz} unless null. */
  private double loss(double[] z, double[] y, double[] dz) {
    Loss loss = architecture.loss();
    Features out = features.get(features.size() - 1);
    double sum = 0;
    if (loss.kind() == Loss.Kind.SOFTMAX_CROSS_ENTROPY) {
      for (int p = 0; p < out.positions(); p++) {
        sum += softmaxLoss(z, y, dz, p, out);
      }
      return loss.scale() * sum / out.positions();
    }
    for (int f = 0; f < z.length; f++) {
      boolean binary = loss.kind() == Loss.Kind.BINARY_CROSS_ENTROPY;
      sum +=
          binary
              ? Math.max(z[f], 0) - z[f] * y[f] + Math.log1p(Math.exp(-Math.abs(z[f])))
              : (z[f] - y[f]) * (z[f] - y[f]);
      if (dz != null) {
        double slope = binary ? 1 / (1 + Math.exp(-z[f])) - y[f] : 2 * (z[f] - y[f]);
        dz[f] = loss.scale() * slope / z.length;
      }
    }
    return loss.scale() * sum / z.length;
  }

  private double softmaxLoss(double[] z, double[] y, double[] dz, int position, Features out) {
    double total = 0;
    for (int c = 0; c < out.channels(); c++) {
      total += Math.exp(z[c * out.positions() + position]);
    }
    double targets = 0;
    double sum = 0;
    for (int c = 0; c < out.channels(); c++) {
      int f = c * out.positions() + position;
      sum -= y[f] * (z[f] - Math.log(total));
      targets += y[f];
    }
    for (int c = 0; dz != null && c < out.channels(); c++) {
      int f = c * out.positions() + position;
      dz[f] =
          architecture.loss().scale() * (Math.exp(z[f]) / total * targets - y[f]) / out.positions();
    }
    return sum;
  }
}
