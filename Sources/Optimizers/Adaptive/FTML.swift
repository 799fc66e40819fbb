public import Calculus

/// FTML, follow the moving leader: each step to the minimum of all slopes seen, the recent ones counting more.
///
/// ```
/// s <- beta2 s + (1 - beta2) g^2
/// d <- (1 - beta1^t) / rate (sqrt(s / (1 - beta2^t)) + eps)
/// x <- x - (1 - beta1) g / d
/// ```
///
/// The authors write it as the minimum of sums, x <- -z / d with z <- beta1 z + (1 - beta1) g - (d - beta1 d') x, where d'
/// is the d of the step before. As each x is that minimum, z was -d' x, and the step is the one above: no momentum, but
/// a corrected RMSprop whose rate falls to 1 - beta1 of what it was in the first steps. The path is RMSprop's, without
/// its first jump.
///
/// - Order: first; one gradient a step.
/// - Memory: a mean square a coordinate.
/// - Deviates: nowhere while the rate is constant; where it changes, the step takes the rate of its own.
/// - Source: S. Zheng, J. T. Kwok, Follow the moving leader in deep learning, ICML 2017, PMLR 70, 4110, Algorithm 1.
public struct FTML: Rule {
  /// Who this is.
  public static let identity = Identity(
    name: "ftml", label: "FTML", summary: "each step to the minimum of all slopes seen, the recent ones counting more",
    defaultRate: 2.5e-3)

  /// The size of the loss does not matter.
  public static let invariances: Invariances = .lossScale

  /// Every knob.
  public static let knobs: [Knob<FTML>] = [
    .real("beta1", \.beta1, in: .decay, "share of a slope's weight that survives a step"),
    .real("beta2", \.beta2, in: .decay, "share of the mean square that survives a step"),
    .real("eps", \.eps, in: .positive, "added to the root, so that nothing is divided by 0"),
  ]

  /// The share of a slope's weight that survives a step.
  public var beta1: Lanes = 0.6
  /// The share of the mean square that survives a step.
  public var beta2: Lanes = 0.999
  /// What is added to the root.
  public var eps: Lanes = 1e-8

  /// The authors' defaults.
  public init() {}

  /// That of gradient descent at 1 - beta1 times the rate, for the curvature divided by what divides the first step.
  ///
  /// - Source: J. Cohen and others, Adaptive gradient methods at the edge of stability, arXiv:2207.14484 (2022).
  public var stabilityThreshold: StabilityThreshold? {
    StabilityThreshold(
      2 / (1 - beta1[0]), "2", over: "(1−β_{1})", preconditioner: .init(scale: 1, offset: eps[0]))
  }

  /// What is remembered for a coordinate.
  public struct Trace: Sendable {
    var meanSquare: Lanes = 0
  }

  /// Zero.
  public var start: Trace { Trace() }

  /// The zeroth powers.
  public var opening: BiasCorrection { BiasCorrection() }

  /// The corrections of a step.
  public func advance(_ pace: inout BiasCorrection, step: Int) { pace.advance(beta1, beta2) }

  /// Moves one coordinate.
  public func move(_ point: inout Lanes, gradient: Lanes, trace: inout Trace, rate: Lanes, pace: BiasCorrection) {
    trace.meanSquare = beta2 * trace.meanSquare + (1 - beta2) * gradient * gradient
    let size = trace.meanSquare.squareRoot() * pace.root + eps
    point -= rate * pace.mean * (1 - beta1) * gradient / size
  }
}
