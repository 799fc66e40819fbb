public import Calculus

/// Demon: momentum that decays to nothing over the run.
///
/// ```
/// p = max(0, 1 - (t - 1) / steps)
/// b = momentum p / (1 - momentum + momentum p)
/// v <- b v - rate g
/// x <- x + v
/// ```
///
/// It starts as a heavy ball and ends as gradient descent: what a gradient adds up to over all later steps falls along
/// a straight line. The loops at the beginning are momentum's; towards the end of the budget they are gone.
///
/// - Order: first; one gradient a step.
/// - Memory: one velocity a coordinate.
/// - Deviates: nowhere. The rate stands inside the velocity. The budget is a knob, `steps`, and is not taken from the
///   length of the run: beyond it there is no momentum.
/// - Source: J. Chen, C. Wolfe, Z. Li, A. Kyrillidis, Demon: improved neural network training with momentum decay,
///   ICASSP 2022, arXiv:1910.04952, Algorithm 1.
public struct Demon: Rule {
  /// Who this is.
  public static let identity = Identity(
    name: "demon", label: "Demon", summary: "momentum that decays to nothing over the run", defaultRate: 1e-2)

  /// A turn of the surface turns the path.
  public static let invariances: Invariances = .rotation

  /// Every knob.
  public static let knobs: [Knob<Demon>] = [
    .real("momentum", \.momentum, in: .decay, "share of the velocity that survives the first step"),
    .whole("steps", \.steps, in: 1...1_000_000_000, "after how many steps no momentum is left"),
  ]

  /// The share of the velocity that survives a step at the beginning.
  public var momentum: Lanes = 0.9
  /// After how many steps no momentum is left.
  public var steps = 500

  /// Momentum 0.9, a budget of 500 steps.
  public init() {}

  /// That of gradient descent, as which it ends; at the beginning it bears a rate up to 2 (1 + momentum).
  public var stabilityThreshold: StabilityThreshold? { StabilityThreshold(2, "2") }

  /// What is remembered for a coordinate.
  public struct Trace: Sendable {
    var velocity: Lanes = 0
  }

  /// At rest.
  public var start: Trace { Trace() }

  /// The share before the first step, where the velocity is 0.
  public var opening: Lanes { 0 }

  /// The share of the velocity that survives this step.
  public func advance(_ share: inout Lanes, step: Int) {
    let left = Lanes(max(0, 1 - Double(step - 1) / Double(steps)))
    share = momentum * left / (1 - momentum + momentum * left)
  }

  /// Moves one coordinate.
  public func move(_ point: inout Lanes, gradient: Lanes, trace: inout Trace, rate: Lanes, pace share: Lanes) {
    trace.velocity = share * trace.velocity - rate * gradient
    point += trace.velocity
  }
}
