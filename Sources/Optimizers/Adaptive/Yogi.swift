public import Calculus

/// Yogi: Adam whose mean square follows the gradient by steps of its square, and so shrinks slowly.
///
/// ```
/// m <- beta1 m + (1 - beta1) g
/// s <- s - (1 - beta2) sign(s - g^2) g^2
/// x <- x - rate m / (sqrt(s) + eps)
/// ```
///
/// Where slopes fall, Adam forgets the steep ones by a fixed share a step; Yogi by a thousandth of the small new
/// squares, which is next to nothing. A steep start keeps the steps short. The first are three rates long, as nothing
/// is corrected.
///
/// - Order: first; one gradient a step.
/// - Memory: a mean and a mean square a coordinate.
/// - Deviates: nowhere from the paper, which corrects no bias. With `convention=optax`, which is pytorch_optimizer's
///   too, both means start at 1e-6 and are then corrected as in Adam; as the mean starts above 0, a run creeps even
///   from rest.
/// - Source: M. Zaheer, S. Reddi, D. Sachan, S. Kale, S. Kumar, Adaptive methods for nonconvex optimization, NeurIPS
///   2018, Algorithm 2.
public struct Yogi: Rule {
  /// The ways in which libraries differ.
  public enum Convention: String, CaseIterable, Sendable { case paper, optax }

  /// Who this is.
  public static let identity = Identity(
    name: "yogi", label: "Yogi",
    summary: "Adam whose mean square shrinks slowly", defaultRate: 1e-2)

  /// Every knob.
  public static let knobs: [Knob<Yogi>] = [
    .choice("convention", \.convention, "whose algorithm; sets initial_accumulator_value"),
    .real("beta1", \.beta1, in: .decay, "share of the mean that survives a step"),
    .real("beta2", \.beta2, in: .decay, "1 less this is the share of a square by which the mean square moves"),
    .real("eps", \.eps, in: .notNegative, "added to the root, so that nothing is divided by 0"),
    .real(
      "initial_accumulator_value", \.initialValue, in: .notNegative,
      "mean square before the first step; optax: mean too"),
  ]

  /// Whose algorithm it is; setting it sets what the means start at.
  public var convention = Convention.paper {
    didSet { initialValue = convention == .optax ? 1e-6 : 0 }
  }
  /// The share of the mean that survives a step.
  public var beta1: Lanes = 0.9
  /// What is left of 1 when the share of a new square in the mean square is taken off.
  public var beta2: Lanes = 0.999
  /// What is added to the root.
  public var eps: Lanes = 1e-3
  /// The mean square before the first step.
  public var initialValue: Lanes = 0

  /// The paper's defaults.
  public init() {}

  /// The mean square where it is set to start.
  public var start: Adam.Trace {
    Adam.Trace(mean: convention == .optax ? initialValue : 0, meanSquare: initialValue)
  }

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
    trace.meanSquare -= (1 - beta2) * Lanes.sign(trace.meanSquare - square) * square
    let root = trace.meanSquare.squareRoot()
    switch convention {
    case .paper: point -= rate * trace.mean / (root + eps)
    case .optax: point -= rate * pace.mean * trace.mean / (root * pace.root + eps)
    }
  }
}
