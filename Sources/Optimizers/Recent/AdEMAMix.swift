public import Calculus

/// AdEMAMix: Adam with a second mean beside the first, of ten thousand gradients.
///
/// ```
/// m <- beta1 m + (1 - beta1) g            l <- beta3 l + (1 - beta3) g
/// s <- beta2 s + (1 - beta2) g^2
/// x <- x - rate ((m / (1 - beta1^t) + alpha l) / (sqrt(s / (1 - beta2^t)) + eps) + weight_decay x)
/// ```
///
/// The long mean is not corrected and fills slowly: over a hundred steps the path is Adam's. Then the old slopes hold
/// it a little past the minimum, and it takes thousands of steps to come back, as long as they are remembered. With
/// `warmup` alpha grows from 0, and the length of the long mean from that of the short one, over so many steps.
///
/// - Order: first; one gradient a step.
/// - Memory: a short mean, a long mean and a mean square a coordinate.
/// - Deviates: nowhere from the authors' optax code; alpha is 5 as in the paper, their PyTorch code has 2.
/// - Source: M. Pagliardini, P. Ablin, D. Grangier, The AdEMAMix optimizer: better, faster, older, ICLR 2025,
///   arXiv:2409.03137, Algorithm 1.
public struct AdEMAMix: Rule {
  /// Who this is.
  public static let identity = Identity(
    name: "ademamix", label: "AdEMAMix", summary: "Adam with a second mean beside the first, of ten thousand gradients",
    defaultRate: 1e-3)

  /// The size of the loss does not matter.
  public static let invariances: Invariances = .lossScale

  /// Every knob.
  public static let knobs: [Knob<AdEMAMix>] = [
    .real("beta1", \.beta1, in: .decay, "share of the short mean that survives a step"),
    .real("beta2", \.beta2, in: .decay, "share of the mean square that survives a step"),
    .real("beta3", \.beta3, in: .fraction, "share of the long mean that survives a step"),
    .real("alpha", \.alpha, in: .notNegative, "weight of the long mean"),
    .real("eps", \.eps, in: .positive, "added to the root, so that nothing is divided by 0"),
    .real("weight_decay", \.weightDecay, in: .notNegative, "pull towards the origin, times the rate"),
    .whole("warmup", \.warmup, in: 0...1_000_000_000, "steps until alpha and beta3 are in force; 0 for at once"),
  ]

  /// The share of the short mean that survives a step.
  public var beta1: Lanes = 0.9
  /// The share of the mean square that survives a step.
  public var beta2: Lanes = 0.999
  /// The share of the long mean that survives a step.
  public var beta3: Lanes = 0.9999
  /// The weight of the long mean.
  public var alpha: Lanes = 5
  /// What is added to the root.
  public var eps: Lanes = 1e-8
  /// The share of the point that is taken off in each step, times the rate.
  public var weightDecay: Lanes = 0
  /// How many steps it takes until alpha and beta3 are in force.
  public var warmup = 0

  /// The paper's defaults, without warm-up.
  public init() {}

  /// What is remembered for a coordinate.
  public struct Trace: Sendable {
    var mean: Lanes = 0
    var longMean: Lanes = 0
    var meanSquare: Lanes = 0
  }

  /// What a step is made of.
  public struct Pace {
    var correction = BiasCorrection()
    var weight: Lanes = 0
    var share: Lanes = 0
  }

  /// All zero.
  public var start: Trace { Trace() }

  /// The zeroth powers.
  public var opening: Pace { Pace() }

  /// The corrections of a step, and where the warm-up stands.
  public func advance(_ pace: inout Pace, step: Int) {
    pace.correction.advance(beta1, beta2)
    guard step < warmup else {
      (pace.weight, pace.share) = (alpha, beta3)
      return
    }
    let progress = Lanes(Double(step) / Double(warmup))
    pace.weight = progress * alpha
    // The half-life of a mean, ln 0.5 / ln beta, grows in a straight line.
    let length = (1 - progress) / Lanes.log(beta1) + progress / Lanes.log(beta3)
    pace.share = Lanes.minimum(Lanes.exp(1 / length), beta3)
  }

  /// Moves one coordinate.
  public func move(_ point: inout Lanes, gradient: Lanes, trace: inout Trace, rate: Lanes, pace: Pace) {
    trace.mean = beta1 * trace.mean + (1 - beta1) * gradient
    trace.longMean = pace.share * trace.longMean + (1 - pace.share) * gradient
    trace.meanSquare = beta2 * trace.meanSquare + (1 - beta2) * gradient * gradient
    let direction = pace.correction.mean * trace.mean + pace.weight * trace.longMean
    let size = trace.meanSquare.squareRoot() * pace.correction.root + eps
    point -= rate * (direction / size + weightDecay * point)
  }
}
