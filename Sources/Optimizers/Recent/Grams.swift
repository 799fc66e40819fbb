public import Calculus

/// Grams: the length of Adam's step, in the direction of the gradient of the moment.
///
/// ```
/// m <- beta1 m + (1 - beta1) g            s <- beta2 s + (1 - beta2) g^2
/// u <- m / (1 - beta1^t) / (sqrt(s / (1 - beta2^t)) + eps)
/// x <- x - rate |u| sign(g)
/// ```
///
/// It never walks uphill, to first order: past a floor it turns at once, where Adam is carried on. But it turns at full
/// speed, because the mean is still long: it crosses the floor to and fro in short hops.
///
/// - Order: first; one gradient a step.
/// - Memory: a mean and a mean square a coordinate.
/// - Deviates: nowhere from the paper, without weight decay.
/// - Source: Y. Cao, X. Li, Z. Song, Grams: gradient descent with adaptive momentum scaling, arXiv:2412.17107 (2024),
///   Algorithm 1.
public struct Grams: Rule {
  /// Who this is.
  public static let identity = Identity(
    name: "grams", label: "Grams", summary: "the length of Adam's step, in the direction of the present gradient",
    defaultRate: 1e-3)

  /// The size of the loss does not matter.
  public static let invariances: Invariances = .lossScale

  /// Every knob.
  public static let knobs: [Knob<Grams>] = [
    .real("beta1", \.beta1, in: .decay, "share of the mean that survives a step"),
    .real("beta2", \.beta2, in: .decay, "share of the mean square that survives a step"),
    .real("eps", \.eps, in: .positive, "added to the root, so that nothing is divided by 0"),
  ]

  /// The share of the mean that survives a step.
  public var beta1: Lanes = 0.9
  /// The share of the mean square that survives a step.
  public var beta2: Lanes = 0.999
  /// What is added to the root.
  public var eps: Lanes = 1e-6

  /// Adam's decays, and the authors' eps.
  public init() {}

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
    trace.mean = beta1 * trace.mean + (1 - beta1) * gradient
    trace.meanSquare = beta2 * trace.meanSquare + (1 - beta2) * gradient * gradient
    let length = pace.mean * trace.mean.magnitude / (trace.meanSquare.squareRoot() * pace.root + eps)
    point -= rate * length * Lanes.sign(gradient)
  }
}
