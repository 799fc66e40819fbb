public import Calculus

/// signSGD: one rate downhill in every coordinate, however steep it is.
///
/// ```
/// x <- x - rate sign(g)
/// ```
///
/// The path runs along diagonals, in steps that are all of the same length, and turns into a straight line along an
/// axis once a coordinate has met its floor. There it hops to and fro by a rate for good: only a falling rate brings it
/// closer.
///
/// - Order: first; one gradient a step.
/// - Memory: none.
/// - Deviates: nowhere; a slope of 0 has the sign 0.
/// - Source: J. Bernstein, Y.-X. Wang, K. Azizzadenesheli, A. Anandkumar, signSGD: compressed optimisation for
///   non-convex problems, ICML 2018, arXiv:1802.04434, Algorithm 1.
public struct SignSGD: Rule {
  /// Who this is.
  public static let identity = Identity(
    name: "signsgd", aliases: ["sign-sgd"], label: "signSGD",
    summary: "one rate downhill in every coordinate, however steep it is", defaultRate: 1e-3)

  /// The size of the loss does not matter.
  public static let invariances: Invariances = .lossScale

  /// None but the rate.
  public static let knobs: [Knob<SignSGD>] = []

  /// There is nothing to set.
  public init() {}

  /// Nothing is remembered.
  public var start: NoTrace { NoTrace() }

  /// Moves one coordinate.
  public func move(_ point: inout Lanes, gradient: Lanes, trace: inout NoTrace, rate: Lanes, pace: Void) {
    point -= rate * Lanes.sign(gradient)
  }
}
