package org.equisweep.network;

import org.equisweep.group.SpaceSpec.Grid;
import org.equisweep.network.ArchitectureSpec.Conv;
import org.equisweep.network.ArchitectureSpec.Padding;

/**
 * A convolution from its definition, entry by entry as a dense layer (c_out, c_in, n_out, n_in):
 * cross-correlation with ⌊kernel/2⌋ of padding.
 */
public final class PlainConvolution {
  private final Conv conv;
  private final Grid from;
  private final Grid to;
  private final int channelsIn;

  public PlainConvolution(Conv conv, Grid from, int channelsIn) {
    this.conv = conv;
    this.from = from;
    this.to = output(conv, from);
    this.channelsIn = channelsIn;
  }

  /** PyTorch's rule for padding ⌊kernel/2⌋. */
  public static Grid output(Conv conv, Grid from) {
    int padding = conv.kernel() / 2;
    return new Grid(
        (from.height() + 2 * padding - conv.kernel()) / conv.stride() + 1,
        (from.width() + 2 * padding - conv.kernel()) / conv.stride() + 1);
  }

  /** The dense layer of kernels (c_out, c_in, height, width); a layer that is dense is kept. */
  public double[] dense(double[] layer) {
    if (layer.length == denseSize()) {
      return layer;
    }
    double[] dense = new double[denseSize()];
    each((tap, entry) -> dense[entry] += layer[tap]);
    return dense;
  }

  /** Adds to kernels what a gradient in dense entries gives; to a dense layer itself. */
  public void collect(double[] dense, double[] layer) {
    if (layer.length == denseSize()) {
      for (int i = 0; i < dense.length; i++) {
        layer[i] += dense[i];
      }
    } else {
      each((tap, entry) -> layer[tap] += dense[entry]);
    }
  }

  private int denseSize() {
    return conv.channels() * channelsIn * to.height() * to.width() * from.height() * from.width();
  }

  private interface Pair {
    void accept(int tap, int entry);
  }

  private void each(Pair pair) {
    int n = from.height() * from.width();
    int m = to.height() * to.width();
    int k = conv.kernel();
    for (int channels = 0; channels < conv.channels() * channelsIn; channels++) {
      for (int p = 0; p < m; p++) {
        for (int t = 0; t < k * k; t++) {
          int row = p / to.width() * conv.stride() + t / k - k / 2;
          int column = p % to.width() * conv.stride() + t % k - k / 2;
          if (conv.padding() == Padding.CIRCULAR) {
            row = Math.floorMod(row, from.height());
            column = Math.floorMod(column, from.width());
          }
          if (row >= 0 && row < from.height() && column >= 0 && column < from.width()) {
            pair.accept(channels * k * k + t, (channels * m + p) * n + row * from.width() + column);
          }
        }
      }
    }
  }
}
