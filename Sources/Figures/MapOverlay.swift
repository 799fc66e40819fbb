/// What else a map shows of its surface.
public enum MapOverlay: Sendable, Equatable {
  /// Arrows downhill.
  case gradient
  /// Contours of the quadratic that has value, gradient and Hessian of the surface at a point.
  case taylor(at: Place)
  /// The same, and the step to where that quadratic is stationary.
  case newton(at: Place)
  /// The axes of curvature at a point.
  case eigenvectors(at: Place)
}
