/// The phases of a range test: first the rate is too small, then the run learns, then it blows up.
///
/// Places count the recorded points, from 0.
public struct SweepPhases: Sendable, Equatable {
  /// The share of the whole fall at which a test begins to learn.
  public static let share = 0.05

  /// Whether single losses vary by more than the whole fall: then what is seen is noise, and no phase can be told but the
  /// last.
  ///
  /// How much they vary is half the median of their second differences, which a smooth sweep, however steep, keeps small.
  public let isDrowned: Bool
  /// The point after which the loss stays above all it was before.
  ///
  /// Where the fall is seen it is the lowest, else the last no higher than the median by more than losses vary.
  public let risesFrom: Int

  /// The point from which, until it is lowest, the smoothed loss has lost 5 % of its whole fall, which is that from the
  /// median of the first tenth of the points; nil if it never falls.
  public let learnsFrom: Int?
  /// The point with the lowest smoothed loss: there learning ends.
  public let lowest: Int
  /// The point at which the test ended because the loss blew up; nil if it never did.
  public let stop: Int?
  /// Whether there are enough points before learning begins: more than the rules leave out; or nobody can tell.
  public let seesTooSmall: Bool

  /// Whether the loss falls.
  public var seesLearning: Bool { learnsFrom != nil }
  /// Whether the loss blows up.
  public var seesBlowUp: Bool { stop != nil }

  /// The phases of the recorded smoothed losses.
  init(losses: [Double], smoothed: [Double], isStopped: Bool, opening: Int) {
    let least = opening
    let lowest = smoothed.map { $0.isFinite ? $0 : .infinity }.leastIndex ?? 0
    // The middle of the first points, so that noise in one of them is no height to fall from.
    let opening = max(1, min(opening, lowest))
    let beginning = median(Array(smoothed.prefix(opening)))
    let fall = smoothed.isEmpty ? 0 : beginning - smoothed[lowest]
    let level = beginning - Self.share * fall
    self.lowest = lowest
    let begins = (smoothed[..<lowest].lastIndex { $0 > level } ?? -1) + 1
    let variation = Self.variation(losses)
    isDrowned = fall > 0 && fall < variation
    learnsFrom = fall > 0 && !isDrowned ? begins : nil
    stop = isStopped ? smoothed.count - 1 : nil
    let usual = median(smoothed.filter(\.isFinite)) + variation
    risesFrom = isDrowned ? smoothed.lastIndex { $0 <= usual } ?? lowest : lowest
    seesTooSmall = isDrowned || (learnsFrom ?? 0) >= least
  }

  /// Half the median size of second differences.
  private static func variation(_ losses: [Double]) -> Double {
    let bends = losses.indices.dropFirst(2).map { losses[$0] - 2 * losses[$0 - 1] + losses[$0 - 2] }
    return median(bends.filter(\.isFinite).map(\.magnitude)) / 2
  }
}
