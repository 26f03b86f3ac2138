package org.equisweep.network;

import java.util.List;
import org.equisweep.geometry.Coordinates;
import org.equisweep.geometry.Factored;
import org.equisweep.geometry.Parametrisation;
import org.equisweep.group.SpaceSpec;
import org.equisweep.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * What comes in place of the input of layer 1: coordinates φ' = Qᵀφ of the features φ that its
 * coefficients multiply, in an orthonormal basis Q of all that the data and their images under the
 * group span. For a full layer φ(x) = x, one column for each example; for one with operators S_k,
 * φ(x) = (S_k x) at each of its n_out positions.
 *
 * <p>Y = Cφ = (CQ)φ', and descent or momentum from rest in CQ is descent in C, of which the rest
 * never moves; see {@link SpannedLayout}. Not so for Adam, for weight decay or a penalty.
 *
 * <p>Immutable and thread-safe; a function of geometry, space and data alone.
 */
public final class InputSpan {
  private final Network.Space space;
  private final SpanBasis basis;
  private final SpaceSpec positionSpace;
  private final int positions;
  private final FirstFeatures features;

  /**
   * @param positionSpace V of ℝ^r ⊗ V in which φ' lies; ℝ where Q mixes positions
   */
  InputSpan(
      Network.Space space,
      SpanBasis basis,
      SpaceSpec positionSpace,
      int positions,
      FirstFeatures features) {
    this.space = space;
    this.basis = basis;
    this.positionSpace = positionSpace;
    this.positions = positions;
    this.features = features;
  }

  /**
   * The span of layer 1's features, where that is worth it and exact to rounding; null otherwise.
   *
   * @param data everything that is to be in it, at least one set of examples
   */
  public static @Nullable InputSpan of(
      ArchitectureGeometry geometry, Network.Space space, List<Inputs> data) {
    return new SpanSearch(geometry, space, data).find();
  }

  /**
   * The most entries that φ' of an example may have, known before the data are read; 0 where no
   * data have a span that is used.
   *
   * @param examples N
   */
  public static int mostFeatures(ArchitectureGeometry geometry, Network.Space space, int examples) {
    return SpanSearch.mostFeatures(geometry, space, examples);
  }

  /**
   * A set of examples.
   *
   * @param values [example][feature]
   * @param examples N
   */
  public record Inputs(Tensor values, int examples) {}

  /** In whose coefficients layer 1 is written. */
  public Network.Space space() {
    return space;
  }

  /** r: rows of φ' at one position, and of the network's input. */
  public int rank() {
    return basis.rank();
  }

  /** Rows of φ. */
  public int dimension() {
    return basis.dimension();
  }

  /** Positions of φ': 1 for a full layer, n_out with operators. */
  public int positions() {
    return positions;
  }

  /** Where φ' is not made of blocks: V of ℝ^r ⊗ V, on which the group acts. */
  public SpaceSpec positionSpace() {
    return positionSpace;
  }

  /** Entries of φ' for one example, r·positions: {@link Network#inputs}. */
  public int features() {
    return Math.multiplyExact(rank(), positions);
  }

  /**
   * How the group permutes φ' where Q is made of blocks of input features: the block of each input
   * feature, −1 outside all. Null where it acts on {@link #positionSpace} alone.
   */
  public int @Nullable [] blockOf() {
    return basis instanceof BlockBasis blocks ? blocks.blockOf() : null;
  }

  /** φ' of examples in their precision, [example][r][position]; the caller's to close. */
  public Tensor evaluate(Inputs inputs) {
    return features.evaluate(inputs, basis);
  }

  /** Native memory that {@link #evaluate} takes for a while, beside its result. */
  public long workBytes(int examples) {
    return features.workBytes(examples, rank());
  }

  /** v += QBQᵀ of a symmetric r×r matrix B, v being d×d; both row-major. */
  public void addForm(double[] b, double[] v) {
    int rank = rank();
    int dimension = dimension();
    int[] places = new int[dimension];
    for (int j = 0; j < dimension; j++) {
      places[j] = j;
    }
    // QB by rows of B, then its rows by Q once more
    double[] halves = new double[rank * dimension];
    for (int i = 0; i < rank; i++) {
      basis.addCombination(b, i * rank, halves, i * dimension, places);
    }
    double[] column = new double[rank];
    for (int j = 0; j < dimension; j++) {
      for (int i = 0; i < rank; i++) {
        column[i] = halves[i * dimension + j];
      }
      basis.addCombination(column, 0, v, j * dimension, places);
    }
  }

  /** Whether φ of every example is in the span: ‖φ − QQᵀφ‖ ≤ 10⁻¹²‖φ‖ in each column. */
  public boolean contains(Inputs inputs) {
    return features.contains(inputs, basis);
  }

  SpanBasis basis() {
    return basis;
  }

  /** The matrix that multiplies φ, in the layer's coefficients. */
  MatrixOrder order(LinearShape shape, Parametrisation parametrisation) {
    if (parametrisation instanceof Factored factored) {
      return MatrixOrder.factored(shape, factored.operators());
    }
    if (parametrisation instanceof Coordinates) {
      return MatrixOrder.dense(shape);
    }
    throw new IllegalArgumentException("a general basis has no features of the input");
  }
}
