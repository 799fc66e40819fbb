public import Calculus

/// MARS: AdamW on gradients that are led on by their own change, and clipped.
///
/// ```
/// c = g + gamma beta1 / (1 - beta1) (g - g')           g' the gradient of the step before, 0 in the first
/// c <- c / max(1, |c|)
/// m <- beta1 m + (1 - beta1) c
/// s <- beta2 s + (1 - beta2) c^2
/// x <- x - rate ((m / (1 - beta1^t)) / (sqrt(s / (1 - beta2^t)) + eps) + weight_decay x)
/// ```
///
/// The change of the gradient takes out part of what the mean lags behind: the path swings a little less than Adam's.
/// Where slopes are steep every c has length 1, so that coordinates see the direction of the gradient and not its size.
///
/// - Order: first; one gradient a step.
/// - Memory: a mean, a mean square and the last gradient a coordinate.
/// - Deviates: nowhere from the authors' MARS-AdamW in its approximate form, which takes the last gradient as it was and
///   does not ask it again. The authors' code gives vectors to AdamW unless `optimize_1d` is set; here it is.
/// - Source: H. Yuan, Y. Liu, S. Wu, X. Zhou, Q. Gu, MARS: unleashing the power of variance reduction for training large
///   models, arXiv:2411.10438, Algorithm 2.
public struct MARS: VectorRule {
  /// Who this is.
  public static let identity = Identity(
    name: "mars", aliases: ["mars-adamw"], label: "MARS",
    summary: "AdamW on gradients that are led on by their own change, and clipped", defaultRate: 3e-3)

  /// Every knob.
  public static let knobs: [Knob<MARS>] = [
    .real("beta1", \.beta1, in: .decay, "share of the mean that survives a step"),
    .real("beta2", \.beta2, in: .decay, "share of the mean square that survives a step"),
    .real("gamma", \.gamma, in: .notNegative, "how far the gradient is led on by its change"),
    .real("eps", \.eps, in: .positive, "added to the root, so that nothing is divided by 0"),
    .real("weight_decay", \.weightDecay, in: .notNegative, "pull towards the origin, beside the gradient"),
  ]

  /// The share of the mean that survives a step.
  public var beta1: Lanes = 0.95
  /// The share of the mean square that survives a step.
  public var beta2: Lanes = 0.99
  /// How far the gradient is led on by its change.
  public var gamma: Lanes = 0.025
  /// What is added to the root.
  public var eps: Lanes = 1e-8
  /// How much of the point is taken away, in terms of the rate.
  public var weightDecay: Lanes = 0

  /// The authors' defaults.
  public init() {}

  /// What is remembered for a coordinate.
  public struct Trace: Sendable {
    var mean: Lanes = 0
    var meanSquare: Lanes = 0
    var last: Lanes = 0
  }

  /// All zero.
  public var start: Trace { Trace() }

  /// The zeroth powers.
  public var opening: BiasCorrection { BiasCorrection() }

  /// Takes one step.
  public func move(_ body: Body<Trace>, common: inout BiasCorrection, rate: Lanes, step: Int) {
    common.advance(beta1, beta2)
    let lead = gamma * beta1 / (1 - beta1)
    // The gradient's place takes the one that is led on.
    for index in body.indices {
      let gradient = body.gradient[index]
      body.gradient[index] = gradient + lead * (gradient - body.trace[index].last)
      body.trace[index].last = gradient
    }
    let excess = Lanes.maximum(1, body.gradient.norm)
    for index in body.indices {
      let slope = body.gradient[index] / excess
      body.trace[index].mean = beta1 * body.trace[index].mean + (1 - beta1) * slope
      body.trace[index].meanSquare = beta2 * body.trace[index].meanSquare + (1 - beta2) * slope * slope
      let size = body.trace[index].meanSquare.squareRoot() * common.root + eps
      body.point[index] -= rate * (common.mean * body.trace[index].mean / size + weightDecay * body.point[index])
    }
  }
}
