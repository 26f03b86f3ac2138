package org.equisweep.tensor;

import java.nio.ByteBuffer;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link OrbitMoments} in doubles. Work goes on in arrays on the heap, where {@link
 * DoubleOrbitProducts} reach the processor's peak.
 */
final class DoubleOrbitMoments {
  private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;
  private static final int LENGTH = DoubleLanes.LENGTH;
  private static final int SLAB = OrbitMoments.SLAB;
  private static final int CHANNELS = OrbitMoments.CHANNELS;
  private static final int BLOCK = CHANNELS * SLAB;

  private static final ThreadLocal<DoubleOrbitMoments> WORK =
      ThreadLocal.withInitial(DoubleOrbitMoments::new);

  /** [place][feature][example]. */
  private double[] features = {};

  /** [channel / 4][feature][4]. */
  private double[] matrix = {};

  /** [place]. */
  private double[] weights = {};

  /** h, then w σ′(h), of a chunk of positions: [place][4 channels][example]. */
  private final double[] gates = new double[OrbitMoments.CHUNK * BLOCK];

  /** Of 4 channels, over a chunk of positions: [channel][feature][example]. */
  private double[] partial = {};

  /** One number for each example of a slab. */
  private final double[] examples = new double[SLAB];

  /** Of a slab: [orbit][channel][feature][example]. */
  private double[] moments = {};

  private DoubleOrbitMoments() {}

  /** This thread's, with room for a plan. */
  static DoubleOrbitMoments of(OrbitMoments plan) {
    DoubleOrbitMoments work = WORK.get();
    OrbitSums sums = plan.sums();
    int padded = plan.paddedFeatures();
    work.features = withRoom(work.features, Math.max(1, sums.places()) * padded * SLAB);
    work.matrix = withRoom(work.matrix, plan.paddedChannels() * padded);
    work.weights = withRoom(work.weights, sums.places());
    work.partial = withRoom(work.partial, padded * BLOCK);
    work.moments = withRoom(work.moments, sums.orbits() * plan.orbitElements());
    return work;
  }

  private static double[] withRoom(double[] array, int length) {
    return array.length < length ? new double[length] : array;
  }

  void forward(
      OrbitMoments plan,
      Tensor f,
      int fo,
      Tensor c,
      int co,
      int n,
      Tensor kept,
      int ko,
      Tensor u,
      int uo) {
    takeMatrix(plan, c, co);
    takeWeights(plan.sums());
    int slabElements = plan.sums().orbits() * plan.orbitElements();
    for (int example = 0; example < n; example += SLAB) {
      int count = Math.min(SLAB, n - example);
      takeFeatures(plan, f, fo + example, n, count);
      moments(plan);
      store(kept, ko + example / SLAB * slabElements, slabElements);
      sums(plan, u, uo + example, n, count);
    }
  }

  private void takeMatrix(OrbitMoments plan, Tensor c, int co) {
    int padded = plan.paddedFeatures();
    Arrays.fill(matrix, 0, plan.paddedChannels() * padded, 0);
    for (int i = 0; i < plan.channels(); i++) {
      for (int r = 0; r < plan.features(); r++) {
        matrix[matrixAt(i, r, padded)] = c.bytes().getDouble((co + i * plan.features() + r) << 3);
      }
    }
  }

  private static int matrixAt(int channel, int feature, int padded) {
    return (channel / CHANNELS * padded + feature) * CHANNELS + channel % CHANNELS;
  }

  private void takeWeights(OrbitSums sums) {
    for (int place = 0; place < sums.places(); place++) {
      weights[place] = sums.weight(place);
    }
  }

  /** A slab of examples; 0 where features, positions or examples are filled up. */
  private void takeFeatures(OrbitMoments plan, Tensor f, int fo, int n, int count) {
    OrbitSums sums = plan.sums();
    int padded = plan.paddedFeatures();
    if (count < SLAB || padded > plan.features() || sums.places() > sums.positions()) {
      Arrays.fill(features, 0, sums.places() * padded * SLAB, 0);
    }
    for (int r = 0; r < plan.features(); r++) {
      int from = fo + r * sums.positions() * n;
      if (count == SLAB) {
        DoubleOrbitProducts.take(f.lanes(), from, n, sums, features, r * SLAB, padded * SLAB);
      } else {
        takeSome(f.bytes(), from, n, count, sums, r * SLAB, padded * SLAB);
      }
    }
  }

  private void takeSome(
      ByteBuffer f, int from, int n, int count, OrbitSums sums, int to, int stride) {
    for (int place = 0; place < sums.places(); place++) {
      int position = sums.position(place);
      for (int i = 0; i < count && position >= 0; i++) {
        features[to + place * stride + i] = f.getDouble((from + position * n + i) << 3);
      }
    }
  }

  private void moments(OrbitMoments plan) {
    OrbitSums sums = plan.sums();
    for (int k = 0; k < sums.orbits(); k++) {
      int orbit = k * plan.orbitElements();
      if (sums.start(k) == sums.start(k + 1)) {
        Arrays.fill(moments, orbit, orbit + plan.orbitElements(), 0);
      }
      for (int place = sums.start(k); place < sums.start(k + 1); place += OrbitMoments.CHUNK) {
        int count = Math.min(OrbitMoments.CHUNK, sums.start(k + 1) - place);
        chunk(plan, place, count, orbit, place == sums.start(k));
      }
    }
  }

