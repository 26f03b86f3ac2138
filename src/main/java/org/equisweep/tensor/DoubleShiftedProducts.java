package org.equisweep.tensor;

import java.util.Arrays;

/** {@link ShiftedProducts} in doubles, in arrays on the heap that a thread keeps. */
final class DoubleShiftedProducts {
  private static final int SLAB = ShiftedProducts.SLAB;
  private static final int ROWS = ShiftedProducts.ROWS;

  /** Of any vector. */
  private static final int WIDEST = 16;

  private static final ThreadLocal<DoubleShiftedProducts> WORK =
      ThreadLocal.withInitial(DoubleShiftedProducts::new);

  private final ShiftedBlock block = new ShiftedBlock();
  private int channelsOut;
  private int channelsIn;
  private int operators;

  /** c_in filled up to a multiple of 4 with channels of 0. */
  private int inner;

  /** As they lie, (c_out, c_in, k). */
  private double[] coefficients = {};

  /** [c_out / 4][k][inner][4]. */
  private double[] matrix = {};

  /** Of one operator, [inner][64]. */
  private double[] panel = {};

  /** [c_out][64]. */
  private double[] outputs = {};

  /** [c_out / 64][column][64 of c_out]. */
  private double[] turned = {};

  /** [c_out / 64][k][inner][64 of c_out]. */
  private double[] gradient = {};

  /** [c_out][64]. */
  private double[] sums = {};

  private DoubleShiftedProducts() {}

  /** This thread's, for a shape. */
  static DoubleShiftedProducts work(Shifts shifts, int channelsOut, int channelsIn) {
    DoubleShiftedProducts work = WORK.get();
    work.channelsOut = channelsOut;
    work.channelsIn = channelsIn;
    work.operators = shifts.operators();
    work.inner = (channelsIn + ROWS - 1) / ROWS * ROWS;
    work.block.begin(shifts);
    return work;
  }

  private static double[] withRoom(double[] array, int length) {
    return array.length < length ? new double[length] : array;
  }

  void multiply(Tensor c, int co, boolean transposed, Tensor x, int xo, Tensor y, int yo, int n) {
    takeMatrix(c, co, transposed);
    int blocks = (channelsOut + ROWS - 1) / ROWS;
    sums = withRoom(sums, blocks * ROWS * SLAB);
    int columns = block.columns(n);
    for (int from = 0; from < columns; from += SLAB) {
      block.move(from, n);
      Arrays.fill(sums, 0, blocks * ROWS * SLAB, 0);
      WorkCount.add((long) block.active() * SLAB * inner * blocks * ROWS);
      for (int a = 0; a < block.active(); a++) {
        takePanel(a, x, xo, n);
        addProduct(block.operator(a));
      }
      DoublePanels.put(sums, y.lanes(), y.bytes(), yo + from, columns, channelsOut, block.count());
    }
  }

  /** C_k times the panel. */
  private void addProduct(int k) {
    for (int o = 0; o < channelsOut; o += ROWS) {
      int row = (o * operators + k * ROWS) * inner;
      for (int lane = 0; lane < SLAB; lane += DoublePanels.WIDTH) {
        DoublePanels.rows(matrix, row, panel, lane, inner, sums, o * SLAB + lane);
      }
    }
  }

  private void takeMatrix(Tensor c, int co, boolean transposed) {
    int rowLength = operators * inner;
    int blocks = (channelsOut + ROWS - 1) / ROWS;
    matrix = withRoom(matrix, blocks * ROWS * rowLength);
    if (channelsOut % ROWS > 0 || inner > channelsIn) {
      Arrays.fill(matrix, 0, blocks * ROWS * rowLength, 0);
    }
    takeCoefficients(c, co);
    int row = transposed ? operators : channelsIn * operators;
    int column = transposed ? channelsOut * operators : operators;
    for (int o = 0; o < channelsOut; o += ROWS) {
      int rows = Math.min(ROWS, channelsOut - o);
      for (int k = 0; k < operators; k++) {
        int from = o * row + k;
        int to = (o * operators + k * ROWS) * inner;
        if (rows == ROWS) {
          DoublePanels.interleave(coefficients, from, row, column, channelsIn, matrix, to);
        } else {
          for (int i = 0; i < channelsIn; i++) {
            for (int j = 0; j < rows; j++) {
              matrix[to + i * ROWS + j] = coefficients[from + j * row + i * column];
            }
          }
        }
      }
    }
  }

