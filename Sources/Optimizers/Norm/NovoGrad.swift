public import Calculus

/// NovoGrad: momentum of gradients that are divided by a running mean of their length.
///
/// ```
/// v <- |g|^2                              in the first step
/// v <- beta2 v + (1 - beta2) |g|^2        later
/// m <- beta1 m + g / (sqrt(v) + eps) + weight_decay x
/// x <- x - rate m
/// ```
///
/// Its first step is one rate long, straight downhill; in full flight a step is up to 1 / (1 - beta1) rates, twenty by
/// default. There is one divisor for all coordinates, so in a narrow valley it swings like momentum.
///
/// - Order: first; one gradient a step.
/// - Memory: a velocity a coordinate; one mean square.
/// - Deviates: nowhere; the whole point is one layer. optax has beta1 = 0.9, beta2 = 0.25.
/// - Source: B. Ginsburg and others, Stochastic gradient methods with layer-wise adaptive moments for training of deep
///   networks, arXiv:1905.11286, Algorithm 1.
public struct NovoGrad: VectorRule {
  /// Who this is.
  public static let identity = Identity(
    name: "novograd", label: "NovoGrad",
    summary: "momentum of gradients divided by a running mean of their length", defaultRate: 1e-2)

  /// A turn of the surface turns the path, and the size of the loss does not matter.
  public static let invariances: Invariances = [.rotation, .lossScale]

  /// Every knob.
  public static let knobs: [Knob<NovoGrad>] = [
    .real("beta1", \.beta1, in: .decay, "share of the velocity that survives a step"),
    .real("beta2", \.beta2, in: .decay, "share of the mean squared length that survives a step"),
    .real("eps", \.eps, in: .positive, "added to the root, so that nothing is divided by 0"),
    .real("weight_decay", \.weightDecay, in: .notNegative, "pull towards the origin, added to the divided gradient"),
  ]

  /// The share of the velocity that survives a step.
  public var beta1: Lanes = 0.95
  /// The share of the mean squared length that survives a step.
  public var beta2: Lanes = 0.98
  /// What is added to the root.
  public var eps: Lanes = 1e-8
  /// How much of the point is added to the divided gradient.
  public var weightDecay: Lanes = 0

  /// The authors' defaults.
  public init() {}

  /// What is remembered for a coordinate.
  public struct Trace: Sendable {
    var velocity: Lanes = 0
  }

  /// What is remembered for the run.
  public struct Common: Sendable {
    var meanSquare: Lanes = 0
  }

  /// At rest.
  public var start: Trace { Trace() }

  /// Zero.
  public var opening: Common { Common() }

  /// Takes one step.
  public func move(_ body: Body<Trace>, common: inout Common, rate: Lanes, step: Int) {
    let survival = step == 1 ? 0 : beta2
    common.meanSquare = survival * common.meanSquare + (1 - survival) * body.gradient.dot(body.gradient)
    let size = common.meanSquare.squareRoot() + eps
    for index in body.indices {
      let slope = body.gradient[index] / size + weightDecay * body.point[index]
      body.trace[index].velocity = beta1 * body.trace[index].velocity + slope
      body.point[index] -= rate * body.trace[index].velocity
    }
  }
}
