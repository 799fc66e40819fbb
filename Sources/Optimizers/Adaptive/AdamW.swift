public import Calculus

/// AdamW: Adam with the weight decay beside the gradient and not in it.
///
/// ```
/// x <- x - rate weight_decay x
/// m <- beta1 m + (1 - beta1) g
/// s <- beta2 s + (1 - beta2) g^2
/// x <- x - rate * (m / (1 - beta1^t)) / (sqrt(s / (1 - beta2^t)) + eps)
/// ```
///
/// On a test function the decay pulls the resting point off the minimum, towards the origin: at the default 0.01 it may
/// look slow for a reason that has nothing to do with speed.
///
/// - Order: first; one gradient a step.
/// - Memory: a mean and a mean square a coordinate.
/// - Deviates: nowhere from PyTorch, where the rate multiplies the decay; in the paper only the schedule does.
/// - Source: I. Loshchilov, F. Hutter, Decoupled weight decay regularization, ICLR 2019, arXiv:1711.05101, Algorithm 2.
public struct AdamW: Rule {
  /// Who this is.
  public static let identity = Identity(
    name: "adamw", label: "AdamW",
    summary: "Adam with the weight decay beside the gradient and not in it", defaultRate: 1e-3)

  /// The size of the loss does not matter.
  public static let invariances: Invariances = .lossScale

  /// Every knob.
  public static let knobs: [Knob<AdamW>] = [
    .real("beta1", \.adam.beta1, in: .decay, "share of the mean that survives a step"),
    .real("beta2", \.adam.beta2, in: .decay, "share of the mean square that survives a step"),
    .real("eps", \.adam.eps, in: .notNegative, "added to the root, so that nothing is divided by 0"),
    .real("weight_decay", \.weightDecay, in: .notNegative, "pull towards the origin, times the rate"),
  ]

  /// The rule that takes the rest of the step.
  private var adam = Adam()
  /// The share of the point that is taken off in each step, times the rate.
  public var weightDecay: Lanes = 0.01

  /// PyTorch's defaults.
  public init() {}

  /// Adam's: the decay beside the gradient, at most a hundredth of the rate, is left out.
  public var stabilityThreshold: StabilityThreshold? { adam.stabilityThreshold }

  /// All zero.
  public var start: Adam.Trace { adam.start }

  /// The zeroth powers.
  public var opening: BiasCorrection { adam.opening }

  /// Adam's corrections.
  public func advance(_ pace: inout BiasCorrection, step: Int) { adam.advance(&pace, step: step) }

  /// Moves one coordinate.
  public func move(
    _ point: inout Lanes, gradient: Lanes, trace: inout Adam.Trace, rate: Lanes, pace: BiasCorrection
  ) {
    point -= rate * weightDecay * point
    adam.move(&point, gradient: gradient, trace: &trace, rate: rate, pace: pace)
  }
}
