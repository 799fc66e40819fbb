public import Calculus

/// COCOB: every coordinate bets a share of what it has won on the next gradient's sign.
///
/// ```
/// L <- max(L, |g|)                        the largest gradient; eps at first
/// G <- G + |g|
/// R <- max(R - g (x - x0), 0)             what has been won; x0 the start
/// C <- C - g
/// x' = x0 + C / (L max(G + L, alpha L)) (L + R)
/// x <- x'
/// ```
///
/// The first step is 1 / alpha in every coordinate, along a diagonal. While the gradients keep their sign the bets pay and
/// the steps grow, at last exponentially; once the minimum is passed, losses bring the point back. There is no rate.
///
/// - Order: first; one gradient a step.
/// - Memory: the start, the largest gradient, two sums and the reward a coordinate.
/// - Deviates: nowhere.
/// - Source: F. Orabona, T. Tommasi, Training deep networks without learning rates through coin betting, NIPS 2017,
///   arXiv:1705.07795, Algorithm 2.
public struct COCOB: Rule {
  /// Who this is.
  public static let identity = Identity(
    name: "cocob", aliases: ["cocob-backprop"], label: "COCOB",
    summary: "every coordinate bets a share of what it has won on the next gradient's sign", defaultRate: nil)

  /// The size of the loss does not matter.
  public static let invariances: Invariances = .lossScale

  /// A step is counted from the start, and not from the point.
  public static let followsPoint = false

  /// Every knob.
  public static let knobs: [Knob<COCOB>] = [
    .real("alpha", \.alpha, in: .positive, "how small a share the first bets are"),
    .real("eps", \.eps, in: .positive, "least value of the largest gradient, so that nothing is divided by 0"),
  ]

  /// How small a share the first bets are.
  public var alpha: Lanes = 100
  /// The least value of the largest gradient.
  public var eps: Lanes = 1e-8

  /// The authors' defaults.
  public init() {}

  /// What is remembered for a coordinate.
  public struct Trace: Sendable {
    var start: Lanes = 0
    var largest: Lanes = 0
    var magnitudes: Lanes = 0
    var reward: Lanes = 0
    var descent: Lanes = 0
  }

  /// All zero; `begin` notes the start.
  public var start: Trace { Trace(largest: eps) }

  /// Notes where the run starts.
  public func begin(_ trace: inout Trace, at point: Lanes) { trace.start = point }

  /// Moves one coordinate.
  public func move(_ point: inout Lanes, gradient: Lanes, trace: inout Trace, rate: Lanes, pace: Void) {
    let magnitude = gradient.magnitude
    trace.largest = (magnitude > trace.largest).select(magnitude, trace.largest)
    trace.magnitudes += magnitude
    let reward = trace.reward - gradient * (point - trace.start)
    trace.reward = (reward > 0).select(reward, 0)
    trace.descent -= gradient
    let grown = trace.magnitudes + trace.largest
    let least = alpha * trace.largest
    let bet = trace.descent / (trace.largest * (grown > least).select(grown, least))
    point = trace.start + bet * (trace.largest + trace.reward)
  }
}
