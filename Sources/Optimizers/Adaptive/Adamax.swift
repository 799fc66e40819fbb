public import Calculus

/// Adamax: Adam measured by the largest slope of late, not by the mean square.
///
/// ```
/// g <- gradient + weight_decay x
/// m <- beta1 m + (1 - beta1) g
/// u <- max(beta2 u, |g| + eps)
/// x <- x - rate / (1 - beta1^t) * m / u
/// ```
///
/// It walks like Adam but remembers a single steep place longer, so that it brakes at once and speeds up slowly.
///
/// - Order: first; one gradient a step.
/// - Memory: a mean and a largest slope a coordinate.
/// - Deviates: nowhere from PyTorch; the paper has no eps.
/// - Source: D. P. Kingma, J. Ba, ICLR 2015, arXiv:1412.6980, Algorithm 2.
public struct Adamax: Rule {
  /// Who this is.
  public static let identity = Identity(
    name: "adamax", label: "Adamax", summary: "Adam measured by the largest slope of late", defaultRate: 2e-3)

  /// The size of the loss does not matter.
  public static let invariances: Invariances = .lossScale

  /// Every knob.
  public static let knobs: [Knob<Adamax>] = [
    .real("beta1", \.beta1, in: .decay, "share of the mean that survives a step"),
    .real("beta2", \.beta2, in: .decay, "share of the largest slope that survives a step"),
    .real("eps", \.eps, in: .notNegative, "added to each slope, so that nothing is divided by 0"),
    .real("weight_decay", \.weightDecay, in: .notNegative, "pull towards the origin, added to the gradient"),
  ]

  /// The share of the mean that survives a step.
  public var beta1: Lanes = 0.9
  /// The share of the largest slope that survives a step.
  public var beta2: Lanes = 0.999
  /// What is added to each slope.
  public var eps: Lanes = 1e-8
  /// How much of the point is added to the gradient.
  public var weightDecay: Lanes = 0

  /// PyTorch's defaults.
  public init() {}

  /// Adam's: in the first step the largest slope is the slope.
  public var stabilityThreshold: StabilityThreshold? {
    .meanOverSize(beta: beta1[0], offset: eps[0], addedCurvature: weightDecay[0])
  }

  /// What is remembered for a coordinate.
  public struct Trace: Sendable {
    var mean: Lanes = 0
    var largest: Lanes = 0
  }

  /// All zero.
  public var start: Trace { Trace() }

  /// The zeroth powers.
  public var opening: BiasCorrection { BiasCorrection() }

  /// The correction of a step.
  public func advance(_ pace: inout BiasCorrection, step: Int) { pace.advance(beta1, beta2) }

  /// Moves one coordinate.
  public func move(_ point: inout Lanes, gradient: Lanes, trace: inout Trace, rate: Lanes, pace: BiasCorrection) {
    let slope = gradient + weightDecay * point
    trace.mean = beta1 * trace.mean + (1 - beta1) * slope
    trace.largest = Lanes.maximum(beta2 * trace.largest, slope.magnitude + eps)
    point -= rate * pace.mean * trace.mean / trace.largest
  }
}
