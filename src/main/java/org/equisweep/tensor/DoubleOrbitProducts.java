package org.equisweep.tensor;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The inner products of {@link DoubleOrbitMoments}, on slabs of examples. Each is a method of its
 * own, as large as the JIT of 17 takes in, and on arrays, of which it removes the bounds checks.
 */
final class DoubleOrbitProducts {
  private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;
  private static final int SLAB = OrbitMoments.SLAB;
  private static final int CHANNELS = OrbitMoments.CHANNELS;
  private static final int BLOCK = CHANNELS * SLAB;

  private DoubleOrbitProducts() {}

  /** One feature of a slab at every place that has a position. */
  static void take(
      Object f, int from, int n, OrbitSums sums, double[] features, int to, int stride) {
    for (int place = 0; place < sums.places(); place++) {
      int position = sums.position(place);
      if (position >= 0) {
        int at = from + position * n;
        for (int i = 0; i < SLAB; i += DoubleLanes.LENGTH) {
          DoubleLanes.load(f, at + i).intoArray(features, to + place * stride + i);
        }
      }
    }
  }

  /** h of 4 channels at 4 positions. */
  static void outputs(
      double[] f, int from, int stride, int features, double[] c, int co, double[] h, int to) {
    DoubleVector h00 = DoubleLanes.all(0);
    DoubleVector h01 = DoubleLanes.all(0);
    DoubleVector h02 = DoubleLanes.all(0);
    DoubleVector h03 = DoubleLanes.all(0);
    DoubleVector h10 = DoubleLanes.all(0);
    DoubleVector h11 = DoubleLanes.all(0);
    DoubleVector h12 = DoubleLanes.all(0);
    DoubleVector h13 = DoubleLanes.all(0);
    DoubleVector h20 = DoubleLanes.all(0);
    DoubleVector h21 = DoubleLanes.all(0);
    DoubleVector h22 = DoubleLanes.all(0);
    DoubleVector h23 = DoubleLanes.all(0);
    DoubleVector h30 = DoubleLanes.all(0);
    DoubleVector h31 = DoubleLanes.all(0);
    DoubleVector h32 = DoubleLanes.all(0);
    DoubleVector h33 = DoubleLanes.all(0);
    for (int r = 0; r < features; r++) {
      int at = from + r * SLAB;
      DoubleVector f0 = DoubleVector.fromArray(SPECIES, f, at);
      DoubleVector f1 = DoubleVector.fromArray(SPECIES, f, at + stride);
      DoubleVector f2 = DoubleVector.fromArray(SPECIES, f, at + 2 * stride);
      DoubleVector f3 = DoubleVector.fromArray(SPECIES, f, at + 3 * stride);
      DoubleVector c0 = DoubleLanes.all(c[co + CHANNELS * r]);
      h00 = f0.fma(c0, h00);
      h01 = f1.fma(c0, h01);
      h02 = f2.fma(c0, h02);
      h03 = f3.fma(c0, h03);
      DoubleVector c1 = DoubleLanes.all(c[co + CHANNELS * r + 1]);
      h10 = f0.fma(c1, h10);
      h11 = f1.fma(c1, h11);
      h12 = f2.fma(c1, h12);
      h13 = f3.fma(c1, h13);
      DoubleVector c2 = DoubleLanes.all(c[co + CHANNELS * r + 2]);
      h20 = f0.fma(c2, h20);
      h21 = f1.fma(c2, h21);
      h22 = f2.fma(c2, h22);
      h23 = f3.fma(c2, h23);
      DoubleVector c3 = DoubleLanes.all(c[co + CHANNELS * r + 3]);
      h30 = f0.fma(c3, h30);
      h31 = f1.fma(c3, h31);
      h32 = f2.fma(c3, h32);
      h33 = f3.fma(c3, h33);
    }
    h00.intoArray(h, to);
    h10.intoArray(h, to + SLAB);
    h20.intoArray(h, to + 2 * SLAB);
    h30.intoArray(h, to + 3 * SLAB);
    h01.intoArray(h, to + BLOCK);
    h11.intoArray(h, to + BLOCK + SLAB);
    h21.intoArray(h, to + BLOCK + 2 * SLAB);
    h31.intoArray(h, to + BLOCK + 3 * SLAB);
    h02.intoArray(h, to + 2 * BLOCK);
    h12.intoArray(h, to + 2 * BLOCK + SLAB);
    h22.intoArray(h, to + 2 * BLOCK + 2 * SLAB);
    h32.intoArray(h, to + 2 * BLOCK + 3 * SLAB);
    h03.intoArray(h, to + 3 * BLOCK);
    h13.intoArray(h, to + 3 * BLOCK + SLAB);
    h23.intoArray(h, to + 3 * BLOCK + 2 * SLAB);
    h33.intoArray(h, to + 3 * BLOCK + 3 * SLAB);
  }

