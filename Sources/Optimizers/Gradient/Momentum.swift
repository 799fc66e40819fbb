public import Calculus

/// Momentum, PyTorch's: a heavy ball whose velocity gathers the gradients.
///
/// ```
/// g <- gradient + weight_decay x
/// v <- g                                  in the first step
/// v <- momentum v + (1 - dampening) g     later
/// x <- x - rate v
/// ```
///
/// The path swings past the floor of a valley and back, and along the floor it gathers up to 1 / (1 - momentum) times
/// the speed of gradient descent. Too high a rate shows as wide loops before it shows as divergence.
///
/// - Order: first; one gradient a step.
/// - Memory: one velocity a coordinate.
/// - Deviates: the default momentum is 0.9, as everybody sets it; PyTorch's `SGD` has 0. As in PyTorch the first velocity
///   is the whole gradient, whatever the dampening, and the rate stands outside the velocity. With `convention=keras` it
///   stands inside, `v <- momentum v + rate g`, so that an old gradient keeps the rate of its own step: the path is the
///   same until the rate changes.
/// - Source: B. T. Polyak, Some methods of speeding up the convergence of iteration methods, USSR Computational
///   Mathematics and Mathematical Physics 4 (1964) 1; the form is that of `torch.optim.SGD`.
public struct Momentum: Rule {
  /// The ways in which libraries differ.
  public enum Convention: String, CaseIterable, Sendable { case torch, keras }

  /// Who this is.
  public static let identity = Identity(
    name: "momentum", aliases: ["heavy-ball", "polyak-momentum"], label: "Momentum",
    summary: "a heavy ball whose velocity gathers the gradients", defaultRate: 1e-3)

  /// A turn of the surface turns the path.
  public static let invariances: Invariances = .rotation

  /// Every knob.
  public static let knobs: [Knob<Momentum>] = [
    .choice("convention", \.convention, "whether the rate stands outside the velocity (torch) or inside"),
    .real("momentum", \.momentum, in: .decay, "share of the velocity that survives a step"),
    .real("dampening", \.dampening, in: .decay, "share of each new gradient that is left out"),
    .real("weight_decay", \.weightDecay, in: .notNegative, "pull towards the origin, added to the gradient"),
  ]

  /// Whether the rate stands outside the velocity or inside.
  public var convention = Convention.torch
  /// The share of the velocity that survives a step.
  public var momentum: Lanes = 0.9
  /// The share of each new gradient that is left out of the velocity.
  public var dampening: Lanes = 0
  /// How much of the point is added to the gradient.
  public var weightDecay: Lanes = 0

  /// Momentum 0.9, no dampening, no weight decay.
  public init() {}

  /// The roots of z^2 - (1 + beta - (1 - dampening) rate eigenvalue) z + beta: the first leaves the unit disc at -1.
  ///
  /// - Source: Polyak (1964), as above; with dampening the same polynomial for a smaller rate.
  public var stabilityThreshold: StabilityThreshold? {
    let beta = momentum[0]
    return StabilityThreshold(
      2 * (1 + beta) / (1 - dampening[0]), "2(1+β)", over: dampening[0] == 0 ? nil : "(1−d)",
      addedCurvature: weightDecay[0])
  }

  /// What is remembered for a coordinate.
  public struct Trace: Sendable {
    var velocity: Lanes = 0
  }

  /// At rest.
  public var start: Trace { Trace() }

  /// The whole of the first gradient counts.
  public var opening: Lanes { 1 }

  /// The weight of the new gradient: all of it in the first step.
  public func advance(_ weight: inout Lanes, step: Int) { weight = step == 1 ? 1 : 1 - dampening }

  /// Moves one coordinate.
  public func move(_ point: inout Lanes, gradient: Lanes, trace: inout Trace, rate: Lanes, pace weight: Lanes) {
    let slope = gradient + weightDecay * point
    switch convention {
    case .torch:
      trace.velocity = momentum * trace.velocity + weight * slope
      point -= rate * trace.velocity
    case .keras:
      trace.velocity = momentum * trace.velocity + rate * weight * slope
      point -= trace.velocity
    }
  }
}
