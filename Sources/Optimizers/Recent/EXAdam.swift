public import Calculus

/// EXAdam: Adam with the gradient of the moment beside the mean, and means that correct one another at the beginning.
///
/// ```
/// m <- beta1 m + (1 - beta1) g            s <- beta2 s + (1 - beta2) g^2
/// a <- 1 + s / (s + eps) beta2^t          b <- 1 + m^2 / (m^2 + eps) beta1^t
/// x <- x - rate a (m + g) / (1 - beta1^t) / (sqrt(b s / (1 - beta2^t)) + eps)
/// ```
///
/// The present gradient is corrected as if it were a mean, so the first step is 16 rates long, the second about 9;
/// after twenty steps it walks at four times Adam's pace, which falls to twice over the next thousands. Set its rate by
/// that.
///
/// - Order: first; one gradient a step.
/// - Memory: a mean and a mean square a coordinate.
/// - Deviates: nowhere from the author's code, where eps is added to squares also; the rate is constant here, and no
///   logarithmic schedule.
/// - Source: A. M. Adly, EXAdam: the power of adaptive cross-moments, arXiv:2412.20302 (2024), Algorithm 1.
public struct EXAdam: Rule {
  /// Who this is.
  public static let identity = Identity(
    name: "exadam", label: "EXAdam", summary: "Adam with the present gradient beside the mean, fast at the beginning",
    defaultRate: 1e-3)

  /// Every knob.
  public static let knobs: [Knob<EXAdam>] = [
    .real("beta1", \.beta1, in: .decay, "share of the mean that survives a step"),
    .real("beta2", \.beta2, in: .decay, "share of the mean square that survives a step"),
    .real("eps", \.eps, in: .positive, "added to what divides, so that it is not 0"),
  ]

  /// The share of the mean that survives a step.
  public var beta1: Lanes = 0.9
  /// The share of the mean square that survives a step.
  public var beta2: Lanes = 0.999
  /// What is added to squares and roots.
  public var eps: Lanes = 1e-8

  /// The author's defaults.
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
    let meanSquared = trace.mean * trace.mean
    // Of each mean, the share that is still its zero start.
    let (power1, power2) = (1 - 1 / pace.mean, pace.power2)
    let longer = 1 + trace.meanSquare / (trace.meanSquare + eps) * power2
    let larger = 1 + meanSquared / (meanSquared + eps) * power1
    let size = (larger * trace.meanSquare).squareRoot() * pace.root + eps
    point -= rate * longer * pace.mean * (trace.mean + gradient) / size
  }
}
