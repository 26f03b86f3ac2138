package org.equisweep.data;

import java.util.Arrays;
import org.equisweep.group.Element;

/**
 * A group that permutes features, on blocks of them: every element takes a block to a block. Holds
 * scratch: not for several threads at once.
 */
public final class BlockAction implements FeatureMove {
  private final FeatureMove features;
  private final int[] blockOf;
  private final int[] representatives;
  private final int[] featureImage;

  /**
   * @param features that the group permutes
   * @param blockOf the block 0 … r − 1 of each feature, each of them occurring; −1 outside all
   */
  public BlockAction(FeatureMove features, int[] blockOf) {
    if (blockOf.length != features.features()) {
      throw new IllegalArgumentException(
          "blocks of %d features out of %d".formatted(blockOf.length, features.features()));
    }
    this.features = features;
    this.blockOf = blockOf.clone();
    this.featureImage = new int[blockOf.length];
    this.representatives = new int[Arrays.stream(blockOf).max().orElse(-1) + 1];
    for (int f = blockOf.length - 1; f >= 0; f--) {
      if (blockOf[f] >= 0) {
        representatives[blockOf[f]] = f;
      }
    }
  }

  @Override
  public int features() {
    return representatives.length;
  }

  @Override
  public boolean isTrivial() {
    return features.isTrivial() || representatives.length == 1;
  }

  @Override
  public void image(Element g, int[] image) {
    features.image(g, featureImage);
    for (int b = 0; b < representatives.length; b++) {
      image[b] = blockOf[featureImage[representatives[b]]];
    }
  }
}
