package org.equisweep.group;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.equisweep.problem.InvalidInput;
import org.equisweep.tensor.RandomStream;

/**
 * The product AB = {ab} of two groups, where that is a group. It is one iff |⟨A, B⟩| = |A||B| / |A
 * ∩ B|, for instance when one normalises the other. A product of uniform elements is uniform on AB,
 * since every element is ab in |A ∩ B| ways.
 */
final class ProductGroup implements ActingGroup {
  private final ActingGroup first;
  private final ActingGroup second;
  private final StabilizerChain chain;

  private ProductGroup(ActingGroup first, ActingGroup second, StabilizerChain chain) {
    this.first = first;
    this.second = second;
    this.chain = chain;
  }

  /**
   * @param points number of points both act on
   * @param title of the product, for the message of the InvalidInput when it is not a group
   */
  static ProductGroup of(int points, ActingGroup first, ActingGroup second, String title) {
    List<int[]> images =
        Stream.concat(first.generators().stream(), second.generators().stream())
            .map(Named::image)
            .toList();
    BigInteger pairs = first.order().multiply(second.order());
    boolean normal = normalises(first, second) || normalises(second, first);
    StabilizerChain chain = new StabilizerChain(points, images, normal ? pairs : null);
    if (!normal) {
      requireGroup(first, second, chain.order(), title);
    }
    return new ProductGroup(first, second, chain);
  }

  private static boolean normalises(ActingGroup outer, ActingGroup inner) {
    for (Named h : outer.generators()) {
      for (Named g : inner.generators()) {
        if (!inner.contains(Permutation.conjugate(g.image(), h.image()))) {
          return false;
        }
      }
    }
    return true;
  }

  private static void requireGroup(
      ActingGroup first, ActingGroup second, BigInteger generated, String title) {
    BigInteger pairs = first.order().multiply(second.order());
    BigInteger products = pairs;
    if (pairs.mod(generated).signum() == 0) {
      products = pairs.divide(BigInteger.valueOf(commonElements(first, second, title)));
    }
    if (!products.equals(generated)) {
      throw InvalidInput.of(
          "the factors of a product must form a group, the first two, then these with the third, …",
          "the at most %s products of %s generate a group of order %s"
              .formatted(products, title, generated),
          "order the factors so that each normalises the product of those before it, or give the"
              + " generators of the group you mean as permutations");
    }
  }

  private static long commonElements(ActingGroup first, ActingGroup second, String title) {
    boolean firstIsSmaller = first.order().compareTo(second.order()) <= 0;
    ActingGroup smaller = firstIsSmaller ? first : second;
    ActingGroup larger = firstIsSmaller ? second : first;
    if (smaller.words().compareTo(BigInteger.valueOf(Group.ENUMERATION_LIMIT)) > 0) {
      throw InvalidInput.of(
          "one factor of a product must normalise the other or have at most 10^6 elements",
          "got " + title + " with orders " + first.order() + " and " + second.order(),
          "give the generators of the group you mean as permutations");
    }
    long[] common = new long[1];
    smaller.forEach(element -> common[0] += larger.contains(element.image()) ? 1 : 0);
    return common[0];
  }

  @Override
  public List<Named> generators() {
    List<Named> generators = new ArrayList<>(first.generators());
    generators.addAll(second.generators());
    return generators;
  }

  @Override
  public BigInteger order() {
    return chain.order();
  }

  @Override
  public BigInteger words() {
    return first.words().multiply(second.words());
  }

  @Override
  public boolean contains(int[] image) {
    return chain.contains(image);
  }

  @Override
  public Named sample(RandomStream stream) {
    Named a = first.sample(stream);
    Named b = second.sample(stream);
    return multiply(a, b);
  }

  /** a₀b₀, a₀b₁ … ; an element that is ab in several ways comes once, where it is first met. */
  @Override
  public void forEach(Consumer<Named> visitor) {
    boolean unique = words().equals(order());
    Set<ImageKey> seen = new HashSet<>();
    first.forEach(
        a ->
            second.forEach(
                b -> {
                  Named product = multiply(a, b);
                  if (unique || seen.add(new ImageKey(product.image()))) {
                    visitor.accept(product);
                  }
                }));
  }

  private static Named multiply(Named a, Named b) {
    return new Named(
        Permutation.multiply(a.image(), b.image()),
        () -> {
          boolean leftOnly = Permutation.isIdentity(b.image());
          boolean rightOnly = Permutation.isIdentity(a.image());
          return leftOnly
              ? a.name().get()
              : rightOnly ? b.name().get() : a.name().get() + " " + b.name().get();
        });
  }
}
