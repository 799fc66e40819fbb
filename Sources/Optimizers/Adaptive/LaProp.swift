public import Calculus

/// LaProp: a mean of gradients that have been divided by their size before, where Adam divides the mean.
///
/// ```
/// s <- beta2 s + (1 - beta2) g^2
/// m <- beta1 m + (1 - beta1) rate g / (sqrt(s / (1 - beta2^t)) + eps)
/// x <- x - m / (1 - beta1^t)
/// ```
///
/// On a smooth bowl it is all but Adam: the first step is the rate in every coordinate, the path a diagonal that bends.
/// It differs where slopes change their size at once, at the edge of a cliff: a steep gradient enters the mean already
/// cut.
///
/// - Order: first; one gradient a step.
/// - Memory: a mean of steps and a mean square a coordinate.
/// - Deviates: nowhere; the rate stands inside the mean, so that an old gradient keeps the rate of its own step.
/// - Source: L. Ziyin, Z. T. Wang, M. Ueda, LaProp: separating momentum and adaptivity in Adam, arXiv:2002.04839
///   (2020), Algorithm 1.
public struct LaProp: Rule {
  /// Who this is.
  public static let identity = Identity(
    name: "laprop", label: "LaProp", summary: "a mean of gradients that have been divided by their size before",
    defaultRate: 4e-4)

  /// The size of the loss does not matter.
  public static let invariances: Invariances = .lossScale

  /// Every knob.
  public static let knobs: [Knob<LaProp>] = [
    .real("beta1", \.beta1, in: .decay, "share of the mean that survives a step"),
    .real("beta2", \.beta2, in: .decay, "share of the mean square that survives a step"),
    .real("eps", \.eps, in: .positive, "added to the root, so that nothing is divided by 0"),
  ]

  /// The share of the mean that survives a step.
  public var beta1: Lanes = 0.9
  /// The share of the mean square that survives a step.
  public var beta2: Lanes = 0.999
  /// What is added to the root.
  public var eps: Lanes = 1e-15

  /// The authors' defaults.
  public init() {}

  /// Adam's: as long as what divides stays, it does not matter whether it divides before the mean or after.
  public var stabilityThreshold: StabilityThreshold? {
    .meanOverSize(beta: beta1[0], offset: eps[0], addedCurvature: 0)
  }

  /// All zero; the mean is one of steps.
  public var start: Adam.Trace { Adam.Trace() }

  /// The zeroth powers.
  public var opening: BiasCorrection { BiasCorrection() }

  /// The corrections of a step.
  public func advance(_ pace: inout BiasCorrection, step: Int) { pace.advance(beta1, beta2) }

  /// Moves one coordinate.
  public func move(
    _ point: inout Lanes, gradient: Lanes, trace: inout Adam.Trace, rate: Lanes, pace: BiasCorrection
  ) {
    trace.meanSquare = beta2 * trace.meanSquare + (1 - beta2) * gradient * gradient
    let size = trace.meanSquare.squareRoot() * pace.root + eps
    trace.mean = beta1 * trace.mean + (1 - beta1) * rate * gradient / size
    point -= pace.mean * trace.mean
  }
}
