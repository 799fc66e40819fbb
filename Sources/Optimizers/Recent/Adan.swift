public import Calculus

/// Adan: Adam with Nesterov's look ahead, by a mean of how the gradient changes.
///
/// ```
/// h <- g                                  in the first step; later the gradient of the step before
/// d = g - h
/// m <- beta1 m + (1 - beta1) g
/// c <- beta2 c + (1 - beta2) d
/// n <- beta3 n + (1 - beta3) (g + beta2 d)^2
/// x <- x - rate (m / (1 - beta1^t) + beta2 c / (1 - beta2^t)) / (sqrt(n / (1 - beta3^t)) + eps)
/// x <- x / (1 + rate weight_decay)
/// h <- g
/// ```
///
/// The first step is Adam's, one rate along the diagonal. The mean is five times as long as Adam's, so it swings past a
/// floor where Adam hardly does; the change brakes it there, or it would swing further still.
///
/// - Order: first; one gradient a step.
/// - Memory: a mean, a mean change, a mean square and the gradient of the step before.
/// - Deviates: nowhere from the authors' code, where the betas are the shares that survive; in the paper they are 1
///   less that. Optax weighs d and c by 1 - beta2.
/// - Source: X. Xie, P. Zhou, H. Li, Z. Lin, S. Yan, Adan: adaptive Nesterov momentum algorithm for faster optimizing
///   deep models, IEEE TPAMI 46 (2024) 9508, arXiv:2208.06677, Algorithm 1.
public struct Adan: Rule {
  /// Who this is.
  public static let identity = Identity(
    name: "adan", label: "Adan", summary: "Adam with Nesterov's look ahead, by a mean of how the gradient changes",
    defaultRate: 1e-3)

  /// The size of the loss does not matter.
  public static let invariances: Invariances = .lossScale

  /// Every knob.
  public static let knobs: [Knob<Adan>] = [
    .real("beta1", \.beta1, in: .decay, "share of the mean that survives a step"),
    .real("beta2", \.beta2, in: .decay, "share of the mean change that survives a step, and its weight"),
    .real("beta3", \.beta3, in: .decay, "share of the mean square that survives a step"),
    .real("eps", \.eps, in: .positive, "added to the root, so that nothing is divided by 0"),
    .real("weight_decay", \.weightDecay, in: .notNegative, "pull towards the origin, after the step"),
  ]

  /// The share of the mean that survives a step.
  public var beta1: Lanes = 0.98
  /// The share of the mean change that survives a step, and its weight.
  public var beta2: Lanes = 0.92
  /// The share of the mean square that survives a step.
  public var beta3: Lanes = 0.99
  /// What is added to the root.
  public var eps: Lanes = 1e-8
  /// How strongly the point is drawn to the origin after a step.
  public var weightDecay: Lanes = 0

  /// The authors' defaults.
  public init() {}

  /// What is remembered for a coordinate.
  public struct Trace: Sendable {
    var mean: Lanes = 0
    var change: Lanes = 0
    var meanSquare: Lanes = 0
    var before: Lanes = 0
  }

  /// What a step is made of.
  public struct Pace {
    var correction = BiasCorrection()
    var changePower: Lanes = 1
    var changeFactor: Lanes = 1
    var isFirst = true
  }

  /// All zero.
  public var start: Trace { Trace() }

  /// The zeroth powers.
  public var opening: Pace { Pace() }

  /// The corrections of a step.
  public func advance(_ pace: inout Pace, step: Int) {
    pace.correction.advance(beta1, beta3)
    pace.changePower = pace.changePower.nextPower(of: beta2)
    pace.changeFactor = 1 / (1 - pace.changePower)
    pace.isFirst = step == 1
  }

  /// Moves one coordinate.
  public func move(_ point: inout Lanes, gradient: Lanes, trace: inout Trace, rate: Lanes, pace: Pace) {
    let change = pace.isFirst ? 0 : gradient - trace.before
    let ahead = gradient + beta2 * change
    trace.before = gradient
    trace.mean = beta1 * trace.mean + (1 - beta1) * gradient
    trace.change = beta2 * trace.change + (1 - beta2) * change
    trace.meanSquare = beta3 * trace.meanSquare + (1 - beta3) * ahead * ahead
    let direction = pace.correction.mean * trace.mean + beta2 * pace.changeFactor * trace.change
    point -= rate * direction / (trace.meanSquare.squareRoot() * pace.correction.root + eps)
    point = point / (1 + rate * weightDecay)
  }
}
