public import Calculus

/// Sophia: momentum divided by the curvature along each axis, in steps of one rate at most.
///
/// ```
/// h <- beta2 h + (1 - beta2) diag H          every k steps, from the first on
/// m <- beta1 m + (1 - beta1) g
/// x <- x - rate weight_decay x
/// x <- x - rate clip(m / max(gamma h, eps), -1, 1)
/// ```
///
/// Where the curvature is small or negative, which is nearly everywhere at first because h starts at 0, every coordinate
/// takes steps of one rate: signs of a mean, a diagonal march that overshoots like momentum. Where m is below gamma h, near
/// the minimum, the step is rate / gamma times Newton's along the axes.
///
/// - Order: second; one gradient a step, and the diagonal of a Hessian every k steps.
/// - Memory: a mean and a mean curvature a coordinate.
/// - Deviates: the diagonal is exact, where the paper estimates it from random products or labels.
/// - Source: H. Liu, Z. Li, D. Hall, P. Liang, T. Ma, Sophia: a scalable stochastic second-order optimizer for language
///   model pre-training, ICLR 2024, arXiv:2305.14342, Algorithm 3.
public struct Sophia: VectorRule {
  /// Who this is.
  public static let identity = Identity(
    name: "sophia", aliases: ["sophia-h"], label: "Sophia",
    summary: "momentum divided by the curvature along each axis, in steps of one rate at most", defaultRate: 1e-4)

  /// The size of the loss does not matter.
  public static let invariances: Invariances = .lossScale

  /// The curvature belongs to its gradient.
  public static let asksGradientsAlone = false

  /// Every knob.
  public static let knobs: [Knob<Sophia>] = [
    .real("beta1", \.beta1, in: .decay, "share of the mean that survives a step"),
    .real("beta2", \.beta2, in: .decay, "share of the mean curvature that survives a look at it"),
    .real("gamma", \.gamma, in: .positive, "factor on the curvature"),
    .whole("k", \.interval, in: 1...1_000_000, "steps between two looks at the curvature"),
    .real("eps", \.eps, in: .positive, "least curvature divided by"),
    .real("weight_decay", \.weightDecay, in: .notNegative, "pull towards the origin, before the step"),
  ]

  /// The share of the mean that survives a step.
  public var beta1: Lanes = 0.965
  /// The share of the mean curvature that survives a look at it.
  public var beta2: Lanes = 0.99
  /// The factor on the curvature.
  public var gamma: Lanes = 0.01
  /// The steps between two looks at the curvature.
  public var interval = 10
  /// The least curvature divided by.
  public var eps: Lanes = 1e-12
  /// How much of the point is taken away, in terms of the rate.
  public var weightDecay: Lanes = 0.1

  /// The authors' defaults.
  public init() {}

  /// One gradient, and the curvature now and then.
  public var evaluationsPerStep: ClosedRange<Int> { 1...2 }

  /// What is remembered for a coordinate.
  public struct Trace: Sendable {
    var mean: Lanes = 0
    var curvature: Lanes = 0
  }

  /// All zero.
  public var start: Trace { Trace() }

  /// Nothing is remembered.
  public var opening: NoTrace { NoTrace() }

  /// The curvature, every k steps.
  public func wishes(step: Int) -> Wishes { (step - 1) % interval == 0 ? .curvature : [] }

  /// Takes one step.
  public func move(_ body: Body<Trace>, common: inout NoTrace, rate: Lanes, step: Int) {
    let looks = wishes(step: step).contains(.curvature)
    for index in body.indices {
      if looks {
        body.trace[index].curvature = beta2 * body.trace[index].curvature + (1 - beta2) * body.curvature[index]
      }
      body.trace[index].mean = beta1 * body.trace[index].mean + (1 - beta1) * body.gradient[index]
      let ratio = body.trace[index].mean / Lanes.maximum(gamma * body.trace[index].curvature, eps)
      let place = body.point[index] * (1 - rate * weightDecay)
      body.point[index] = place - rate * Lanes.minimum(Lanes.maximum(ratio, -1), 1)
    }
  }
}