  /** Moments over a chunk of positions; the first of an orbit replaces what was there. */
  private void chunk(OrbitMoments plan, int place, int count, int orbit, boolean first) {
    int padded = plan.paddedFeatures();
    for (int i = 0; i < plan.paddedChannels(); i += CHANNELS) {
      int at = orbit + i * padded * SLAB;
      for (int lane = 0; lane < SLAB; lane += LENGTH) {
        gates(place, count, padded, i * padded, plan.slope(), lane);
        products(place, count, padded, lane, first ? moments : partial, first ? at : 0);
      }
      if (!first) {
        DoubleOrbitProducts.accumulate(partial, moments, at, padded * BLOCK);
      }
    }
  }

  private void gates(int place, int count, int padded, int matrixAt, double slope, int lane) {
    int stride = padded * SLAB;
    int from = place * stride + lane;
    for (int j = 0; j < count; j += OrbitSums.GROUP) {
      int at = j * BLOCK + lane;
      DoubleOrbitProducts.outputs(
          features, from + j * stride, stride, padded, matrix, matrixAt, gates, at);
    }
    DoubleOrbitProducts.gate(gates, lane, count, weights, place, slope);
  }

  private void products(int place, int count, int padded, int lane, double[] target, int to) {
    int stride = padded * SLAB;
    for (int at = lane; at < stride; at += OrbitMoments.FEATURES * SLAB) {
      DoubleOrbitProducts.products(
          features, place * stride + at, stride, gates, lane, count, target, to + at, stride);
    }
  }

  private void store(Tensor kept, int to, int count) {
    for (int i = 0; i < count; i += LENGTH) {
      DoubleLanes.store(DoubleVector.fromArray(SPECIES, moments, i), kept.lanes(), to + i);
    }
  }

  /** u = Σ_r c moment. */
  private void sums(OrbitMoments plan, Tensor u, int uo, int n, int count) {
    int padded = plan.paddedFeatures();
    int orbits = plan.sums().orbits();
    for (int i = 0; i < plan.channels(); i++) {
      for (int k = 0; k < orbits; k++) {
        int from = k * plan.orbitElements() + i * padded * SLAB;
        contract(from, matrixAt(i, 0, padded), padded);
        int to = uo + (i * orbits + k) * n;
        if (count == SLAB) {
          for (int lane = 0; lane < SLAB; lane += LENGTH) {
            DoubleLanes.store(
                DoubleVector.fromArray(SPECIES, examples, lane), u.lanes(), to + lane);
          }
        }
        for (int example = count == SLAB ? SLAB : 0; example < count; example++) {
          u.bytes().putDouble((to + example) << 3, examples[example]);
        }
      }
    }
  }

  private void contract(int from, int matrixAt, int padded) {
    for (int lane = 0; lane < SLAB; lane += LENGTH) {
      DoubleVector sum = DoubleLanes.all(0);
      for (int r = 0; r < padded; r++) {
        DoubleVector c = DoubleLanes.all(matrix[matrixAt + r * CHANNELS]);
        sum = DoubleVector.fromArray(SPECIES, moments, from + r * SLAB + lane).fma(c, sum);
      }
      sum.intoArray(examples, lane);
    }
  }

  void gradient(
      OrbitMoments plan, Tensor kept, int ko, Tensor du, int uo, int n, Tensor dc, int co) {
    int padded = plan.paddedFeatures();
    int orbits = plan.sums().orbits();
    for (int i = 0; i < plan.channels(); i++) {
      Arrays.fill(features, 0, padded * SLAB, 0);
      for (int example = 0; example < n; example += SLAB) {
        int slab = ko + example / SLAB * orbits * plan.orbitElements() + i * padded * SLAB;
        for (int k = 0; k < orbits; k++) {
          int from = uo + (i * orbits + k) * n + example;
          for (int e = 0; e < SLAB; e++) {
            examples[e] = example + e < n ? du.bytes().getDouble((from + e) << 3) : 0;
          }
          weigh(kept.lanes(), slab + k * plan.orbitElements(), padded);
        }
      }
      for (int r = 0; r < plan.features(); r++) {
        double sum = features[r * SLAB];
        for (int e = 1; e < SLAB; e++) {
          sum += features[r * SLAB + e];
        }
        int at = (co + i * plan.features() + r) << 3;
        dc.bytes().putDouble(at, dc.bytes().getDouble(at) + sum);
      }
    }
  }

  /** Adds a slab's moments times ∂ℓ/∂u, in {@code examples}, to {@code features}. */
  private void weigh(Object kept, int from, int padded) {
    for (int lane = 0; lane < SLAB; lane += LENGTH) {
      DoubleVector g = DoubleVector.fromArray(SPECIES, examples, lane);
      for (int r = 0; r < padded; r++) {
        DoubleVector sum = DoubleVector.fromArray(SPECIES, features, r * SLAB + lane);
        DoubleLanes.load(kept, from + r * SLAB + lane)
            .fma(g, sum)
            .intoArray(features, r * SLAB + lane);
      }
    }
  }
}
