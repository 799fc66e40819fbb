public import Calculus

/// Nesterov's momentum as the paper has it: the slope is asked where the velocity leads, and the path is that of the
/// points themselves.
///
/// ```
/// g <- gradient at x + momentum v
/// v <- momentum v - rate g
/// x <- x + v
/// ```
///
/// The same method as `nesterov`, seen from the other sequence: this path starts with a plain step of gradient descent,
/// that one with 1 + momentum times as much.
///
/// - Order: first; one gradient a step, asked ahead of the point.
/// - Memory: one velocity a coordinate.
/// - Deviates: nowhere from the paper with constant momentum. The rate stands inside the velocity, so an old gradient
///   keeps the rate of its own step.
/// - Source: Y. Nesterov, Soviet Mathematics Doklady 27 (1983) 372; in this form I. Sutskever, J. Martens, G. Dahl,
///   G. Hinton, ICML 2013, equations 3 and 4.
public struct NesterovLookAhead: Rule {
  /// Who this is.
  public static let identity = Identity(
    name: "nesterov-look-ahead", aliases: ["look-ahead-nesterov"], label: "Nesterov (look-ahead)",
    summary: "momentum whose slope is asked ahead, drawn at the points themselves", defaultRate: 1e-3)

  /// A turn of the surface turns the path.
  public static let invariances: Invariances = .rotation

  /// Every knob.
  public static let knobs: [Knob<NesterovLookAhead>] = [
    .real("momentum", \.momentum, in: .decay, "share of the velocity that survives a step")
  ]

  /// The gradient is asked ahead of the point.
  public static let probes = true

  /// The share of the velocity that survives a step.
  public var momentum: Lanes = 0.9

  /// Momentum 0.9.
  public init() {}

  /// The roots of z^2 - (1 + beta)(1 - rate eigenvalue) z + beta (1 - rate eigenvalue): the first leaves the unit disc at
  /// -1.
  ///
  /// - Source: L. Lessard, B. Recht, A. Packard, SIAM Journal on Optimization 26 (2016) 57, section 4.
  public var stabilityThreshold: StabilityThreshold? {
    let beta = momentum[0]
    return StabilityThreshold(2 * (1 + beta) / (1 + 2 * beta), "2(1+β)", over: "(1+2β)")
  }

  /// What is remembered for a coordinate.
  public struct Trace: Sendable {
    var velocity: Lanes = 0
  }

  /// At rest.
  public var start: Trace { Trace() }

  /// Where the velocity leads.
  public func probe(_ point: Lanes, trace: Trace, rate: Lanes) -> Lanes { point + momentum * trace.velocity }

  /// Moves one coordinate.
  public func move(_ point: inout Lanes, gradient: Lanes, trace: inout Trace, rate: Lanes, pace: Void) {
    trace.velocity = momentum * trace.velocity - rate * gradient
    point += trace.velocity
  }
}
