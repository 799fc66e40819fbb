public import Calculus

/// AdaHessian: Adam with the curvature along each axis where Adam has the gradient's size.
///
/// ```
/// m <- beta1 m + (1 - beta1) g
/// s <- beta2 s + (1 - beta2) (diag H)^2
/// x <- x - rate (m / (1 - beta1^t)) / ((s / (1 - beta2^t))^(hessian_power / 2) + eps)
/// ```
///
/// The first step is Newton's along each axis, times the rate; on a bowl along the axes every coordinate falls by the same
/// share, so the path is straight. A flat coordinate is divided by a curvature near 0, and a step there may be very long.
/// Where the valley lies askew, the diagonal tells less than half of the story.
///
/// - Order: second; one gradient and the diagonal of a Hessian a step.
/// - Memory: a mean and a mean squared curvature a coordinate.
/// - Deviates: the diagonal is exact, where the paper estimates it from random products; so there is no averaging over
///   blocks.
/// - Source: Z. Yao, A. Gholami, S. Shen, M. Mustafa, K. Keutzer, M. Mahoney, ADAHESSIAN: an adaptive second order
///   optimizer for machine learning, AAAI 2021, arXiv:2006.00719, Algorithm 1.
public struct AdaHessian: VectorRule {
  /// Who this is.
  public static let identity = Identity(
    name: "adahessian", label: "AdaHessian",
    summary: "Adam with the curvature along each axis where Adam has the gradient's size", defaultRate: 0.1)

  /// The size of the loss does not matter.
  public static let invariances: Invariances = .lossScale

  /// The curvature belongs to its gradient.
  public static let asksGradientsAlone = false

  /// Every knob.
  public static let knobs: [Knob<AdaHessian>] = [
    .real("beta1", \.beta1, in: .decay, "share of the mean that survives a step"),
    .real("beta2", \.beta2, in: .decay, "share of the mean squared curvature that survives a step"),
    .real("hessian_power", \.power, in: powers, "power of the curvature"),
    .real("eps", \.eps, in: .positive, "added to the curvature, so that nothing is divided by 0"),
    .real("weight_decay", \.weightDecay, in: .notNegative, "pull towards the origin, before the step"),
  ]

  /// From no curvature at all to Newton's.
  private static let powers = Interval(0, 1, includesLower: true, includesUpper: true)

  /// The share of the mean that survives a step.
  public var beta1: Lanes = 0.9
  /// The share of the mean squared curvature that survives a step.
  public var beta2: Lanes = 0.999
  /// The power of the curvature.
  public var power: Lanes = 1
  /// What is added to the curvature.
  public var eps: Lanes = 1e-4
  /// How much of the point is taken away, in terms of the rate.
  public var weightDecay: Lanes = 0

  /// The authors' defaults.
  public init() {}

  /// One gradient and the curvature.
  public var evaluationsPerStep: ClosedRange<Int> { 2...2 }

  /// What is remembered for a coordinate.
  public struct Trace: Sendable {
    var mean: Lanes = 0
    var meanSquare: Lanes = 0
  }

  /// All zero.
  public var start: Trace { Trace() }

  /// The zeroth powers.
  public var opening: BiasCorrection { BiasCorrection() }

  /// The curvature.
  public func wishes(step: Int) -> Wishes { .curvature }

  /// Takes one step.
  public func move(_ body: Body<Trace>, common: inout BiasCorrection, rate: Lanes, step: Int) {
    common.advance(beta1, beta2)
    for index in body.indices {
      let curvature = body.curvature[index]
      body.trace[index].mean = beta1 * body.trace[index].mean + (1 - beta1) * body.gradient[index]
      body.trace[index].meanSquare = beta2 * body.trace[index].meanSquare + (1 - beta2) * curvature * curvature
      let size = Lanes.pow(body.trace[index].meanSquare.squareRoot() * common.root, power) + eps
      let place = body.point[index] * (1 - rate * weightDecay)
      body.point[index] = place - rate * common.mean * body.trace[index].mean / size
    }
  }
}
