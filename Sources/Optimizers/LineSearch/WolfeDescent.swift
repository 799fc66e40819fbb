public import Calculus

/// Gradient descent with a search for the strong Wolfe conditions: each step falls far enough and ends where the slope is
/// nearly spent.
///
/// ```
/// p <- -g
/// x <- x + a p       f(x + a p) <= f(x) + armijo a g.p   and   |g(x + a p).p| <= curvature |g.p|
/// ```
///
/// The steps are as long as the surface allows, so that in a valley each runs from wall to wall, at nearly right angles to
/// the one before: the zigzag of steepest descent, which no choice of length takes away.
///
/// - Order: first; a value with its gradient, and one more for every trial of the search.
/// - Memory: length and slope of the last step, from which the next search begins.
/// - Deviates: nowhere. `curvature` is 0.1, as for conjugate gradients, so that both are compared at equal care.
/// - Source: P. Wolfe, SIAM Review 11 (1969) 226; J. Nocedal, S. J. Wright, Numerical optimization, 2nd ed. (2006),
///   Algorithms 3.5 and 3.6, the first trial from Section 3.5.
public struct WolfeDescent: Method {
  /// Who this is.
  public static let identity = Identity(
    name: "wolfe", aliases: ["strong-wolfe"], label: "Wolfe",
    summary: "gradient descent whose step ends where the slope is nearly spent", defaultRate: nil)

  /// A turn of the surface turns the path, and the size of the loss does not matter.
  public static let invariances: Invariances = [.rotation, .lossScale]

  /// Every knob.
  public static let knobs: [Knob<WolfeDescent>] = [
    .real("armijo", \.armijo, in: .fraction, "share of the promised fall that a step must bring"),
    .real("curvature", \.curvature, in: .fraction, "share of the slope that a step may leave"),
    .whole("trials", \.trials, in: 1...100, "most trials of a search"),
  ]

  /// c1: the share of the promised fall that a step must bring.
  public var armijo: Lanes = 1e-4
  /// c2: the share of the slope that a step may leave.
  public var curvature: Lanes = 0.1
  /// The most trials of a search; after them the lowest place found is taken.
  public var trials = 25

  /// c1 = 1e-4, c2 = 0.1, at most 25 trials.
  public init() {}

  /// A value with its gradient, and one for each trial.
  public var evaluationsPerStep: ClosedRange<Int> { 1...1 + trials }

  /// What is remembered from step to step.
  public struct State: Sendable {
    var searched = SearchedStep()
  }

  /// No step taken yet.
  public func start(dimension: Int) -> State { State() }

  /// Takes one step.
  public func step(_ point: inout [Double], state: inout State, rate: Double, lane: Int, oracle: PointOracle) {
    let (value, gradient) = oracle.valueAndGradient(at: point)
    guard value.isFinite, leads(gradient) else { return }
    let search = StrongWolfe(armijo: armijo[lane], curvature: curvature[lane], trials: trials - 1)
    _ = state.searched.take(
      from: &point, along: gradient.map { -$0 }, value: value, gradient: gradient, by: search, oracle: oracle)
  }
}
