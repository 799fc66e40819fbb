public import Calculus

/// Adam: momentum divided by a running estimate of the gradient's size.
///
/// ```
/// g <- gradient + weight_decay x
/// m <- beta1 m + (1 - beta1) g
/// s <- beta2 s + (1 - beta2) g^2
/// x <- x - rate * (m / (1 - beta1^t)) / (sqrt(s / (1 - beta2^t)) + eps)
/// ```
///
/// The first step moves every coordinate by the rate, whatever the slope, so the path starts along a diagonal. Later it
/// swings like momentum, at a speed of at most about one rate a step; near the minimum it spirals.
///
/// - Order: first; one gradient a step.
/// - Memory: a mean and a mean square a coordinate.
/// - Deviates: nowhere from PyTorch. The paper's Algorithm 1 is the same; eps stands outside the root.
/// - Source: D. P. Kingma, J. Ba, Adam: a method for stochastic optimization, ICLR 2015, arXiv:1412.6980, Algorithm 1.
public struct Adam: Rule {
  /// Who this is.
  public static let identity = Identity(
    name: "adam", label: "Adam",
    summary: "momentum divided by a running estimate of the gradient's size", defaultRate: 1e-3)

  /// Every knob.
  public static let knobs: [Knob<Adam>] = [
    .real("beta1", \.beta1, in: .decay, "share of the mean that survives a step"),
    .real("beta2", \.beta2, in: .decay, "share of the mean square that survives a step"),
    .real("eps", \.eps, in: .notNegative, "added to the root, so that nothing is divided by 0"),
    .real("weight_decay", \.weightDecay, in: .notNegative, "pull towards the origin, added to the gradient"),
  ]

  /// The share of the mean that survives a step.
  public var beta1: Lanes = 0.9
  /// The share of the mean square that survives a step.
  public var beta2: Lanes = 0.999
  /// What is added to the root.
  public var eps: Lanes = 1e-8
  /// How much of the point is added to the gradient.
  public var weightDecay: Lanes = 0

  /// The paper's defaults.
  public init() {}

  /// What is remembered for a coordinate.
  public struct Trace: Sendable {
    var mean: Lanes = 0
    var meanSquare: Lanes = 0
  }

  /// What corrects the bias of the means towards their zero start.
  public struct Correction {
    var power1: Lanes = 1
    var power2: Lanes = 1
    var mean: Lanes = 1
    var root: Lanes = 1
  }

  /// All zero.
  public var start: Trace { Trace() }

  /// The zeroth powers.
  public var opening: Correction { Correction() }

  /// The powers of both shares grow by one, and the corrections follow.
  public func advance(_ pace: inout Correction, step: Int) {
    pace.power1 = pace.power1.nextPower(of: beta1)
    pace.power2 = pace.power2.nextPower(of: beta2)
    pace.mean = 1 / (1 - pace.power1)
    pace.root = 1 / (1 - pace.power2).squareRoot()
  }

  /// Moves one coordinate.
  public func move(_ point: inout Lanes, gradient: Lanes, trace: inout Trace, rate: Lanes, pace: Correction) {
    let slope = gradient + weightDecay * point
    trace.mean = beta1 * trace.mean + (1 - beta1) * slope
    trace.meanSquare = beta2 * trace.meanSquare + (1 - beta2) * slope * slope
    let size = trace.meanSquare.squareRoot() * pace.root + eps
    point -= rate * pace.mean * trace.mean / size
  }
}
