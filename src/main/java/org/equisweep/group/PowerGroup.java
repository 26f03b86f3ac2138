package org.equisweep.group;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.equisweep.tensor.RandomStream;

/**
 * A group whose elements are g₁^{j₁} g₂^{j₂} … with unique exponents 0 ≤ jᵢ &lt; order(gᵢ): cyclic
 * and dihedral groups, shifts, flips, the trivial group.
 */
final class PowerGroup implements ActingGroup {
  private final int points;
  private final List<CyclePowers> factors;
  private final Function<int[], String> naming;
  private final Listing listing;
  private final StabilizerChain chain;

  /** The order in which elements are listed: which exponent runs fastest. */
  enum Listing {
    /** Lexicographic in the exponents. */
    LAST_FASTEST,
    FIRST_FASTEST
  }

  /**
   * @param points number of points acted on
   * @param generators g₁, g₂ …
   * @param listing the order of elements
   * @param naming from exponents, not all 0, to a name
   */
  PowerGroup(int points, List<int[]> generators, Listing listing, Function<int[], String> naming) {
    this.points = points;
    this.factors = generators.stream().map(CyclePowers::new).toList();
    this.naming = naming;
    this.listing = listing;
    this.chain = new StabilizerChain(points, generators, order());
  }

  @Override
  public List<Named> generators() {
    List<Named> generators = new ArrayList<>();
    for (int k = 0; k < factors.size(); k++) {
      int[] exponents = new int[factors.size()];
      exponents[k] = 1;
      generators.add(new Named(factors.get(k).image(), () -> name(exponents)));
    }
    return generators;
  }

  @Override
  public BigInteger order() {
    return factors.stream()
        .map(factor -> BigInteger.valueOf(factor.order()))
        .reduce(BigInteger.ONE, BigInteger::multiply);
  }

  @Override
  public boolean contains(int[] image) {
    return chain.contains(image);
  }

  @Override
  public Named sample(RandomStream stream) {
    int[] exponents = new int[factors.size()];
    for (int k = 0; k < exponents.length; k++) {
      exponents[k] = stream.nextInt(factors.get(k).order());
    }
    return element(exponents);
  }

  @Override
  public void forEach(Consumer<Named> visitor) {
    int[] exponents = new int[factors.size()];
    do {
      visitor.accept(element(exponents.clone()));
    } while (advance(exponents));
  }

  private boolean advance(int[] exponents) {
    for (int place = exponents.length - 1; place >= 0; place--) {
      int k = listing == Listing.LAST_FASTEST ? place : exponents.length - 1 - place;
      if (++exponents[k] < factors.get(k).order()) {
        return true;
      }
      exponents[k] = 0;
    }
    return false;
  }

  private Named element(int[] exponents) {
    int[] image = Permutation.identity(points);
    for (int k = exponents.length - 1; k >= 0; k--) {
      factors.get(k).applyPower(exponents[k], image);
    }
    return new Named(image, () -> name(exponents));
  }

  private String name(int[] exponents) {
    for (int exponent : exponents) {
      if (exponent != 0) {
        return naming.apply(exponents);
      }
    }
    return "identity";
  }
}
