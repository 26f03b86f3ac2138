package org.equisweep.geometry;

import java.util.ArrayList;
import java.util.List;
import org.equisweep.problem.InvalidInput;
import org.jspecify.annotations.Nullable;

/**
 * The tap operators T_t of a square kernel on a height × width grid: (T_t x)[p] is the entry of x
 * that tap t reads at output position p, 0 where zero padding is read. Cross-correlation, as
 * PyTorch computes it, with ⌊kernel/2⌋ of padding on every side. Positions and taps are row-major.
 * The supports of the T_t in Hom(V, W) are disjoint, each entry is 1.
 *
 * @param height of the input grid
 * @param width of the input grid
 * @param kernel side of the kernel, odd
 * @param stride of the output positions; they begin at the input's first position
 * @param circular whether what lies outside is read from the opposite side
 */
public record Convolution(int height, int width, int kernel, int stride, boolean circular) {
  public Convolution {
    if (kernel < 1 || kernel % 2 == 0) {
      throw new IllegalArgumentException("kernel must be odd, got " + kernel);
    }
    if (stride < 1 || stride > 1024) {
      throw InvalidInput.of("stride must be at least 1", "got " + stride, "give 1 or 2");
    }
    int side = Math.min(height, width);
    if (circular ? kernel > side : !reaches(kernel, stride, side)) {
      throw InvalidInput.of(
          "every tap of the kernel must read the grid, and no two of them the same",
          "the kernel is %d wide, the grid %d×%d, the stride %d"
              .formatted(kernel, height, width, stride),
          "take a smaller kernel or a smaller stride");
    }
  }

  /** Whether the outermost taps read at least one position. */
  private static boolean reaches(int kernel, int stride, int side) {
    int last = (side - 1) / stride * stride;
    return kernel / 2 <= Math.min(last, side - 1);
  }

  /** Height of the output grid. */
  public int outputHeight() {
    return (height - 1) / stride + 1;
  }

  /** Width of the output grid. */
  public int outputWidth() {
    return (width - 1) / stride + 1;
  }

  /** Number of taps in the window. */
  public int taps() {
    return kernel * kernel;
  }

  /** The input position that a tap reads at an output position; −1 where it reads padding. */
  public int source(int tap, int position) {
    int row = position / outputWidth() * stride + tap / kernel - kernel / 2;
    int column = position % outputWidth() * stride + tap % kernel - kernel / 2;
    if (circular) {
      return Math.floorMod(row, height) * width + Math.floorMod(column, width);
    }
    boolean inside = row >= 0 && row < height && column >= 0 && column < width;
    return inside ? row * width + column : -1;
  }

  int outputs() {
    return outputHeight() * outputWidth();
  }

  /** ‖T_t‖²_F, the number of positions at which the tap reads the grid. */
  int readings(int tap) {
    int count = 0;
    for (int p = 0; p < outputs(); p++) {
      count += source(tap, p) < 0 ? 0 : 1;
    }
    return count;
  }

  /**
   * Where the action of a group element sends each tap: ρ_W(g) T_t ρ_V(g)⁻¹ = T_image[t].
   *
   * @param from ρ_V(g) on input positions
   * @param to ρ_W(g) on output positions
   * @return null when it does not permute the tap operators
   */
  public int @Nullable [] images(int[] from, int[] to) {
    int[] images = new int[taps()];
    for (int tap = 0; tap < images.length; tap++) {
      images[tap] = image(tap, from, to);
      if (images[tap] < 0) {
        return null;
      }
    }
    return images;
  }

  private int image(int tap, int[] from, int[] to) {
    int image = -1;
    for (int p = 0; p < outputs(); p++) {
      int q = source(tap, p);
      if (q >= 0) {
        image = image < 0 ? reader(to[p], from[q]) : image;
        if (image < 0 || source(image, to[p]) != from[q]) {
          return -1;
        }
      }
    }
    return image >= 0 && readings(image) == readings(tap) ? image : -1;
  }

  /** The tap that reads q at p; −1 for none. */
  private int reader(int p, int q) {
    for (int tap = 0; tap < taps(); tap++) {
      if (source(tap, p) == q) {
        return tap;
      }
    }
    return -1;
  }

  /** Σ_t a_t T_t in Hom(V, W) for each a, entries in the order (n_out, n_in). */
  Columns operators(List<double[]> kernels) {
    Columns.Builder columns = new Columns.Builder(outputs() * height * width);
    for (double[] kernel : kernels) {
      for (int tap = 0; tap < kernel.length; tap++) {
        for (int p = 0; kernel[tap] != 0 && p < outputs(); p++) {
          int q = source(tap, p);
          if (q >= 0) {
            columns.add(p * height * width + q, kernel[tap]);
          }
        }
      }
      columns.endColumn();
    }
    return columns.build();
  }

  /** The kernels of operators in the span of the tap operators. */
  Columns kernels(Columns operators) {
    Columns taps = operators(unitKernels());
    Columns.Builder kernels = new Columns.Builder(taps());
    for (int k = 0; k < operators.count(); k++) {
      double[] operator = operators.dense(k);
      for (int tap = 0; tap < taps(); tap++) {
        double entry = taps.dot(tap, operator, 0) / readings(tap);
        if (entry != 0) {
          kernels.add(tap, entry);
        }
      }
      kernels.endColumn();
    }
    return kernels.build();
  }

  private List<double[]> unitKernels() {
    List<double[]> units = new ArrayList<>();
    for (int tap = 0; tap < taps(); tap++) {
      double[] unit = new double[taps()];
      unit[tap] = 1;
      units.add(unit);
    }
    return units;
  }
}
