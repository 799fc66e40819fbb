public import Calculus

/// AccSGD: a cautious step and a long one, and a point between where the two lead.
///
/// ```
/// b <- constant^2 xi / kappa
/// w <- (1 - b) w + b x - b rate kappa / constant g            the long step; w = x at the start
/// x <- x - rate g                                             the cautious one
/// x <- x + b / (constant + b) (w - x)
/// ```
///
/// At the authors' settings b is 0.005: w moves 7 rates a step and remembers 200 of them, x follows it by 0.007 a step.
/// On a bowl the first ten steps are close to gradient descent's; then w carries x on, faster, and a little past the
/// floor.
///
/// - Order: first; one gradient a step.
/// - Memory: one averaged point a coordinate.
/// - Deviates: nowhere from the authors' code.
/// - Source: R. Kidambi, P. Netrapalli, P. Jain, S. Kakade, On the insufficiency of existing momentum schemes for
///   stochastic optimization, ICLR 2018, arXiv:1803.05591, Algorithm 1.
public struct AccSGD: Rule {
  /// Who this is.
  public static let identity = Identity(
    name: "accsgd", label: "AccSGD", summary: "a point between where a cautious step and a long one lead",
    defaultRate: 1e-3)

  /// A turn of the surface turns the path.
  public static let invariances: Invariances = .rotation

  /// Every knob.
  public static let knobs: [Knob<AccSGD>] = [
    .real(
      "kappa", \.kappa, in: Interval(1, .infinity, includesLower: true, includesUpper: false),
      "how many times longer the long step is"),
    .real("xi", \.xi, in: .notNegative, "how much statistical gain is assumed, at most the root of kappa"),
    .real("constant", \.constant, in: .fraction, "a number below 1"),
  ]

  /// How many times longer the long step is.
  public var kappa: Lanes = 1000
  /// How much statistical gain is assumed.
  public var xi: Lanes = 10
  /// A number below 1.
  public var constant: Lanes = 0.7

  /// The authors' defaults.
  public init() {}

  /// What is remembered for a coordinate.
  public struct Trace: Sendable {
    var average: Lanes = 0
  }

  /// Set where the run starts.
  public var start: Trace { Trace() }

  /// The average starts where the run does.
  public func begin(_ trace: inout Trace, at point: Lanes) { trace.average = point }

  /// Moves one coordinate.
  public func move(_ point: inout Lanes, gradient: Lanes, trace: inout Trace, rate: Lanes, pace: Void) {
    let share = constant * constant * xi / kappa
    // Differences, so that the point stays to the bit where neither the slope nor the average draws it away.
    trace.average += share * (point - trace.average - rate * kappa / constant * gradient)
    point -= rate * gradient
    point += share / (constant + share) * (trace.average - point)
  }
}
