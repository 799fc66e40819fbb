internal import Calculus

/// The rates a range test goes through: from a low one to a high one, one a step.
public struct Sweep: Sendable, Equatable {
  /// How the rates are spread between the ends.
  public enum Spacing: String, CaseIterable, Sendable {
    /// Each rate is the same multiple of the one before.
    case exponential
    /// Each rate is the same amount above the one before.
    case linear
  }

  /// Where between the ends each of N rates stands, as a share of the way.
  public enum Placement: Sendable, Equatable {
    /// i/(N - 1): both ends are rates of the sweep.
    case closed
    /// i/N: the upper end is never reached.
    case open
    /// 0, then (i + 1)/N: the upper end is reached, and the place 1/N is left out.
    case skipping
  }

  /// The fewest points of a test: a tenth is dropped at its low end and a few points at the other, and what remains has
  /// to show a curve.
  public static let leastPoints = 20

  /// The rates a sweep may have: beyond them products of rates leave the range of floating point.
  public static let bounds = 1e-300...1e300

  /// The lowest rate, above 0.
  public let from: Double
  /// The highest rate, above `from`.
  public let to: Double
  /// How many rates there are.
  public let points: Int
  /// How they are spread.
  public let spacing: Spacing

  /// A sweep between two rates.
  ///
  /// Throws if the ends are not two numbers within `bounds` in ascending order, or if there are fewer points than
  /// `leastPoints`.
  public init(from: Double, to: Double, points: Int = 100, spacing: Spacing = .exponential) throws(RangeTestError) {
    for (end, name) in [(from, "lower"), (to, "upper")] where !(end > 0 && end.isFinite) {
      throw RangeTestError("the \(name) end of a sweep of rates must be a finite number above 0, not \(end)")
    }
    for (end, name) in [(from, "lower"), (to, "upper")] where !Self.bounds.contains(end) {
      throw RangeTestError("the \(name) end of a sweep of rates must lie between 1e-300 and 1e300, not at \(end)")
    }
    guard from < to else {
      throw RangeTestError("a sweep goes from the lower rate to the higher; \(from) to \(to) does not: swap the ends")
    }
    guard points >= Self.leastPoints else {
      throw RangeTestError("a sweep of \(points) points is too short to read; take at least \(Self.leastPoints)")
    }
    self.from = from
    self.to = to
    self.points = points
    self.spacing = spacing
  }

  /// The rates of all steps; ends that are reached are exact.
  public func rates(_ placement: Placement = .closed) -> [Double] {
    (0..<points).map { index in
      let share =
        switch placement {
        case .closed: Double(index) / Double(points - 1)
        case .open: Double(index) / Double(points)
        case .skipping: index == 0 ? 0 : Double(index + 1) / Double(points)
        }
      return rate(at: share)
    }
  }

  /// The rate at a share of the way, 0 to 1.
  func rate(at share: Double) -> Double {
    if share <= 0 { return from }
    if share >= 1 { return to }
    switch spacing {
    case .exponential:
      guard (to / from).isFinite else {
        return Lanes.pow(Lanes(from), Lanes(1 - share))[0] * Lanes.pow(Lanes(to), Lanes(share))[0]
      }
      return from * Lanes.pow(Lanes(to / from), Lanes(share))[0]
    case .linear: return from + (to - from) * share
    }
  }
}

/// Why a range test cannot be made.
public struct RangeTestError: Error, CustomStringConvertible, Sendable, Equatable {
  /// What was asked, what is wrong, and what to do.
  public let description: String

  init(_ description: String) { self.description = description }
}
