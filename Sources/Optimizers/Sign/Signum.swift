public import Calculus

/// Signum: one rate a step in every coordinate, against the sign of a running mean of the gradients.
///
/// ```
/// x <- x - rate weight_decay x
/// m <- momentum m + (1 - momentum) g
/// x <- x - rate sign(m)
/// ```
///
/// Diagonal steps, all of the same length, as those of signSGD; but the mean needs time to turn round, so a coordinate
/// runs past its floor by many rates and comes back in a wide zigzag.
///
/// - Order: first; one gradient a step.
/// - Memory: one mean a coordinate.
/// - Deviates: nowhere from optax; the weight decay is pytorch_optimizer's, whose `signsgd` is this. The paper weighs
///   the gradients alike.
/// - Source: J. Bernstein, Y.-X. Wang, K. Azizzadenesheli, A. Anandkumar, signSGD: compressed optimisation for
///   non-convex problems, ICML 2018, arXiv:1802.04434, Algorithm 2.
public struct Signum: Rule {
  /// Who this is.
  public static let identity = Identity(
    name: "signum", label: "Signum",
    summary: "one rate a step in every coordinate, against the sign of a running mean", defaultRate: 1e-3)

  /// The size of the loss does not matter.
  public static let invariances: Invariances = .lossScale

  /// Every knob.
  public static let knobs: [Knob<Signum>] = [
    .real("momentum", \.momentum, in: .decay, "share of the mean that survives a step"),
    .real("weight_decay", \.weightDecay, in: .notNegative, "pull towards the origin, times the rate"),
  ]

  /// The share of the mean that survives a step.
  public var momentum: Lanes = 0.9
  /// The share of the point that is taken off in each step, times the rate.
  public var weightDecay: Lanes = 0

  /// Share 0.9, no weight decay.
  public init() {}

  /// What is remembered for a coordinate.
  public struct Trace: Sendable {
    var mean: Lanes = 0
  }

  /// Zero.
  public var start: Trace { Trace() }

  /// Moves one coordinate.
  public func move(_ point: inout Lanes, gradient: Lanes, trace: inout Trace, rate: Lanes, pace: Void) {
    trace.mean = momentum * trace.mean + (1 - momentum) * gradient
    point -= rate * (Lanes.sign(trace.mean) + weightDecay * point)
  }
}
