public import Calculus

/// L-BFGS: Newton's step with a curvature that is read off the last steps and never stored as a matrix.
///
/// ```
/// s = x - x'   y = g - g'                  the last step and what it did to the gradient; kept if y.s > 1e-10
/// q <- -g      from the newest pair:  a = s.q / y.s   q <- q - a y
/// p <- q y.s / y.y                         the curvature of the newest pair stands for all others
///              from the oldest pair:  b = y.p / y.s   p <- p + (a - b) s
/// x <- x + t p                             t = lr, at first lr min(1, 1 / |g|_1); or from a line search that begins there
/// ```
///
/// The first step is short, along the gradient. After it the direction swings away from the zigzag into the valley's axis:
/// a bowl takes about six steps, Rosenbrock's bend some thirty, and the last ones grow shorter by leaps.
///
/// - Order: first; a value with its gradient, and one more for every trial of the line search (one trial mostly).
/// - Memory: `history_size` pairs of vectors, the last gradient and the last step.
/// - Deviates: from PyTorch in the defaults. `max_iter` is 1 and not 20, so that a dot is one iteration; `max_eval` stays
///   25, where PyTorch derives 1 from a `max_iter` of 1. `line_search_fn` is `strong_wolfe` and not `none`. A search does not
///   go on with NaN (see `StrongWolfe`), a direction that is not finite empties the memory, and a step not taken for want
///   of slope is not remembered. As PyTorch's, a run rests where the slope is below `tolerance_change`.
/// - Source: D. C. Liu, J. Nocedal, Mathematical Programming 45 (1989) 503; J. Nocedal, S. J. Wright, Numerical
///   optimization, 2nd ed. (2006), Algorithm 7.4; PyTorch's `LBFGS`.
public struct LBFGS: Method {
  /// What finds the length of a step.
  public enum Search: String, CaseIterable, Sendable {
    /// A search for the strong Wolfe conditions that begins at the rate.
    case strongWolfe = "strong_wolfe"
    /// Nothing: the length is the rate.
    case none
  }

  /// Who this is.
  public static let identity = Identity(
    name: "lbfgs", aliases: ["l-bfgs"], label: "L-BFGS",
    summary: "Newton's step with a curvature read off the last steps", defaultRate: 1)

  /// Every knob.
  public static let knobs: [Knob<LBFGS>] = [
    .whole("max_iter", \.iterations, in: 1...1000, "most iterations in one step"),
    .whole("max_eval", \.evaluations, in: 1...10_000, "evaluations in one step after which none is begun"),
    .real("tolerance_grad", \.leastGradient, in: .notNegative, "largest component of a gradient at which a run rests"),
    .real("tolerance_change", \.leastChange, in: .notNegative, "slope, step or change of the value too small to go on"),
    .whole("history_size", \.historySize, in: 1...1000, "most pairs remembered"),
    .choice("line_search_fn", \.search, "what finds the length of a step; without it, the length is the rate"),
  ]

  /// The most iterations in one step.
  public var iterations = 1
  /// The evaluations in one step after which no iteration is begun; also what the line search may use.
  public var evaluations = 25
  /// The largest component of a gradient at which a run rests.
  public var leastGradient: Lanes = 1e-7
  /// A slope along the direction, a step or a change of the value too small to go on within a step.
  public var leastChange: Lanes = 1e-9
  /// The most pairs remembered.
  public var historySize = 100
  /// What finds the length of a step.
  public var search = Search.strongWolfe

  /// One iteration a step with a strong Wolfe search, and PyTorch's defaults otherwise.
  public init() {}

  /// A value with its gradient, and what the line search uses.
  public var evaluationsPerStep: ClosedRange<Int> { 1...1 + evaluations }

  /// What is remembered from iteration to iteration.
  public struct State: Sendable {
    var pairs: [Pair] = []
    /// The inverse curvature of the newest pair.
    var scale = 1.0
    var direction: [Double]
    /// The length of the last step in terms of its direction.
    var length = 0.0
    var gradient: [Double]
    /// The number of iterations begun.
    var iterations = 0
  }

  /// A step, what it did to the gradient, and the inner product of the two.
  struct Pair { let (step, change, product): ([Double], [Double], Double) }

  /// No pairs, so that the first direction is the gradient's.
  public func start(dimension: Int) -> State {
    State(direction: Array(repeating: 0, count: dimension), gradient: Array(repeating: 0, count: dimension))
  }

  /// Takes one step: `max_iter` iterations, or fewer if there is nothing left to gain.
  public func step(_ point: inout [Double], state: inout State, rate: Double, lane: Int, oracle: PointOracle) {
    let earlier = oracle.evaluations
    var (value, gradient) = oracle.valueAndGradient(at: point)
    for iteration in 1...iterations {
      guard value.isFinite, gradient.allSatisfy(\.isFinite) else { return }
      guard largestMagnitude(gradient) > leastGradient[lane] else { return }
      state.turn(downhill: gradient, keeping: historySize)
      guard state.direction.allSatisfy(\.isFinite) else {
        state = start(dimension: point.count)
        return
      }
      let slope = dot(gradient, state.direction)
      guard slope <= -leastChange[lane] else {
        state.length = 0
        return
      }
      let line = Line(from: point, along: state.direction, oracle: oracle)
      let isFirst = state.iterations == 1
      state.length = isFirst ? min(1, 1 / gradient.reduce(0) { $0 + $1.magnitude }) * rate : rate
      let before = value
      if search == .strongWolfe {
        let wolfe = StrongWolfe(narrowest: leastChange[lane], trials: evaluations - (oracle.evaluations - earlier))
        let here = Trial(length: 0, value: value, gradient: gradient, slope: slope)
        let found = wolfe.search(line, from: here, first: state.length)
        (state.length, value, gradient) = (found.length, found.value, found.gradient)
      }
      point = line.place(state.length)
      if iteration == iterations { return }
      if search == .none { (value, gradient) = oracle.valueAndGradient(at: point) }
      if oracle.evaluations - earlier >= evaluations { return }
      if state.length * line.reach <= leastChange[lane] { return }
      if (value - before).magnitude < leastChange[lane] { return }
    }
  }
}

extension LBFGS.State {
  /// Remembers the last step with the gradient it led to, and points the direction downhill from there.
  mutating func turn(downhill gradient: [Double], keeping size: Int) {
    iterations += 1
    let step = direction.map { $0 * length }
    let change = zip(gradient, self.gradient).map { $0 - $1 }
    let product = dot(change, step)
    if product > 1e-10 {
      if pairs.count == size { pairs.removeFirst() }
      pairs.append(LBFGS.Pair(step: step, change: change, product: product))
      scale = product / dot(change, change)
    }
    self.gradient = gradient
    direction = newtonStep(gradient)
  }

  /// The two loops: minus the inverse curvature of the pairs, applied to the gradient.
  private func newtonStep(_ gradient: [Double]) -> [Double] {
    var result = gradient.map { -$0 }
    var shares: [Double] = []
    for pair in pairs.reversed() {
      let share = dot(pair.step, result) / pair.product
      for index in result.indices { result[index] -= share * pair.change[index] }
      shares.append(share)
    }
    for index in result.indices { result[index] *= scale }
    for (pair, share) in zip(pairs, shares.reversed()) {
      let rest = share - dot(pair.change, result) / pair.product
      for index in result.indices { result[index] += rest * pair.step[index] }
    }
    return result
  }
}
