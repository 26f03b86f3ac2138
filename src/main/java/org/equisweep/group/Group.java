package org.equisweep.group;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.equisweep.problem.InvalidInput;
import org.equisweep.tensor.RandomStream;

/**
 * A finite group acting on the spaces of an architecture. An element is one permutation of the
 * disjoint union of the base spaces (nodes, grids): it acts on all of them at once, and on what is
 * derived from them (edges, triples, sums, tensor products). The order is that of this permutation
 * group: shifts of a 28×28 and a 14×14 grid are 784 elements. Immutable and thread-safe.
 */
public final class Group {
  /** The largest group whose elements are listed. */
  public static final int ENUMERATION_LIMIT = 1_000_000;

  private final GroupSpec spec;
  private final BaseSpaces spaces;
  private final ActingGroup acting;

  private Group(GroupSpec spec, BaseSpaces spaces, ActingGroup acting) {
    this.spec = spec;
    this.spaces = spaces;
    this.acting = acting;
  }

  /**
   * The group as it acts on {@code spaces}: symmetric, alternating, cyclic, dihedral groups and
   * permutations on nodes and on grids of exactly {@code degree} points; cyclic and dihedral groups
   * of degree 4 on square grids, by counterclockwise quarter turns and the reflection that swaps
   * left and right; shifts and flips on grids; a product where all its factors act.
   *
   * @throws InvalidInput where the group does not act on one of them, or the factors of a product
   *     do not form a group
   */
  public static Group create(GroupSpec spec, Collection<SpaceSpec> spaces) {
    BaseSpaces base = BaseSpaces.of(ActingGroups.degree(spec), spaces);
    for (SpaceSpec space : spaces) {
      if (BaseSpaces.needsNodes(space) && base.nodes().isEmpty()) {
        throw ActingGroups.cannotAct(spec, space);
      }
    }
    return new Group(spec, base, ActingGroups.create(spec, base));
  }

  public GroupSpec spec() {
    return spec;
  }

  public BigInteger order() {
    return acting.order();
  }

  public Element identity() {
    int[] image = Permutation.identity(spaces.points());
    return element(new ActingGroup.Named(image, () -> "identity"));
  }

  /** Generators; none for the trivial group. */
  public List<Element> generators() {
    return acting.generators().stream().map(this::element).toList();
  }

  /** gh, acting with h first: ρ(gh) = ρ(g)ρ(h). Named by its cycles. */
  public Element multiply(Element g, Element h) {
    return byCycles(Permutation.multiply(image(g), image(h)));
  }

  /** g⁻¹, named by its cycles. */
  public Element inverse(Element g) {
    return byCycles(Permutation.inverse(image(g)));
  }

  /**
   * All elements, each once, the identity first: cyclic groups rʲ; dihedral groups rʲ, then rʲs;
   * shifts, flips and products lexicographically in their factors (a₀b₀, a₀b₁, …); the others
   * lexicographically as permutation arrays. A new list each time.
   *
   * @throws InvalidInput when there are more than {@link #ENUMERATION_LIMIT}
   */
  public List<Element> elements() {
    if (acting.words().compareTo(BigInteger.valueOf(ENUMERATION_LIMIT)) > 0) {
      throw InvalidInput.of(
          "a group whose elements are listed must have at most 10^6 of them",
          "%s has %s".formatted(spec.title(), acting.order()),
          "sample group elements instead, such as orbit: {samples: 25, per: example}");
    }
    List<Element> elements = new ArrayList<>(acting.order().intValueExact());
    acting.forEach(named -> elements.add(element(named)));
    return elements;
  }

  /** Whether {@code g} acts on all base spaces as some element of this group does. */
  public boolean contains(Element g) {
    return g instanceof PermutationElement element
        && element.spaces().equals(spaces)
        && acting.contains(element.image());
  }

  /** Exactly uniform; a function of the stream's state alone. */
  public Element sample(RandomStream stream) {
    return element(acting.sample(stream));
  }

  /**
   * The representation on one of the spaces given at creation, or one derived from the same base
   * spaces.
   */
  public Representation representation(SpaceSpec space) {
    return new PermutationRepresentation(space, spaces);
  }

  private Element element(ActingGroup.Named named) {
    return new PermutationElement(spaces, named);
  }

  private Element byCycles(int[] image) {
    return element(
        new ActingGroup.Named(image, () -> Permutation.cycles(image, spaces.namingPoints())));
  }

  private int[] image(Element g) {
    if (!(g instanceof PermutationElement element) || !element.spaces().equals(spaces)) {
      throw new IllegalArgumentException(g.name() + " does not act on the spaces of this group");
    }
    return element.image();
  }
}
