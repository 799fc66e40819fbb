public import Calculus

/// LARS: momentum whose every step is a fixed share of the point's length.
///
/// ```
/// q = trust_coefficient |x| / (|g| + weight_decay |x|)          1 where |x| or what divides it is 0
/// b <- momentum b + rate q (g + weight_decay x)
/// x <- x - b
/// ```
///
/// Made for the layers of a network, of which each gets a q of its own; here the point is one layer. In the plane that
/// leaves normalised momentum whose steps shrink towards the origin: where the minimum lies decides how fast it is found,
/// and the origin itself is never reached.
///
/// - Order: first; one gradient a step.
/// - Memory: a velocity a coordinate, which holds the rate.
/// - Deviates: nowhere from the paper; optax has |g + weight_decay x| below the fraction.
/// - Source: Y. You, I. Gitman, B. Ginsburg, Large batch training of convolutional networks, arXiv:1708.03888, Algorithm 1.
public struct LARS: VectorRule {
  /// Who this is.
  public static let identity = Identity(
    name: "lars", label: "LARS", summary: "momentum whose every step is a fixed share of the point's length",
    defaultRate: 1)

  /// A turn of the surface turns the path, and the size of the loss does not matter.
  public static let invariances: Invariances = [.rotation, .lossScale]

  /// Every knob.
  public static let knobs: [Knob<LARS>] = [
    .real("momentum", \.momentum, in: .decay, "share of the velocity that survives a step"),
    .real("trust_coefficient", \.trust, in: .positive, "length of a step at rate 1, in terms of the point's"),
    .real("weight_decay", \.weightDecay, in: .notNegative, "pull towards the origin, added to the gradient"),
  ]

  /// The share of the velocity that survives a step.
  public var momentum: Lanes = 0.9
  /// The length of a step at rate 1, in terms of the point's length.
  public var trust: Lanes = 1e-3
  /// How much of the point is added to the gradient.
  public var weightDecay: Lanes = 0

  /// Momentum 0.9, and a thousandth of the point's length.
  public init() {}

  /// What is remembered for a coordinate.
  public struct Trace: Sendable {
    var velocity: Lanes = 0
  }

  /// At rest.
  public var start: Trace { Trace() }

  /// Nothing is remembered.
  public var opening: NoTrace { NoTrace() }

  /// Takes one step.
  public func move(_ body: Body<Trace>, common: inout NoTrace, rate: Lanes, step: Int) {
    let size = body.point.norm
    let length = rate * trustRatio(trust * size, over: body.gradient.norm + weightDecay * size)
    for index in body.indices {
      let slope = body.gradient[index] + weightDecay * body.point[index]
      body.trace[index].velocity = momentum * body.trace[index].velocity + length * slope
      body.point[index] -= body.trace[index].velocity
    }
  }
}
