public import Calculus

/// diffGrad: Adam that slows down where the gradient stays as it was.
///
/// ```
/// m <- beta1 m + (1 - beta1) g            s <- beta2 s + (1 - beta2) g^2
/// c <- 1 / (1 + exp(-|g - h|))            h the gradient of the step before, 0 in the first
/// x <- x - rate c m sqrt(1 - beta2^t) / (1 - beta1^t) / (sqrt(s) + eps)
/// ```
///
/// The friction c lies between a half and 1: where slopes change by 3 or more a step it is Adam, where they hardly
/// change, as along the floor of a valley or near the minimum, the steps are half of Adam's.
///
/// - Order: first; one gradient a step.
/// - Memory: a mean, a mean square and the gradient of the step before.
/// - Deviates: nowhere from the authors' code; eps is added before the correction.
/// - Source: S. R. Dubey and others, diffGrad: an optimization method for convolutional neural networks, IEEE
///   Transactions on Neural Networks and Learning Systems 31 (2020) 4500, arXiv:1909.11015.
public struct DiffGrad: Rule {
  /// Who this is.
  public static let identity = Identity(
    name: "diffgrad", label: "diffGrad", summary: "Adam that slows down where the gradient stays as it was",
    defaultRate: 1e-3)

  /// Every knob.
  public static let knobs: [Knob<DiffGrad>] = [
    .real("beta1", \.beta1, in: .decay, "share of the mean that survives a step"),
    .real("beta2", \.beta2, in: .decay, "share of the mean square that survives a step"),
    .real("eps", \.eps, in: .notNegative, "added to the root, so that nothing is divided by 0"),
  ]

  /// The share of the mean that survives a step.
  public var beta1: Lanes = 0.9
  /// The share of the mean square that survives a step.
  public var beta2: Lanes = 0.999
  /// What is added to the root.
  public var eps: Lanes = 1e-8

  /// The authors' defaults.
  public init() {}

  /// What is remembered for a coordinate.
  public struct Trace: Sendable {
    var mean: Lanes = 0
    var meanSquare: Lanes = 0
    var before: Lanes = 0
  }

  /// All zero.
  public var start: Trace { Trace() }

  /// The zeroth powers.
  public var opening: BiasCorrection { BiasCorrection() }

  /// The corrections of a step.
  public func advance(_ pace: inout BiasCorrection, step: Int) { pace.advance(beta1, beta2) }

  /// Moves one coordinate.
  public func move(_ point: inout Lanes, gradient: Lanes, trace: inout Trace, rate: Lanes, pace: BiasCorrection) {
    let friction = Lanes.sigmoid((gradient - trace.before).magnitude)
    trace.before = gradient
    trace.mean = beta1 * trace.mean + (1 - beta1) * gradient
    trace.meanSquare = beta2 * trace.meanSquare + (1 - beta2) * gradient * gradient
    point -= rate * friction * pace.mean * trace.mean / ((trace.meanSquare.squareRoot() + eps) * pace.root)
  }
}
