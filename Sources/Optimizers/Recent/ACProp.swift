public import Calculus

/// ACProp: a gradient divided by how far gradients have strayed from their mean, as it was before this one.
///
/// ```
/// x <- x - rate g / (1 + eps)                                     in the first step
/// x <- x - rate g / (sqrt(s / (1 - beta2^(t - 1))) + eps)         later
/// s <- beta2 s + (1 - beta2) (g - m)^2 + eps_root                 m as it was before this step
/// m <- beta1 m + (1 - beta1) g
/// ```
///
/// The first step is gradient descent's, undivided: at a rate that suits the later ones it may leap far. From then on it
/// moves like AdaBelief without momentum: fast where gradients are alike, slowly where they change.
///
/// - Order: first; one gradient a step.
/// - Memory: a mean and a mean squared deviation a coordinate.
/// - Deviates: nowhere from optax. Its m is that of the step before in the deviation, where the paper's Algorithm 2 has
///   the new one.
/// - Source: J. Zhuang, Y. Ding, T. Tang, N. Dvornek, S. Tatikonda, J. Duncan, Momentum centering and asynchronous update
///   for adaptive gradient methods, NeurIPS 2021, arXiv:2110.05454; optax 0.2.8.
public struct ACProp: Rule {
  /// Who this is.
  public static let identity = Identity(
    name: "acprop", label: "ACProp",
    summary: "a gradient divided by how far earlier ones have strayed from their mean", defaultRate: 1e-3)

  /// Every knob.
  public static let knobs: [Knob<ACProp>] = [
    .real("beta1", \.beta1, in: .decay, "share of the mean that survives a step"),
    .real("beta2", \.beta2, in: .decay, "share of the mean squared deviation that survives a step"),
    .real("eps", \.eps, in: .positive, "added to the root, so that nothing is divided by 0"),
    .real("eps_root", \.epsRoot, in: .notNegative, "added to the mean squared deviation in every step"),
  ]

  /// The share of the mean that survives a step.
  public var beta1: Lanes = 0.9
  /// The share of the mean squared deviation that survives a step.
  public var beta2: Lanes = 0.999
  /// What is added to the root.
  public var eps: Lanes = 1e-16
  /// What is added to the mean squared deviation in every step.
  public var epsRoot: Lanes = 1e-16

  /// The defaults of optax.
  public init() {}

  /// What is remembered for a coordinate.
  public struct Trace: Sendable {
    var mean: Lanes = 0
    var deviation: Lanes = 0
  }

  /// What a step is made of.
  public struct Pace {
    var correction = BiasCorrection()
    /// The correction of the step before.
    var root: Lanes = 1
    var isFirst = true
  }

  /// All zero.
  public var start: Trace { Trace() }

  /// Before the first step.
  public var opening: Pace { Pace() }

  /// The correction of the step before.
  public func advance(_ pace: inout Pace, step: Int) {
    pace.isFirst = step == 1
    pace.root = pace.correction.root
    pace.correction.advance(0, beta2)
  }

  /// Moves one coordinate.
  public func move(_ point: inout Lanes, gradient: Lanes, trace: inout Trace, rate: Lanes, pace: Pace) {
    let size = pace.isFirst ? 1 : trace.deviation.squareRoot() * pace.root
    point -= rate * gradient / (size + eps)
    let deviation = gradient - trace.mean
    trace.deviation = beta2 * trace.deviation + (1 - beta2) * deviation * deviation + epsRoot
    trace.mean = beta1 * trace.mean + (1 - beta1) * gradient
  }
}
