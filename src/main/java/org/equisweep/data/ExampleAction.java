package org.equisweep.data;

import org.equisweep.group.Element;
import org.equisweep.group.Group;
import org.equisweep.group.SpaceSpec;
import org.equisweep.tensor.RandomStream;
import org.jspecify.annotations.Nullable;

/**
 * The group on examples: ρ₀(g) on inputs, ρ_L(g) on targets. It stands at one element at a time, as
 * {@link Batch#append} wants it. Not for several threads at once.
 */
public final class ExampleAction {
  private final Group group;
  private final FeatureMove inputs;
  private final FeatureMove targets;
  private final int @Nullable [] inputImage;
  private final int @Nullable [] targetImage;

  public ExampleAction(
      Group group,
      SpaceSpec inputSpace,
      int inputChannels,
      SpaceSpec outputSpace,
      int outputChannels) {
    this(
        group,
        new FeatureAction(group.representation(inputSpace), inputChannels),
        new FeatureAction(group.representation(outputSpace), outputChannels));
  }

  /** The group on what stands in for the inputs. */
  public ExampleAction(Group group, FeatureMove inputs, FeatureMove targets) {
    this.group = group;
    this.inputs = inputs;
    this.targets = targets;
    this.inputImage = inputs.isTrivial() ? null : new int[inputs.features()];
    this.targetImage = targets.isTrivial() ? null : new int[targets.features()];
  }

  public Group group() {
    return group;
  }

  /** Goes to g. */
  public void moveTo(Element g) {
    if (inputImage != null) {
      inputs.image(g, inputImage);
    }
    if (targetImage != null) {
      targets.image(g, targetImage);
    }
  }

  /** Goes to a uniform draw. */
  public void moveToSample(RandomStream stream) {
    moveTo(group.sample(stream));
  }

  /** Where ρ₀(g) takes each input feature; null for the identity. Overwritten by the next move. */
  public int @Nullable [] inputImage() {
    return inputImage;
  }

  /**
   * Where ρ_L(g) takes each target feature; null for the identity. Overwritten by the next move.
   */
  public int @Nullable [] targetImage() {
    return targetImage;
  }
}
