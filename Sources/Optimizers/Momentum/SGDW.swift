public import Calculus

/// SGDW: momentum with the weight decay beside the gradient and not in it.
///
/// ```
/// x <- x - rate weight_decay x
/// v <- momentum v + g
/// x <- x - rate v
/// ```
///
/// Decay within the gradient gathers in the velocity like any slope; here it is over once it is done. The path is
/// momentum's, drawn towards the origin, and its resting point stands off the minimum.
///
/// - Order: first; one gradient a step.
/// - Memory: one velocity a coordinate.
/// - Deviates: the rate multiplies the decay and stands outside the velocity, as in pytorch_optimizer and timm; in the
///   paper only the schedule multiplies the decay, and the rate stands inside. Momentum 0.9 and decay 0.01 are
///   defaults.
/// - Source: I. Loshchilov, F. Hutter, Decoupled weight decay regularization, ICLR 2019, arXiv:1711.05101, Algorithm 1.
public struct SGDW: Rule {
  /// Who this is.
  public static let identity = Identity(
    name: "sgdw", label: "SGDW", summary: "momentum with the weight decay beside the gradient and not in it",
    defaultRate: 1e-3)

  /// A turn of the surface turns the path.
  public static let invariances: Invariances = .rotation

  /// Every knob.
  public static let knobs: [Knob<SGDW>] = [
    .real("momentum", \.momentum, in: .decay, "share of the velocity that survives a step"),
    .real("weight_decay", \.weightDecay, in: .notNegative, "pull towards the origin, times the rate"),
  ]

  /// The share of the velocity that survives a step.
  public var momentum: Lanes = 0.9
  /// The share of the point that is taken off in each step, times the rate.
  public var weightDecay: Lanes = 0.01

  /// Momentum 0.9, weight decay 0.01.
  public init() {}

  /// The roots of z^2 - (1 + beta - rate (eigenvalue + decay)) z + beta (1 - rate decay): the first leaves the unit disc
  /// at -1.
  ///
  /// The decay counts 1 + beta times.
  public var stabilityThreshold: StabilityThreshold? {
    StabilityThreshold(2 * (1 + momentum[0]), "2(1+β)", addedCurvature: (1 + momentum[0]) * weightDecay[0])
  }

  /// What is remembered for a coordinate.
  public struct Trace: Sendable {
    var velocity: Lanes = 0
  }

  /// At rest.
  public var start: Trace { Trace() }

  /// Moves one coordinate.
  public func move(_ point: inout Lanes, gradient: Lanes, trace: inout Trace, rate: Lanes, pace: Void) {
    trace.velocity = momentum * trace.velocity + gradient
    point -= rate * (trace.velocity + weightDecay * point)
  }
}
