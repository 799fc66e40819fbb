public import Calculus

/// KATE: AdaGrad without its root, and a sum above the line that makes up for it.
///
/// ```
/// b <- b + g^2 + eps
/// m <- m + delta g^2 + g^2 / b
/// x <- x - rate sqrt(m) g / b
/// ```
///
/// Steps are short where the gradient has been large: a steep coordinate goes slowly and a flat one fast, the reverse
/// of gradient descent, so it runs along a valley before it has gone down to its floor. The path depends on the size of
/// the loss; what does not is how it fits rows of data whose columns are scaled.
///
/// - Order: first; one gradient a step.
/// - Memory: two sums a coordinate.
/// - Deviates: nowhere from the authors' code, which adds eps in every step.
/// - Source: S. Choudhury and others, Remove that square root: a new efficient scale-invariant version of AdaGrad,
///   NeurIPS 2024, arXiv:2403.02648, Algorithm 1.
public struct KATE: Rule {
  /// Who this is.
  public static let identity = Identity(
    name: "kate", label: "KATE", summary: "AdaGrad without its root, and a sum above the line that makes up for it",
    defaultRate: 1e-3)

  /// Every knob.
  public static let knobs: [Knob<KATE>] = [
    .real("delta", \.delta, in: .notNegative, "weight of the plain squares above the line"),
    .real("eps", \.eps, in: .positive, "added to each square, so that nothing is divided by 0"),
  ]

  /// The weight of the plain squares above the line.
  public var delta: Lanes = 0
  /// What is added to each square.
  public var eps: Lanes = 1e-8

  /// The authors' defaults.
  public init() {}

  /// What is remembered for a coordinate.
  public struct Trace: Sendable {
    var squareSum: Lanes = 0
    var shareSum: Lanes = 0
  }

  /// All zero.
  public var start: Trace { Trace() }

  /// Moves one coordinate.
  public func move(_ point: inout Lanes, gradient: Lanes, trace: inout Trace, rate: Lanes, pace: Void) {
    let square = gradient * gradient
    trace.squareSum += square + eps
    trace.shareSum += delta * square + square / trace.squareSum
    point -= rate * trace.shareSum.squareRoot() * gradient / trace.squareSum
  }
}
