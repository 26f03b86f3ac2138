package org.equisweep.data;

import java.util.List;
import org.equisweep.group.Element;
import org.jspecify.annotations.Nullable;

/**
 * A list of group elements as maps of features, kept when they fit into {@link #KEPT_ENTRIES}, else
 * worked out at each call. Not for several threads at once.
 */
public final class ElementImages {
  /** The most image entries that are kept, 64 MiB of them. */
  static final long KEPT_ENTRIES = 1L << 24;

  private final List<Element> elements;
  private final ExampleAction action;
  private final int[] @Nullable [] inputs;
  private final int[] @Nullable [] targets;

  public ElementImages(List<Element> elements, ExampleAction action) {
    this(elements, action, KEPT_ENTRIES);
  }

  ElementImages(List<Element> elements, ExampleAction action, long keptEntries) {
    this.elements = elements;
    this.action = action;
    boolean keep = elements.size() * entries(action) <= keptEntries;
    this.inputs = keep && action.inputImage() != null ? new int[elements.size()][] : null;
    this.targets = keep && action.targetImage() != null ? new int[elements.size()][] : null;
    for (int j = 0; keep && j < elements.size(); j++) {
      action.moveTo(elements.get(j));
      keep(inputs, j, action.inputImage());
      keep(targets, j, action.targetImage());
    }
  }

  private static long entries(ExampleAction action) {
    int[] input = action.inputImage();
    int[] target = action.targetImage();
    return (input == null ? 0L : input.length) + (target == null ? 0L : target.length);
  }

  private static void keep(int[] @Nullable [] images, int j, int @Nullable [] image) {
    if (images != null && image != null) {
      images[j] = image.clone();
    }
  }

  public int size() {
    return elements.size();
  }

  /** Where ρ₀(g_j) takes each input feature; null for the identity. Valid until the next call. */
  public int @Nullable [] input(int j) {
    if (inputs != null) {
      return inputs[j];
    }
    action.moveTo(elements.get(j));
    return action.inputImage();
  }

  /** Where ρ_L(g_j) takes each target feature; null for the identity. Valid until the next call. */
  public int @Nullable [] target(int j) {
    if (targets != null) {
      return targets[j];
    }
    action.moveTo(elements.get(j));
    return action.targetImage();
  }
}
