public import Calculus

/// Aggregated momentum: three velocities that forget at different speeds, and the mean of them.
///
/// ```
/// v1 <- beta1 v1 + g        v2 <- beta2 v2 + g        v3 <- beta3 v3 + g
/// x <- x - rate (v1 + v2 + v3) / 3
/// ```
///
/// The longest velocity carries the path along a valley at up to a hundred times the slope; the shorter ones oppose its
/// swings across the valley, so that they die down where a single momentum of 0.99 would swing on.
///
/// - Order: first; one gradient a step.
/// - Memory: three velocities a coordinate.
/// - Deviates: nowhere; the paper allows any number of velocities, and has three by default.
/// - Source: J. Lucas, S. Sun, R. Zemel, R. Grosse, Aggregated momentum: stability through passive damping, ICLR 2019,
///   arXiv:1804.00325, equation 2.
public struct AggMo: Rule {
  /// Who this is.
  public static let identity = Identity(
    name: "aggmo", aliases: ["aggregated-momentum"], label: "AggMo",
    summary: "the mean of three velocities that forget at different speeds", defaultRate: 1e-3)

  /// A turn of the surface turns the path.
  public static let invariances: Invariances = .rotation

  /// Every knob.
  public static let knobs: [Knob<AggMo>] = [
    .real("beta1", \.beta1, in: .decay, "share of the first velocity that survives a step"),
    .real("beta2", \.beta2, in: .decay, "share of the second velocity that survives a step"),
    .real("beta3", \.beta3, in: .decay, "share of the third velocity that survives a step"),
  ]

  /// The share of the first velocity that survives a step.
  public var beta1: Lanes = 0
  /// The share of the second velocity that survives a step.
  public var beta2: Lanes = 0.9
  /// The share of the third velocity that survives a step.
  public var beta3: Lanes = 0.99

  /// The authors' three.
  public init() {}

  /// What is remembered for a coordinate.
  public struct Trace: Sendable {
    var first: Lanes = 0
    var second: Lanes = 0
    var third: Lanes = 0
  }

  /// At rest.
  public var start: Trace { Trace() }

  /// Moves one coordinate.
  public func move(_ point: inout Lanes, gradient: Lanes, trace: inout Trace, rate: Lanes, pace: Void) {
    trace.first = beta1 * trace.first + gradient
    trace.second = beta2 * trace.second + gradient
    trace.third = beta3 * trace.third + gradient
    point -= rate / 3 * (trace.first + trace.second + trace.third)
  }
}
