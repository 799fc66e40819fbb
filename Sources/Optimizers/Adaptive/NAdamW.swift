public import Calculus

/// NAdamW: NAdam with the weight decay beside the gradient and not in it.
///
/// ```
/// x <- x - rate weight_decay x
/// mu = beta1 (1 - 0.96^(t momentum_decay) / 2)
/// nu = beta1 (1 - 0.96^((t + 1) momentum_decay) / 2)
/// p <- p mu                               p = 1 at the start
/// m <- beta1 m + (1 - beta1) g
/// s <- beta2 s + (1 - beta2) g^2
/// x <- x - rate * ((1 - mu) g / (1 - p) + nu m / (1 - p nu)) / (sqrt(s / (1 - beta2^t)) + eps)
/// ```
///
/// NAdam's path, drawn towards the origin; its resting point stands off the minimum.
///
/// - Order: first; one gradient a step.
/// - Memory: a mean and a mean square a coordinate.
/// - Deviates: nowhere from PyTorch's `NAdam(decoupled_weight_decay=True)`, with a default decay of 0.01; with
///   `convention=optax` it is optax's, whose NAdam has no schedule of momenta.
/// - Source: T. Dozat, Incorporating Nesterov momentum into Adam, ICLR 2016 workshop; I. Loshchilov, F. Hutter, ICLR
///   2019, arXiv:1711.05101.
public struct NAdamW: Rule {
  /// Who this is.
  public static let identity = Identity(
    name: "nadamw", label: "NAdamW", summary: "NAdam with the weight decay beside the gradient and not in it",
    defaultRate: 2e-3)

  /// The size of the loss does not matter.
  public static let invariances: Invariances = .lossScale

  /// Every knob.
  public static let knobs: [Knob<NAdamW>] = [
    .choice("convention", \.nadam.convention, "whose NAdam; sets momentum_decay and eps"),
    .real("beta1", \.nadam.beta1, in: .decay, "share of the mean that survives a step"),
    .real("beta2", \.nadam.beta2, in: .decay, "share of the mean square that survives a step"),
    .real("eps", \.nadam.eps, in: .notNegative, "added to the root, so that nothing is divided by 0"),
    .real("momentum_decay", \.nadam.momentumDecay, in: .notNegative, "how fast the momentum reaches beta1"),
    .real("weight_decay", \.weightDecay, in: .notNegative, "pull towards the origin, times the rate"),
  ]

  /// The rule that takes the rest of the step.
  private var nadam = NAdam()
  /// The share of the point that is taken off in each step, times the rate.
  public var weightDecay: Lanes = 0.01

  /// NAdam's defaults, with weight decay 0.01.
  public init() {}

  /// All zero.
  public var start: Adam.Trace { nadam.start }

  /// The zeroth powers.
  public var opening: NAdam.Pace { nadam.opening }

  /// NAdam's corrections.
  public func advance(_ pace: inout NAdam.Pace, step: Int) { nadam.advance(&pace, step: step) }

  /// Moves one coordinate.
  public func move(_ point: inout Lanes, gradient: Lanes, trace: inout Adam.Trace, rate: Lanes, pace: NAdam.Pace) {
    point -= rate * weightDecay * point
    nadam.move(&point, gradient: gradient, trace: &trace, rate: rate, pace: pace)
  }
}
