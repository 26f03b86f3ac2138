package org.equisweep.tensor;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The inner products of {@link FloatOrbitMoments}, on slabs of examples. Each is a method of its
 * own, as large as the JIT of 17 takes in, and on arrays, of which it removes the bounds checks.
 */
final class FloatOrbitProducts {
  private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;
  private static final int SLAB = OrbitMoments.SLAB;
  private static final int CHANNELS = OrbitMoments.CHANNELS;
  private static final int BLOCK = CHANNELS * SLAB;

  private FloatOrbitProducts() {}

  /** One feature of a slab at every place that has a position. */
  static void take(
      Object f, int from, int n, OrbitSums sums, float[] features, int to, int stride) {
    for (int place = 0; place < sums.places(); place++) {
      int position = sums.position(place);
      if (position >= 0) {
        int at = from + position * n;
        for (int i = 0; i < SLAB; i += FloatLanes.LENGTH) {
          FloatLanes.load(f, at + i).intoArray(features, to + place * stride + i);
        }
      }
    }
  }

  /** h of 4 channels at 4 positions. */
  static void outputs(
      float[] f, int from, int stride, int features, float[] c, int co, float[] h, int to) {
    FloatVector h00 = FloatLanes.all(0);
    FloatVector h01 = FloatLanes.all(0);
    FloatVector h02 = FloatLanes.all(0);
    FloatVector h03 = FloatLanes.all(0);
    FloatVector h10 = FloatLanes.all(0);
    FloatVector h11 = FloatLanes.all(0);
    FloatVector h12 = FloatLanes.all(0);
    FloatVector h13 = FloatLanes.all(0);
    FloatVector h20 = FloatLanes.all(0);
    FloatVector h21 = FloatLanes.all(0);
    FloatVector h22 = FloatLanes.all(0);
    FloatVector h23 = FloatLanes.all(0);
    FloatVector h30 = FloatLanes.all(0);
    FloatVector h31 = FloatLanes.all(0);
    FloatVector h32 = FloatLanes.all(0);
    FloatVector h33 = FloatLanes.all(0);
    for (int r = 0; r < features; r++) {
      int at = from + r * SLAB;
      FloatVector f0 = FloatVector.fromArray(SPECIES, f, at);
      FloatVector f1 = FloatVector.fromArray(SPECIES, f, at + stride);
      FloatVector f2 = FloatVector.fromArray(SPECIES, f, at + 2 * stride);
      FloatVector f3 = FloatVector.fromArray(SPECIES, f, at + 3 * stride);
      FloatVector c0 = FloatLanes.all(c[co + CHANNELS * r]);
      h00 = f0.fma(c0, h00);
      h01 = f1.fma(c0, h01);
      h02 = f2.fma(c0, h02);
      h03 = f3.fma(c0, h03);
      FloatVector c1 = FloatLanes.all(c[co + CHANNELS * r + 1]);
      h10 = f0.fma(c1, h10);
      h11 = f1.fma(c1, h11);
      h12 = f2.fma(c1, h12);
      h13 = f3.fma(c1, h13);
      FloatVector c2 = FloatLanes.all(c[co + CHANNELS * r + 2]);
      h20 = f0.fma(c2, h20);
      h21 = f1.fma(c2, h21);
      h22 = f2.fma(c2, h22);
      h23 = f3.fma(c2, h23);
      FloatVector c3 = FloatLanes.all(c[co + CHANNELS * r + 3]);
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
  static void gate(float[] h, int from, int count, float[] weights, int wo, float slope) {
    for (int j = 0; j < count; j++) {
      FloatVector up = FloatLanes.all(weights[wo + j]);
      FloatVector down = up.mul(slope);
      int at = from + j * BLOCK;
      FloatVector h0 = FloatVector.fromArray(SPECIES, h, at);
      down.blend(up, h0.compare(VectorOperators.GT, 0)).intoArray(h, at);
      FloatVector h1 = FloatVector.fromArray(SPECIES, h, at + SLAB);
      down.blend(up, h1.compare(VectorOperators.GT, 0)).intoArray(h, at + SLAB);
      FloatVector h2 = FloatVector.fromArray(SPECIES, h, at + 2 * SLAB);
      down.blend(up, h2.compare(VectorOperators.GT, 0)).intoArray(h, at + 2 * SLAB);
      FloatVector h3 = FloatVector.fromArray(SPECIES, h, at + 3 * SLAB);
      down.blend(up, h3.compare(VectorOperators.GT, 0)).intoArray(h, at + 3 * SLAB);
    }
  }

  /** Σ_p of 4 channels' gates times 3 features. */
  static void products(
      float[] f,
      int from,
      int stride,
      float[] d,
      int gate,
      int count,
      float[] m,
      int to,
      int channel) {
    FloatVector m00 = FloatLanes.all(0);
    FloatVector m01 = FloatLanes.all(0);
    FloatVector m02 = FloatLanes.all(0);
    FloatVector m10 = FloatLanes.all(0);
    FloatVector m11 = FloatLanes.all(0);
    FloatVector m12 = FloatLanes.all(0);
    FloatVector m20 = FloatLanes.all(0);
    FloatVector m21 = FloatLanes.all(0);
    FloatVector m22 = FloatLanes.all(0);
    FloatVector m30 = FloatLanes.all(0);
    FloatVector m31 = FloatLanes.all(0);
    FloatVector m32 = FloatLanes.all(0);
    for (int j = 0; j < count; j++) {
      int at = from + j * stride;
      FloatVector f0 = FloatVector.fromArray(SPECIES, f, at);
      FloatVector f1 = FloatVector.fromArray(SPECIES, f, at + SLAB);
      FloatVector f2 = FloatVector.fromArray(SPECIES, f, at + 2 * SLAB);
      int g = gate + j * BLOCK;
      FloatVector d0 = FloatVector.fromArray(SPECIES, d, g);
      m00 = f0.fma(d0, m00);
      m01 = f1.fma(d0, m01);
      m02 = f2.fma(d0, m02);
      FloatVector d1 = FloatVector.fromArray(SPECIES, d, g + SLAB);
      m10 = f0.fma(d1, m10);
      m11 = f1.fma(d1, m11);
      m12 = f2.fma(d1, m12);
      FloatVector d2 = FloatVector.fromArray(SPECIES, d, g + 2 * SLAB);
      m20 = f0.fma(d2, m20);
      m21 = f1.fma(d2, m21);
      m22 = f2.fma(d2, m22);
      FloatVector d3 = FloatVector.fromArray(SPECIES, d, g + 3 * SLAB);
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
  static void accumulate(float[] from, float[] to, int offset, int count) {
    for (int i = 0; i < count; i += FloatLanes.LENGTH) {
      FloatVector sum = FloatVector.fromArray(SPECIES, to, offset + i);
      sum.add(FloatVector.fromArray(SPECIES, from, i)).intoArray(to, offset + i);
    }
  }
}
