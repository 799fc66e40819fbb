public import Calculus

/// Prodigy: Adam whose rate is an estimate d of how far the minimum is, which only grows.
///
/// ```
/// D = rate d                                 times sqrt(1 - beta2^t) / (1 - beta1^t) with use_bias_correction
/// r <- sqrt(beta2) r + (d / d0) D g.(x0 - x)
/// s <- sqrt(beta2) s + (d / d0) D g
/// m <- beta1 m + (1 - beta1) d g
/// v <- beta2 v + (1 - beta2) d^2 g^2
/// d <- max(d, d_coef r / |s|_1)
/// x <- x - D m / (sqrt(v) + d eps)           D of the old d, and x loses weight_decay D of itself
/// ```
///
/// It starts with steps of a millionth, which grow to two and a half times their length at each: for ten steps nothing is
/// to be seen, then one or two leaps go far over the window, as d is found before the means have settled, and the path
/// returns as Adam's would. `d0=1e-3` shortens the wait. The rate is meant to stay 1; it is what a schedule drives.
///
/// - Order: first; one gradient a step.
/// - Memory: a mean, a mean square, a weighted sum of gradients and the start a coordinate; d and r.
/// - Deviates: nowhere from the authors' code, but that d may grow without limit in a step and that the decay of r and s
///   is the root of beta2, which are its defaults. optax corrects the bias always.
/// - Source: K. Mishchenko, A. Defazio, Prodigy: an expeditiously adaptive parameter-free learner, ICML 2024,
///   arXiv:2306.06101, Algorithm 4; prodigyopt 1.1.2.
public struct Prodigy: VectorRule {
  /// Who this is.
  public static let identity = Identity(
    name: "prodigy", label: "Prodigy",
    summary: "Adam whose rate is a growing estimate of the distance to the minimum", defaultRate: 1)

  /// The size of the loss does not matter.
  public static let invariances: Invariances = .lossScale

  /// Its rate is found on the way.
  public static let findsItsRate = true

  /// Every knob.
  public static let knobs: [Knob<Prodigy>] = [
    .real("beta1", \.beta1, in: .decay, "share of the mean that survives a step"),
    .real("beta2", \.beta2, in: .decay, "share of the mean square that survives a step"),
    .real("eps", \.eps, in: .notNegative, "added to the root, so that nothing is divided by 0"),
    .real("d0", \.firstDistance, in: .positive, "first estimate of the distance"),
    .real("d_coef", \.distanceFactor, in: .positive, "factor on the estimates of the distance"),
    .real("weight_decay", \.weightDecay, in: .notNegative, "pull towards the origin, beside the gradient"),
    .flag("use_bias_correction", \.correctsBias, "correct the means towards their zero start, as Adam does"),
  ]

  /// The share of the mean that survives a step.
  public var beta1: Lanes = 0.9
  /// The share of the mean square that survives a step.
  public var beta2: Lanes = 0.999
  /// What is added to the root.
  public var eps: Lanes = 1e-8
  /// The first estimate of the distance.
  public var firstDistance: Lanes = 1e-6
  /// The factor on the estimates of the distance.
  public var distanceFactor: Lanes = 1
  /// How much of the point is taken away, in terms of the length of a step.
  public var weightDecay: Lanes = 0
  /// Whether the means are corrected towards their zero start.
  public var correctsBias = false

  /// The authors' defaults.
  public init() {}

  /// What is remembered for a coordinate.
  public struct Trace: Sendable {
    var start: Lanes = 0
    var mean: Lanes = 0
    var meanSquare: Lanes = 0
    var gradients: Lanes = 0
  }

  /// What is remembered for the run.
  public struct Common: Sendable {
    var distance: Lanes
    var product: Lanes = 0
    var correction = BiasCorrection()
  }

  /// All zero; `begin` notes the start.
  public var start: Trace { Trace() }

  /// The first estimate.
  public var opening: Common { Common(distance: firstDistance) }

  /// Notes where the run starts.
  public func begin(_ body: Body<Trace>, common: inout Common) {
    for index in body.indices { body.trace[index].start = body.point[index] }
  }

  /// Takes one step.
  public func move(_ body: Body<Trace>, common: inout Common, rate: Lanes, step: Int) {
    let old = common.distance
    common.correction.advance(beta1, beta2)
    let length = old * rate * (correctsBias ? common.correction.mean / common.correction.root : 1)
    let survival = beta2.squareRoot()
    let weight = old / firstDistance * length
    var product: Lanes = 0
    var size: Lanes = 0
    for index in body.indices {
      let gradient = body.gradient[index]
      product += gradient * (body.trace[index].start - body.point[index])
      body.trace[index].mean = beta1 * body.trace[index].mean + (1 - beta1) * old * gradient
      body.trace[index].meanSquare =
        beta2 * body.trace[index].meanSquare + (1 - beta2) * old * old * gradient * gradient
      body.trace[index].gradients = survival * body.trace[index].gradients + weight * gradient
      size += body.trace[index].gradients.magnitude
    }
    common.product = survival * common.product + weight * product
    let estimate = size.equals(0).select(0, distanceFactor * common.product / size)
    common.distance = (estimate > old).select(estimate, old)
    for index in body.indices {
      let root = body.trace[index].meanSquare.squareRoot() + common.distance * eps
      body.point[index] -= length * (body.trace[index].mean / root + weightDecay * body.point[index])
    }
  }
}
