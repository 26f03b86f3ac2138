package org.equisweep.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.equisweep.tensor.RandomStream;

/** Reusable checks that a representation is one. */
public final class RepresentationAssert {
  private static final int SAMPLES = 5;

  private RepresentationAssert() {}

  /** Homomorphism, identity and orthogonality (A1) on generators and a few random elements. */
  public static void assertRepresentation(Group group, SpaceSpec space, long seed) {
    Representation rho = group.representation(space);
    List<Element> elements = new ArrayList<>(group.generators());
    RandomStream stream = RandomStream.of(seed, "representation test", 0);
    for (int k = 0; k < SAMPLES; k++) {
      elements.add(group.sample(stream));
    }
    assertThat(rho.permutation(group.identity()))
        .as("rho(e) = Id on %s", space.title())
        .isEqualTo(Permutation.identity(rho.dimension()));
    for (Element g : elements) {
      assertOrthogonal(rho, g);
      assertThat(Permutation.multiply(rho.permutation(g), rho.permutation(group.inverse(g))))
          .as("rho(g) rho(g^-1) = Id for g = %s", g.name())
          .isEqualTo(Permutation.identity(rho.dimension()));
      for (Element h : elements) {
        assertThat(rho.permutation(group.multiply(g, h)))
            .as("rho(gh) = rho(g) rho(h) for g = %s, h = %s", g.name(), h.name())
            .isEqualTo(Permutation.multiply(rho.permutation(g), rho.permutation(h)));
      }
    }
  }

  /** A matrix of zeros and ones is orthogonal iff it permutes coordinates. */
  private static void assertOrthogonal(Representation rho, Element g) {
    int[] hits = new int[rho.dimension()];
    for (int image : rho.permutation(g)) {
      hits[image]++;
    }
    assertThat(hits).as("rho(%s) permutes coordinates", g.name()).containsOnly(1);
  }
}
