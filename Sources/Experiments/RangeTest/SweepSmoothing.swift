internal import Calculus

/// How the losses of a range test are smoothed.
public enum SweepSmoothing: Sendable, Equatable {
  /// A running mean that starts at 0, divided by `1 - decay^(i + lead)` at point i, counted from 0.
  ///
  /// ```
  /// v <- decay v + (1 - decay) loss
  /// smoothed = v / (1 - decay^(i + lead))
  /// ```
  ///
  /// A lead of 1 undoes the zero start. Lightning's is 2, one too large: its first point is about half the loss.
  case debiased(decay: Double, lead: Int)
  /// A running mean that starts at the first loss: each new loss counts with a weight.
  case plain(weight: Double)

  /// The smoothed losses.
  public func smoothed(_ losses: [Double]) -> [Double] {
    var mean = 0.0
    switch self {
    case .debiased(let decay, let lead):
      return losses.enumerated().map { index, loss in
        mean = decay * mean + (1 - decay) * loss
        return mean / (1 - Lanes(decay).power(index + lead)[0])
      }
    case .plain(let weight):
      return losses.enumerated().map { index, loss in
        mean = index == 0 ? loss : weight * loss + (1 - weight) * mean
        return mean
      }
    }
  }
}

/// When a range test ends before its last rate.
///
/// A smoothed loss that is not finite ends it under every rule. The point at which it ends is still recorded.
public enum SweepStop: Sendable, Equatable {
  /// As soon as the smoothed loss exceeds a multiple of the lowest one, from a point on.
  ///
  /// It has a meaning for positive losses only: a negative one exceeds a multiple of itself at once.
  case multiple(Double, from: Int)
  /// As soon as the smoothed loss has risen above its lowest by more than the spread of the losses until then.
  ///
  /// The spread is the highest minus the lowest raw loss, up to the point where the smoothed loss was lowest, but at
  /// least over the first tenth of the planned points, before which the test does not end: so a test has lost all it
  /// ever gained, and does not end on the noise of a flat beginning. Adding a number to all losses, or multiplying them
  /// by a positive one, changes nothing, so zero and negative losses need no care.
  case spread

  /// How many points are recorded, and whether it is this rule that ended the test.
  ///
  /// - Parameter points: how many are planned.
  func recorded(losses: [Double], smoothed: [Double], points: Int) -> (count: Int, isStopped: Bool) {
    var lowest = 0
    for (index, value) in smoothed.enumerated() {
      guard value.isFinite else { return (index + 1, true) }
      if value < smoothed[lowest] { lowest = index }
      switch self {
      case .multiple(let factor, let first):
        if index >= first, value > factor * smoothed[lowest] { return (index + 1, true) }
      case .spread:
        let opening = points / 10
        guard index >= opening else { continue }
        let seen = losses[...min(index, max(lowest, opening))]
        let spread = (seen.max() ?? 0) - (seen.min() ?? 0)
        if value - smoothed[lowest] > spread { return (index + 1, true) }
      }
    }
    return (smoothed.count, false)
  }
}
