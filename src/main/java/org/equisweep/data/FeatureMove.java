package org.equisweep.data;

import org.equisweep.group.Element;

/** How group elements permute features. May hold scratch: not for several threads at once. */
public sealed interface FeatureMove permits FeatureAction, BlockAction {
  int features();

  /** Whether every element is the identity here. */
  boolean isTrivial();

  /** image with (ρ(g)x)[image[f]] = x[f]; {@code image} has length {@link #features}. */
  void image(Element g, int[] image);
}
