public import Calculus

/// AdaGrad: each coordinate's gradient divided by the root of all its squares so far.
///
/// ```
/// g <- gradient + weight_decay x
/// s <- s + g^2                            s = initial_accumulator_value before the first step
/// x <- x - rate / (1 + (t - 1) lr_decay) * g / (sqrt(s) + eps)
/// ```
///
/// The first step moves every coordinate by the rate. Then the steps shrink like 1 / sqrt(t) at the least: a steep start
/// is never forgotten, and in a long valley the path seems to stop.
///
/// - Order: first; one gradient a step.
/// - Memory: a sum of squares a coordinate.
/// - Deviates: nowhere from PyTorch. With `convention=keras`, which is optax's too, the sum starts at 0.1 and eps, 1e-7,
///   stands under the root.
/// - Source: J. Duchi, E. Hazan, Y. Singer, Journal of Machine Learning Research 12 (2011) 2121; the form is that of
///   `torch.optim.Adagrad`.
public struct AdaGrad: Rule {
  /// The ways in which libraries differ.
  public enum Convention: String, CaseIterable, Sendable { case torch, keras }

  /// Who this is.
  public static let identity = Identity(
    name: "adagrad", label: "Adagrad",
    summary: "the gradient divided by the root of all its squares so far", defaultRate: 0.01)

  /// The size of the loss does not matter.
  public static let invariances: Invariances = .lossScale

  /// Every knob.
  public static let knobs: [Knob<AdaGrad>] = [
    .choice("convention", \.convention, "whose algorithm; sets initial_accumulator_value and eps"),
    .real("lr_decay", \.rateDecay, in: .notNegative, "how fast the rate falls with the steps"),
    .real("weight_decay", \.weightDecay, in: .notNegative, "pull towards the origin, added to the gradient"),
    .real("initial_accumulator_value", \.initialSum, in: .notNegative, "the sum of squares before the first step"),
    .real("eps", \.eps, in: .notNegative, "added to the root, so that nothing is divided by 0"),
  ]

  /// Whose algorithm it is; setting it sets the first sum and eps.
  public var convention = Convention.torch {
    didSet {
      initialSum = convention == .keras ? 0.1 : 0
      eps = convention == .keras ? 1e-7 : 1e-10
    }
  }
  /// How fast the rate falls with the steps.
  public var rateDecay: Lanes = 0
  /// How much of the point is added to the gradient.
  public var weightDecay: Lanes = 0
  /// The sum of squares before the first step.
  public var initialSum: Lanes = 0
  /// What is added to the root.
  public var eps: Lanes = 1e-10

  /// PyTorch's defaults.
  public init() {}

  /// What is remembered for a coordinate.
  public struct Trace: Sendable {
    var sum: Lanes
  }

  /// The sum it starts with.
  public var start: Trace { Trace(sum: initialSum) }

  /// The whole rate.
  public var opening: Lanes { 1 }

  /// The factor on the rate in a step.
  public func advance(_ factor: inout Lanes, step: Int) { factor = 1 / (1 + Lanes(Double(step - 1)) * rateDecay) }

  /// Moves one coordinate.
  public func move(_ point: inout Lanes, gradient: Lanes, trace: inout Trace, rate: Lanes, pace factor: Lanes) {
    let slope = gradient + weightDecay * point
    trace.sum += slope * slope
    let size = convention == .torch ? trace.sum.squareRoot() + eps : (trace.sum + eps).squareRoot()
    point -= rate * factor * slope / size
  }
}
