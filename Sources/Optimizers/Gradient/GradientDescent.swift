public import Calculus

/// Gradient descent: a step against the gradient, as long as the gradient is steep.
///
/// ```
/// g <- gradient + weight_decay x
/// x <- x - rate g
/// ```
///
/// In a valley it crosses from wall to wall while it creeps along the floor: the rate that the steepest direction allows,
/// 2 / largest curvature, is too small for the flattest. On a noisy surface, or one row of data at a time, this is
/// stochastic gradient descent; on the exact surface, batch gradient descent.
///
/// - Order: first; one gradient a step.
/// - Memory: nothing.
/// - Deviates: nowhere from PyTorch's `SGD` without momentum.
/// - Source: A. Cauchy, Méthode générale pour la résolution des systèmes d'équations simultanées, Comptes rendus 25
///   (1847) 536; for the stochastic form H. Robbins, S. Monro, Annals of Mathematical Statistics 22 (1951) 400.
public struct GradientDescent: Rule {
  /// Who this is.
  public static let identity = Identity(
    name: "sgd", aliases: ["gd", "gradient-descent"], label: "SGD",
    summary: "a step against the gradient", defaultRate: 1e-3)

  /// A turn of the surface turns the path.
  public static let invariances: Invariances = .rotation

  /// Every knob.
  public static let knobs: [Knob<GradientDescent>] = [
    .real("weight_decay", \.weightDecay, in: .notNegative, "pull towards the origin, added to the gradient")
  ]

  /// How much of the point is added to the gradient.
  public var weightDecay: Lanes = 0

  /// No weight decay.
  public init() {}

  /// Each step multiplies an error by 1 - rate * eigenvalue, which is -1 at 2.
  public var stabilityThreshold: StabilityThreshold? {
    StabilityThreshold(2, "2", addedCurvature: weightDecay[0])
  }

  /// Nothing is remembered.
  public var start: NoTrace { NoTrace() }

  /// Moves one coordinate.
  public func move(_ point: inout Lanes, gradient: Lanes, trace: inout NoTrace, rate: Lanes, pace: Void) {
    point -= rate * (gradient + weightDecay * point)
  }
}
