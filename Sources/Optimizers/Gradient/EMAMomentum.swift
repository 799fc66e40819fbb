public import Calculus

/// Momentum as a running mean of the gradients.
///
/// ```
/// m <- beta m + (1 - beta) g
/// x <- x - rate m                         unless debias
/// x <- x - rate m / (1 - beta^t)          if debias
/// ```
///
/// The path of plain momentum at 1 / (1 - beta) times the rate: a rate carried over from gradient descent stays safe,
/// where plain momentum would be ten times too fast.
///
/// - Order: first; one gradient a step.
/// - Memory: one mean a coordinate.
/// - Deviates: nowhere; with debias it is `optax.ema(debias=True)` before gradient descent.
/// - Source: the first moment of D. P. Kingma, J. Ba, Adam, ICLR 2015, arXiv:1412.6980, used alone.
public struct EMAMomentum: Rule {
  /// Who this is.
  public static let identity = Identity(
    name: "ema-momentum", aliases: ["ema"], label: "EMA momentum",
    summary: "momentum as a running mean of the gradients", defaultRate: 1e-2)

  /// A turn of the surface turns the path.
  public static let invariances: Invariances = .rotation

  /// Every knob.
  public static let knobs: [Knob<EMAMomentum>] = [
    .real("beta", \.beta, in: .decay, "share of the mean that survives a step"),
    .flag("debias", \.debias, "correct the bias of the mean towards its zero start"),
  ]

  /// The share of the mean that survives a step.
  public var beta: Lanes = 0.9
  /// Whether the bias towards the zero start is corrected.
  public var debias = false

  /// Share 0.9, not corrected.
  public init() {}

  /// That of plain momentum, at 1 / (1 - beta) times the rate.
  ///
  /// - Source: J. Cohen and others, Adaptive gradient methods at the edge of stability, arXiv:2207.14484 (2022), section 2.
  public var stabilityThreshold: StabilityThreshold? {
    StabilityThreshold(2 * (1 + beta[0]) / (1 - beta[0]), "2(1+β)", over: "(1−β)")
  }

  /// What is remembered for a coordinate.
  public struct Trace: Sendable {
    var mean: Lanes = 0
  }

  /// What corrects the bias of the mean.
  public struct Correction {
    var power: Lanes = 1
    var factor: Lanes = 1
  }

  /// Zero.
  public var start: Trace { Trace() }

  /// The zeroth power.
  public var opening: Correction { Correction() }

  /// The power of the share grows by one, and the correction follows.
  public func advance(_ pace: inout Correction, step: Int) {
    guard debias else { return }
    pace.power = pace.power.nextPower(of: beta)
    pace.factor = 1 / (1 - pace.power)
  }

  /// Moves one coordinate.
  public func move(_ point: inout Lanes, gradient: Lanes, trace: inout Trace, rate: Lanes, pace: Correction) {
    trace.mean = beta * trace.mean + (1 - beta) * gradient
    point -= rate * pace.factor * trace.mean
  }
}
