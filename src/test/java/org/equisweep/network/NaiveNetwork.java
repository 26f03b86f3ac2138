package org.equisweep.network;

import java.util.List;
import org.equisweep.group.SpaceSpec;
import org.equisweep.network.ArchitectureSpec.Features;
import org.equisweep.network.ArchitectureSpec.LayerNorm;
import org.equisweep.network.ArchitectureSpec.LayerNorm.Over;
import org.equisweep.network.ArchitectureSpec.Loss;

/**
 * A network as its definition reads, one example at a time in plain loops: features are
 * [channel][position], layers (c_out, c_in, n_out, n_in). Shares no code with the compiled one.
 */
final class NaiveNetwork {
  private final ArchitectureSpec architecture;
  private final ArchitectureGeometry geometry;

  NaiveNetwork(ArchitectureGeometry geometry) {
    this.architecture = geometry.architecture();
    this.geometry = geometry;
  }

  /** Φ_A(x) of one example. */
  double[] forward(List<double[]> layers, double[] example) {
    Features features = architecture.input();
    double[] x = example.clone();
    int layer = 0;
    java.util.Deque<double[]> blocks = new java.util.ArrayDeque<>();
    for (ArchitectureSpec.Stage stage : architecture.stages()) {
      int positions = dimension(features.space());
      if (stage instanceof ArchitectureSpec.Linear linear) {
        int out = dimension(linear.to());
        x = linear(layers.get(layer++), x, features.channels(), positions, linear.channels(), out);
        features = new Features(linear.to(), linear.channels());
      } else if (stage instanceof ArchitectureSpec.Conv conv) {
        SpaceSpec.Grid grid = (SpaceSpec.Grid) features.space();
        double[] a =
            new PlainConvolution(conv, grid, features.channels()).dense(layers.get(layer++));
        SpaceSpec.Grid to = PlainConvolution.output(conv, grid);
        x = linear(a, x, features.channels(), positions, conv.channels(), dimension(to));
        features = new Features(to, conv.channels());
      } else if (stage instanceof ArchitectureSpec.Bias bias) {
        double[] b = layers.get(layer++);
        for (int i = 0; i < x.length; i++) {
          x[i] += b[bias.byPosition() ? i : i / positions];
        }
      } else if (stage instanceof ArchitectureSpec.ResidualStart) {
        blocks.push(x.clone());
      } else if (stage instanceof ArchitectureSpec.ResidualEnd) {
        double[] skipped = blocks.pop();
        for (int i = 0; i < x.length; i++) {
          x[i] += skipped[i];
        }
      } else if (stage instanceof ArchitectureSpec.Pool pool) {
        SpaceSpec.Grid grid = (SpaceSpec.Grid) features.space();
        x = pool(x, features.channels(), grid.height(), grid.width(), pool);
        features =
            new Features(
                new SpaceSpec.Grid(
                    (grid.height() - pool.size()) / pool.step() + 1,
                    (grid.width() - pool.size()) / pool.step() + 1),
                features.channels());
      } else if (stage instanceof LayerNorm norm) {
        x = layerNorm(x, features.channels(), positions, norm);
      } else {
        for (int i = 0; i < x.length; i++) {
          x[i] = pointwise(stage, x[i]);
        }
      }
    }
    return x;
  }

  /** ℓ(z, y) of one example. */
  double loss(double[] z, double[] y) {
    Loss loss = architecture.loss();
    Features output = geometry.output();
    int positions = dimension(output.space());
    return loss.scale()
        * switch (loss.kind()) {
          case BINARY_CROSS_ENTROPY -> {
            double sum = 0;
            for (int i = 0; i < z.length; i++) {
              double p = 1 / (1 + Math.exp(-z[i]));
              sum -= y[i] * Math.log(p) + (1 - y[i]) * Math.log(1 - p);
            }
            yield sum / z.length;
          }
          case MEAN_SQUARED_ERROR -> {
            double sum = 0;
            for (int i = 0; i < z.length; i++) {
              sum += (z[i] - y[i]) * (z[i] - y[i]);
            }
            yield sum / z.length;
          }
          case SOFTMAX_CROSS_ENTROPY -> {
            double[] logits = loss.afterSoftmax() ? softmax(z, output.channels(), positions) : z;
            double[] p = softmax(logits, output.channels(), positions);
            double sum = 0;
            for (int i = 0; i < z.length; i++) {
              sum -= y[i] * Math.log(p[i]);
            }
            yield sum / positions;
          }
        };
  }

