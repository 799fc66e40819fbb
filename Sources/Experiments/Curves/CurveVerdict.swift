internal import Calculus

/// What a training curve says about its rate.
///
/// Every verdict is measured on the run itself and against the best of about 200 rates from the same start. A gap is the
/// loss above the least loss there is; the level of a run is the median gap of the last tenth of its steps; its pace is
/// the step from which it stays within a millionth of the first gap, or the whole budget. The definitions are tried in
/// the order of `init(_:_:)`, so that each run has one verdict.
public enum CurveVerdict: String, Sendable, CaseIterable {
  /// Not good, and the best run has a higher rate.
  case tooLow = "too low"
  /// A tenth of the first gap is gone; the level lies above that of the best run (a millionth of the first gap
  /// counts as 0) by at most three times, and by at most a third of the decades that the best one fell; and the pace is at
  /// most three times its pace and a tenth of the budget.
  ///
  /// Three times is half a decade: on a logarithmic axis that spans several, curves closer than that end alike. Where the
  /// best run spans less than one and a half decades, a third of them is as much to the eye. Where another minimum holds
  /// the best run, only a lower level is good. A run with a higher rate than the best one that does not oscillate is
  /// good, too, if it arrives within the budget, however late.
  case good
  /// Not good, the best run has a lower rate, and the curve is flat: it fell to a tenth of the first gap and then
  /// by less than half from the fifth tenth to the last.
  ///
  /// It is also the verdict of a run that still falls, more slowly than the best one and without turning back.
  case tooHigh = "too high"
  /// Not good, the best run has a lower rate, and over the second half three of four steps turn back or, on the
  /// exact surface, the loss rises at one step of three.
  case oscillating
  /// Lost after it had fallen to a tenth of the first gap.
  case runsAway = "runs away after falling"
  /// Lost: the last point or loss is not finite, or the level is ten times the first gap, or on the exact surface it has risen through four
  /// tenths, by half at least, to a level above the first gap or ten times above its lowest tenth. Also not good, the
  /// best run has a lower rate, and some tenth lies ten times above the first gap, though the last does not.
  case diverging
  /// A minimum other than the lowest holds the run: a walk downhill from its end leads there, and nine tenths of the way
  /// down to it are done.
  ///
  /// That is no matter of the rate.
  case otherMinimum = "another minimum"
  /// No rate that was tried brings a tenth of the first gap away, or the exact run ends above the minimum where the
  /// gradient is zero.
  case stuck
  /// Without a minimum: inside the window to the last step.
  case stillThere = "still there"
  /// Without a minimum: out of the window, at a loss below the first. With one: outside the window throughout the last
  /// tenth, at a loss below the first.
  case leaves

  /// Whether the run is lost.
  public var isLost: Bool { self == .diverging || self == .runsAway }
}

/// What a curve is judged by.
struct CurveYardstick {
  /// The least loss there is; nil if there is no minimum.
  let least: Double?
  /// The budget.
  let steps: Int
  /// Whether the gradients are exact.
  let isExact: Bool
  /// The best run: its rate and what is known of it.
  var best: (rate: Double, facts: CurveFacts)?
  /// Whether something other than the lowest minimum holds the best run.
  var bestIsHeld = false

  /// The pace of a run: the step of its arrival, or the budget.
  func pace(_ facts: CurveFacts) -> Int { facts.arrival ?? steps }

  /// The gap at which a run has arrived.
  func goal(_ facts: CurveFacts) -> Double { 1e-6 * (facts.firstLoss - (least ?? 0)) }

  /// Whether a level is a tenth of the first gap below the start.
  func hasFallen(_ facts: CurveFacts) -> Bool {
    facts.level - (least ?? 0) <= 0.9 * (facts.firstLoss - (least ?? 0))
  }

