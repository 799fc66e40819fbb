public import Calculus

/// QHAdam: Adam with the gradient of the moment mixed into its mean and into its mean square.
///
/// ```
/// m <- beta1 m + (1 - beta1) g            s <- beta2 s + (1 - beta2) g^2
/// a <- (1 - nu1) g + nu1 m / (1 - beta1^t)
/// b <- (1 - nu2) g^2 + nu2 s / (1 - beta2^t)
/// x <- x - rate a / (sqrt(b) + eps)
/// ```
///
/// With both nu at 1 it is Adam. At the authors' 0.7 the mean may be twenty times as long as Adam's: it starts along
/// the same diagonal, and past a floor the present slope brakes at once, while the long mean still pushes on for long.
///
/// - Order: first; one gradient a step.
/// - Memory: a mean and a mean square a coordinate.
/// - Deviates: nowhere. The defaults are those the paper recommends, nu1 0.7 and beta1 0.995; the authors' package and
///   pytorch_optimizer have those of Adam.
/// - Source: J. Ma, D. Yarats, Quasi-hyperbolic momentum and Adam for deep learning, ICLR 2019, arXiv:1810.06801,
///   section 4.4.
public struct QHAdam: Rule {
  /// Who this is.
  public static let identity = Identity(
    name: "qhadam", label: "QHAdam", summary: "Adam with the gradient of the moment mixed into its means",
    defaultRate: 1e-3)

  /// The size of the loss does not matter.
  public static let invariances: Invariances = .lossScale

  private static let share = Interval(0, 1, includesLower: true, includesUpper: true)

  /// Every knob.
  public static let knobs: [Knob<QHAdam>] = [
    .real("beta1", \.beta1, in: .decay, "share of the mean that survives a step"),
    .real("beta2", \.beta2, in: .decay, "share of the mean square that survives a step"),
    .real("nu1", \.nu1, in: share, "share of the mean in a step"),
    .real("nu2", \.nu2, in: share, "share of the mean square in what divides"),
    .real("eps", \.eps, in: .notNegative, "added to the root, so that nothing is divided by 0"),
  ]

  /// The share of the mean that survives a step.
  public var beta1: Lanes = 0.995
  /// The share of the mean square that survives a step.
  public var beta2: Lanes = 0.999
  /// The share of the mean in a step; the rest is the present gradient.
  public var nu1: Lanes = 0.7
  /// The share of the mean square in what divides; the rest is the present square.
  public var nu2: Lanes = 1
  /// What is added to the root.
  public var eps: Lanes = 1e-8

  /// The settings that the paper recommends.
  public init() {}

  /// That of quasi-hyperbolic momentum, for the curvature divided by what divides the first step: |g| + eps.
  ///
  /// - Source: I. Gitman, H. Lang, P. Zhang, L. Xiao, NeurIPS 2019, arXiv:1910.13962, Theorem 2; J. Cohen and others,
  ///   Adaptive gradient methods at the edge of stability, arXiv:2207.14484 (2022).
  public var stabilityThreshold: StabilityThreshold? {
    let beta = beta1[0]
    return StabilityThreshold(
      2 * (1 + beta) / (1 + beta - 2 * nu1[0] * beta), "2(1+β_{1})", over: "(1+β_{1}−2ν_{1}β_{1})",
      preconditioner: .init(scale: 1, offset: eps[0]))
  }

  /// All zero.
  public var start: Adam.Trace { Adam.Trace() }

  /// The zeroth powers.
  public var opening: BiasCorrection { BiasCorrection() }

  /// The corrections of a step.
  public func advance(_ pace: inout BiasCorrection, step: Int) { pace.advance(beta1, beta2) }

  /// Moves one coordinate.
  public func move(
    _ point: inout Lanes, gradient: Lanes, trace: inout Adam.Trace, rate: Lanes, pace: BiasCorrection
  ) {
    let square = gradient * gradient
    trace.mean = beta1 * trace.mean + (1 - beta1) * gradient
    trace.meanSquare = beta2 * trace.meanSquare + (1 - beta2) * square
    let direction = (1 - nu1) * gradient + nu1 * pace.mean * trace.mean
    let size = (1 - nu2) * square + nu2 * pace.root * pace.root * trace.meanSquare
    point -= rate * direction / (size.squareRoot() + eps)
  }
}
