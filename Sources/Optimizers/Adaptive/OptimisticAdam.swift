public import Calculus

/// Optimistic Adam: Adam's step and what it has changed by, as if it would change by as much again.
///
/// ```
/// m <- beta1 m + (1 - beta1) g
/// s <- beta2 s + (1 - beta2) g^2
/// u = m / (1 - beta1^t) / (sqrt(s / (1 - beta2^t)) + eps)
/// w <- u                                  in the first step; later the u of the step before
/// x <- x - rate ((alpha + beta) u - beta w)
/// w <- u
/// ```
///
/// It starts as Adam does. When the step turns round, this turns sooner: on a bowl the swings are a little smaller, in
/// a game of descent against ascent the path closes in on the equilibrium that Adam circles.
///
/// - Order: first; one gradient a step.
/// - Memory: a mean, a mean square and the last step of Adam.
/// - Deviates: nowhere from the paper, where alpha and beta are 1. With `nesterov` it is `optax.optimistic_adam_v2`
///   with its defaults: the present gradient enters u twice, as in NAdam without a schedule.
/// - Source: C. Daskalakis, A. Ilyas, V. Syrgkanis, H. Zeng, Training GANs with optimism, ICLR 2018, arXiv:1711.00141,
///   Algorithm 1.
public struct OptimisticAdam: Rule {
  /// Who this is.
  public static let identity = Identity(
    name: "optimistic-adam", label: "Optimistic Adam",
    summary: "Adam's step and what it has changed by, as if it would change by as much again", defaultRate: 1e-3)

  /// The size of the loss does not matter.
  public static let invariances: Invariances = .lossScale

  /// Every knob.
  public static let knobs: [Knob<OptimisticAdam>] = [
    .real("beta1", \.beta1, in: .decay, "share of the mean that survives a step"),
    .real("beta2", \.beta2, in: .decay, "share of the mean square that survives a step"),
    .real("eps", \.eps, in: .positive, "added to the root, so that nothing is divided by 0"),
    .real("alpha", \.alpha, in: .notNegative, "weight of Adam's step"),
    .real("beta", \.beta, in: .notNegative, "weight of its change since the step before"),
    .flag("nesterov", \.nesterov, "let the mean look one step ahead"),
  ]

  /// The share of the mean that survives a step.
  public var beta1: Lanes = 0.9
  /// The share of the mean square that survives a step.
  public var beta2: Lanes = 0.999
  /// What is added to the root.
  public var eps: Lanes = 1e-8
  /// The weight of Adam's step.
  public var alpha: Lanes = 1
  /// The weight of its change since the step before.
  public var beta: Lanes = 1

  /// Whether the mean looks one step ahead.
  public var nesterov = false

  /// Adam's defaults, both weights 1.
  public init() {}

  /// What is remembered for a coordinate.
  public struct Trace: Sendable {
    var mean: Lanes = 0
    var meanSquare: Lanes = 0
    var before: Lanes = 0
  }

  /// What a step is made of.
  public struct Pace {
    var correction = BiasCorrection()
    /// The share of the next step's mean that will still be its zero start.
    var nextPower: Lanes = 1
    var isFirst = true
  }

  /// All zero.
  public var start: Trace { Trace() }

  /// The zeroth powers.
  public var opening: Pace { Pace(nextPower: beta1) }

  /// The corrections of a step.
  public func advance(_ pace: inout Pace, step: Int) {
    pace.correction.advance(beta1, beta2)
    pace.nextPower = pace.nextPower.nextPower(of: beta1)
    pace.isFirst = step == 1
  }

  /// Moves one coordinate.
  public func move(_ point: inout Lanes, gradient: Lanes, trace: inout Trace, rate: Lanes, pace: Pace) {
    trace.mean = beta1 * trace.mean + (1 - beta1) * gradient
    trace.meanSquare = beta2 * trace.meanSquare + (1 - beta2) * gradient * gradient
    let plain = pace.correction.mean * trace.mean
    let ahead = beta1 * trace.mean / (1 - pace.nextPower) + (1 - beta1) * pace.correction.mean * gradient
    let step = (nesterov ? ahead : plain) / (trace.meanSquare.squareRoot() * pace.correction.root + eps)
    let before = pace.isFirst ? step : trace.before
    point -= rate * ((alpha + beta) * step - beta * before)
    trace.before = step
  }
}
