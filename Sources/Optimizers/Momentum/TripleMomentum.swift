public import Calculus

/// The triple momentum method: the fastest of its kind where the condition of the surface is known.
///
/// ```
/// r = 1 - 1 / sqrt(kappa)
/// v <- x - x'                             x' the point before; x' = x at the start
/// g <- gradient at x + r^2 / ((1 + r)(2 - r)) v
/// x <- x + r^2 / (2 - r) v - rate (1 + r) g
/// ```
///
/// With a rate of 1 over the largest curvature and kappa the ratio of the largest to the smallest, every smooth convex
/// bowl is gone down by the factor r a step; Nesterov's method needs twice as many steps. On a quadratic a tuned heavy
/// ball does as well, but that one may fail on other bowls.
///
/// - Order: first; one gradient a step, asked ahead of the point.
/// - Memory: the point before.
/// - Deviates: nowhere. The point drawn is the first sequence of the paper, not its output, which adds another share of
///   v.
/// - Source: B. Van Scoy, R. A. Freeman, K. M. Lynch, The fastest known globally convergent first-order method for
///   minimizing strongly convex functions, IEEE Control Systems Letters 2 (2018) 49, equation 7.
public struct TripleMomentum: Rule {
  /// Who this is.
  public static let identity = Identity(
    name: "triple-momentum", aliases: ["tmm"], label: "Triple momentum",
    summary: "the fastest of its kind where the condition of the surface is known", defaultRate: 1e-3)

  /// A turn of the surface turns the path.
  public static let invariances: Invariances = .rotation

  /// Every knob.
  public static let knobs: [Knob<TripleMomentum>] = [
    .real(
      "kappa", \.kappa, in: Interval(1, .infinity, includesLower: true, includesUpper: false),
      "ratio of the largest curvature to the smallest")
  ]

  /// The gradient is asked ahead of the point.
  public static let probes = true

  /// The ratio of the largest curvature to the smallest.
  public var kappa: Lanes = 100

  /// A condition of 100.
  public init() {}

  /// The share of the distance that is left after a step.
  private var factor: Lanes { 1 - 1 / kappa.squareRoot() }

  /// The roots of z^2 - (1 + b) z + b + (1 + r) rate eigenvalue ((1 + c) z - c), where b = r^2 / (2 - r) and
  /// c = b / (1 + r): the first leaves the unit disc at -1.
  public var stabilityThreshold: StabilityThreshold? {
    let factor = factor[0]
    let momentum = factor * factor / (2 - factor)
    return StabilityThreshold(
      2 * (1 + momentum) / (1 + factor + 2 * momentum), "2(1+b)", over: "(1+r+2b)")
  }

  /// What is remembered for a coordinate.
  public struct Trace: Sendable {
    var before: Lanes = 0
  }

  /// Set where the run starts.
  public var start: Trace { Trace() }

  /// At rest.
  public func begin(_ trace: inout Trace, at point: Lanes) { trace.before = point }

  /// Ahead of the point.
  public func probe(_ point: Lanes, trace: Trace, rate: Lanes) -> Lanes {
    point + factor * factor / ((1 + factor) * (2 - factor)) * (point - trace.before)
  }

  /// Moves one coordinate.
  public func move(_ point: inout Lanes, gradient: Lanes, trace: inout Trace, rate: Lanes, pace: Void) {
    let velocity = point - trace.before
    trace.before = point
    point += factor * factor / (2 - factor) * velocity - rate * (1 + factor) * gradient
  }
}
