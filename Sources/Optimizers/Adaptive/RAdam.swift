public import Calculus

/// RAdam: Adam that goes without its division until the mean square can be trusted.
///
/// ```
/// g <- gradient + weight_decay x
/// m <- beta1 m + (1 - beta1) g
/// s <- beta2 s + (1 - beta2) g^2
/// l = 2 / (1 - beta2) - 1
/// r = l - 2 t beta2^t / (1 - beta2^t)
/// q = sqrt((r - 4) (r - 2) l / ((l - 4) (l - 2) r))                              if r > 5
/// x <- x - rate q m / (1 - beta1^t) * sqrt(1 - beta2^t) / (sqrt(s) + eps)        if r > 5
/// x <- x - rate m / (1 - beta1^t)                                                else
/// ```
///
/// The first five steps are plain momentum, as long as the slope is steep: at a rate that suits Adam they may leap far.
/// Then q grows from 0.02 to 1 over a thousand steps, a warm-up that nobody has to set.
///
/// - Order: first; one gradient a step.
/// - Memory: a mean and a mean square a coordinate.
/// - Deviates: nowhere from PyTorch, whose threshold is 5; the paper has 4, and the authors' code does not move at all in
///   the first five steps.
/// - Source: L. Liu, H. Jiang, P. He, W. Chen, X. Liu, J. Gao, J. Han, ICLR 2020, arXiv:1908.03265, Algorithm 2.
public struct RAdam: Rule {
  /// Who this is.
  public static let identity = Identity(
    name: "radam", label: "RAdam",
    summary: "Adam that goes without its division until the mean square can be trusted", defaultRate: 1e-3)

  /// Every knob.
  public static let knobs: [Knob<RAdam>] = [
    .real("beta1", \.beta1, in: .decay, "share of the mean that survives a step"),
    .real("beta2", \.beta2, in: .decay, "share of the mean square that survives a step"),
    .real("eps", \.eps, in: .notNegative, "added to the root, so that nothing is divided by 0"),
    .real("weight_decay", \.weightDecay, in: .notNegative, "pull towards the origin, added to the gradient"),
  ]

  /// The share of the mean that survives a step.
  public var beta1: Lanes = 0.9
  /// The share of the mean square that survives a step.
  public var beta2: Lanes = 0.999
  /// What is added to the root.
  public var eps: Lanes = 1e-8
  /// How much of the point is added to the gradient.
  public var weightDecay: Lanes = 0

  /// PyTorch's defaults.
  public init() {}

  /// What a step is made of.
  public struct Pace {
    var correction = BiasCorrection()
    /// Where the mean square can be trusted.
    var isTrusted = LaneMask(SIMD8(repeating: 0))
    /// The rectification, with the correction of the mean square.
    var factor: Lanes = 1
  }

  /// All zero.
  public var start: Adam.Trace { Adam.Trace() }

  /// The zeroth powers.
  public var opening: Pace { Pace() }

  /// The rectification of a step.
  public func advance(_ pace: inout Pace, step: Int) {
    pace.correction.advance(beta1, beta2)
    let power = pace.correction.power2
    let limit = 2 / (1 - beta2) - 1
    let length = limit - 2 * Lanes(Double(step)) * power / (1 - power)
    pace.isTrusted = length > 5
    let ratio = (length - 4) * (length - 2) * limit / ((limit - 4) * (limit - 2) * length)
    pace.factor = ratio.squareRoot() / pace.correction.root
  }

  /// Moves one coordinate.
  public func move(_ point: inout Lanes, gradient: Lanes, trace: inout Adam.Trace, rate: Lanes, pace: Pace) {
    let slope = gradient + weightDecay * point
    trace.mean = beta1 * trace.mean + (1 - beta1) * slope
    trace.meanSquare = beta2 * trace.meanSquare + (1 - beta2) * slope * slope
    let divided = pace.factor / (trace.meanSquare.squareRoot() + eps)
    point -= rate * pace.correction.mean * trace.mean * pace.isTrusted.select(divided, 1)
  }
}
