internal import Calculus
internal import Optimizers
internal import Schedules

/// When half of many noisy runs have left a saddle, if the surface were exactly quadratic there.
///
/// Along the direction of escape, with curvature -c, a start at distance d, rate r, momentum b (0 for gradient descent)
/// and noise s, the distance after n steps is normal. Its mean obeys
/// ```
/// m(n+1) = (1 + b + r c) m(n) - b m(n-1)       m(0) = d, m(1) = (1 + r c) d
/// ```
/// and its variance is s^2 times the sum of the first n squares of what one unit of noise becomes,
/// ```
/// h(n+1) = (1 + b + r c) h(n) - b h(n-1)       h(0) = 0, h(1) = r
/// ```
/// Both grow by the larger root of z^2 - (1 + b + r c) z + b a step, which is 1 + r c without momentum: a hundred times
/// less noise costs ln 100 / ln z more steps, as long as the start is nearer to the ridge than the noise.
public struct EscapeTheory: Sendable, Equatable {
  /// By how much the distance grows a step, in the long run; above 1.
  public let growth: Double
  /// The distance of the start along the direction of escape.
  private let start: Double
  private let threshold: Double
  private let rate: Double
  private let inertia: Double
  private let curvature: Double

  /// Nothing is known before so many steps.
  private static let patience = 1_000_000

  /// The theory of a run; nil if there is none for the optimizer: it knows gradient descent and momentum at a constant
  /// rate.
  ///
  /// - Parameter run: a run from the start.
  init?(_ gate: EscapeGate, of run: Run) {
    guard let rate = run.rate, run.plan.isConstant, run.batch == nil,
      let inertia = Self.inertia(of: run.entrant.optimizer)
    else { return nil }
    self.init(gate, start: run.trajectory.point(0), rate: rate, momentum: inertia)
  }

  /// The theory for gradient descent with momentum.
  public init?(_ gate: EscapeGate, start: [Double], rate: Double, momentum: Double = 0) {
    let sum = 1 + momentum - rate * gate.curvature
    growth = (sum + (sum * sum - 4 * momentum).squareRoot()) / 2
    guard growth > 1, growth.isFinite else { return nil }
    self.start = abs(gate.progress(of: start))
    self.rate = rate
    inertia = momentum
    threshold = gate.threshold
    curvature = -gate.curvature
  }

  /// The momentum of an optimizer that the theory knows.
  private static func inertia(of optimizer: any Optimizer) -> Double? {
    switch optimizer {
    case let descent as GradientDescent: descent.weightDecay[0] == 0 ? 0 : nil
    case let ball as Momentum: ball.weightDecay[0] == 0 && ball.dampening[0] == 0 ? ball.momentum[0] : nil
    default: nil
    }
  }

  /// How many steps later half have left with a factor less noise, where noise counts and the start does not.
  public func delay(perFactor factor: Double) -> Double {
    Lanes.log(Lanes(factor))[0] / Lanes.log(Lanes(growth))[0]
  }

  /// After how many steps half of the runs are beyond the threshold, a fraction of the last step included; nil if that
  /// takes more than a million.
  public func median(noise: Double) -> Double? {
    let factor = 1 + inertia + rate * curvature
    var (mean, earlierMean) = (start * (1 + rate * curvature), start)
    var (impulse, earlierImpulse) = (rate, 0.0)
    var (square, earlierShare) = (0.0, 0.0)
    for step in 1...Self.patience {
      square += impulse * impulse
      let share = beyond(mean: mean, deviation: noise * square.squareRoot())
      if share >= 0.5 { return Double(step - 1) + (0.5 - earlierShare) / (share - earlierShare) }
      earlierShare = share
      (mean, earlierMean) = (factor * mean - inertia * earlierMean, mean)
      (impulse, earlierImpulse) = (factor * impulse - inertia * earlierImpulse, impulse)
    }
    return nil
  }

  /// The share of runs beyond the threshold on either side.
  private func beyond(mean: Double, deviation: Double) -> Double {
    guard deviation > 0 else { return mean > threshold ? 1 : 0 }
    return Self.normal((mean - threshold) / deviation) + Self.normal((-mean - threshold) / deviation)
  }

  /// The share of normal numbers below a number, right to 1.5e-7.
  ///
  /// - Source: C. Hastings, Approximations for Digital Computers (Princeton 1955), sheet 43; M. Abramowitz, I. A. Stegun,
  ///   Handbook of Mathematical Functions (1964), 7.1.26.
  private static func normal(_ number: Double) -> Double {
    let size = abs(number) / 2.0.squareRoot()
    let t = 1 / (1 + 0.3275911 * size)
    let sum =
      t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    let tail = 0.5 * sum * Lanes.exp(Lanes(-size * size))[0]
    return number > 0 ? 1 - tail : tail
  }
}
