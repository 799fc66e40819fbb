public import Calculus

/// NAdam: Adam with Nesterov's look ahead.
///
/// ```
/// g <- gradient + weight_decay x
/// mu = beta1 (1 - 0.96^(t momentum_decay) / 2)
/// nu = beta1 (1 - 0.96^((t + 1) momentum_decay) / 2)
/// p <- p mu                               p = 1 at the start
/// m <- beta1 m + (1 - beta1) g
/// s <- beta2 s + (1 - beta2) g^2
/// x <- x - rate * ((1 - mu) g / (1 - p) + nu m / (1 - p nu)) / (sqrt(s / (1 - beta2^t)) + eps)
/// ```
///
/// It turns where the slope turns, half a swing before Adam, so that its loops are narrower; the first steps are as long
/// as Adam's.
///
/// - Order: first; one gradient a step.
/// - Memory: a mean and a mean square a coordinate.
/// - Deviates: `convention=torch` is the paper's schedule of momenta with decay 1/250; `keras` has decay 1 and eps 1e-7;
///   `optax` has no schedule, its momentum is beta1 throughout.
/// - Source: T. Dozat, Incorporating Nesterov momentum into Adam, ICLR 2016 workshop.
public struct NAdam: Rule {
  /// The ways in which libraries differ.
  public enum Convention: String, CaseIterable, Sendable { case torch, keras, optax }

  /// Who this is.
  public static let identity = Identity(
    name: "nadam", label: "NAdam", summary: "Adam with Nesterov's look ahead", defaultRate: 2e-3)

  /// The size of the loss does not matter.
  public static let invariances: Invariances = .lossScale

  /// Every knob.
  public static let knobs: [Knob<NAdam>] = [
    .choice("convention", \.convention, "whose algorithm; sets momentum_decay and eps"),
    .real("beta1", \.beta1, in: .decay, "share of the mean that survives a step"),
    .real("beta2", \.beta2, in: .decay, "share of the mean square that survives a step"),
    .real("eps", \.eps, in: .notNegative, "added to the root, so that nothing is divided by 0"),
    .real("weight_decay", \.weightDecay, in: .notNegative, "pull towards the origin, added to the gradient"),
    .real("momentum_decay", \.momentumDecay, in: .notNegative, "how fast the momentum rises to beta1"),
  ]

  /// Whose algorithm it is; setting it sets the decay of momentum and eps.
  public var convention = Convention.torch {
    didSet {
      eps = convention == .keras ? 1e-7 : 1e-8
      momentumDecay = convention == .keras ? 1 : 4e-3
    }
  }
  /// The share of the mean that survives a step.
  public var beta1: Lanes = 0.9
  /// The share of the mean square that survives a step.
  public var beta2: Lanes = 0.999
  /// What is added to the root.
  public var eps: Lanes = 1e-8
  /// How much of the point is added to the gradient.
  public var weightDecay: Lanes = 0
  /// How fast the momentum rises to `beta1`.
  public var momentumDecay: Lanes = 4e-3

  /// PyTorch's defaults.
  public init() {}

  /// The weights of a step.
  public struct Pace {
    var correction = BiasCorrection()
    /// The momentum of the step, and of the next.
    var momentum: Lanes = 0
    var next: Lanes = 0
    /// The product of all momenta up to this step.
    var product: Lanes = 1
    var gradientWeight: Lanes = 0
    var meanWeight: Lanes = 0
  }

  /// All zero.
  public var start: Adam.Trace { Adam.Trace() }

  /// The first momentum.
  public var opening: Pace {
    var pace = Pace()
    pace.next = momentum(at: 1)
    return pace
  }

  /// The weights of gradient and mean in a step.
  public func advance(_ pace: inout Pace, step: Int) {
    pace.correction.advance(beta1, beta2)
    pace.momentum = pace.next
    pace.next = momentum(at: step + 1)
    pace.product *= pace.momentum
    pace.gradientWeight = (1 - pace.momentum) / (1 - pace.product)
    pace.meanWeight = pace.next / (1 - pace.product * pace.next)
  }

  private func momentum(at step: Int) -> Lanes {
    guard convention != .optax else { return beta1 }
    return beta1 * (1 - 0.5 * Lanes.pow(0.96, Lanes(Double(step)) * momentumDecay))
  }

  /// Moves one coordinate.
  public func move(_ point: inout Lanes, gradient: Lanes, trace: inout Adam.Trace, rate: Lanes, pace: Pace) {
    let slope = gradient + weightDecay * point
    trace.mean = beta1 * trace.mean + (1 - beta1) * slope
    trace.meanSquare = beta2 * trace.meanSquare + (1 - beta2) * slope * slope
    let ahead = pace.gradientWeight * slope + pace.meanWeight * trace.mean
    point -= rate * ahead / (trace.meanSquare.squareRoot() * pace.correction.root + eps)
  }
}
