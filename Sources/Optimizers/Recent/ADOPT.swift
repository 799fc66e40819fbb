public import Calculus

/// ADOPT: Adam that divides by the squares of the steps before, and before it takes the mean.
///
/// ```
/// s <- g^2                                in the first step, which moves nothing
/// n = g / max(sqrt(s), eps)               later
/// n = clip(n, -(t - 1)^(1 / 4), (t - 1)^(1 / 4))      if clip and t > 1
/// m <- beta1 m + (1 - beta1) n            later
/// x <- x - rate m                         later
/// s <- beta2 s + (1 - beta2) g^2          later
/// ```
///
/// The path starts with a point that does not move, then a tenth of a rate, and gathers speed over ten steps: no
/// correction makes up for the mean's zero start. As s keeps ten thousand squares, a steep start keeps the steps short.
///
/// - Order: first; one gradient a step.
/// - Memory: a mean and a mean square a coordinate.
/// - Deviates: nowhere from the authors' code and optax. pytorch_optimizer clips at t^(1/4).
/// - Source: S. Taniguchi and others, ADOPT: modified Adam can converge with any beta2 with the optimal rate, NeurIPS
///   2024, arXiv:2411.02853, Algorithm 2; clipping as in its third version.
public struct ADOPT: Rule {
  /// Who this is.
  public static let identity = Identity(
    name: "adopt", label: "ADOPT", summary: "Adam that divides by the squares of the steps before",
    defaultRate: 1e-3)

  /// The size of the loss does not matter.
  public static let invariances: Invariances = .lossScale

  /// Every knob.
  public static let knobs: [Knob<ADOPT>] = [
    .real("beta1", \.beta1, in: .decay, "share of the mean that survives a step"),
    .real("beta2", \.beta2, in: .decay, "share of the mean square that survives a step"),
    .real("eps", \.eps, in: .positive, "least that divides"),
    .flag("clip", \.clip, "keep each divided slope below the fourth root of the step's number"),
  ]

  /// The share of the mean that survives a step.
  public var beta1: Lanes = 0.9
  /// The share of the mean square that survives a step.
  public var beta2: Lanes = 0.9999
  /// The least that divides.
  public var eps: Lanes = 1e-6
  /// Whether a divided slope is kept below a bound.
  public var clip = true

  /// The authors' defaults.
  public init() {}

  /// What a step is made of.
  public struct Pace {
    var isFirst = true
    var limit: Lanes = 0
  }

  /// All zero.
  public var start: Adam.Trace { Adam.Trace() }

  /// The first step is one of its own.
  public var opening: Pace { Pace() }

  /// The bound of a step.
  public func advance(_ pace: inout Pace, step: Int) {
    pace.isFirst = step == 1
    pace.limit = clip ? Lanes(Double(step - 1).squareRoot().squareRoot()) : Lanes(.infinity)
  }

  /// Moves one coordinate.
  public func move(_ point: inout Lanes, gradient: Lanes, trace: inout Adam.Trace, rate: Lanes, pace: Pace) {
    let square = gradient * gradient
    guard !pace.isFirst else {
      trace.meanSquare = square
      return
    }
    let divided = gradient / Lanes.maximum(trace.meanSquare.squareRoot(), eps)
    let clipped = Lanes.minimum(Lanes.maximum(divided, -pace.limit), pace.limit)
    trace.mean = beta1 * trace.mean + (1 - beta1) * clipped
    trace.meanSquare = beta2 * trace.meanSquare + (1 - beta2) * square
    point -= rate * trace.mean
  }
}
