package org.equisweep.training;

import java.util.List;
import java.util.function.BiConsumer;
import org.equisweep.geometry.LayerGeometry;
import org.equisweep.geometry.LayerShape;
import org.equisweep.tensor.RandomStream;

/** Linear algebra on points of H, for tests. */
final class Layers {
  private Layers() {}

  static double[][] random(List<LayerGeometry> geometry, long seed) {
    double[][] layers = new double[geometry.size()][];
    for (int layer = 0; layer < layers.length; layer++) {
      LayerShape shape = geometry.get(layer).shape();
      RandomStream stream = RandomStream.of(seed, "test/layer", layer);
      layers[layer] = new double[shape.size()];
      for (int i = 0; i < layers[layer].length; i++) {
        layers[layer][i] =
            stream.nextNormal() / Math.sqrt((double) shape.channelsIn() * shape.positionsIn());
      }
    }
    return layers;
  }

  /** A projection applied to a copy of each layer. */
  static double[][] projected(
      List<LayerGeometry> geometry, double[][] layers, BiConsumer<LayerGeometry, double[]> by) {
    double[][] projected = new double[layers.length][];
    for (int layer = 0; layer < layers.length; layer++) {
      projected[layer] = layers[layer].clone();
      by.accept(geometry.get(layer), projected[layer]);
    }
    return projected;
  }

  static double norm(double[][] layers) {
    double sum = 0;
    for (double[] layer : layers) {
      sum += GradientNorms.squaredNorm(layer);
    }
    return Math.sqrt(sum);
  }

  static double distance(double[][] a, double[][] b) {
    double sum = 0;
    for (int layer = 0; layer < a.length; layer++) {
      sum += GradientNorms.squaredDistance(a[layer], b[layer]);
    }
    return Math.sqrt(sum);
  }

  /** ρ̄(g)A of one layer, the group moving positions by the given images. */
  static double[] moved(int channelPairs, double[] a, int[] imageOut, int[] imageIn) {
    double[] moved = new double[a.length];
    int out = imageOut.length;
    int in = imageIn.length;
    for (int pair = 0; pair < channelPairs; pair++) {
      for (int p = 0; p < out; p++) {
        for (int q = 0; q < in; q++) {
          moved[(pair * out + imageOut[p]) * in + imageIn[q]] = a[(pair * out + p) * in + q];
        }
      }
    }
    return moved;
  }
}
