public import Calculus

/// AdaBelief: Adam divided by how far the gradients stray from their mean, and not by how large they are.
///
/// ```
/// m <- beta1 m + (1 - beta1) g
/// s <- beta2 s + (1 - beta2) (g - m)^2 + eps
/// x <- x - rate * (m / (1 - beta1^t)) / (sqrt(s / (1 - beta2^t)) + eps)
/// ```
///
/// The first step is 1 / beta1 rates long, a little more than Adam's. Along a straight slope the gradients are as their
/// mean has it, so the steps grow to many rates: it is faster than Adam down a plain, and swings further at the bottom.
///
/// - Order: first; one gradient a step.
/// - Memory: a mean and a mean squared deviation a coordinate.
/// - Deviates: nowhere from optax and pytorch_optimizer; eps is added to s in every step, and stays in it. The authors'
///   code also rectifies as RAdam does, which the paper's algorithm has not.
/// - Source: J. Zhuang and others, AdaBelief optimizer: adapting stepsizes by the belief in observed gradients, NeurIPS
///   2020, arXiv:2010.07468, Algorithm 2.
public struct AdaBelief: Rule {
  /// Who this is.
  public static let identity = Identity(
    name: "adabelief", label: "AdaBelief",
    summary: "Adam divided by how far the gradients stray from their mean", defaultRate: 1e-3)

  /// The size of the loss does not matter.
  public static let invariances: Invariances = .lossScale

  /// Every knob.
  public static let knobs: [Knob<AdaBelief>] = [
    .real("beta1", \.beta1, in: .decay, "share of the mean that survives a step"),
    .real("beta2", \.beta2, in: .decay, "share of the mean squared deviation that survives a step"),
    .real("eps", \.eps, in: .notNegative, "added to the deviation and to its root, so that nothing is divided by 0"),
  ]

  /// The share of the mean that survives a step.
  public var beta1: Lanes = 0.9
  /// The share of the mean squared deviation that survives a step.
  public var beta2: Lanes = 0.999
  /// What is added to the deviation in every step, and to its root.
  public var eps: Lanes = 1e-16

  /// The authors' defaults.
  public init() {}

  /// What is remembered for a coordinate.
  public struct Trace: Sendable {
    var mean: Lanes = 0
    var deviation: Lanes = 0
  }

  /// All zero.
  public var start: Trace { Trace() }

  /// The zeroth powers.
  public var opening: BiasCorrection { BiasCorrection() }

  /// The corrections of a step.
  public func advance(_ pace: inout BiasCorrection, step: Int) { pace.advance(beta1, beta2) }

  /// Moves one coordinate.
  public func move(_ point: inout Lanes, gradient: Lanes, trace: inout Trace, rate: Lanes, pace: BiasCorrection) {
    trace.mean = beta1 * trace.mean + (1 - beta1) * gradient
    let surprise = gradient - trace.mean
    trace.deviation = beta2 * trace.deviation + (1 - beta2) * surprise * surprise + eps
    point -= rate * pace.mean * trace.mean / (trace.deviation.squareRoot() * pace.root + eps)
  }
}
