public import Calculus

/// AdaGrad without its root: the gradient divided by the sum of its squares itself.
///
/// ```
/// s <- s + g^2
/// x <- x - rate g / (s + eps)
/// ```
///
/// It shows why the root matters. The first step is rate / g long: the steeper the slope, the shorter the step, so what
/// starts on a steep wall hardly moves, and what starts on a plain shoots away.
///
/// - Order: first; one gradient a step.
/// - Memory: a sum of squares a coordinate.
/// - Deviates: from AdaGrad on purpose, in the missing root alone.
/// - Source: an ablation of J. Duchi, E. Hazan, Y. Singer, Journal of Machine Learning Research 12 (2011) 2121.
public struct AdaGradWithoutRoot: Rule {
  /// Who this is.
  public static let identity = Identity(
    name: "adagrad-no-root", aliases: ["adagrad-without-root"], label: "Adagrad, no root",
    summary: "Adagrad without its root: shows why the root matters", defaultRate: 0.01)

  /// Every knob.
  public static let knobs: [Knob<AdaGradWithoutRoot>] = [
    .real("eps", \.eps, in: .notNegative, "added to the sum, so that nothing is divided by 0")
  ]

  /// What is added to the sum.
  public var eps: Lanes = 1e-10

  /// Adagrad's default.
  public init() {}

  /// What is remembered for a coordinate.
  public struct Trace: Sendable {
    var sum: Lanes = 0
  }

  /// Zero.
  public var start: Trace { Trace() }

  /// Moves one coordinate.
  public func move(_ point: inout Lanes, gradient: Lanes, trace: inout Trace, rate: Lanes, pace: Void) {
    trace.sum += gradient * gradient
    point -= rate * gradient / (trace.sum + eps)
  }
}
