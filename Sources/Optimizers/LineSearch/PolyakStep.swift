public import Calculus

/// Polyak's step: gradient descent that knows how low it can get, and goes as far as a line to there would reach.
///
/// ```
/// a = min(max(0, f - f_star) / g.g, max_lr)        f the loss at x
/// x <- x - a g
/// ```
///
/// Where the surface is convex every step comes nearer to the minimum, without any rate. With `f_star` too low the steps
/// stay too long and the path dances around the minimum; with `f_star` too high it stops at that height. Near a saddle or
/// another minimum, where the gradient vanishes at a value above `f_star`, the step is as long as `max_lr` lets it be.
///
/// - Order: first; a value with its gradient.
/// - Memory: nothing.
/// - Deviates: below `f_star` it rests, which optax calls `sps+`; the plain step would climb. The bound `max_lr` is
///   optax's; Polyak has none.
/// - Source: B. T. Polyak, USSR Computational Mathematics and Mathematical Physics 9 (1969) 14; with a bound N. Loizou and
///   others, Stochastic Polyak step-size for SGD, arXiv:2002.10542 (2020); optax's `polyak_sgd`.
public struct PolyakStep: Method {
  /// Who this is.
  public static let identity = Identity(
    name: "polyak", aliases: ["polyak-step", "sps"], label: "Polyak step",
    summary: "gradient descent that knows how low it can get", defaultRate: nil)

  /// A turn of the surface turns the path.
  public static let invariances: Invariances = .rotation

  /// The height above `f_star` decides.
  public static let dependsOnLossLevel = true

  /// Every knob.
  public static let knobs: [Knob<PolyakStep>] = [
    .real("f_star", \.leastValue, in: .all, "the least value there is"),
    .real("max_lr", \.longest, in: .positive, "longest length"),
  ]

  /// The least value there is.
  public var leastValue: Lanes = 0
  /// The longest length.
  public var longest: Lanes = 1

  /// A least value of 0 and lengths up to 1.
  public init() {}

  /// A value with its gradient.
  public var evaluationsPerStep: ClosedRange<Int> { 1...1 }

  /// Nothing is remembered.
  public func start(dimension: Int) -> NoTrace { NoTrace() }

  /// Takes one step.
  public func step(_ point: inout [Double], state: inout NoTrace, rate: Double, lane: Int, oracle: PointOracle) {
    let (value, gradient) = oracle.valueAndGradient(at: point)
    let square = dot(gradient, gradient)
    guard square > 0 else { return }
    let length = min(max(0, value - leastValue[lane]) / square, longest[lane])
    point = zip(point, gradient).map { $0 - length * $1 }
  }
}
