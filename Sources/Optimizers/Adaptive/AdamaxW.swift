public import Calculus

/// AdamaxW: Adamax with the weight decay beside the gradient and not in it.
///
/// ```
/// x <- x - rate weight_decay x
/// m <- beta1 m + (1 - beta1) g
/// u <- max(beta2 u, |g| + eps)
/// x <- x - rate / (1 - beta1^t) * m / u
/// ```
///
/// Adamax's path, drawn towards the origin; its resting point stands off the minimum.
///
/// - Order: first; one gradient a step.
/// - Memory: a mean and a largest slope a coordinate.
/// - Deviates: the default decay is AdamW's in PyTorch, 0.01; optax, where it comes from, has 0.0001.
/// - Source: `optax.adamaxw`, after D. P. Kingma, J. Ba, ICLR 2015, arXiv:1412.6980, Algorithm 2, and I. Loshchilov, F.
///   Hutter, ICLR 2019, arXiv:1711.05101.
public struct AdamaxW: Rule {
  /// Who this is.
  public static let identity = Identity(
    name: "adamaxw", label: "AdamaxW", summary: "Adamax with the weight decay beside the gradient and not in it",
    defaultRate: 2e-3)

  /// The size of the loss does not matter.
  public static let invariances: Invariances = .lossScale

  /// Every knob.
  public static let knobs: [Knob<AdamaxW>] = [
    .real("beta1", \.adamax.beta1, in: .decay, "share of the mean that survives a step"),
    .real("beta2", \.adamax.beta2, in: .decay, "share of the largest slope that survives a step"),
    .real("eps", \.adamax.eps, in: .positive, "added to each slope, so that nothing is divided by 0"),
    .real("weight_decay", \.weightDecay, in: .notNegative, "pull towards the origin, times the rate"),
  ]

  /// The rule that takes the rest of the step.
  private var adamax = Adamax()
  /// The share of the point that is taken off in each step, times the rate.
  public var weightDecay: Lanes = 0.01

  /// Adamax's defaults, with weight decay 0.01.
  public init() {}

  /// Adamax's: the decay beside the gradient, at most a hundredth of the rate, is left out.
  public var stabilityThreshold: StabilityThreshold? { adamax.stabilityThreshold }

  /// All zero.
  public var start: Adamax.Trace { adamax.start }

  /// The zeroth powers.
  public var opening: BiasCorrection { adamax.opening }

  /// Adamax's corrections.
  public func advance(_ pace: inout BiasCorrection, step: Int) { adamax.advance(&pace, step: step) }

  /// Moves one coordinate.
  public func move(
    _ point: inout Lanes, gradient: Lanes, trace: inout Adamax.Trace, rate: Lanes, pace: BiasCorrection
  ) {
    point -= rate * weightDecay * point
    adamax.move(&point, gradient: gradient, trace: &trace, rate: rate, pace: pace)
  }
}
