package org.equisweep.group;

import java.math.BigInteger;
import java.util.List;
import java.util.function.Consumer;
import org.equisweep.tensor.RandomStream;

/** A group known by generators only; everything else comes from a stabilizer chain. */
final class GeneratedGroup implements ActingGroup {
  private final List<int[]> generators;
  private final int namingPoints;
  private final StabilizerChain chain;

  GeneratedGroup(int points, int namingPoints, List<int[]> generators) {
    this.generators = generators;
    this.namingPoints = namingPoints;
    this.chain = new StabilizerChain(points, generators, null);
  }

  @Override
  public List<Named> generators() {
    return generators.stream().map(this::named).toList();
  }

  @Override
  public BigInteger order() {
    return chain.order();
  }

  @Override
  public boolean contains(int[] image) {
    return chain.contains(image);
  }

  @Override
  public Named sample(RandomStream stream) {
    return named(chain.sample(stream));
  }

  /** Lexicographic as permutation arrays. */
  @Override
  public void forEach(Consumer<Named> visitor) {
    chain.forEach(image -> visitor.accept(named(image)));
  }

  private Named named(int[] image) {
    return new Named(image, () -> Permutation.cycles(image, namingPoints));
  }
}
