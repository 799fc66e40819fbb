public import Calculus

/// AdaPNM: AMSGrad with positive-negative momentum above the line.
///
/// ```
/// p <- beta1^2 p + (1 - beta1^2) g                                   in odd steps
/// u = ((1 + beta3) p - beta3 n) / sqrt((1 + beta3)^2 + beta3^2)      in odd steps
/// n <- beta1^2 n + (1 - beta1^2) g                                   in even steps
/// u = ((1 + beta3) n - beta3 p) / sqrt((1 + beta3)^2 + beta3^2)      in even steps
/// s <- beta2 s + (1 - beta2) g^2
/// M <- max(M, s)                                                     if amsgrad
/// M <- s                                                             unless amsgrad
/// x <- x - rate u / (1 - beta1^t) sqrt(1 - beta2^t) / (sqrt(M) + eps)
/// ```
///
/// The first step is 1.7 rates along the diagonal, later ones rather half a rate, as the two means balance. What the
/// second mean is for shows with noise, which it adds to.
///
/// - Order: first; one gradient a step.
/// - Memory: two means, a mean square and its largest value a coordinate.
/// - Deviates: nowhere from the authors' code; eps is added before the correction.
/// - Source: Z. Xie, L. Yuan, Z. Zhu, M. Sugiyama, Positive-negative momentum: manipulating stochastic gradient noise
///   to improve generalization, ICML 2021, arXiv:2103.17182, Algorithm 2.
public struct AdaPNM: Rule {
  /// Who this is.
  public static let identity = Identity(
    name: "adapnm", label: "AdaPNM", summary: "AMSGrad with two means that take turns, one ahead of the other",
    defaultRate: 1e-3)

  /// The size of the loss does not matter.
  public static let invariances: Invariances = .lossScale

  /// Every knob.
  public static let knobs: [Knob<AdaPNM>] = [
    .real("beta1", \.beta1, in: .decay, "share of the means that survives a step, on average"),
    .real("beta2", \.beta2, in: .decay, "share of the mean square that survives a step"),
    .real("beta3", \.beta3, in: .notNegative, "weight of the mean whose turn it is not, taken off"),
    .real("eps", \.eps, in: .positive, "added to the root, so that nothing is divided by 0"),
    .flag("amsgrad", \.amsgrad, "divide by the largest mean square so far"),
  ]

  /// The share of the means that survives a step, on average; each is touched every other step.
  public var beta1: Lanes = 0.9
  /// The share of the mean square that survives a step.
  public var beta2: Lanes = 0.999
  /// The weight of the mean whose turn it is not.
  public var beta3: Lanes = 1
  /// What is added to the root.
  public var eps: Lanes = 1e-8
  /// Whether the largest mean square so far divides.
  public var amsgrad = true

  /// The authors' defaults.
  public init() {}

  /// What is remembered for a coordinate.
  public struct Trace: Sendable {
    var means = PNM.Trace()
    var meanSquare: Lanes = 0
    var largest: Lanes = 0
  }

  /// What a step is made of.
  public struct Pace {
    var correction = BiasCorrection()
    var isOdd = true
  }

  /// All zero.
  public var start: Trace { Trace() }

  /// The zeroth powers.
  public var opening: Pace { Pace() }

  /// The corrections of a step; the means take turns.
  public func advance(_ pace: inout Pace, step: Int) {
    pace.correction.advance(beta1, beta2)
    pace.isOdd = step % 2 == 1
  }

  /// Moves one coordinate.
  public func move(_ point: inout Lanes, gradient: Lanes, trace: inout Trace, rate: Lanes, pace: Pace) {
    let direction = trace.means.mix(gradient, share: beta1 * beta1, beta: beta3, isOdd: pace.isOdd)
    trace.meanSquare = beta2 * trace.meanSquare + (1 - beta2) * gradient * gradient
    trace.largest = amsgrad ? Lanes.maximum(trace.largest, trace.meanSquare) : trace.meanSquare
    let size = (trace.largest.squareRoot() + eps) * pace.correction.root
    point -= rate * pace.correction.mean * direction / size
  }
}
