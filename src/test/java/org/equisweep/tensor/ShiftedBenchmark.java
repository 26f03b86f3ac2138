package org.equisweep.tensor;

import java.util.Arrays;

final class ShiftedBenchmark {
  public static void main(String[] a) {
    Precision precision = Precision.valueOf(a[0]);
    int n = Integer.parseInt(a[1]);
    int side = 7; int ci = Integer.parseInt(a[2]); int co = 64;
    boolean full = a[3].equals("full");
    int K = full ? 9 : 5;
    int[] src = new int[K * 49];
    int k = 0;
    for (int t = 0; t < 9; t++) {
      int dr = t / 3 - 1, dc = t % 3 - 1;
      if (!full && dr != 0 && dc != 0) continue;
      for (int p = 0; p < 49; p++) {
        int r = p / 7 + dr, c = p % 7 + dc;
        src[k * 49 + p] = r < 0 || r >= side || c < 0 || c >= side ? -1 : r * 7 + c;
      }
      k++;
    }
    Shifts s = Shifts.of(K, 49, 49, src);
    Shifts st = s.transposed();
    double[] r = new double[64 * 49 * n];
    for (int i = 0; i < r.length; i++) r[i] = Math.sin(i * 1.7);
    Tensor x = Tensor.of(precision, Arrays.copyOf(r, ci * 49 * n)), y = Tensor.zeros(precision, co * 49 * n), dy = Tensor.of(precision, r);
    Tensor dx = Tensor.zeros(precision, ci * 49 * n);
    Tensor c = Tensor.of(precision, Arrays.copyOf(r, co * ci * K)), dc = Tensor.zeros(precision, co * ci * K);
    double flops = 2.0 * s.entries() * ci * co * n;
    double f = 1e9, b = 1e9, g = 1e9;
    for (int it = 0; it < 400; it++) {
      long t0 = System.nanoTime();
      ShiftedProducts.multiply(s, co, ci, c, 0, false, x, 0, y, 0, n);
      long t1 = System.nanoTime();
      ShiftedProducts.multiply(st, ci, co, c, 0, true, dy, 0, dx, 0, n);
      long t2 = System.nanoTime();
      ShiftedProducts.addGradient(s, co, ci, dy, 0, x, 0, dc, 0, n);
      long t3 = System.nanoTime();
      f = Math.min(f, t1 - t0); b = Math.min(b, t2 - t1); g = Math.min(g, t3 - t2);
    }
    System.out.printf("%s n=%d: forward %.1f GF %.2f us/ex, input %.1f GF, gradient %.1f GF%n", a[3], n, flops / f, f * 1e-3 / n, flops / b, flops / g);
  }
}