  private int dimension(SpaceSpec space) {
    return geometry.group().representation(space).dimension();
  }

  private static double[] linear(
      double[] a, double[] x, int channelsIn, int in, int channelsOut, int out) {
    double[] y = new double[channelsOut * out];
    for (int o = 0; o < channelsOut; o++) {
      for (int i = 0; i < channelsIn; i++) {
        for (int p = 0; p < out; p++) {
          for (int q = 0; q < in; q++) {
            y[o * out + p] += a[((o * channelsIn + i) * out + p) * in + q] * x[i * in + q];
          }
        }
      }
    }
    return y;
  }

  private static double pointwise(ArchitectureSpec.Stage stage, double x) {
    if (stage instanceof ArchitectureSpec.LeakyRelu leaky) {
      return x > 0 ? x : leaky.slope() * x;
    } else if (stage instanceof ArchitectureSpec.Relu) {
      return Math.max(x, 0);
    } else if (stage instanceof ArchitectureSpec.Tanh) {
      return Math.tanh(x);
    }
    return 1 / (1 + Math.exp(-x));
  }

  private static double[] pool(
      double[] x, int channels, int height, int width, ArchitectureSpec.Pool pool) {
    int size = pool.size();
    int rows = (height - size) / pool.step() + 1;
    int columns = (width - size) / pool.step() + 1;
    double[] y = new double[channels * rows * columns];
    for (int p = 0; p < y.length; p++) {
      int c = p / (rows * columns);
      int top = p / columns % rows * pool.step();
      int left = p % columns * pool.step();
      double largest = Double.NEGATIVE_INFINITY;
      double sum = 0;
      for (int i = top; i < top + size; i++) {
        for (int j = left; j < left + size; j++) {
          largest = Math.max(largest, x[(c * height + i) * width + j]);
          sum += x[(c * height + i) * width + j];
        }
      }
      y[p] = pool instanceof ArchitectureSpec.MaxPool ? largest : sum / (size * size);
    }
    return y;
  }

  private static double[] layerNorm(double[] x, int channels, int positions, LayerNorm norm) {
    boolean overChannels = norm.over() == Over.CHANNELS;
    int groups = overChannels ? positions : channels;
    int axis = overChannels ? channels : positions;
    double[] y = new double[x.length];
    for (int g = 0; g < groups; g++) {
      double mean = 0;
      double variance = 0;
      for (int k = 0; k < axis; k++) {
        mean += x[overChannels ? k * positions + g : g * positions + k] / axis;
      }
      for (int k = 0; k < axis; k++) {
        double d = x[overChannels ? k * positions + g : g * positions + k] - mean;
        variance += d * d / axis;
      }
      for (int k = 0; k < axis; k++) {
        int at = overChannels ? k * positions + g : g * positions + k;
        y[at] = (x[at] - mean) / Math.sqrt(variance + norm.epsilon());
      }
    }
    return y;
  }

  private static double[] softmax(double[] z, int channels, int positions) {
    double[] p = new double[z.length];
    for (int i = 0; i < positions; i++) {
      double sum = 0;
      for (int c = 0; c < channels; c++) {
        sum += Math.exp(z[c * positions + i]);
      }
      for (int c = 0; c < channels; c++) {
        p[c * positions + i] = Math.exp(z[c * positions + i]) / sum;
      }
    }
    return p;
  }
}
