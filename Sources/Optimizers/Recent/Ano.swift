public import Calculus

/// Ano: the direction of a running mean, and the length of the gradient of the moment.
///
/// ```
/// m <- beta1 m + (1 - beta1) g
/// s <- beta2 s + (1 - beta2) sign(g^2 - s) g^2
/// x <- x - rate |g| sign(m) / (sqrt(s / (1 - beta2^t)) + eps)
/// ```
///
/// The first step is one rate in every coordinate. As the length is that of the present gradient, steps shrink on the
/// way to a floor, and a bowl is gone down without the swing by which Adam passes it. Where a curved valley flips the
/// slope the mean holds the direction for a few steps more.
///
/// - Order: first; one gradient a step.
/// - Memory: a mean and a mean square a coordinate.
/// - Deviates: nowhere from the authors' code; the mean square is Yogi's, decayed besides.
/// - Source: A. Kegreisz, Ano: faster is better in noisy landscape, arXiv:2508.18258 (2025), Algorithm 1.
public struct Ano: Rule {
  /// Who this is.
  public static let identity = Identity(
    name: "ano", label: "Ano", summary: "the direction of a running mean, and the length of the present gradient",
    defaultRate: 1e-4)

  /// The size of the loss does not matter.
  public static let invariances: Invariances = .lossScale

  /// Every knob.
  public static let knobs: [Knob<Ano>] = [
    .real("beta1", \.beta1, in: .decay, "share of the mean that survives a step"),
    .real("beta2", \.beta2, in: .decay, "share of the mean square that survives a step"),
    .real("eps", \.eps, in: .positive, "added to the root, so that nothing is divided by 0"),
  ]

  /// The share of the mean that survives a step.
  public var beta1: Lanes = 0.92
  /// The share of the mean square that survives a step.
  public var beta2: Lanes = 0.99
  /// What is added to the root.
  public var eps: Lanes = 1e-8

  /// The authors' defaults.
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
    let square = gradient * gradient
    trace.mean = beta1 * trace.mean + (1 - beta1) * gradient
    trace.meanSquare = beta2 * trace.meanSquare + (1 - beta2) * Lanes.sign(square - trace.meanSquare) * square
    // Below a half beta2 would take it below 0.
    trace.meanSquare = Lanes.maximum(trace.meanSquare, 0)
    let size = trace.meanSquare.squareRoot() * pace.root + eps
    point -= rate * gradient.magnitude * Lanes.sign(trace.mean) / size
  }
}
