public import Calculus

/// AvaGrad: Adam's division by what was known a step before, brought back to the mean size of the divisors.
///
/// ```
/// m <- beta1 m + (1 - beta1) g
/// x <- x - rate c (m / (1 - beta1^t)) / (sqrt(s / (1 - beta2^(t - 1))) + eps)     not in the first step
/// c <- 1 / RMS(1 / (sqrt(s / (1 - beta2^t)) + eps))
/// s <- beta2 s + (1 - beta2) g^2
/// ```
///
/// As c takes out the size of the divisors, steps are as long as the slope says, like those of momentum, and only their
/// direction is Adam's. So `eps` says how adaptive it is, and at 0.1 or above may be tuned without touching the rate; and
/// a rate that suits the start may be far too large on a steep wall.
///
/// - Order: first; one gradient a step.
/// - Memory: a mean and a mean square a coordinate; c.
/// - Deviates: from the paper as the authors' code does, whose c is that of the step before.
/// - Source: P. Savarese, D. McAllester, S. Babu, M. Maire, Domain-independent dominance of adaptive methods, CVPR 2021,
///   arXiv:1912.01823, Algorithm 2.
public struct AvaGrad: VectorRule {
  /// Who this is.
  public static let identity = Identity(
    name: "avagrad", label: "AvaGrad",
    summary: "Adam's division a step late, brought back to the mean size of the divisors", defaultRate: 0.1)

  /// Every knob.
  public static let knobs: [Knob<AvaGrad>] = [
    .real("beta1", \.beta1, in: .decay, "share of the mean that survives a step"),
    .real("beta2", \.beta2, in: .decay, "share of the mean square that survives a step"),
    .real("eps", \.eps, in: .positive, "added to the root; the larger, the less adaptive"),
  ]

  /// The share of the mean that survives a step.
  public var beta1: Lanes = 0.9
  /// The share of the mean square that survives a step.
  public var beta2: Lanes = 0.999
  /// What is added to the root.
  public var eps: Lanes = 0.1

  /// The authors' defaults.
  public init() {}

  /// What is remembered for the run.
  public struct Common: Sendable {
    var correction = BiasCorrection()
    /// The mean size of the divisors, 0 as long as there is none.
    var size: Lanes = 0
  }

  /// All zero.
  public var start: Adam.Trace { Adam.Trace() }

  /// Before the first step.
  public var opening: Common { Common() }

  /// Takes one step.
  public func move(_ body: Body<Adam.Trace>, common: inout Common, rate: Lanes, step: Int) {
    let before = common.correction.root
    common.correction.advance(beta1, beta2)
    let length = rate * common.size * common.correction.mean
    var sum: Lanes = 0
    for index in body.indices {
      let gradient = body.gradient[index]
      let root = body.trace[index].meanSquare.squareRoot()
      body.trace[index].mean = beta1 * body.trace[index].mean + (1 - beta1) * gradient
      body.trace[index].meanSquare = beta2 * body.trace[index].meanSquare + (1 - beta2) * gradient * gradient
      body.point[index] -= length * body.trace[index].mean / (root * before + eps)
      let divisor = root * common.correction.root + eps
      sum += 1 / (divisor * divisor)
    }
    common.size = 1 / (sum / Lanes(Double(body.count))).squareRoot()
  }
}
