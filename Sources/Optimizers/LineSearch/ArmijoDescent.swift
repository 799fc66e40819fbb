public import Calculus

/// Gradient descent with backtracking: a long step is tried first and shortened until the value falls enough.
///
/// ```
/// a <- start, or grow a' if that is shorter       a' the length of the last step; start in every step if grow is 0
/// a <- shrink a                                   as long as f(x - a g) > f(x) - armijo a g.g
/// x <- x - a g
/// ```
///
/// No rate is needed, and the value never rises. In a valley the lengths jump: most steps are as short as the steep walls
/// ask, and now and then a long one follows the floor. `find-lr` has nothing to find here.
///
/// - Order: first; a value with its gradient, and one value for each trial.
/// - Memory: the last length, if it is to grow.
/// - Deviates: nowhere from the textbook. Where no trial holds, the run stays where it is; optax takes the last one
///   nevertheless, and never moves again after a trial that is not finite. The convention sets all other knobs.
/// - Source: L. Armijo, Pacific Journal of Mathematics 16 (1966) 1; J. Nocedal, S. J. Wright, Numerical optimization, 2nd
///   ed. (2006), Algorithm 3.1; optax's `scale_by_backtracking_linesearch`.
public struct ArmijoDescent: Method {
  /// Whose algorithm.
  public enum Convention: String, CaseIterable, Sendable {
    /// From one length in every step, halving.
    case textbook
    /// From 1.5 of the last length, a fifth off each time.
    case optax
  }

  /// Who this is.
  public static let identity = Identity(
    name: "armijo", aliases: ["backtracking"], label: "Armijo",
    summary: "gradient descent whose step is shortened until the value falls enough", defaultRate: nil)

  /// A turn of the surface turns the path.
  public static let invariances: Invariances = .rotation

  /// Every knob.
  public static let knobs: [Knob<ArmijoDescent>] = [
    .choice("convention", \.convention, "whose algorithm; sets the other knobs"),
    .real("start", \.longest, in: .positive, "longest length tried"),
    .real("armijo", \.armijo, in: .fraction, "share of the promised fall that a step must bring"),
    .real("shrink", \.shrink, in: .fraction, "factor on the length after a failed trial"),
    .real("grow", \.grow, in: .notNegative, "factor from the last length to the first trial; 0 begins at start"),
    .whole("trials", \.trials, in: 1...1000, "most trials of a step"),
  ]

  /// Whose algorithm it is; setting it sets the other knobs.
  public var convention = Convention.textbook {
    didSet {
      (longest, armijo) = (1, 1e-4)
      (shrink, grow, trials) = convention == .optax ? (0.8, 1.5, 16) : (0.5, 0, 60)
    }
  }
  /// The longest length tried.
  public var longest: Lanes = 1
  /// The share of the promised fall that a step must bring.
  public var armijo: Lanes = 1e-4
  /// The factor on the length after a failed trial.
  public var shrink: Lanes = 0.5
  /// The factor from the last length to the first trial; 0 begins at `longest` in every step.
  public var grow: Lanes = 0
  /// The most trials of a step.
  public var trials = 60

  /// From length 1, Armijo's 1e-4, halving.
  public init() {}

  /// A value with its gradient, and one value for each trial.
  public var evaluationsPerStep: ClosedRange<Int> { 1...1 + trials }

  /// What is remembered from step to step.
  public struct State: Sendable {
    /// The length of the last step; nil before the first.
    var length: Double?
  }

  /// No step taken yet.
  public func start(dimension: Int) -> State { State() }

  /// Takes one step.
  public func step(_ point: inout [Double], state: inout State, rate: Double, lane: Int, oracle: PointOracle) {
    let (value, gradient) = oracle.valueAndGradient(at: point)
    guard value.isFinite, leads(gradient) else { return }
    let line = Line(from: point, along: gradient.map { -$0 }, oracle: oracle)
    let slope = -dot(gradient, gradient)
    var length = longest[lane]
    if grow[lane] > 0, let last = state.length { length = min(length, grow[lane] * last) }
    var trial = value
    for number in 1...trials {
      if number > 1 { length *= shrink[lane] }
      trial = oracle.value(at: line.place(length))
      guard trial <= value + armijo[lane] * length * slope else { continue }
      point = line.place(length)
      state.length = length
      return
    }
    guard convention == .optax else { return }
    state.length = trial.isFinite ? length : 0
    if trial.isFinite { point = line.place(length) }
  }
}
