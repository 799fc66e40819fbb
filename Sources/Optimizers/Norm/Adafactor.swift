public import Calculus

/// Adafactor, as it treats a vector: a gradient divided by the root of its mean square, in steps that are a share of the
/// point's size and are clipped.
///
/// ```
/// b = t^beta2_decay
/// s <- s + b (g^2 - s)
/// u = g / max(sqrt(s), eps1)
/// a = max(eps2, RMS(x)) min(rate, 1 / sqrt(t))
/// x <- x - a u / max(1, RMS(u) / d)          after x has lost rate weight_decay of itself
/// ```
///
/// What it is known for, a mean square kept as a row and a column, needs a matrix and is not to be seen in the plane. What
/// is left goes diagonally like RMSprop; its steps are a share of the point's size, so that a run slows down beside the
/// origin, and never more than 1 / sqrt(t) of it.
///
/// - Order: first; one gradient a step.
/// - Memory: a mean square a coordinate.
/// - Deviates: nowhere from PyTorch. Keras and optax add 1e-30 to the square where PyTorch has eps1.
/// - Source: N. Shazeer, M. Stern, Adafactor: adaptive learning rates with sublinear memory cost, ICML 2018,
///   arXiv:1804.04235, Algorithm 5.
public struct Adafactor: VectorRule {
  /// Who this is.
  public static let identity = Identity(
    name: "adafactor", label: "Adafactor",
    summary: "divided gradients in clipped steps that are a share of the point's size", defaultRate: 1e-2)

  /// The size of the loss does not matter.
  public static let invariances: Invariances = .lossScale

  /// Every knob.
  public static let knobs: [Knob<Adafactor>] = [
    .real("beta2_decay", \.exponent, in: exponents, "power of the step with which the newest square counts"),
    .real("eps1", \.eps1, in: .positive, "least root, so that nothing is divided by 0"),
    .real("eps2", \.eps2, in: .notNegative, "least size of the point"),
    .real("d", \.threshold, in: .positive, "root mean square of a step above which it is clipped, at rate and size 1"),
    .real("weight_decay", \.weightDecay, in: .notNegative, "pull towards the origin, beside the gradient"),
  ]

  /// Below the lower end only the first gradient counts.
  private static let exponents = Interval(-100, 0, includesLower: true, includesUpper: true)

  /// The power of the step with which the newest square counts.
  public var exponent: Lanes = -0.8
  /// The least root.
  public var eps1: Lanes = 0x1p-52
  /// The least size of the point.
  public var eps2: Lanes = 1e-3
  /// The root mean square above which a step is clipped.
  public var threshold: Lanes = 1
  /// How much of the point is taken away, in terms of the rate.
  public var weightDecay: Lanes = 0

  /// PyTorch's defaults.
  public init() {}

  /// What is remembered for a coordinate.
  public struct Trace: Sendable {
    var meanSquare: Lanes = 0
  }

  /// Zero.
  public var start: Trace { Trace() }

  /// Nothing is remembered.
  public var opening: NoTrace { NoTrace() }

  /// Takes one step.
  public func move(_ body: Body<Trace>, common: inout NoTrace, rate: Lanes, step: Int) {
    let time = Lanes(Double(step))
    let share = Lanes.pow(time, exponent)
    let root = Lanes(Double(body.count)).squareRoot()
    let longest = 1 / time.squareRoot()
    let size = Lanes.maximum(eps2, body.point.norm / root)
    // The gradient's place takes the direction.
    for index in body.indices {
      let gradient = body.gradient[index]
      body.trace[index].meanSquare += share * (gradient * gradient - body.trace[index].meanSquare)
      body.gradient[index] = gradient / Lanes.maximum(body.trace[index].meanSquare.squareRoot(), eps1)
    }
    let excess = Lanes.maximum(1, body.gradient.norm / (root * threshold))
    let length = size * (rate < longest).select(rate, longest) / excess
    for index in body.indices {
      let place = body.point[index] * (1 - rate * weightDecay)
      body.point[index] = place - length * body.gradient[index]
    }
  }
}
