public import Calculus

/// Fast iterative soft thresholding: ISTA with Nesterov's momentum, which grows from step to step.
///
/// ```
/// z = y - rate (gradient at y)            y = x at the start
/// b = (1 + sqrt(1 + 4 a^2)) / 2           a = 1 at the start
/// x' = sign(z) max(|z| - rate l1, 0)
/// y <- x' + (a - 1) / b (x' - x)
/// x <- x'
/// a <- b
/// ```
///
/// The path is that of x; the slope is asked ahead of it, at y. In a flat valley it leaves ISTA far behind, then overshoots
/// and ripples around the end, because the momentum goes to 1. With `l1` at 0 it is Nesterov's method for
/// convex surfaces. What is minimised is `f(x) + l1 |x|_1`, while a figure shows the loss `f` alone; the surface's own
/// `+l1` would count the penalty twice.
///
/// - Order: first; one gradient a step, asked ahead of the point.
/// - Memory: the place of the next gradient.
/// - Deviates: nowhere, with a rate that does not adapt and no restarts.
/// - Source: A. Beck, M. Teboulle, SIAM Journal on Imaging Sciences 2 (2009) 183, equations 4.1 to 4.3.
public struct FISTA: Rule {
  /// Who this is.
  public static let identity = Identity(
    name: "fista", aliases: ["accelerated-proximal-gradient"], label: "FISTA",
    summary: "ISTA with a momentum that grows from step to step", defaultRate: 1e-3)

  /// The place of the next gradient is remembered.
  public static let followsPoint = false

  /// Every knob.
  public static let knobs: [Knob<FISTA>] = [
    .real("l1", \.penalty, in: .notNegative, "penalty on the size of each coordinate")
  ]

  /// The gradient is asked ahead of the point.
  public static let probes = true

  /// The penalty on the size of each coordinate.
  public var penalty: Lanes = 0.1

  /// A penalty of 0.1.
  public init() {}

  /// What is remembered for a coordinate.
  public struct Trace: Sendable {
    /// y: where the next gradient is asked.
    var ahead: Lanes = 0
  }

  /// The growing momentum.
  public struct Pace: Sendable {
    /// t.
    var count = 1.0
    /// (t' - 1) / t: the share of the step that is walked ahead.
    var momentum = 0.0
  }

  /// Set by `begin`.
  public var start: Trace { Trace() }

  /// The first gradient is asked at the start.
  public func begin(_ trace: inout Trace, at point: Lanes) { trace.ahead = point }

  /// Before the first step.
  public var opening: Pace { Pace() }

  /// The momentum after a step.
  public func advance(_ pace: inout Pace, step: Int) {
    let next = (1 + (1 + 4 * pace.count * pace.count).squareRoot()) / 2
    pace.momentum = (pace.count - 1) / next
    pace.count = next
  }

  /// Where the momentum leads.
  public func probe(_ point: Lanes, trace: Trace, rate: Lanes) -> Lanes { trace.ahead }

  /// Moves one coordinate.
  public func move(_ point: inout Lanes, gradient: Lanes, trace: inout Trace, rate: Lanes, pace: Pace) {
    let last = point
    point = (trace.ahead - rate * gradient).softened(by: rate * penalty)
    trace.ahead = point + Lanes(pace.momentum) * (point - last)
  }
}
