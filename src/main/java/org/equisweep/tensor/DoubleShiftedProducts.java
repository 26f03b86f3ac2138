package org.equisweep.tensor;

import java.util.Arrays;

/** {@link ShiftedProducts} in doubles, in arrays on the heap that a thread keeps. */
final class DoubleShiftedProducts {
  private static final int SLAB = ShiftedProducts.SLAB;
  private static final int ROWS = ShiftedProducts.ROWS;

  private static final ThreadLocal<DoubleShiftedProducts> WORK =
      ThreadLocal.withInitial(DoubleShiftedProducts::new);

  private final ShiftedBlock block = new ShiftedBlock();
  private int channelsOut;
  private int channelsIn;
  private int operators;

  /** c_in filled up to a multiple of 4 with channels of 0. */
  private int inner;

  /** [c_out / 4][k][inner][4]. */
  private double[] matrix = {};

  /** [active k][inner][64]. */
  private double[] panel = {};

  /** [c_out][64]. */
  private double[] outputs = {};

  /** [c_out / 64][column][64 of c_out]. */
  private double[] turned = {};

  /** [c_out / 64][k][inner][64 of c_out]. */
  private double[] gradient = {};

  private final double[] sums = new double[ROWS * SLAB];

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

  void multiply(
      Tensor c, int co, boolean transposed, Tensor x, int xo, Tensor y, int yo, int n) {
    takeMatrix(c, co, transposed);
    int columns = block.columns(n);
    for (int from = 0; from < columns; from += SLAB) {
      block.move(from, n);
      int count = block.count();
      takePanel(x, xo, n);
      for (int o = 0; o < channelsOut; o += ROWS) {
        product(o);
        int rows = Math.min(ROWS, channelsOut - o);
        DoublePanels.put(sums, y.lanes(), y.bytes(), yo + o * columns + from, columns, rows, count);
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
    for (int o = 0; o < channelsOut; o++) {
      int to = o / ROWS * ROWS * rowLength + o % ROWS;
      for (int i = 0; i < channelsIn; i++) {
        int from = co + (transposed ? i * channelsOut + o : o * channelsIn + i) * operators;
        for (int k = 0; k < operators; k++) {
          matrix[to + (k * inner + i) * ROWS] = c.bytes().getDouble((from + k) << 3);
        }
      }
    }
  }

  /** What the block's active operators make of x, one channel after the other. */
  private void takePanel(Tensor x, int xo, int n) {
    panel = withRoom(panel, operators * inner * SLAB);
    int stride = block.sourceColumns(n);
    for (int a = 0; a < block.active(); a++) {
      int at = a * inner * SLAB;
      if (!block.isWhole(a) || inner > channelsIn) {
        Arrays.fill(panel, at, at + inner * SLAB, 0);
      }
      for (int piece = block.firstPiece(a); piece < block.firstPiece(a + 1); piece++) {
        DoublePanels.take(
            x.lanes(),
            x.bytes(),
            xo + block.pieceSource(piece),
            stride,
            panel,
            at + block.pieceTarget(piece),
            channelsIn,
            block.pieceLength(piece));
      }
    }
  }

  /** Four rows of C times the panel. */
  private void product(int o) {
    Arrays.fill(sums, 0);
    for (int a = 0; a < block.active(); ) {
      // operators that follow each other are one product
      int next = a + 1;
      while (next < block.active() && block.operator(next) == block.operator(next - 1) + 1) {
        next++;
      }
      int ao = (o * operators + block.operator(a) * ROWS) * inner;
      for (int lane = 0; lane < SLAB; lane += DoublePanels.WIDTH) {
        DoublePanels.rows(
            matrix,
            ao,
            panel,
            a * inner * SLAB + lane,
            (next - a) * inner,
            sums,
            lane);
      }
      a = next;
    }
  }

  void addGradient(Tensor dy, int dyo, Tensor x, int xo, Tensor dc, int dco, int n) {
    int slabs = (channelsOut + SLAB - 1) / SLAB;
    int slabLength = operators * inner * SLAB;
    gradient = withRoom(gradient, slabs * slabLength);
    Arrays.fill(gradient, 0, slabs * slabLength, 0);
    outputs = withRoom(outputs, channelsOut * SLAB);
    turned = withRoom(turned, slabs * SLAB * SLAB);
    int columns = block.columns(n);
    for (int from = 0; from < columns; from += SLAB) {
      block.move(from, n);
      int count = block.count();
      takePanel(x, xo, n);
      DoublePanels.take(
          dy.lanes(), dy.bytes(), dyo + from, columns, outputs, 0, channelsOut, count);
      for (int slab = 0; slab < slabs; slab++) {
        int first = slab * SLAB;
        int rows = Math.min(SLAB, channelsOut - first);
        DoublePanels.transpose(outputs, first * SLAB, rows, count, turned, first * SLAB);
        gradients(first * SLAB, rows, slab * slabLength, count);
      }
    }
    addGradient(dc, dco, slabLength);
  }

  private void gradients(int turnedAt, int rows, int slabAt, int count) {
    for (int a = 0; a < block.active(); a++) {
      int target = slabAt + block.operator(a) * inner * SLAB;
      int source = a * inner * SLAB;
      for (int i = 0; i < inner; i += ROWS) {
        for (int lane = 0; lane < rows; lane += DoublePanels.WIDTH) {
          DoublePanels.columns(
              panel,
              source + i * SLAB,
              turned,
              turnedAt + lane,
              count,
              gradient,
              target + i * SLAB + lane);
        }
      }
    }
  }

  private void addGradient(Tensor dc, int dco, int slabLength) {
    for (int o = 0; o < channelsOut; o++) {
      int from = o / SLAB * slabLength + o % SLAB;
      for (int i = 0; i < channelsIn; i++) {
        for (int k = 0; k < operators; k++) {
          int at = (dco + (o * channelsIn + i) * operators + k) << 3;
          double sum = dc.bytes().getDouble(at) + gradient[from + (k * inner + i) * SLAB];
          dc.bytes().putDouble(at, sum);
        }
      }
    }
  }
}
