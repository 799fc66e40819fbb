public import Calculus

/// Simplified AdEMAMix: one velocity of gradients with the gradient of the moment added, divided as in Adam.
///
/// ```
/// v <- beta1 v + g                        s <- beta2 s + (1 - beta2) g^2
/// x <- x - rate (v + alpha g) / (sqrt(s / (1 - beta2^t)) + eps)
/// ```
///
/// The first step is 1 + alpha rates long, and at a steady slope the steps grow to a hundred: the rate it bears is a
/// hundredth of Adam's. With alpha 0 the path swings for as long as the velocity lasts; a large alpha damps it.
///
/// - Order: first; one gradient a step.
/// - Memory: a velocity and a mean square a coordinate.
/// - Deviates: nowhere from the authors' code, without its warm-up of beta1.
/// - Source: D. Morwani, N. Vyas, H. Zhang, S. Kakade, Connections between schedule-free optimizers, AdEMAMix, and
///   accelerated SGD variants, arXiv:2502.02431 (2025), Algorithm 1.
public struct SimplifiedAdEMAMix: Rule {
  /// Who this is.
  public static let identity = Identity(
    name: "simplified-ademamix", aliases: ["simplifiedademamix"], label: "Simplified AdEMAMix",
    summary: "one velocity with the gradient of the moment added, divided as in Adam", defaultRate: 1e-4)

  /// The size of the loss does not matter.
  public static let invariances: Invariances = .lossScale

  /// Every knob.
  public static let knobs: [Knob<SimplifiedAdEMAMix>] = [
    .real("beta1", \.beta1, in: .decay, "share of the velocity that survives a step"),
    .real("beta2", \.beta2, in: .decay, "share of the mean square that survives a step"),
    .real("alpha", \.alpha, in: .notNegative, "weight of the present gradient beside the velocity"),
    .real("eps", \.eps, in: .positive, "added to the root, so that nothing is divided by 0"),
  ]

  /// The share of the velocity that survives a step.
  public var beta1: Lanes = 0.99
  /// The share of the mean square that survives a step.
  public var beta2: Lanes = 0.95
  /// The weight of the present gradient beside the velocity.
  public var alpha: Lanes = 0
  /// What is added to the root.
  public var eps: Lanes = 1e-8

  /// The authors' defaults.
  public init() {}

  /// What is remembered for a coordinate.
  public struct Trace: Sendable {
    var velocity: Lanes = 0
    var meanSquare: Lanes = 0
  }

  /// All zero.
  public var start: Trace { Trace() }

  /// The zeroth powers.
  public var opening: BiasCorrection { BiasCorrection() }

  /// The corrections of a step.
  public func advance(_ pace: inout BiasCorrection, step: Int) { pace.advance(beta1, beta2) }

  /// Moves one coordinate.
  public func move(_ point: inout Lanes, gradient: Lanes, trace: inout Trace, rate: Lanes, pace: BiasCorrection) {
    trace.velocity = beta1 * trace.velocity + gradient
    trace.meanSquare = beta2 * trace.meanSquare + (1 - beta2) * gradient * gradient
    let size = trace.meanSquare.squareRoot() * pace.root + eps
    point -= rate * (trace.velocity + alpha * gradient) / size
  }
}
