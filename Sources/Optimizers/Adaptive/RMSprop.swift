public import Calculus

/// RMSprop: each coordinate's gradient divided by its recent root mean square.
///
/// ```
/// g <- gradient + weight_decay x
/// s <- alpha s + (1 - alpha) g^2
/// a <- alpha a + (1 - alpha) g            if centered, else a is 0
/// u = g / (sqrt(s - a^2) + eps)
/// v <- momentum v + u
/// x <- x - rate v
/// ```
///
/// Steep and flat coordinates move alike, so the path cuts diagonally through a valley. Near the minimum the steps do not
/// shrink with the gradient: it rattles around at a distance of about the rate. The first step is 1 / sqrt(1 - alpha)
/// rates long, ten with the default, because the mean starts at 0 and is not corrected.
///
/// - Order: first; one gradient a step.
/// - Memory: a mean square, a mean and a velocity a coordinate.
/// - Deviates: nowhere from PyTorch; eps stands outside the root, the rate outside the velocity. Hinton's lecture has
///   alpha 0.9. With `convention=keras` or `optax` alpha is 0.9, eps (1e-7 or 1e-8) stands under the root and the rate
///   inside the velocity.
/// - Source: T. Tieleman, G. Hinton, Lecture 6.5, Neural networks for machine learning (Coursera, 2012); centered form:
///   A. Graves, arXiv:1308.0850; the form is that of `torch.optim.RMSprop`.
public struct RMSprop: Rule {
  /// The ways in which libraries differ.
  public enum Convention: String, CaseIterable, Sendable { case torch, keras, optax }

  /// Who this is.
  public static let identity = Identity(
    name: "rmsprop", label: "RMSprop",
    summary: "the gradient divided by its recent root mean square", defaultRate: 0.01)

  /// The size of the loss does not matter.
  public static let invariances: Invariances = .lossScale

  /// Every knob.
  public static let knobs: [Knob<RMSprop>] = [
    .choice("convention", \.convention, "whose algorithm; sets alpha and eps"),
    .real("alpha", \.alpha, in: .decay, "share of the mean square that survives a step"),
    .real("eps", \.eps, in: .notNegative, "added to the root, so that nothing is divided by 0"),
    .real("weight_decay", \.weightDecay, in: .notNegative, "pull towards the origin, added to the gradient"),
    .real("momentum", \.momentum, in: .decay, "share of the velocity that survives a step"),
    .flag("centered", \.centered, "subtract the squared mean, so that the variance divides"),
  ]

  /// Whose algorithm it is; setting it sets alpha and eps.
  public var convention = Convention.torch {
    didSet {
      alpha = convention == .torch ? 0.99 : 0.9
      eps = convention == .keras ? 1e-7 : 1e-8
    }
  }
  /// The share of the mean square that survives a step.
  public var alpha: Lanes = 0.99
  /// What is added to the root.
  public var eps: Lanes = 1e-8
  /// How much of the point is added to the gradient.
  public var weightDecay: Lanes = 0
  /// The share of the velocity that survives a step.
  public var momentum: Lanes = 0
  /// Whether the variance divides, and not the mean square.
  public var centered = false

  /// PyTorch's defaults.
  public init() {}

  /// That of gradient descent, or with momentum that of momentum, for the curvature divided by what divides the first
  /// step: sqrt(1 - alpha) |g| + eps, because the mean square starts at 0 and is not corrected.
  ///
  /// As the mean square fills up the rates it bears grow, up to 1 / sqrt(1 - alpha) times. Centered, the divisor of the
  /// first step is smaller, and this is no limit any more: none is given.
  ///
  /// - Source: J. Cohen and others, Adaptive gradient methods at the edge of stability, arXiv:2207.14484 (2022).
  public var stabilityThreshold: StabilityThreshold? {
    guard !centered else { return nil }
    // Under the root eps counts only where the gradient is all but zero.
    let offset = convention == .torch ? eps[0] : 0
    return StabilityThreshold(
      2 * (1 + momentum[0]), momentum[0] == 0 ? "2" : "2(1+β)",
      preconditioner: .init(scale: (1 - alpha[0]).squareRoot(), offset: offset), addedCurvature: weightDecay[0])
  }

  /// What is remembered for a coordinate.
  public struct Trace: Sendable {
    var meanSquare: Lanes = 0
    var mean: Lanes = 0
    var velocity: Lanes = 0
  }

  /// All zero.
  public var start: Trace { Trace() }

  /// Moves one coordinate.
  public func move(_ point: inout Lanes, gradient: Lanes, trace: inout Trace, rate: Lanes, pace: Void) {
    let slope = gradient + weightDecay * point
    trace.meanSquare = alpha * trace.meanSquare + (1 - alpha) * slope * slope
    var spread = trace.meanSquare
    if centered {
      trace.mean = alpha * trace.mean + (1 - alpha) * slope
      spread -= trace.mean * trace.mean
    }
    switch convention {
    case .torch:
      trace.velocity = momentum * trace.velocity + slope / (spread.squareRoot() + eps)
      point -= rate * trace.velocity
    case .keras, .optax:
      trace.velocity = momentum * trace.velocity + rate * slope / (spread + eps).squareRoot()
      point -= trace.velocity
    }
  }
}