  /** h → w slope, or w where h &gt; 0. */
  static void gate(double[] h, int from, int count, double[] weights, int wo, double slope) {
    for (int j = 0; j < count; j++) {
      DoubleVector up = DoubleLanes.all(weights[wo + j]);
      DoubleVector down = up.mul(slope);
      int at = from + j * BLOCK;
      DoubleVector h0 = DoubleVector.fromArray(SPECIES, h, at);
      down.blend(up, h0.compare(VectorOperators.GT, 0)).intoArray(h, at);
      DoubleVector h1 = DoubleVector.fromArray(SPECIES, h, at + SLAB);
      down.blend(up, h1.compare(VectorOperators.GT, 0)).intoArray(h, at + SLAB);
      DoubleVector h2 = DoubleVector.fromArray(SPECIES, h, at + 2 * SLAB);
      down.blend(up, h2.compare(VectorOperators.GT, 0)).intoArray(h, at + 2 * SLAB);
      DoubleVector h3 = DoubleVector.fromArray(SPECIES, h, at + 3 * SLAB);
      down.blend(up, h3.compare(VectorOperators.GT, 0)).intoArray(h, at + 3 * SLAB);
    }
  }

  /** Σ_p of 4 channels' gates times 3 features. */
  static void products(
      double[] f,
      int from,
      int stride,
      double[] d,
      int gate,
      int count,
      double[] m,
      int to,
      int channel) {
    DoubleVector m00 = DoubleLanes.all(0);
    DoubleVector m01 = DoubleLanes.all(0);
    DoubleVector m02 = DoubleLanes.all(0);
    DoubleVector m10 = DoubleLanes.all(0);
    DoubleVector m11 = DoubleLanes.all(0);
    DoubleVector m12 = DoubleLanes.all(0);
    DoubleVector m20 = DoubleLanes.all(0);
    DoubleVector m21 = DoubleLanes.all(0);
    DoubleVector m22 = DoubleLanes.all(0);
    DoubleVector m30 = DoubleLanes.all(0);
    DoubleVector m31 = DoubleLanes.all(0);
    DoubleVector m32 = DoubleLanes.all(0);
    for (int j = 0; j < count; j++) {
      int at = from + j * stride;
      DoubleVector f0 = DoubleVector.fromArray(SPECIES, f, at);
      DoubleVector f1 = DoubleVector.fromArray(SPECIES, f, at + SLAB);
      DoubleVector f2 = DoubleVector.fromArray(SPECIES, f, at + 2 * SLAB);
      int g = gate + j * BLOCK;
      DoubleVector d0 = DoubleVector.fromArray(SPECIES, d, g);
      m00 = f0.fma(d0, m00);
      m01 = f1.fma(d0, m01);
      m02 = f2.fma(d0, m02);
      DoubleVector d1 = DoubleVector.fromArray(SPECIES, d, g + SLAB);
      m10 = f0.fma(d1, m10);
      m11 = f1.fma(d1, m11);
      m12 = f2.fma(d1, m12);
      DoubleVector d2 = DoubleVector.fromArray(SPECIES, d, g + 2 * SLAB);
      m20 = f0.fma(d2, m20);
      m21 = f1.fma(d2, m21);
      m22 = f2.fma(d2, m22);
      DoubleVector d3 = DoubleVector.fromArray(SPECIES, d, g + 3 * SLAB);
      m30 = f0.fma(d3, m30);
      m31 = f1.fma(d3, m31);
      m32 = f2.fma(d3, m32);
    }
    m00.intoArray(m, to);
    m01.intoArray(m, to + SLAB);
    m02.intoArray(m, to + 2 * SLAB);
    m10.intoArray(m, to + channel);
    m11.intoArray(m, to + channel + SLAB);
    m12.intoArray(m, to + channel + 2 * SLAB);
    m20.intoArray(m, to + 2 * channel);
    m21.intoArray(m, to + 2 * channel + SLAB);
    m22.intoArray(m, to + 2 * channel + 2 * SLAB);
    m30.intoArray(m, to + 3 * channel);
    m31.intoArray(m, to + 3 * channel + SLAB);
    m32.intoArray(m, to + 3 * channel + 2 * SLAB);
  }

  /** Adds the first elements of an array to a range of another. */
  static void accumulate(double[] from, double[] to, int offset, int count) {
    for (int i = 0; i < count; i += DoubleLanes.LENGTH) {
      DoubleVector sum = DoubleVector.fromArray(SPECIES, to, offset + i);
      sum.add(DoubleVector.fromArray(SPECIES, from, i)).intoArray(to, offset + i);
    }
  }
}
