package org.equisweep.geometry;

/** All of one layer's geometry: 𝓛, H_G, 𝓔, their projections and parametrisations. Immutable. */
public final class LayerGeometry {
  public LayerShape shape() {
    throw new UnsupportedOperationException();
  }

  /** L of the admissible space. */
  public Parametrisation admissible() {
    throw new UnsupportedOperationException();
  }

  /** An orthonormal E of T𝓔: the normalised orbit indicators where they span it. */
  public Parametrisation equivariant() {
    throw new UnsupportedOperationException();
  }

  /** a ← Π_G a, in place. */
  public void projectInvariant(double[] a) {
    throw new UnsupportedOperationException();
  }

  /** a ← Π_𝓛 a, the nearest admissible layer (affine), in place. */
  public void projectAdmissible(double[] a) {
    throw new UnsupportedOperationException();
  }

  /** a ← Π_𝓔 a, the nearest point of 𝓔 (affine), in place. */
  public void projectEquivariant(double[] a) {
    throw new UnsupportedOperationException();
  }

  /** a ← Π_T𝓔 a, the linear projection for directions and gradients, in place. */
  public void projectTangent(double[] a) {
    throw new UnsupportedOperationException();
  }

  public GeometryRow row() {
    throw new UnsupportedOperationException();
  }
}
