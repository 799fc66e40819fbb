public import Calculus

/// Tiger: Lion with one decay in place of two, which is Signum with a longer mean and weight decay.
///
/// ```
/// m <- beta m + (1 - beta) g
/// x <- x - rate (sign(m) + weight_decay x)
/// ```
///
/// Diagonal steps of equal length that overshoot further than Signum's: the mean is three times as long. The decay
/// draws it towards the origin, at the default by a hundredth of a rate for each unit of distance.
///
/// - Order: first; one gradient a step.
/// - Memory: one mean a coordinate.
/// - Deviates: nowhere from pytorch_optimizer. The author scales the rate by the root mean square of each layer.
/// - Source: J. Su, Tiger: a tight-fisted optimizer, github.com/bojone/tiger (2023).
public struct Tiger: Rule {
  /// Who this is.
  public static let identity = Identity(
    name: "tiger", label: "Tiger", summary: "Lion with one decay in place of two", defaultRate: 1e-3)

  /// The size of the loss does not matter.
  public static let invariances: Invariances = .lossScale

  /// Every knob.
  public static let knobs: [Knob<Tiger>] = [
    .real("beta", \.signum.momentum, in: .decay, "share of the mean that survives a step"),
    .real("weight_decay", \.signum.weightDecay, in: .notNegative, "pull towards the origin, times the rate"),
  ]

  /// The rule that takes the step.
  private var signum: Signum

  /// The author's decay, 0.965, with weight decay 0.01.
  public init() {
    signum = Signum()
    signum.momentum = 0.965
    signum.weightDecay = 0.01
  }

  /// Zero.
  public var start: Signum.Trace { signum.start }

  /// Moves one coordinate.
  public func move(_ point: inout Lanes, gradient: Lanes, trace: inout Signum.Trace, rate: Lanes, pace: Void) {
    signum.move(&point, gradient: gradient, trace: &trace, rate: rate, pace: pace)
  }
}
