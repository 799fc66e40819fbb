public import Calculus

/// Adam without the correction of its means' bias towards zero.
///
/// ```
/// m <- beta1 m + (1 - beta1) g
/// s <- beta2 s + (1 - beta2) g^2
/// x <- x - rate m / (sqrt(s) + eps)
/// ```
///
/// It shows what the correction is for: the first step is (1 - beta1) / sqrt(1 - beta2) = 3.16 rates long, the next ones
/// longer still, and the path overshoots before it settles.
///
/// - Order: first; one gradient a step.
/// - Memory: a mean and a mean square a coordinate.
/// - Deviates: from Adam on purpose, in the missing correction alone.
/// - Source: an ablation of D. P. Kingma, J. Ba, ICLR 2015, arXiv:1412.6980, Section 6.4.
public struct AdamUncorrected: Rule {
  /// Who this is.
  public static let identity = Identity(
    name: "adam-uncorrected", aliases: ["adam-no-bias-correction"], label: "Adam, uncorrected",
    summary: "Adam without bias correction: shows what the correction is for", defaultRate: 1e-3)

  /// The size of the loss does not matter.
  public static let invariances: Invariances = .lossScale

  /// Every knob.
  public static let knobs: [Knob<AdamUncorrected>] = [
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

  /// Adam's defaults.
  public init() {}

  /// All zero.
  public var start: Adam.Trace { Adam.Trace() }

  /// Moves one coordinate.
  public func move(_ point: inout Lanes, gradient: Lanes, trace: inout Adam.Trace, rate: Lanes, pace: Void) {
    trace.mean = beta1 * trace.mean + (1 - beta1) * gradient
    trace.meanSquare = beta2 * trace.meanSquare + (1 - beta2) * gradient * gradient
    point -= rate * trace.mean / (trace.meanSquare.squareRoot() + eps)
  }
}
