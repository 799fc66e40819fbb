import Calculus

extension Lanes {
  /// The number moved towards 0 by a threshold, and 0 itself where that would lead past it.
  ///
  /// It minimises `(x - number)^2 / 2 + threshold |x|`.
  func softened(by threshold: Lanes) -> Lanes {
    self - Lanes.minimum(Lanes.maximum(self, -threshold), threshold)
  }
}
