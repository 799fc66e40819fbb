public import Calculus

/// Optimistic gradient descent: the slope and what it has changed by, as if it would change by as much again.
///
/// ```
/// h <- g                                  in the first step; later the gradient of the step before
/// x <- x - rate ((alpha + beta) g - beta h)
/// h <- g
/// ```
///
/// On a bowl it is gradient descent that bears a smaller rate. Its field are games such as x y with one player
/// descending and one ascending: gradient descent spirals outwards there, this spirals into the equilibrium.
///
/// - Order: first; one gradient a step.
/// - Memory: the gradient of the step before.
/// - Deviates: nowhere from optax, where alpha weighs the gradient and beta its change; the paper has 1 for both.
/// - Source: C. Daskalakis, A. Ilyas, V. Syrgkanis, H. Zeng, Training GANs with optimism, ICLR 2018, arXiv:1711.00141;
///   A. Mokhtari, A. Ozdaglar, S. Pattathil, AISTATS 2020, arXiv:1901.08511.
public struct OptimisticGradient: Rule {
  /// Who this is.
  public static let identity = Identity(
    name: "optimistic", aliases: ["ogd", "optimistic-gradient-descent"], label: "Optimistic GD",
    summary: "the slope and what it has changed by, as if it would change by as much again", defaultRate: 1e-3)

  /// A turn of the surface turns the path.
  public static let invariances: Invariances = .rotation

  /// Every knob.
  public static let knobs: [Knob<OptimisticGradient>] = [
    .real("alpha", \.alpha, in: .notNegative, "weight of the gradient"),
    .real("beta", \.beta, in: .notNegative, "weight of its change since the step before"),
  ]

  /// The weight of the gradient.
  public var alpha: Lanes = 1
  /// The weight of the gradient's change since the step before.
  public var beta: Lanes = 1

  /// Both 1.
  public init() {}

  /// The roots of z^2 - (1 - (alpha + beta) rate eigenvalue) z - beta rate eigenvalue, which are real: the first leaves
  /// the unit disc at -1.
  public var stabilityThreshold: StabilityThreshold? {
    StabilityThreshold(2 / (alpha[0] + 2 * beta[0]), "2", over: "(α+2β)")
  }

  /// What is remembered for a coordinate.
  public struct Trace: Sendable {
    var before: Lanes = 0
  }

  /// Nothing yet.
  public var start: Trace { Trace() }

  /// The gradient has not changed yet.
  public var opening: Bool { true }

  /// Whether it is the first step.
  public func advance(_ isFirst: inout Bool, step: Int) { isFirst = step == 1 }

  /// Moves one coordinate.
  public func move(_ point: inout Lanes, gradient: Lanes, trace: inout Trace, rate: Lanes, pace isFirst: Bool) {
    let before = isFirst ? gradient : trace.before
    point -= rate * ((alpha + beta) * gradient - beta * before)
    trace.before = gradient
  }
}
