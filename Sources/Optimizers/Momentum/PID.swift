public import Calculus

/// PID: the gradient steered as engineers steer, by its present, its sum and its change.
///
/// ```
/// h <- g                                  in the first step; later the gradient of the step before
/// i <- momentum i + (1 - dampening) g                 the sum
/// d <- momentum d + (1 - momentum) (g - h)            the change
/// x <- x - rate (g + integral i + derivative d)
/// h <- g
/// ```
///
/// The sum is momentum and drives the path along a valley; the change brakes it where the slope is about to turn, so
/// that the swings across the valley are smaller. The sum counts five times: the rate it bears is lower than
/// momentum's.
///
/// - Order: first; one gradient a step.
/// - Memory: the sum, the change and the gradient of the step before.
/// - Deviates: nowhere from the authors' code; pytorch_optimizer's default momentum is 0, which leaves gradient
///   descent.
/// - Source: W. An, H. Wang, Q. Sun, J. Xu, Q. Dai, L. Zhang, A PID controller approach for stochastic optimization of
///   deep networks, CVPR 2018, 8522.
public struct PID: Rule {
  /// Who this is.
  public static let identity = Identity(
    name: "pid", label: "PID", summary: "the gradient steered by its present, its sum and its change",
    defaultRate: 1e-3)

  /// A turn of the surface turns the path.
  public static let invariances: Invariances = .rotation

  /// Every knob.
  public static let knobs: [Knob<PID>] = [
    .real("momentum", \.momentum, in: .decay, "share of sum and change that survives a step"),
    .real("dampening", \.dampening, in: .decay, "share of each gradient that is left out of the sum"),
    .real("integral", \.integral, in: .notNegative, "weight of the sum"),
    .real("derivative", \.derivative, in: .notNegative, "weight of the change"),
  ]

  /// The share of sum and change that survives a step.
  public var momentum: Lanes = 0.9
  /// The share of each gradient that is left out of the sum.
  public var dampening: Lanes = 0
  /// The weight of the sum.
  public var integral: Lanes = 5
  /// The weight of the change.
  public var derivative: Lanes = 10

  /// The authors' defaults, with momentum 0.9.
  public init() {}

  /// The roots of (z - 1)(z - m) + rate eigenvalue (z - m + i z + d (z - 1)), where i = integral (1 - dampening) and
  /// d = derivative (1 - m): the first leaves the unit disc at -1.
  public var stabilityThreshold: StabilityThreshold? {
    let sum = integral[0] * (1 - dampening[0])
    let change = derivative[0] * (1 - momentum[0])
    return StabilityThreshold(
      2 * (1 + momentum[0]) / (1 + momentum[0] + sum + 2 * change), "2(1+m)", over: "(1+m+i+2d)")
  }

  /// What is remembered for a coordinate.
  public struct Trace: Sendable {
    var sum: Lanes = 0
    var change: Lanes = 0
    var before: Lanes = 0
  }

  /// All zero.
  public var start: Trace { Trace() }

  /// The gradient has not changed yet.
  public var opening: Bool { true }

  /// Whether it is the first step.
  public func advance(_ isFirst: inout Bool, step: Int) { isFirst = step == 1 }

  /// Moves one coordinate.
  public func move(_ point: inout Lanes, gradient: Lanes, trace: inout Trace, rate: Lanes, pace isFirst: Bool) {
    let change = isFirst ? 0 : gradient - trace.before
    trace.sum = momentum * trace.sum + (1 - dampening) * gradient
    trace.change = momentum * trace.change + (1 - momentum) * change
    trace.before = gradient
    point -= rate * (gradient + integral * trace.sum + derivative * trace.change)
  }
}
