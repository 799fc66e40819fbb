public import Calculus

/// LAMB: Adam's step, brought to a fixed share of the point's length.
///
/// ```
/// m <- beta1 m + (1 - beta1) g
/// s <- beta2 s + (1 - beta2) g^2
/// u = (m / (1 - beta1^t)) / (sqrt(s / (1 - beta2^t)) + eps) + weight_decay x
/// x <- x - rate |x| / |u| u          |x| / |u| counts as 1 where either is 0
/// ```
///
/// Made for the layers of a network, of which each gets a length of its own; here the point is one layer. In the plane
/// the step is a share of the distance from the origin, so the path depends on where the origin is, and a run slows down
/// beside it.
///
/// - Order: first; one gradient a step.
/// - Memory: a mean and a mean square a coordinate.
/// - Deviates: nowhere; the paper's function of |x| is the identity, as in optax. Keras has eps = 1e-7.
/// - Source: Y. You, J. Li, S. Reddi and others, Large batch optimization for deep learning: training BERT in 76 minutes,
///   ICLR 2020, arXiv:1904.00962, Algorithm 2.
public struct LAMB: VectorRule {
  /// Who this is.
  public static let identity = Identity(
    name: "lamb", label: "LAMB", summary: "Adam's step, brought to a fixed share of the point's length",
    defaultRate: 1e-3)

  /// The size of the loss does not matter.
  public static let invariances: Invariances = .lossScale

  /// Every knob.
  public static let knobs: [Knob<LAMB>] = [
    .real("beta1", \.beta1, in: .decay, "share of the mean that survives a step"),
    .real("beta2", \.beta2, in: .decay, "share of the mean square that survives a step"),
    .real("eps", \.eps, in: .notNegative, "added to the root, so that nothing is divided by 0"),
    .real("weight_decay", \.weightDecay, in: .notNegative, "pull towards the origin, beside the divided mean"),
  ]

  /// The share of the mean that survives a step.
  public var beta1: Lanes = 0.9
  /// The share of the mean square that survives a step.
  public var beta2: Lanes = 0.999
  /// What is added to the root.
  public var eps: Lanes = 1e-6
  /// How much of the point is added to the divided mean.
  public var weightDecay: Lanes = 0

  /// The authors' defaults, without decay.
  public init() {}

  /// All zero.
  public var start: Adam.Trace { Adam.Trace() }

  /// The zeroth powers.
  public var opening: BiasCorrection { BiasCorrection() }

  /// Takes one step.
  public func move(_ body: Body<Adam.Trace>, common: inout BiasCorrection, rate: Lanes, step: Int) {
    common.advance(beta1, beta2)
    // The gradient's place takes the direction.
    for index in body.indices {
      let gradient = body.gradient[index]
      body.trace[index].mean = beta1 * body.trace[index].mean + (1 - beta1) * gradient
      body.trace[index].meanSquare = beta2 * body.trace[index].meanSquare + (1 - beta2) * gradient * gradient
      let size = body.trace[index].meanSquare.squareRoot() * common.root + eps
      body.gradient[index] = common.mean * body.trace[index].mean / size + weightDecay * body.point[index]
    }
    let length = rate * trustRatio(body.point.norm, over: body.gradient.norm)
    for index in body.indices { body.point[index] -= length * body.gradient[index] }
  }
}
