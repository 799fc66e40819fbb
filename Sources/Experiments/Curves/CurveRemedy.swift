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
  /// Start elsewhere: the run is in a minimum so much above the lowest.
  case elsewhere(height: Double)
  /// No rate helps: take more steps or another start.
  case moreSteps
  /// The run has left after a step; there is nothing to mend.
  case left(step: Int)
}

/// Up to which rate a method is stable where the curvature is known: `factor / lambda`, lambda the largest eigenvalue
/// of the Hessian.
///
/// - Source: for the quadratic; gradient descent and Polyak's momentum as in B. T. Polyak, Introduction to Optimization
///   (1987), section 3.2; Nesterov's from the characteristic polynomial of its iteration.
public struct RateBound: Sendable, Equatable {
  /// The number over lambda.
  public let factor: Double
  /// The limit as a formula: `2/λ`.
  public let words: String

  /// The limit of an optimizer; nil if its own steps scale the gradient, so that no number of the surface bounds its rate.
  init?(_ optimizer: any Optimizer) {
    switch optimizer {
    case is GradientDescent: (factor, words) = (2, "2/λ")
    case let momentum as Momentum where momentum.dampening[0] == 0:
      (factor, words) = (2 * (1 + momentum.momentum[0]), "2 (1 + β)/λ")
    case let nesterov as Nesterov:
      let share = nesterov.momentum[0]
      (factor, words) = (2 * (1 + share) / (1 + 2 * share), "2 (1 + β)/((1 + 2β) λ)")
    default: return nil
    }
  }
}

/// Works out remedies.
struct CurveAdviser {
  let setting: CurveSetting
  let sweep: RateSweep
  let yardstick: CurveYardstick
  /// The rate that others are sent to.
  let target: Double?

  func remedy(for verdict: CurveVerdict, _ facts: CurveFacts, rate: Double, walk: Trajectory) -> CurveRemedy {
    let least = setting.least ?? 0
    switch verdict {
    case .good: return .keep(arrival: facts.arrival, gap: facts.level - least)
    case .tooLow, .stillThere:
      guard let target, target > rate else { return .moreSteps }
      return .raise(times: target / rate, to: target)
    case .tooHigh:
      if let step = settling(walk, facts), facts.isFlat(least: least) { return .decay(from: step) }
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
    case .stuck: return .moreSteps
    case .leaves: return .left(step: facts.departure?.step ?? facts.steps)
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
