public import Calculus

/// SM3: AdaGrad that saves memory, with momentum; on a vector there is nothing to save.
///
/// ```
/// s <- s + g^2
/// v <- momentum v + (1 - momentum) g / sqrt(s + eps)
/// x <- x - rate v
/// ```
///
/// For a matrix one sum is kept for each row and column, and the smaller of the two divides; a vector has a sum for
/// each coordinate. The first steps are a tenth of AdaGrad's, then the mean fills up and carries it past the floor, as
/// momentum does.
///
/// - Order: first; one gradient a step.
/// - Memory: a sum of squares and a mean of steps a coordinate.
/// - Deviates: nowhere from the authors' code for a vector, where eps only guards the division. Optax has eps 1e-8;
///   pytorch_optimizer no momentum unless it is set.
/// - Source: R. Anil, V. Gupta, T. Koren, Y. Singer, Memory-efficient adaptive optimization, NeurIPS 2019,
///   arXiv:1901.11150, Algorithm SM3-II.
public struct SM3: Rule {
  /// Who this is.
  public static let identity = Identity(
    name: "sm3", label: "SM3", summary: "AdaGrad with momentum, as it saves memory on matrices", defaultRate: 0.1)

  /// The size of the loss does not matter.
  public static let invariances: Invariances = .lossScale

  /// Every knob.
  public static let knobs: [Knob<SM3>] = [
    .real("momentum", \.momentum, in: .decay, "share of the mean of steps that survives a step"),
    .real("eps", \.eps, in: .positive, "added under the root, so that nothing is divided by 0"),
  ]

  /// The share of the mean of steps that survives a step.
  public var momentum: Lanes = 0.9
  /// What is added under the root.
  public var eps: Lanes = 1e-30

  /// The authors' momentum.
  public init() {}

  /// That of momentum as a mean, for the curvature divided by what divides the first step, |g|; eps under the root
  /// counts as its root beside it.
  ///
  /// - Source: J. Cohen and others, Adaptive gradient methods at the edge of stability, arXiv:2207.14484 (2022).
  public var stabilityThreshold: StabilityThreshold? {
    let beta = momentum[0]
    return StabilityThreshold(
      2 * (1 + beta) / (1 - beta), "2(1+β)", over: "(1−β)", preconditioner: .init(scale: 1, offset: eps[0].squareRoot())
    )
  }

  /// What is remembered for a coordinate.
  public struct Trace: Sendable {
    var squareSum: Lanes = 0
    var mean: Lanes = 0
  }

  /// All zero.
  public var start: Trace { Trace() }

  /// Moves one coordinate.
  public func move(_ point: inout Lanes, gradient: Lanes, trace: inout Trace, rate: Lanes, pace: Void) {
    trace.squareSum += gradient * gradient
    let step = gradient / (trace.squareSum + eps).squareRoot()
    trace.mean = momentum * trace.mean + (1 - momentum) * step
    point -= rate * trace.mean
  }
}
