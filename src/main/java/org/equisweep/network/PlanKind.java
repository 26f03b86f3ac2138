package org.equisweep.network;

/** What a plan is for. */
enum PlanKind {
  /** Neighbouring steps become one where that is cheaper. */
  FUSED,
  /** One step for each stage. */
  PLAIN,
  /** Steps that give Hessian products: every slot lasts. */
  TANGENTS,
  /** The same, one step for each stage. */
  PLAIN_TANGENTS;

  boolean tangents() {
    return this == TANGENTS || this == PLAIN_TANGENTS;
  }
}
