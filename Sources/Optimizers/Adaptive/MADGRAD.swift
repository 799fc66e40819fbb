public import Calculus

/// MADGRAD: dual averaging, which always starts over from the start, by the cube root of all squares.
///
/// ```
/// l <- (rate + eps) sqrt(t)
/// s <- s + l g                            n <- n + l g^2
/// z <- x0 - s / (cbrt(n) + eps)           x0 the start
/// x <- x + (1 - momentum) (z - x)
/// ```
///
/// Every point is the start less a weighted sum of all gradients, in which late ones count more. The steps depend on
/// the size of the loss, though less than gradient descent's: the first is a tenth of the cube root of rate^2 times
/// slope.
///
/// - Order: first; one gradient a step.
/// - Memory: the start, the sum of gradients and the sum of squares.
/// - Deviates: nowhere from the authors' code, which adds eps to the rate; a rate of 0 stays 0 here.
/// - Source: A. Defazio, S. Jelassi, Adaptivity without compromise: a momentumized, adaptive, dual averaged gradient
///   method for stochastic optimization, Journal of Machine Learning Research 23 (2022) 144, arXiv:2101.11075,
///   Algorithm 1.
public struct MADGRAD: Rule {
  /// Who this is.
  public static let identity = Identity(
    name: "madgrad", label: "MADGRAD", summary: "dual averaging from the start, by the cube root of all squares",
    defaultRate: 1e-2)

  /// Every knob.
  public static let knobs: [Knob<MADGRAD>] = [
    .real("momentum", \.momentum, in: .decay, "share of the point that survives a step"),
    .real("eps", \.eps, in: .positive, "added to the root and to the rate, so that nothing is divided by 0"),
  ]

  /// The share of the point that survives a step.
  public var momentum: Lanes = 0.9
  /// What is added to the root and to the rate.
  public var eps: Lanes = 1e-6

  /// The authors' defaults.
  public init() {}

  /// What is remembered for a coordinate.
  public struct Trace: Sendable {
    var origin: Lanes = 0
    var sum: Lanes = 0
    var squareSum: Lanes = 0
  }

  /// Set where the run starts.
  public var start: Trace { Trace() }

  /// Every point is reckoned from the start.
  public func begin(_ trace: inout Trace, at point: Lanes) { trace.origin = point }

  /// No weight before the first step.
  public var opening: Lanes { 0 }

  /// The root of the step's number, by which a gradient weighs more the later it comes.
  public func advance(_ weight: inout Lanes, step: Int) { weight = Lanes(Double(step).squareRoot()) }

  /// Moves one coordinate.
  public func move(_ point: inout Lanes, gradient: Lanes, trace: inout Trace, rate: Lanes, pace weight: Lanes) {
    let share = (rate > 0).select((rate + eps) * weight, 0)
    trace.sum += share * gradient
    trace.squareSum += share * gradient * gradient
    let target = trace.origin - trace.sum / (Lanes.cbrt(trace.squareSum) + eps)
    point += (1 - momentum) * (target - point)
  }
}
