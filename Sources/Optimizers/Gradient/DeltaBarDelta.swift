public import Calculus

/// Delta-bar-delta: gradient descent with a gain for each coordinate that grows while the slope keeps its sign.
///
/// ```
/// k <- k + kappa                          where g m > 0, m the mean of the slopes before
/// k <- k (1 - phi)                        where g m < 0
/// k <- max(k, min_gain)                   k = 1 at the start
/// m <- theta m + (1 - theta) g
/// x <- x - rate k g
/// ```
///
/// In a narrow valley the gain along the floor grows by a fixed amount a step, while the one across is cut at each
/// swing: the zigzag dies and the run gathers speed. The ancestor of Rprop, and of the gains in t-SNE.
///
/// - Order: first; one gradient a step.
/// - Memory: a gain and a mean of slopes a coordinate.
/// - Deviates: kappa is added to a gain that multiplies the rate, and not to the rate itself; kappa and phi are as in
///   t-SNE and ensmallen, which also have the least gain.
/// - Source: R. A. Jacobs, Increased rates of convergence through learning rate adaptation, Neural Networks 1 (1988)
///   295.
public struct DeltaBarDelta: Rule {
  /// Who this is.
  public static let identity = Identity(
    name: "delta-bar-delta", label: "Delta-bar-delta",
    summary: "gradient descent with a gain for each coordinate that grows while the slope keeps its sign",
    defaultRate: 1e-3)

  /// Every knob.
  public static let knobs: [Knob<DeltaBarDelta>] = [
    .real("kappa", \.kappa, in: .notNegative, "added to the gain where the slope keeps its sign"),
    .real("phi", \.phi, in: .decay, "share of the gain that is lost where it changes"),
    .real("theta", \.theta, in: .decay, "share of the mean slope that survives a step"),
    .real("min_gain", \.least, in: .notNegative, "least gain"),
  ]

  /// What is added to the gain where the slope keeps its sign.
  public var kappa: Lanes = 0.2
  /// The share of the gain that is lost where the slope changes its sign.
  public var phi: Lanes = 0.2
  /// The share of the mean slope that survives a step.
  public var theta: Lanes = 0.5
  /// The least gain.
  public var least: Lanes = 0.01

  /// A fifth to add, a fifth to lose.
  public init() {}

  /// What is remembered for a coordinate.
  public struct Trace: Sendable {
    var gain: Lanes = 1
    var mean: Lanes = 0
  }

  /// A gain of 1.
  public var start: Trace { Trace() }

  /// Moves one coordinate.
  public func move(_ point: inout Lanes, gradient: Lanes, trace: inout Trace, rate: Lanes, pace: Void) {
    let agreement = gradient * trace.mean
    let cut = (agreement < 0).select(trace.gain * (1 - phi), trace.gain)
    trace.gain = Lanes.maximum((agreement > 0).select(trace.gain + kappa, cut), least)
    trace.mean = theta * trace.mean + (1 - theta) * gradient
    point -= rate * trace.gain * gradient
  }
}
