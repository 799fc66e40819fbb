public import Calculus

/// Quickprop: in each coordinate a jump to the bottom of the parabola through the last two slopes.
///
/// ```
/// s = d g / (h - g)                       h and d the slope and the step before, 0 in the first
/// s = mu d                                where |s| > mu |d|
/// s = mu d                                where g h >= 0 and |g| >= |h|
/// d <- s
/// d <- s - rate g                         where g h >= 0
/// h <- g
/// x <- x + d
/// ```
///
/// On a bowl along the axes it takes a few steps to the floor, and stands: Newton's method with a difference of slopes.
/// The axes matter: in a slanted or curved valley each coordinate takes the doings of the other for curvature, and
/// little of that speed is left.
///
/// - Order: first; one gradient a step, two slopes for a curvature.
/// - Memory: the slope and the step before.
/// - Deviates: nowhere from the paper but for weight decay, which is left out.
/// - Source: S. E. Fahlman, An empirical study of learning speed in back-propagation networks, CMU-CS-88-162 (1988).
public struct Quickprop: Rule {
  /// Who this is.
  public static let identity = Identity(
    name: "quickprop", label: "Quickprop",
    summary: "in each coordinate a jump to the bottom of the parabola through the last two slopes", defaultRate: 1e-2)

  /// Every knob.
  public static let knobs: [Knob<Quickprop>] = [
    .real("mu", \.growth, in: .positive, "how many times longer than the step before a step may be")
  ]

  /// How many times longer than the step before a step may be.
  public var growth: Lanes = 1.75

  /// The author's 1.75.
  public init() {}

  /// What is remembered for a coordinate.
  public struct Trace: Sendable {
    var slope: Lanes = 0
    var step: Lanes = 0
  }

  /// Nothing yet.
  public var start: Trace { Trace() }

  /// Moves one coordinate.
  public func move(_ point: inout Lanes, gradient: Lanes, trace: inout Trace, rate: Lanes, pace: Void) {
    let keepsSign = gradient * trace.slope >= 0
    let hasFallen = gradient.magnitude < trace.slope.magnitude
    let fall = trace.slope - gradient
    let parabola = trace.step * gradient / fall.equals(0).select(1, fall)
    let longest = growth * trace.step
    let isTooLong = parabola.magnitude > longest.magnitude
    let jump = (isTooLong | (keepsSign & !hasFallen)).select(longest, parabola)
    trace.step = jump - keepsSign.select(rate * gradient, 0)
    trace.slope = gradient
    point += trace.step
  }
}
