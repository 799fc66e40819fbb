public import Calculus

/// AdaBound: Adam that turns into gradient descent, as bounds on each coordinate's rate close in.
///
/// ```
/// m <- beta1 m + (1 - beta1) g
/// s <- beta2 s + (1 - beta2) g^2
/// r = rate sqrt(1 - beta2^t) / (1 - beta1^t) / (sqrt(s) + eps)
/// a <- rate                               in the first step
/// b = final_lr rate / a
/// x <- x - clip(r, b (1 - 1 / (gamma t + 1)), b (1 + 1 / (gamma t))) m
/// ```
///
/// It sets out as Adam, along a diagonal. The lower bound reaches a tenth of `final_lr` after 111 steps and half of it
/// after 1000, so over a few hundred steps it is Adam, but where slopes are steep: there the bound asks for longer
/// steps.
///
/// - Order: first; one gradient a step.
/// - Memory: a mean, a mean square and the largest mean square a coordinate.
/// - Deviates: nowhere from the authors' code; eps is added before the correction. With `amsbound` the largest s
///   divides. `final_lr` follows a schedule as the rate does: it is that of the first rate above 0.
/// - Source: L. Luo, Y. Xiong, Y. Liu, X. Sun, Adaptive gradient methods with dynamic bound of learning rate, ICLR
///   2019, arXiv:1902.09843, Algorithms 2 and 3.
public struct AdaBound: Rule {
  /// Who this is.
  public static let identity = Identity(
    name: "adabound", label: "AdaBound", summary: "Adam that turns into gradient descent as bounds close in",
    defaultRate: 1e-3)

  /// Every knob.
  public static let knobs: [Knob<AdaBound>] = [
    .real("beta1", \.beta1, in: .decay, "share of the mean that survives a step"),
    .real("beta2", \.beta2, in: .decay, "share of the mean square that survives a step"),
    .real("eps", \.eps, in: .notNegative, "added to the root, so that nothing is divided by 0"),
    .real("final_lr", \.finalRate, in: .notNegative, "rate of gradient descent in the end"),
    .real("gamma", \.gamma, in: .positive, "how fast the bounds close in"),
    .flag("amsbound", \.amsbound, "divide by the largest mean square so far"),
  ]

  /// The share of the mean that survives a step.
  public var beta1: Lanes = 0.9
  /// The share of the mean square that survives a step.
  public var beta2: Lanes = 0.999
  /// What is added to the root.
  public var eps: Lanes = 1e-8
  /// The rate of gradient descent in the end.
  public var finalRate: Lanes = 0.1
  /// How fast the bounds close in.
  public var gamma: Lanes = 1e-3
  /// Whether the largest mean square so far divides.
  public var amsbound = false

  /// The authors' defaults.
  public init() {}

  /// What is remembered for a coordinate.
  public struct Trace: Sendable {
    var mean: Lanes = 0
    var meanSquare: Lanes = 0
    var largest: Lanes = 0
    var firstRate: Lanes = 0
  }

  /// What a step is made of.
  public struct Pace {
    var correction = BiasCorrection()
    var lower: Lanes = 0
    var upper: Lanes = 0
  }

  /// All zero.
  public var start: Trace { Trace() }

  /// The zeroth powers.
  public var opening: Pace { Pace() }

  /// The corrections and the bounds of a step.
  public func advance(_ pace: inout Pace, step: Int) {
    pace.correction.advance(beta1, beta2)
    let closeness = gamma * Lanes(Double(step))
    pace.lower = finalRate * (1 - 1 / (closeness + 1))
    pace.upper = finalRate * (1 + 1 / closeness)
  }

  /// Moves one coordinate.
  public func move(_ point: inout Lanes, gradient: Lanes, trace: inout Trace, rate: Lanes, pace: Pace) {
    trace.firstRate = trace.firstRate.equals(0).select(rate, trace.firstRate)
    let share = trace.firstRate.equals(0).select(0, rate / trace.firstRate)
    trace.mean = beta1 * trace.mean + (1 - beta1) * gradient
    trace.meanSquare = beta2 * trace.meanSquare + (1 - beta2) * gradient * gradient
    trace.largest = Lanes.maximum(trace.largest, trace.meanSquare)
    let root = (amsbound ? trace.largest : trace.meanSquare).squareRoot()
    let wished = rate * pace.correction.mean / ((root + eps) * pace.correction.root)
    point -= Lanes.minimum(Lanes.maximum(wished, share * pace.lower), share * pace.upper) * trace.mean
  }
}
