public import Calculus

/// Lion: one rate a step in every coordinate, by a sign that looks both at the long mean and at the slope of the
/// moment.
///
/// ```
/// u <- sign(beta1 m + (1 - beta1) g)
/// x <- x - rate (u + weight_decay x)
/// m <- beta2 m + (1 - beta2) g
/// ```
///
/// Diagonal steps of equal length. The mean is long (a hundred gradients), so a coordinate that has come fast
/// overshoots far; but the present slope has a say of a tenth, and turns it round sooner than Signum would with so long
/// a mean.
///
/// - Order: first; one gradient a step.
/// - Memory: one mean a coordinate.
/// - Deviates: nowhere; optax has a weight decay of 0.001, the authors none unless it is set.
/// - Source: X. Chen and others, Symbolic discovery of optimization algorithms, NeurIPS 2023, arXiv:2302.06675,
///   Algorithm 2.
public struct Lion: Rule {
  /// Who this is.
  public static let identity = Identity(
    name: "lion", label: "Lion",
    summary: "one rate a step, by the sign of a long mean mixed with the present slope", defaultRate: 1e-4)

  /// The size of the loss does not matter.
  public static let invariances: Invariances = .lossScale

  /// Every knob.
  public static let knobs: [Knob<Lion>] = [
    .real("beta1", \.beta1, in: .decay, "share of the mean in the sign of a step"),
    .real("beta2", \.beta2, in: .decay, "share of the mean that survives a step"),
    .real("weight_decay", \.weightDecay, in: .notNegative, "pull towards the origin, times the rate"),
  ]

  /// The share of the mean in the sign of a step.
  public var beta1: Lanes = 0.9
  /// The share of the mean that survives a step.
  public var beta2: Lanes = 0.99
  /// The share of the point that is taken off in each step, times the rate.
  public var weightDecay: Lanes = 0

  /// The authors' defaults.
  public init() {}

  /// What is remembered for a coordinate.
  public struct Trace: Sendable {
    var mean: Lanes = 0
  }

  /// Zero.
  public var start: Trace { Trace() }

  /// Moves one coordinate.
  public func move(_ point: inout Lanes, gradient: Lanes, trace: inout Trace, rate: Lanes, pace: Void) {
    let direction = Lanes.sign(beta1 * trace.mean + (1 - beta1) * gradient)
    point -= rate * (direction + weightDecay * point)
    trace.mean = beta2 * trace.mean + (1 - beta2) * gradient
  }
}
