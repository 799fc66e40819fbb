/// The phases of a range test: first the rate is too small, then the run learns, then it blows up.
///
/// Places count the recorded points, from 0.
public struct SweepPhases: Sendable, Equatable {
  /// The share of the whole fall at which a test begins to learn.
  public static let share = 0.05

  /// The point from which, until it is lowest, the smoothed loss has lost 5 % of its whole fall, which is that from the
  /// median of the first tenth of the points; nil if it never falls.
  public let learnsFrom: Int?
  /// The point with the lowest smoothed loss: there learning ends.
  public let lowest: Int
  /// The point at which the test ended because the loss blew up; nil if it never did.
  public let stop: Int?
  /// Whether there are enough points before learning begins: more than the rules leave out.
  public let seesTooSmall: Bool

  /// Whether the loss falls.
  public var seesLearning: Bool { learnsFrom != nil }
  /// Whether the loss blows up.
  public var seesBlowUp: Bool { stop != nil }

  /// The phases of the recorded smoothed losses.
  init(smoothed: [Double], isStopped: Bool, opening: Int) {
    let least = opening
    let lowest = smoothed.map { $0.isFinite ? $0 : .infinity }.leastIndex ?? 0
    // The middle of the first points, so that noise in one of them is no height to fall from.
    let opening = max(1, min(opening, lowest))
    let beginning = median(Array(smoothed.prefix(opening)))
    let fall = smoothed.isEmpty ? 0 : beginning - smoothed[lowest]
    let level = beginning - Self.share * fall
    self.lowest = lowest
    learnsFrom = fall > 0 ? (smoothed[..<lowest].lastIndex { $0 > level } ?? -1) + 1 : nil
    stop = isStopped ? smoothed.count - 1 : nil
    seesTooSmall = (learnsFrom ?? 0) >= least
  }
}
