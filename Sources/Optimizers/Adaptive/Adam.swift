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
/// - Deviates: nowhere from PyTorch. The paper's Algorithm 1 is the same; eps stands outside the root. With
///   `convention=keras` eps is 1e-7 and is added to the uncorrected root, as in the paper's efficient form.
/// - Source: D. P. Kingma, J. Ba, Adam: a method for stochastic optimization, ICLR 2015, arXiv:1412.6980, Algorithm 1.
public struct Adam: Rule {
  /// The ways in which libraries differ.
  public enum Convention: String, CaseIterable, Sendable { case torch, keras }

  /// Who this is.
  public static let identity = Identity(
    name: "adam", label: "Adam",
    summary: "momentum divided by a running estimate of the gradient's size", defaultRate: 1e-3)

  /// The size of the loss does not matter.
  public static let invariances: Invariances = .lossScale

  /// Every knob.
  public static let knobs: [Knob<Adam>] = [
    .choice("convention", \.convention, "whose algorithm; sets eps"),
    .real("beta1", \.beta1, in: .decay, "share of the mean that survives a step"),
    .real("beta2", \.beta2, in: .decay, "share of the mean square that survives a step"),
    .real("eps", \.eps, in: .notNegative, "added to the root, so that nothing is divided by 0"),
    .real("weight_decay", \.weightDecay, in: .notNegative, "pull towards the origin, added to the gradient"),
  ]

  /// Whose algorithm it is; setting it sets eps.
  public var convention = Convention.torch {
    didSet { eps = convention == .keras ? 1e-7 : 1e-8 }
  }
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

  /// That of momentum as a mean, for the curvature divided by what divides the first step: |g| + eps, as the corrections
  /// of mean and mean square cancel their zero starts.
  ///
  /// - Source: J. Cohen and others, Adaptive gradient methods at the edge of stability, arXiv:2207.14484 (2022): 38 with
  ///   the defaults, for a preconditioner that stays.
  public var stabilityThreshold: StabilityThreshold? {
    // Keras adds eps to the root before the root is corrected.
    let offset = convention == .torch ? eps[0] : eps[0] / (1 - beta2[0]).squareRoot()
    return .meanOverSize(beta: beta1[0], offset: offset, addedCurvature: weightDecay[0])
  }

  /// What is remembered for a coordinate.
  public struct Trace: Sendable {
    var mean: Lanes = 0
    var meanSquare: Lanes = 0
  }

  /// All zero.
  public var start: Trace { Trace() }

  /// The zeroth powers.
  public var opening: BiasCorrection { BiasCorrection() }

  /// The corrections of a step.
  public func advance(_ pace: inout BiasCorrection, step: Int) { pace.advance(beta1, beta2) }

  /// Moves one coordinate.
  @inline(__always)
  public func move(_ point: inout Lanes, gradient: Lanes, trace: inout Trace, rate: Lanes, pace: BiasCorrection) {
    let slope = gradient + weightDecay * point
    trace.mean = beta1 * trace.mean + (1 - beta1) * slope
    trace.meanSquare = beta2 * trace.meanSquare + (1 - beta2) * slope * slope
    let root = trace.meanSquare.squareRoot()
    let size = convention == .torch ? root * pace.root + eps : (root + eps) * pace.root
    point -= rate * pace.mean * trace.mean / size
  }
}
