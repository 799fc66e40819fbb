internal import Calculus
internal import Optimizers
internal import Surfaces

/// What to do about a rate, as numbers; the words are the reader's.
public enum CurveRemedy: Sendable, Equatable {
  /// Raise the rate so many times, to another.
  case raise(times: Double, to: Double)
  /// Keep it: the run arrives at a step, or else ends at a gap above the minimum.
  case keep(arrival: Int?, gap: Double)
  /// Let the rate decay from a step on: there the curve comes within twice its level.
  case decay(from: Int)
  /// Lower the rate so many times, to another.
  case lower(times: Double, to: Double)
  /// Lower it below a limit; `isCurvature` if the limit follows from the curvature at the minimum, else it was measured.
  case below(Double, limit: RateBound?)
  /// Start elsewhere: the run is in a minimum, or on a plateau, so much above the lowest.
  case elsewhere(height: Double)
  /// No rate helps: take more steps or another start.
  case moreSteps
  /// The run has left after a step; there is nothing to mend.
  case left(step: Int)
}

/// Up to which rate an optimizer is stable where the curvature is known, as a number over lambda, the largest eigenvalue
/// of the Hessian.
public struct RateBound: Sendable, Equatable {
  /// The number over lambda.
  public let factor: Double
  /// The limit as a formula: `2/λ`.
  public let words: String

  /// The bound of an optimizer.
  ///
  /// - Returns: nil if it divides its gradients or adds to the curvature, so that no number of the surface alone bounds
  ///   its rate.
  init?(_ optimizer: any Optimizer) {
    guard let threshold = optimizer.stabilityThreshold, threshold.preconditioner == nil, threshold.addedCurvature == 0
    else { return nil }
    factor = threshold.product
    words = threshold.numerator + "/" + (threshold.denominator.map { "(\($0)λ)" } ?? "λ")
  }
}

/// Works out remedies.
struct CurveAdviser {
  let setting: CurveSetting
  let sweep: RateSweep
  let yardstick: CurveYardstick
  /// The rate that others are sent to.
  let target: Double?

  func remedy(
    for verdict: CurveVerdict, _ facts: CurveFacts, rate: Double, walk: Trajectory, hold: CurveHold?
  ) -> CurveRemedy {
    let least = setting.least ?? 0
    switch verdict {
    case .good: return .keep(arrival: facts.arrival, gap: facts.level - least)
    case .tooLow, .stillThere:
      guard let target, target > rate else { return .moreSteps }
      return .raise(times: target / rate, to: target)
    case .tooHigh:
      // A run that is no better than its start has nothing to decay from.
      if let step = settling(walk, facts), step > 0, facts.isFlat(least: least) { return .decay(from: step) }
      return lowered(rate)
    case .oscillating: return lowered(rate)
    case .runsAway, .diverging:
      if let limit = RateBound(setting.optimizer), let curvature = curvature, curvature > 0 {
        let bound = limit.factor / curvature
        // The limit is told only where the runs obey it: what is good lies below, what is lost above.
        if rate > bound, target.map({ $0 < bound }) ?? true, let edge = sweep.highestKept, edge > bound / 1.1,
          edge < 1.1 * bound
        {
          return .below(bound, limit: limit)
        }
      }
      if let edge = sweep.highestKept, edge < rate { return .below(edge, limit: nil) }
      return lowered(rate)
    case .otherMinimum: return .elsewhere(height: facts.level - least)
    case .stuck: return hold == .plateau ? .elsewhere(height: facts.level - least) : .moreSteps
    case .leaves:
      let step = setting.least == nil ? facts.departure?.step : facts.exit
      return .left(step: step ?? facts.steps)
    }
  }

  private func lowered(_ rate: Double) -> CurveRemedy {
    guard let target, target < rate else { return .moreSteps }
    return .lower(times: rate / target, to: target)
  }

  /// The first step at which the gap is at most twice the level.
  private func settling(_ walk: Trajectory, _ facts: CurveFacts) -> Int? {
    guard let least = setting.least else { return nil }
    return walk.losses.firstIndex { $0 - least <= 2 * (facts.level - least) }
  }

  /// The largest eigenvalue of the Hessian at the lowest minimum, or else where the best run of the sweep ended.
  private var curvature: Double? {
    let place = setting.surface.globalMinimum?.at ?? sweep.best.map { sweep.trials[$0].facts.end }
    guard let place else { return nil }
    return SymmetricMatrix(rows: setting.surface.objective.hessian(at: place)).eigensystem()?.values.last
  }
}
