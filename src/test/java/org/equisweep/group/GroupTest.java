package org.equisweep.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.equisweep.group.GroupCases.product;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.equisweep.group.GroupSpec.Alternating;
import org.equisweep.group.GroupSpec.Cyclic;
import org.equisweep.group.GroupSpec.Dihedral;
import org.equisweep.group.GroupSpec.Flips;
import org.equisweep.group.GroupSpec.Shifts;
import org.equisweep.group.GroupSpec.Symmetric;
import org.equisweep.group.SpaceSpec.Edges;
import org.equisweep.group.SpaceSpec.Grid;
import org.equisweep.group.SpaceSpec.Nodes;
import org.equisweep.group.SpaceSpec.Scalar;
import org.equisweep.group.SpaceSpec.Tensor;
import org.equisweep.problem.InvalidInput;
import org.equisweep.tensor.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GroupTest {
  static Stream<GroupCases.Case> cases() {
    return GroupCases.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyGroupActsByRepresentations(GroupCases.Case each) {
    Group group = each.create();
    for (SpaceSpec space : each.spaces()) {
      RepresentationAssert.assertRepresentation(group, space, 1);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void elementsAreListedOnceIdentityFirstAndClosed(GroupCases.Case each) {
    Group group = each.create();
    List<Element> elements = group.elements();
    assertThat(group.order()).hasToString(each.order());
    assertThat(elements).hasSize(Integer.parseInt(each.order())).doesNotHaveDuplicates();
    assertThat(elements.get(0)).isEqualTo(group.identity());
    Set<Element> set = new HashSet<>(elements);
    for (Element g : elements) {
      assertThat(group.contains(g)).isTrue();
      for (Element s : group.generators()) {
        assertThat(set).contains(group.multiply(s, g));
      }
    }
  }

  @Test
  void quarterTurnIsWhatRot90DoesToAnImage() {
    Group c4 = Group.create(new Cyclic(4), List.of(new Grid(2, 2)));
    assertThat(act(c4, new Grid(2, 2), c4.elements().get(1), 1, 2, 3, 4))
        .containsExactly(2, 4, 1, 3);
    Grid three = new Grid(3, 3);
    Group onThree = Group.create(new Cyclic(4), List.of(three));
    assertThat(act(onThree, three, onThree.elements().get(1), 1, 2, 3, 4, 5, 6, 7, 8, 9))
        .containsExactly(3, 6, 9, 2, 5, 8, 1, 4, 7);
  }

  @Test
  void shiftsRollAndFlipsReverse() {
    Grid grid = new Grid(2, 3);
    Group shifts = Group.create(new Shifts(List.of(0, 1)), List.of(grid));
    assertThat(act(shifts, grid, shifts.elements().get(1), 1, 2, 3, 4, 5, 6))
        .containsExactly(3, 1, 2, 6, 4, 5);
    assertThat(act(shifts, grid, shifts.elements().get(3), 1, 2, 3, 4, 5, 6))
        .containsExactly(4, 5, 6, 1, 2, 3);
    Group flips = Group.create(new Flips(List.of(0, 1)), List.of(grid));
    assertThat(act(flips, grid, flips.elements().get(1), 1, 2, 3, 4, 5, 6))
        .containsExactly(3, 2, 1, 6, 5, 4);
    assertThat(act(flips, grid, flips.elements().get(2), 1, 2, 3, 4, 5, 6))
        .containsExactly(4, 5, 6, 1, 2, 3);
  }

  @Test
  void cyclicGroupShiftsNodesAndDihedralReflectsThem() {
    Group d5 = Group.create(new Dihedral(5), List.of(new Nodes()));
    List<Element> elements = d5.elements();
    Representation nodes = d5.representation(new Nodes());
    assertThat(nodes.permutation(elements.get(1))).containsExactly(1, 2, 3, 4, 0);
    assertThat(nodes.permutation(elements.get(5))).containsExactly(0, 4, 3, 2, 1);
    assertThat(elements.stream().map(Element::name))
        .containsExactly(
            "identity", "r", "r^2", "r^3", "r^4", "s", "r s", "r^2 s", "r^3 s", "r^4 s");
  }

  @Test
  void edgesAreNodesTimesNodesRowMajor() {
    Group group = Group.create(new Symmetric(3), List.of(new Edges()));
    SpaceSpec tensor = new Tensor(List.of(new Nodes(), new Nodes()));
    for (Element g : group.elements()) {
      int[] p = group.representation(new Nodes()).permutation(g);
      int[] edges = group.representation(new Edges()).permutation(g);
      assertThat(edges).isEqualTo(group.representation(tensor).permutation(g));
      assertThat(edges[5]).isEqualTo(3 * p[1] + p[2]);
    }
  }

  @Test
  void symmetricAndAlternatingAreListedLexicographically() {
    Group s3 = Group.create(new Symmetric(3), List.of(new Nodes()));
    assertThat(s3.elements().stream().map(Element::name))
        .containsExactly("identity", "(1 2)", "(0 1)", "(0 1 2)", "(0 2 1)", "(0 2)");
    Group a4 = Group.create(new Alternating(4), List.of(new Nodes()));
    List<int[]> images =
        a4.elements().stream().map(g -> a4.representation(new Nodes()).permutation(g)).toList();
    assertThat(images).isSortedAccordingTo(Arrays::compare);
  }

  @Test
  void generatedGroupsAreListedLexicographically() {
    Group group =
        Group.create(
            GroupCases.permutations(List.of(0, 3, 1, 2, 4), List.of(4, 1, 2, 3, 0)),
            List.of(new Nodes()));
    List<int[]> images =
        group.elements().stream()
            .map(g -> group.representation(new Nodes()).permutation(g))
            .toList();
    assertThat(images).hasSize(6).isSortedAccordingTo(Arrays::compare);
  }

  @Test
  void productsAreListedLexicographicallyInTheirFactors() {
    Grid grid = new Grid(2, 2);
    Group group =
        Group.create(product(new Flips(List.of(1)), new Shifts(List.of(0))), List.of(grid));
    assertThat(group.elements().stream().map(Element::name))
        .containsExactly("identity", "shift (1, 0)", "flip 1", "flip 1 shift (1, 0)");
  }

  @Test
  void quarterTurnsWithAllShiftsHaveOrderFourTimesTheSquare() {
    Group group =
        Group.create(
            product(new Cyclic(4), new Shifts(List.of(0, 1))),
            List.of(new Grid(28, 28), new Grid(14, 14), new Scalar()));
    assertThat(group.order()).hasToString("3136");
    assertThat(group.elements()).hasSize(3136).doesNotHaveDuplicates();
  }

  @Test
  void largeSymmetricGroupsNeedNoEnumeration() {
    Group group = Group.create(new Symmetric(100), List.of(new Nodes(), new Grid(10, 10)));
    assertThat(group.order()).isEqualTo(Permutation.factorial(100));
    Element g = group.sample(RandomStream.of(3, "test", 0));
    assertThat(group.contains(g)).isTrue();
    assertThatThrownBy(group::elements)
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("at most 10^6")
        .hasMessageContaining("symmetric of degree 100");
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of(
            new Symmetric(5), new Grid(2, 3), "symmetric of degree 5 has no action on grid [2, 3]"),
        Arguments.of(new Cyclic(4), new Grid(2, 3), "square grids"),
        Arguments.of(
            new Cyclic(6), new Grid(5, 5), "cyclic of degree 6 has no action on grid [5, 5]"),
        Arguments.of(
            new Shifts(List.of(0)), new Edges(), "shifts along [0] has no action on edges"),
        Arguments.of(
            product(new Cyclic(4), new Shifts(List.of(0))), new Nodes(), "has no action on nodes"),
        Arguments.of(
            product(new Cyclic(4), new Shifts(List.of(0))),
            new Grid(4, 4),
            "generate a group of order 64"),
        Arguments.of(
            product(new Symmetric(4), new Flips(List.of(0))),
            new Grid(3, 3),
            "symmetric of degree 4 has no action on grid [3, 3]"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void whereAGroupDoesNotActItIsRefusedByName(GroupSpec group, SpaceSpec space, String message) {
    assertThatThrownBy(() -> Group.create(group, List.of(space)))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining(message);
  }

  @Test
  void productsThatOnlyByCoincidenceHaveTheRightOrderAreRefused() {
    // S_3 and {e, (01), (23), (01)(23)} share (01): 12 products, though 6 · 4 = |S_4|.
    GroupSpec threePoints = GroupCases.permutations(List.of(1, 0, 2, 3), List.of(1, 2, 0, 3));
    GroupSpec pairs = GroupCases.permutations(List.of(1, 0, 2, 3), List.of(0, 1, 3, 2));
    assertThatThrownBy(() -> Group.create(product(threePoints, pairs), List.of(new Nodes())))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("at most 12 products");
  }

  @Test
  void exactFactorisationsWithoutANormalFactorAreGroups() {
    // S_4 = S_3 · Z_4, neither normal.
    GroupSpec threePoints = GroupCases.permutations(List.of(1, 0, 2, 3), List.of(1, 2, 0, 3));
    Group group = Group.create(product(threePoints, new Cyclic(4)), List.of(new Nodes()));
    assertThat(group.order()).hasToString("24");
    assertThat(group.elements()).hasSize(24).doesNotHaveDuplicates();
  }

  private static int[] act(Group group, SpaceSpec space, Element g, int... x) {
    int[] image = group.representation(space).permutation(g);
    int[] moved = new int[x.length];
    for (int i = 0; i < x.length; i++) {
      moved[image[i]] = x[i];
    }
    return moved;
  }
}
