public import Calculus

/// AdaMod: Adam whose rates are held below their own long mean.
///
/// ```
/// m <- beta1 m + (1 - beta1) g            s <- beta2 s + (1 - beta2) g^2
/// r <- rate sqrt(1 - beta2^t) / (1 - beta1^t) / (sqrt(s) + eps)
/// a <- beta3 a + (1 - beta3) r
/// x <- x - min(r, a) m
/// ```
///
/// The mean starts at 0 and is not corrected, so the first step is a thousandth of Adam's, and the second two: a
/// warm-up over the length of the mean that nobody has to set. On a figure of a few hundred steps little else is seen
/// of it.
///
/// - Order: first; one gradient a step.
/// - Memory: a mean, a mean square and a mean rate a coordinate.
/// - Deviates: nowhere from the authors' code; eps is added before the correction. pytorch_optimizer has beta2 0.99 and
///   beta3 0.9999.
/// - Source: J. Ding, X. Ren, R. Luo, X. Sun, An adaptive and momental bound method for stochastic learning,
///   arXiv:1910.12249 (2019), Algorithm 1.
public struct AdaMod: Rule {
  /// Who this is.
  public static let identity = Identity(
    name: "adamod", label: "AdaMod", summary: "Adam whose rates are held below their own long mean", defaultRate: 1e-3)

  /// The size of the loss does not matter.
  public static let invariances: Invariances = .lossScale

  /// Every knob.
  public static let knobs: [Knob<AdaMod>] = [
    .real("beta1", \.beta1, in: .decay, "share of the mean that survives a step"),
    .real("beta2", \.beta2, in: .decay, "share of the mean square that survives a step"),
    .real("beta3", \.beta3, in: .decay, "share of the mean rate that survives a step"),
    .real("eps", \.eps, in: .positive, "added to the root, so that nothing is divided by 0"),
  ]

  /// The share of the mean that survives a step.
  public var beta1: Lanes = 0.9
  /// The share of the mean square that survives a step.
  public var beta2: Lanes = 0.999
  /// The share of the mean rate that survives a step.
  public var beta3: Lanes = 0.999
  /// What is added to the root.
  public var eps: Lanes = 1e-8

  /// The authors' defaults.
  public init() {}

  /// What is remembered for a coordinate.
  public struct Trace: Sendable {
    var mean: Lanes = 0
    var meanSquare: Lanes = 0
    var meanRate: Lanes = 0
  }

  /// All zero.
  public var start: Trace { Trace() }

  /// The zeroth powers.
  public var opening: BiasCorrection { BiasCorrection() }

  /// The corrections of a step.
  public func advance(_ pace: inout BiasCorrection, step: Int) { pace.advance(beta1, beta2) }

  /// Moves one coordinate.
  public func move(_ point: inout Lanes, gradient: Lanes, trace: inout Trace, rate: Lanes, pace: BiasCorrection) {
    trace.mean = beta1 * trace.mean + (1 - beta1) * gradient
    trace.meanSquare = beta2 * trace.meanSquare + (1 - beta2) * gradient * gradient
    let wished = rate * pace.mean / ((trace.meanSquare.squareRoot() + eps) * pace.root)
    trace.meanRate = beta3 * trace.meanRate + (1 - beta3) * wished
    point -= Lanes.minimum(wished, trace.meanRate) * trace.mean
  }
}
