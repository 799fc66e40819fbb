public import Calculus

/// Nesterov's accelerated gradient with the momentum of its proof, which grows from 0 towards 1.
///
/// ```
/// d = y - rate (gradient at y) - x        y = x at the start
/// b = (1 + sqrt(1 + 4 a^2)) / 2           a = 1 at the start
/// x <- x + d
/// y <- x + (a - 1) / b d
/// a <- b
/// ```
///
/// Nothing is to be set but the rate. The momentum is 0 in the first step, 0.28 in the second, 0.53 in the fourth and
/// goes on as 1 - 3 / t: along a valley it beats any fixed momentum for a while, then it has too much, overshoots and
/// comes back in ever slower waves.
///
/// - Order: first; one gradient a step, asked ahead of the point.
/// - Memory: the point ahead.
/// - Deviates: nowhere; the points drawn are x, the gradients are asked at y. The rate of the proof is 1 over the
///   largest curvature.
/// - Source: Y. Nesterov, Soviet Mathematics Doklady 27 (1983) 372; in this form A. Beck, M. Teboulle, SIAM Journal on
///   Imaging Sciences 2 (2009) 183, FISTA without a second term.
public struct NesterovSequence: Rule {
  /// Who this is.
  public static let identity = Identity(
    name: "nesterov-sequence", aliases: ["fista-momentum"], label: "Nesterov (t sequence)",
    summary: "Nesterov's momentum as in its proof, growing from 0 towards 1", defaultRate: 1e-3)

  /// A turn of the surface turns the path.
  public static let invariances: Invariances = .rotation

  /// None but the rate.
  public static let knobs: [Knob<NesterovSequence>] = []

  /// The gradient is asked ahead of the point.
  public static let probes = true

  /// There is nothing to set.
  public init() {}

  /// That of Nesterov's momentum with a share of 1, towards which it grows.
  ///
  /// - Source: L. Lessard, B. Recht, A. Packard, SIAM Journal on Optimization 26 (2016) 57, section 4.
  public var stabilityThreshold: StabilityThreshold? { StabilityThreshold(4 / 3, "4", over: "3") }

  /// What is remembered for a coordinate.
  public struct Trace: Sendable {
    var ahead: Lanes = 0
  }

  /// What a step is made of.
  public struct Pace {
    var sequence = 1.0
    var momentum: Lanes = 0
  }

  /// Set where the run starts.
  public var start: Trace { Trace() }

  /// The first gradient is asked at the start.
  public func begin(_ trace: inout Trace, at point: Lanes) { trace.ahead = point }

  /// The sequence starts at 1.
  public var opening: Pace { Pace() }

  /// The next number of the sequence, and the momentum that follows from the two.
  public func advance(_ pace: inout Pace, step: Int) {
    let next = (1 + (1 + 4 * pace.sequence * pace.sequence).squareRoot()) / 2
    pace.momentum = Lanes((pace.sequence - 1) / next)
    pace.sequence = next
  }

  /// The point ahead.
  public func probe(_ point: Lanes, trace: Trace, rate: Lanes) -> Lanes { trace.ahead }

  /// Moves one coordinate.
  public func move(_ point: inout Lanes, gradient: Lanes, trace: inout Trace, rate: Lanes, pace: Pace) {
    let next = trace.ahead - rate * gradient
    trace.ahead = next + pace.momentum * (next - point)
    point = next
  }
}
