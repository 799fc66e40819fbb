public import Calculus

/// AdaSmooth: RMSprop whose memory is short where the path is straight and long where it goes to and fro.
///
/// ```
/// a <- a + x - x'                         the sum of the steps; x' the point before, the start at first
/// b <- b + |x - x'|
/// e = |a| / (b + eps)                     how straight the coordinate has come, from 0 to 1
/// c = (beta2 - beta1) e + 1 - beta2
/// s <- (1 - c^2) s + c^2 g^2
/// x' <- x
/// x <- x - rate g / sqrt(s + eps)
/// ```
///
/// Nothing has been walked before the first step, so c is at its least, and s with it: the first step is a hundred
/// rates long, the next a few. Set its rate by that, or it leaves the figure at once.
///
/// - Order: first; one gradient a step.
/// - Memory: the point before, the two sums of steps and a mean square a coordinate.
/// - Deviates: nowhere from pytorch_optimizer, where the sums run over all steps; the paper takes them over a window.
/// - Source: J. Lu, AdaSmooth: an adaptive learning rate method based on effective ratio, arXiv:2204.00825 (2022).
public struct AdaSmooth: Rule {
  /// Who this is.
  public static let identity = Identity(
    name: "adasmooth", label: "AdaSmooth",
    summary: "RMSprop with a short memory where the path is straight and a long one elsewhere", defaultRate: 1e-3)

  /// Every knob.
  public static let knobs: [Knob<AdaSmooth>] = [
    .real("beta1", \.beta1, in: .decay, "what is kept of 1 for the memory of a straight path"),
    .real("beta2", \.beta2, in: .decay, "what is kept of 1 for that of a path that goes to and fro"),
    .real("eps", \.eps, in: .positive, "added to what divides, so that it is not 0"),
  ]

  /// What is kept of 1 for the memory of a straight path.
  public var beta1: Lanes = 0.5
  /// What is kept of 1 for the memory of a path that goes to and fro.
  public var beta2: Lanes = 0.99
  /// What is added to the length of the path and to the mean square.
  public var eps: Lanes = 1e-6

  /// The author's defaults.
  public init() {}

  /// What is remembered for a coordinate.
  public struct Trace: Sendable {
    var before: Lanes = 0
    var sum: Lanes = 0
    var length: Lanes = 0
    var meanSquare: Lanes = 0
  }

  /// Set where the run starts.
  public var start: Trace { Trace() }

  /// Nothing has been walked.
  public func begin(_ trace: inout Trace, at point: Lanes) { trace.before = point }

  /// Moves one coordinate.
  public func move(_ point: inout Lanes, gradient: Lanes, trace: inout Trace, rate: Lanes, pace: Void) {
    let step = point - trace.before
    trace.before = point
    trace.sum += step
    trace.length += step.magnitude
    let share = (beta2 - beta1) * trace.sum.magnitude / (trace.length + eps) + (1 - beta2)
    let weight = share * share
    trace.meanSquare = (1 - weight) * trace.meanSquare + weight * gradient * gradient
    point -= rate * gradient / (trace.meanSquare + eps).squareRoot()
  }
}
