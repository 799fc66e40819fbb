public import Calculus

/// Positive-negative momentum: two means that take turns, one ahead of the other.
///
/// ```
/// p <- momentum^2 p + (1 - momentum^2) g                                 in odd steps
/// x <- x - rate ((1 + beta) p - beta n) / sqrt((1 + beta)^2 + beta^2)    in odd steps
/// n <- momentum^2 n + (1 - momentum^2) g                                 in even steps
/// x <- x - rate ((1 + beta) n - beta p) / sqrt((1 + beta)^2 + beta^2)    in even steps
/// ```
///
/// Where the gradient is exact it is momentum that brakes itself a little, at 0.45 rates a step once the means are
/// full. What it is for shows with noise: the two means do not share their gradients, and their difference adds noise
/// that is to carry the run out of narrow hollows.
///
/// - Order: first; one gradient a step.
/// - Memory: two means a coordinate.
/// - Deviates: nowhere from the authors' code.
/// - Source: Z. Xie, L. Yuan, Z. Zhu, M. Sugiyama, Positive-negative momentum: manipulating stochastic gradient noise
///   to improve generalization, ICML 2021, arXiv:2103.17182, Algorithm 1.
public struct PNM: Rule {
  /// Who this is.
  public static let identity = Identity(
    name: "pnm", label: "PNM", summary: "two means of the gradients that take turns, one ahead of the other",
    defaultRate: 1e-3)

  /// A turn of the surface turns the path.
  public static let invariances: Invariances = .rotation

  /// Every knob.
  public static let knobs: [Knob<PNM>] = [
    .real("momentum", \.momentum, in: .decay, "share of the means that survives a step, on average"),
    .real("beta", \.beta, in: .notNegative, "weight of the mean whose turn it is not, taken off"),
  ]

  /// The share of the means that survives a step, on average; each is touched every other step.
  public var momentum: Lanes = 0.9
  /// The weight of the mean whose turn it is not.
  public var beta: Lanes = 1

  /// The authors' defaults.
  public init() {}

  /// What is remembered for a coordinate.
  public struct Trace: Sendable {
    var odd: Lanes = 0
    var even: Lanes = 0

    /// Takes a gradient into the mean whose turn it is, and returns the two mixed.
    @inline(__always)
    mutating func mix(_ gradient: Lanes, share: Lanes, beta: Lanes, isOdd: Bool) -> Lanes {
      let mean = share * (isOdd ? odd : even) + (1 - share) * gradient
      let other = isOdd ? even : odd
      if isOdd { odd = mean } else { even = mean }
      return ((1 + beta) * mean - beta * other) / ((1 + beta) * (1 + beta) + beta * beta).squareRoot()
    }
  }

  /// Zeros.
  public var start: Trace { Trace() }

  /// Whether the step is odd.
  public var opening: Bool { true }

  /// The means take turns.
  public func advance(_ isOdd: inout Bool, step: Int) { isOdd = step % 2 == 1 }

  /// Moves one coordinate.
  public func move(_ point: inout Lanes, gradient: Lanes, trace: inout Trace, rate: Lanes, pace isOdd: Bool) {
    point -= rate * trace.mix(gradient, share: momentum * momentum, beta: beta, isOdd: isOdd)
  }
}
