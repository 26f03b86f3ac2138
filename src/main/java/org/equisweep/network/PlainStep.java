package org.equisweep.network;

/**
 * A step that can be differentiated along a direction Ċ in the coefficients, which is what Hessian
 * products are made of: forward-over-reverse (Pearlmutter, "Fast exact multiplication by the
 * Hessian", 1994). The tangent of what a slot holds lies at the same offset of {@link
 * Workspace#tangents}, for activations, their gradients and a step's own slots alike. A plan for
 * tangents has such steps alone, keeps all slots to the end, and never writes a gradient over one
 * that a tangent needs.
 */
sealed interface PlainStep extends Step
    permits DenseStep,
        SpaceFirstStep,
        ChannelsFirstStep,
        AssembledStep,
        GeneralBasisStep,
        PointwiseStep,
        LayerNormStep,
        AveragePoolStep,
        MaxPoolStep,
        BiasStep,
        ResidualStartStep,
        ResidualEndStep,
        TangentPairStep {
  /**
   * From the tangents of the input (none, where it has no gradient) and of the coefficients to that
   * of the output. Runs after {@link #forward} and {@link #backward}.
   */
  void tangentForward(Workspace workspace);

  /**
   * From the tangent of the output's gradient to that of the input's, unless nobody needs it; a
   * linear layer adds the tangent of its coefficients' gradient to the call's product. Terms that
   * multiply a gradient with a tangent of the forward pass are left out where the call wants no
   * {@link Workspace#secondOrder}.
   */
  void tangentBackward(Workspace workspace);
}