  private void takeCoefficients(Tensor c, int co) {
    int count = channelsOut * channelsIn * operators;
    coefficients = withRoom(coefficients, count);
    c.copyTo(co, coefficients, count);
  }

  /** What an active operator makes of x in the block, one channel after the other. */
  private void takePanel(int a, Tensor x, int xo, int n) {
    panel = withRoom(panel, inner * SLAB);
    int stride = block.sourceColumns(n);
    if (!block.isWhole(a) || inner > channelsIn) {
      Arrays.fill(panel, 0, inner * SLAB, 0);
    }
    for (int piece = block.firstPiece(a); piece < block.firstPiece(a + 1); piece++) {
      DoublePanels.take(
          x.lanes(),
          x.bytes(),
          xo + block.pieceSource(piece),
          stride,
          panel,
          block.pieceTarget(piece),
          channelsIn,
          block.pieceLength(piece));
    }
  }

  void addGradient(Tensor dy, int dyo, Tensor x, int xo, Tensor dc, int dco, int n) {
    int slabs = (channelsOut + SLAB - 1) / SLAB;
    int slabLength = operators * inner * SLAB;
    gradient = withRoom(gradient, slabs * slabLength);
    Arrays.fill(gradient, 0, slabs * slabLength, 0);
    outputs = withRoom(outputs, slabs * SLAB * SLAB);
    turned = withRoom(turned, slabs * SLAB * SLAB);
    int columns = block.columns(n);
    for (int from = 0; from < columns; from += SLAB) {
      block.move(from, n);
      int count = block.count();
      WorkCount.add((long) block.active() * count * inner * slabs * SLAB);
      DoublePanels.take(
          dy.lanes(), dy.bytes(), dyo + from, columns, outputs, 0, channelsOut, count);
      for (int slab = 0; slab < slabs; slab++) {
        int first = slab * SLAB;
        int whole = (Math.min(SLAB, channelsOut - first) + WIDEST - 1) / WIDEST * WIDEST;
        DoublePanels.transpose(outputs, first * SLAB, whole, turned, first * SLAB);
      }
      for (int a = 0; a < block.active(); a++) {
        takePanel(a, x, xo, n);
        for (int slab = 0; slab < slabs; slab++) {
          int at = slab * slabLength + block.operator(a) * inner * SLAB;
          gradients(slab * SLAB, at, count);
        }
      }
    }
    addGradient(dc, dco, slabLength);
  }

  /** Of some output channels and all input channels, by one operator. */
  private void gradients(int first, int at, int count) {
    int rows = Math.min(SLAB, channelsOut - first);
    for (int i = 0; i < inner; i += ROWS) {
      for (int lane = 0; lane < rows; lane += DoublePanels.WIDTH) {
        DoublePanels.columns(
            panel, i * SLAB, turned, first * SLAB + lane, count, gradient, at + i * SLAB + lane);
      }
    }
  }

  private void addGradient(Tensor dc, int dco, int slabLength) {
    int row = channelsIn * operators;
    coefficients = withRoom(coefficients, channelsOut * row);
    for (int o = 0; o < channelsOut; o++) {
      int from = o / SLAB * slabLength + o % SLAB;
      for (int k = 0; k < operators; k++) {
        int at = from + k * inner * SLAB;
        int to = o * row + k;
        for (int i = 0; i < channelsIn; i++) {
          coefficients[to + i * operators] = gradient[at + i * SLAB];
        }
      }
    }
    DoublePanels.add(coefficients, channelsOut * row, dc.lanes(), dc.bytes(), dco);
  }
}
