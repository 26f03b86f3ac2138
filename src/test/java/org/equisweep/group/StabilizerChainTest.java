package org.equisweep.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.equisweep.tensor.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StabilizerChainTest {
  private static final String ELEVEN = "(1 2 3 4 5 6 7 8 9 10 11)";
  private static final String FOUR_CYCLES = "(3 7 11 8)(4 10 5 6)";
  private static final String INVOLUTION = "(1 12)(2 11)(3 6)(4 8)(5 9)(7 10)";

  /** The six quarter turns of the cube's faces on its 48 movable facelets. */
  private static final List<String> CUBE =
      List.of(
          "(1 3 8 6)(2 5 7 4)(9 33 25 17)(10 34 26 18)(11 35 27 19)",
          "(9 11 16 14)(10 13 15 12)(1 17 41 40)(4 20 44 37)(6 22 46 35)",
          "(17 19 24 22)(18 21 23 20)(6 25 43 16)(7 28 42 13)(8 30 41 11)",
          "(25 27 32 30)(26 29 31 28)(3 38 43 19)(5 36 45 21)(8 33 48 24)",
          "(33 35 40 38)(34 37 39 36)(3 9 46 32)(2 12 47 29)(1 14 48 27)",
          "(41 43 48 46)(42 45 47 44)(14 22 30 38)(15 23 31 39)(16 24 32 40)");

  @Test
  void mathieuGroupsHaveTheirOrders() {
    assertThat(chain(11, ELEVEN, FOUR_CYCLES).order()).hasToString("7920");
    assertThat(chain(12, ELEVEN, FOUR_CYCLES, INVOLUTION).order()).hasToString("95040");
  }

  @Test
  void theCubeHasItsOrderAndKnowsWhichTwistsArePossible() {
    StabilizerChain cube = chain(48, CUBE.toArray(String[]::new));
    assertThat(cube.order()).isEqualTo(new BigInteger("43252003274489856000"));
    // one corner twisted, two edges swapped, one edge flipped: impossible
    assertThat(cube.contains(parse(48, "(8 19 25)"))).isFalse();
    assertThat(cube.contains(parse(48, "(7 18)"))).isFalse();
    assertThat(cube.contains(parse(48, "(1 2)"))).isFalse();
    // two corners twisted: possible in opposite senses only
    boolean one = cube.contains(parse(48, "(8 19 25)(6 11 17)"));
    boolean other = cube.contains(parse(48, "(8 19 25)(6 17 11)"));
    assertThat(one).isNotEqualTo(other);
    RandomStream stream = RandomStream.of(5, "cube", 0);
    for (int k = 0; k < 20; k++) {
      assertThat(cube.contains(cube.sample(stream))).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5, 8, 13, 40, 100})
  void symmetricGroupsByACycleAndATransposition(int degree) {
    StabilizerChain chain =
        new StabilizerChain(degree, List.of(cycle(degree, 0, degree), cycle(degree, 0, 2)), null);
    assertThat(chain.order()).isEqualTo(Permutation.factorial(degree));
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5, 8, 13, 40, 100})
  void alternatingGroupsByTheirGenerators(int degree) {
    List<int[]> generators =
        new SymmetricGroup(degree, 1, true)
            .generators().stream().map(ActingGroup.Named::image).toList();
    StabilizerChain chain = new StabilizerChain(degree, generators, null);
    assertThat(chain.order()).isEqualTo(Permutation.factorial(degree).shiftRight(1));
    assertThat(chain.contains(cycle(degree, 0, 2))).isFalse();
    assertThat(chain.contains(cycle(degree, 0, 3))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 7, 30})
  void dihedralGroupsByARotationAndAReflection(int degree) {
    int[] mirror = IntStream.range(0, degree).map(i -> (degree - i) % degree).toArray();
    StabilizerChain chain =
        new StabilizerChain(degree, List.of(cycle(degree, 0, degree), mirror), null);
    assertThat(chain.order()).isEqualTo(BigInteger.valueOf(2L * degree));
  }

  /**
   * S_8 ≀ S_2 is far below every bound known beforehand: the chain is proved by Schreier's lemma.
   */
  @Test
  void wreathProductsAreVerifiedWithoutAKnownOrder() {
    int[] exchange = IntStream.range(0, 16).map(i -> (i + 8) % 16).toArray();
    StabilizerChain chain =
        new StabilizerChain(16, List.of(cycle(16, 0, 8), cycle(16, 0, 2), exchange), null);
    assertThat(chain.order()).isEqualTo(Permutation.factorial(8).pow(2).shiftLeft(1));
  }

  /** Random elements only save time: Schreier's lemma alone completes the chain. */
  @Test
  void theChainDoesNotRestOnRandomElements() {
    assertThat(withoutRandomElements(12, ELEVEN, FOUR_CYCLES, INVOLUTION)).hasToString("95040");
    assertThat(withoutRandomElements(48, CUBE.toArray(String[]::new)))
        .hasToString("43252003274489856000");
    assertThat(withoutRandomElements(9, "(1 2 3 4 5 6 7 8 9)", "(1 2)")).hasToString("362880");
  }

  private static BigInteger withoutRandomElements(int points, String... generators) {
    return new StabilizerChain(points, images(points, generators), null, 0).order();
  }

  @Test
  void theTrivialGroupHasOneElement() {
    for (int points : new int[] {0, 1, 4}) {
      StabilizerChain chain =
          new StabilizerChain(points, List.of(Permutation.identity(points)), null);
      assertThat(chain.order()).isEqualTo(BigInteger.ONE);
      assertThat(list(chain)).hasSize(1);
    }
  }

  @Test
  void visitsEveryElementOnceInLexicographicOrder() {
    List<int[]> elements = list(chain(11, ELEVEN, FOUR_CYCLES));
    assertThat(elements).hasSize(7920).isSortedAccordingTo(Arrays::compare);
    Set<ImageKey> distinct = new HashSet<>();
    elements.forEach(g -> distinct.add(new ImageKey(g)));
    assertThat(distinct).hasSize(7920);
  }

  @Test
  void constructionAndSamplingAreDeterministic() {
    int[] first = chain(48, CUBE.toArray(String[]::new)).sample(RandomStream.of(1, "a", 2));
    int[] second = chain(48, CUBE.toArray(String[]::new)).sample(RandomStream.of(1, "a", 2));
    assertThat(first).isEqualTo(second);
  }

  private static List<int[]> list(StabilizerChain chain) {
    List<int[]> elements = new ArrayList<>();
    chain.forEach(elements::add);
    return elements;
  }

  private static StabilizerChain chain(int points, String... generators) {
    return new StabilizerChain(points, images(points, generators), null);
  }

  private static List<int[]> images(int points, String... generators) {
    return Arrays.stream(generators).map(generator -> parse(points, generator)).toList();
  }

  private static int[] cycle(int points, int first, int end) {
    int[] image = Permutation.identity(points);
    for (int i = first; i < end; i++) {
      image[i] = i + 1 < end ? i + 1 : first;
    }
    return image;
  }

  /** From cycle notation with points from 1. */
  static int[] parse(int points, String cycles) {
    int[] image = Permutation.identity(points);
    for (String cycle : cycles.substring(1, cycles.length() - 1).split("\\)\\(", -1)) {
      int[] members = Arrays.stream(cycle.split(" ", -1)).mapToInt(Integer::parseInt).toArray();
      for (int k = 0; k < members.length; k++) {
        image[members[k] - 1] = members[(k + 1) % members.length] - 1;
      }
    }
    return image;
  }
}
