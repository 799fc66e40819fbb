public import Calculus

/// D-Adaptation for Adam: the rate is a lower bound d of the distance to the minimum, which only grows.
///
/// ```
/// D = rate d                                 times sqrt(1 - beta2^t) / (1 - beta1^t) with use_bias_correction
/// r <- sqrt(beta2) r + (1 - sqrt(beta2)) D g.(s / (sqrt(v) + eps))
/// s <- sqrt(beta2) s + (1 - sqrt(beta2)) D g
/// m <- beta1 m + (1 - beta1) D g
/// v <- beta2 v + (1 - beta2) g^2
/// d <- max(d, r / ((1 - sqrt(beta2)) |s|_1))
/// x <- x - m / (sqrt(v) + eps)
/// ```
///
/// After some eight steps too small to be seen d has grown, about threefold at each; without the correction of the means
/// the steps are three times Adam's, so the first arrival overshoots widely, often out of the window. `d0=1e-3` shortens
/// the wait. The rate is meant to stay 1.
///
/// - Order: first; one gradient a step.
/// - Memory: a mean, a mean square and a weighted sum of gradients a coordinate; d and r.
/// - Deviates: nowhere from the authors' code with its default of unlimited growth; weight decay is left out. optax
///   corrects the bias always.
/// - Source: A. Defazio, K. Mishchenko, Learning-rate-free learning by D-Adaptation, ICML 2023, arXiv:2301.07733,
///   Algorithm 5; dadaptation 3.2.
public struct DAdaptAdam: VectorRule {
  /// Who this is.
  public static let identity = Identity(
    name: "dadapt-adam", aliases: ["dadaptadam"], label: "D-Adapt Adam",
    summary: "Adam whose rate is a growing lower bound of the distance to the minimum", defaultRate: 1)

  /// The size of the loss does not matter.
  public static let invariances: Invariances = .lossScale

  /// Its rate is found on the way.
  public static let findsItsRate = true

  /// Every knob.
  public static let knobs: [Knob<DAdaptAdam>] = [
    .real("beta1", \.beta1, in: .decay, "share of the mean that survives a step"),
    .real("beta2", \.beta2, in: .decay, "share of the mean square that survives a step"),
    .real("eps", \.eps, in: .positive, "added to the root, so that nothing is divided by 0"),
    .real("d0", \.firstDistance, in: .positive, "first lower bound of the distance"),
    .flag("use_bias_correction", \.correctsBias, "correct the means towards their zero start, as Adam does"),
  ]

  /// The share of the mean that survives a step.
  public var beta1: Lanes = 0.9
  /// The share of the mean square that survives a step.
  public var beta2: Lanes = 0.999
  /// What is added to the root.
  public var eps: Lanes = 1e-8
  /// The first lower bound of the distance.
  public var firstDistance: Lanes = 1e-6
  /// Whether the means are corrected towards their zero start.
  public var correctsBias = false

  /// The authors' defaults.
  public init() {}

  /// What is remembered for a coordinate.
  public struct Trace: Sendable {
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

  /// All zero.
  public var start: Trace { Trace() }

  /// The first bound.
  public var opening: Common { Common(distance: firstDistance) }

  /// Takes one step.
  public func move(_ body: Body<Trace>, common: inout Common, rate: Lanes, step: Int) {
    common.correction.advance(beta1, beta2)
    let length =
      common.distance * rate * (correctsBias ? common.correction.mean / common.correction.root : 1)
    let survival = beta2.squareRoot()
    var product: Lanes = 0
    var size: Lanes = 0
    for index in body.indices {
      let gradient = body.gradient[index]
      var trace = body.trace[index]
      product += gradient * trace.gradients / (trace.meanSquare.squareRoot() + eps)
      trace.mean = beta1 * trace.mean + (1 - beta1) * length * gradient
      trace.meanSquare = beta2 * trace.meanSquare + (1 - beta2) * gradient * gradient
      trace.gradients = survival * trace.gradients + (1 - survival) * length * gradient
      size += trace.gradients.magnitude
      body.trace[index] = trace
      body.point[index] -= trace.mean / (trace.meanSquare.squareRoot() + eps)
    }
    common.product = survival * common.product + (1 - survival) * length * product
    let bound = size.equals(0).select(0, common.product / ((1 - survival) * size))
    common.distance = (bound > common.distance).select(bound, common.distance)
  }
}
