/// The phases of a range test: first the rate is too small, then the run learns, then it blows up.
///
/// Places count the recorded points, from 0.
public struct SweepPhases: Sendable, Equatable {
  /// The share of the whole fall at which a test begins to learn.
  public static let share = 0.05

  /// The first point that has lost 5 % of the whole fall of the smoothed loss; nil if it never falls.
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
    let lowest = smoothed.map { $0.isFinite ? $0 : .infinity }.leastIndex ?? 0
    let before = smoothed.prefix(lowest + 1)
    // The whole fall is from the highest point before the lowest.
    let highest = before.indices.max { before[$0] < before[$1] } ?? 0
    let level = smoothed.isEmpty ? 0 : smoothed[highest] - Self.share * (smoothed[highest] - smoothed[lowest])
    self.lowest = lowest
    learnsFrom = highest < lowest ? (highest...lowest).first { smoothed[$0] <= level } : nil
    stop = isStopped ? smoothed.count - 1 : nil
    seesTooSmall = (learnsFrom ?? 0) >= opening
  }
}
