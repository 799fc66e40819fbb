public import Calculus

/// Quasi-hyperbolic momentum: a mean of the gradients, mixed with the gradient of the moment.
///
/// ```
/// m <- momentum m + (1 - momentum) g
/// x <- x - rate ((1 - nu) g + nu m)
/// ```
///
/// With nu 0 it is gradient descent, with nu 1 momentum as a running mean; between them the present slope steadies a
/// mean that may be very long. At the authors' settings, a thousand gradients and nu 0.7, the first steps are 0.3 of
/// gradient descent's; the mean comes in slowly, carries the run a little past the minimum and lets it back over a
/// thousand steps.
///
/// - Order: first; one gradient a step.
/// - Memory: one mean a coordinate.
/// - Deviates: nowhere; pytorch_optimizer has momentum 0 and nu 1 as defaults, which is gradient descent.
/// - Source: J. Ma, D. Yarats, Quasi-hyperbolic momentum and Adam for deep learning, ICLR 2019, arXiv:1810.06801,
///   equations 3 and 4.
public struct QHM: Rule {
  /// Who this is.
  public static let identity = Identity(
    name: "qhm", aliases: ["quasi-hyperbolic-momentum"], label: "QHM",
    summary: "a mean of the gradients, mixed with the gradient of the moment", defaultRate: 1e-2)

  /// A turn of the surface turns the path.
  public static let invariances: Invariances = .rotation

  /// Every knob.
  public static let knobs: [Knob<QHM>] = [
    .real("momentum", \.momentum, in: .decay, "share of the mean that survives a step"),
    .real(
      "nu", \.nu, in: Interval(0, 1, includesLower: true, includesUpper: true), "share of the mean in a step"),
  ]

  /// The share of the mean that survives a step.
  public var momentum: Lanes = 0.999
  /// The share of the mean in a step; the rest is the present gradient.
  public var nu: Lanes = 0.7

  /// The authors' rule of thumb.
  public init() {}

  /// The roots of z^2 - (1 + beta - (1 - nu beta) rate eigenvalue) z + beta (1 - (1 - nu) rate eigenvalue): the first
  /// leaves the unit disc at -1.
  ///
  /// - Source: I. Gitman, H. Lang, P. Zhang, L. Xiao, Understanding the role of momentum in stochastic gradient
  ///   methods, NeurIPS 2019, arXiv:1910.13962, Theorem 2.
  public var stabilityThreshold: StabilityThreshold? {
    let beta = momentum[0]
    return StabilityThreshold(2 * (1 + beta) / (1 + beta - 2 * nu[0] * beta), "2(1+β)", over: "(1+β−2νβ)")
  }

  /// What is remembered for a coordinate.
  public struct Trace: Sendable {
    var mean: Lanes = 0
  }

  /// Zero.
  public var start: Trace { Trace() }

  /// Moves one coordinate.
  public func move(_ point: inout Lanes, gradient: Lanes, trace: inout Trace, rate: Lanes, pace: Void) {
    trace.mean = momentum * trace.mean + (1 - momentum) * gradient
    point -= rate * ((1 - nu) * gradient + nu * trace.mean)
  }
}
