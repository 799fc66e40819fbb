public import Calculus

/// Steepest descent with an exact line search: each step goes to the lowest place along the gradient.
///
/// ```
/// a <- g.g / g.Hg         exact where the surface is quadratic along the line, else the first trial
/// a <- the zero of the slope g(x - a g).g between trials
/// x <- x - a g
/// ```
///
/// Each step stands at a right angle on the last. In a bowl of condition number k the loss falls by ((k - 1) / (k + 1))^2
/// a step in the worst case, that of the start (k, 1), where the path is a zigzag between two straight lines.
///
/// - Order: second, by one Hessian product; a value with its gradient, the Hessian, and one more for each trial.
/// - Memory: nothing.
/// - Deviates: nowhere on a quadratic, where the first trial holds. Elsewhere cubics between trials go on until a millionth
///   of the slope is left, because closer by the rounding of the values hides the lowest place; of several low places along the line it takes the first that
///   the trials enclose, not the lowest. Where the surface curves down along the gradient the first trial is one unit away.
/// - Source: A. Cauchy, Comptes rendus 25 (1847) 536; for the worst case H. Akaike, Annals of the Institute of Statistical
///   Mathematics 11 (1959) 1.
public struct ExactDescent: Method {
  /// Who this is.
  public static let identity = Identity(
    name: "exact", aliases: ["exact-line-search", "steepest-descent"], label: "Exact line search",
    summary: "gradient descent to the lowest place along each gradient", defaultRate: nil)

  /// A turn of the surface turns the path, and the size of the loss does not matter.
  public static let invariances: Invariances = [.rotation, .lossScale]

  /// Every knob.
  public static let knobs: [Knob<ExactDescent>] = [
    .whole("trials", \.trials, in: 1...1000, "most trials of a search")
  ]

  /// The most trials of a search; after them the lowest place found is taken.
  public var trials = 50

  /// At most 50 trials.
  public init() {}

  /// A value with its gradient, a Hessian, and one for each trial.
  public var evaluationsPerStep: ClosedRange<Int> { 1...2 + trials }

  /// Nothing is remembered.
  public func start(dimension: Int) -> NoTrace { NoTrace() }

  /// Takes one step.
  public func step(_ point: inout [Double], state: inout NoTrace, rate: Double, lane: Int, oracle: PointOracle) {
    let (value, gradient) = oracle.valueAndGradient(at: point)
    guard value.isFinite, leads(gradient) else { return }
    let square = dot(gradient, gradient)
    let newton = square / dot(gradient, oracle.hessian(at: point).product(gradient))
    let first = newton > 0 && newton.isFinite ? newton : 1 / length(gradient)
    let line = Line(from: point, along: gradient.map { -$0 }, oracle: oracle)
    // Any fall will do, for it is the slope that decides.
    let search = StrongWolfe(armijo: 0, curvature: 1e-6, narrowest: 1e-12, trials: trials - 1)
    let here = Trial(length: 0, value: value, gradient: gradient, slope: -square)
    point = line.place(search.search(line, from: here, first: first).length)
  }
}