  /// Smaller is better, compared in order; nil for a run that cannot be best.
  func rank(_ facts: CurveFacts) -> [Double]? {
    guard let least else {
      guard let departure = facts.departure, departure.loss < facts.firstLoss else { return nil }
      return [Double(departure.step)]
    }
    guard !isLost(facts), facts.exit == nil else { return nil }
    return [max(facts.level - least, goal(facts)), Double(pace(facts)), facts.level - least]
  }

  /// Whether a run is lost; see `CurveVerdict.diverging`.
  func isLost(_ facts: CurveFacts) -> Bool {
    guard facts.isFinite, let least else { return !facts.isFinite }
    let gaps = facts.tenths.map { $0 - least }
    guard let level = gaps.last, let lowest = gaps.min() else { return false }
    let first = facts.firstLoss - least
    let tail = Array(gaps.suffix(4))
    let isRising =
      isExact && tail.count == 4 && level >= 1.5 * tail[0] && zip(tail, tail.dropFirst()).allSatisfy { $0 < $1 }
    return !(level <= 10 * first)
      || (isRising && (level > first || (level >= 10 * lowest && level > 10 * goal(facts))))
  }
}

extension CurveVerdict {
  /// Judges a run.
  ///
  /// - Parameters:
  ///   - hold: what other than the lowest minimum holds the run.
  init(_ facts: CurveFacts, rate: Double, by yardstick: CurveYardstick, hold: CurveHold?) {
    guard let least = yardstick.least else {
      self = Self.withoutMinimum(facts)
      return
    }
    let first = facts.firstLoss - least
    let level = facts.level - least
    let hasFallenFar = facts.lowestLoss - least <= first / 10
    if yardstick.isLost(facts) {
      self = hasFallenFar ? .runsAway : .diverging
    } else if facts.exit != nil, level < first {
      self = .leaves
    } else if let hold {
      self = hold == .minimum ? .otherMinimum : .stuck
    } else if let best = yardstick.best, yardstick.hasFallen(best.facts) {
      let bottom = max(best.facts.level - least, yardstick.goal(facts))
      let reach = yardstick.bestIsHeld ? 1 : min(3, Lanes.cbrt(Lanes(first / bottom))[0])
      let isDeep = level <= reach * bottom && yardstick.hasFallen(facts)
      let isFast = yardstick.pace(facts) <= 3 * yardstick.pace(best.facts) + yardstick.steps / 10
      if isDeep && isFast {
        self = .good
      } else if rate < best.rate {
        self = .tooLow
      } else {
        self = Self.aboveTheBest(facts, least: least, by: yardstick)
      }
    } else {
      self = .stuck
    }
  }

  private static func aboveTheBest(
    _ facts: CurveFacts, least: Double, by yardstick: CurveYardstick
  ) -> CurveVerdict {
    let gaps = facts.tenths.map { $0 - least }
    let first = facts.firstLoss - least
    if gaps.contains(where: { !($0 <= 10 * first) }) { return .diverging }
    let hasArrived = facts.arrival != nil
    if !hasArrived, gaps.contains(where: { $0 <= first / 10 }), facts.isFlat(least: least) { return .tooHigh }
    // Where a run has arrived its loss goes up and down by rounding alone.
    if facts.turning >= 0.75 || (yardstick.isExact && !hasArrived && facts.rising >= 1.0 / 3) { return .oscillating }
    return hasArrived ? .good : .tooHigh
  }

  private static func withoutMinimum(_ facts: CurveFacts) -> CurveVerdict {
    guard let departure = facts.departure else { return facts.isFinite ? .stillThere : .diverging }
    return departure.loss < facts.firstLoss ? .leaves : .diverging
  }
}

extension CurveFacts {
  /// Whether the gap falls by less than half from the fifth tenth of the budget to the last.
  func isFlat(least: Double) -> Bool {
    guard let last = tenths.last else { return false }
    return last - least > (tenths[max(0, tenths.count / 2 - 1)] - least) / 2
  }
}
