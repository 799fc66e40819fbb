public import Calculus

/// Nesterov's momentum, PyTorch's: the slope is taken where the velocity leads.
///
/// ```
/// g <- gradient + weight_decay x
/// v <- momentum v + g
/// x <- x - rate (g + momentum v)
/// ```
///
/// Where plain momentum swings across a valley and back, this brakes half-way: the loops are smaller, and the rate may be
/// higher before they grow.
///
/// - Order: first; one gradient a step.
/// - Memory: one velocity a coordinate.
/// - Deviates: nowhere from PyTorch's `SGD(nesterov=True)`. The point kept is the one looked ahead to, `x + momentum v` in
///   the paper's variables, so the dots on a figure are not the paper's. The default momentum is 0.9. With
///   `convention=keras` the rate stands inside the velocity: the path is the same until the rate changes.
/// - Source: Y. Nesterov, Soviet Mathematics Doklady 27 (1983) 372; in this form I. Sutskever, J. Martens, G. Dahl,
///   G. Hinton, ICML 2013.
public struct Nesterov: Rule {
  /// The ways in which libraries differ.
  public enum Convention: String, CaseIterable, Sendable { case torch, keras }

  /// Who this is.
  public static let identity = Identity(
    name: "nesterov", aliases: ["nag"], label: "Nesterov",
    summary: "momentum whose slope is taken where the velocity leads", defaultRate: 1e-3)

  /// A turn of the surface turns the path.
  public static let invariances: Invariances = .rotation

  /// Every knob.
  public static let knobs: [Knob<Nesterov>] = [
    .choice("convention", \.convention, "whether the rate stands outside the velocity (torch) or inside"),
    .real("momentum", \.momentum, in: .decay, "share of the velocity that survives a step"),
    .real("weight_decay", \.weightDecay, in: .notNegative, "pull towards the origin, added to the gradient"),
  ]

  /// Whether the rate stands outside the velocity or inside.
  public var convention = Convention.torch
  /// The share of the velocity that survives a step.
  public var momentum: Lanes = 0.9
  /// How much of the point is added to the gradient.
  public var weightDecay: Lanes = 0

  /// Momentum 0.9, no weight decay.
  public init() {}

  /// The roots of z^2 - (1 + beta)(1 - rate eigenvalue) z + beta (1 - rate eigenvalue): the first leaves the unit disc at
  /// -1.
  ///
  /// - Source: L. Lessard, B. Recht, A. Packard, SIAM Journal on Optimization 26 (2016) 57, section 4.
  public var stabilityThreshold: StabilityThreshold? {
    let beta = momentum[0]
    return StabilityThreshold(2 * (1 + beta) / (1 + 2 * beta), "2(1+β)", over: "(1+2β)", addedCurvature: weightDecay[0])
  }

  /// What is remembered for a coordinate.
  public struct Trace: Sendable {
    var velocity: Lanes = 0
  }

  /// At rest.
  public var start: Trace { Trace() }

  /// Moves one coordinate.
  public func move(_ point: inout Lanes, gradient: Lanes, trace: inout Trace, rate: Lanes, pace: Void) {
    let slope = gradient + weightDecay * point
    switch convention {
    case .torch:
      trace.velocity = momentum * trace.velocity + slope
      point -= rate * (slope + momentum * trace.velocity)
    case .keras:
      trace.velocity = momentum * trace.velocity + rate * slope
      point -= rate * slope + momentum * trace.velocity
    }
  }
}
