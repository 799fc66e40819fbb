public import Calculus

/// Random search: a step into the blue, kept if it leads lower.
///
/// ```
/// z <- normal numbers
/// x <- x + sigma z, if f(x + sigma z) < f(x)
/// ```
///
/// The path goes down by fits and starts: on a slope every second trial is kept, in a valley one in many, and near the
/// minimum hardly any, since the steps stay as long as they were. What a gradient is worth can be read off here.
///
/// - Order: zeroth; two values a step.
/// - Memory: nothing.
/// - Deviates: nowhere from the paper's first algorithm with a normal law. The value at the point is asked in every step,
///   so that on a noisy surface both belong to one function.
/// - Source: F. J. Solis, R. J.-B. Wets, Mathematics of Operations Research 6 (1981) 19; the idea from L. A. Rastrigin,
///   Automation and Remote Control 24 (1963) 1337.
public struct RandomSearch: Method {
  /// Who this is.
  public static let identity = Identity(
    name: "random-search", label: "Random search",
    summary: "a step into the blue, kept if it leads lower", defaultRate: nil)

  /// The size of the loss does not matter.
  public static let invariances: Invariances = .lossScale

  /// Values alone.
  public static let asksGradients = false

  /// It draws random numbers.
  public static let drawsNumbers = true

  /// Every knob.
  public static let knobs: [Knob<RandomSearch>] = [
    .real("sigma", \.sigma, in: .positive, "spread of a step in each coordinate")
  ]

  /// The spread of a step in each coordinate.
  public var sigma: Lanes = 0.1

  /// A spread of 0.1.
  public init() {}

  /// Two values.
  public var evaluationsPerStep: ClosedRange<Int> { 2...2 }

  /// Nothing is remembered.
  public func start(dimension: Int) -> NoTrace { NoTrace() }

  /// Takes one step.
  public func step(_ point: inout [Double], state: inout NoTrace, rate: Double, lane: Int, oracle: PointOracle) {
    let trial = point.enumerated().map { $0.element + sigma[lane] * oracle.normal($0.offset) }
    if oracle.value(at: trial) < oracle.value(at: point) { point = trial }
  }
}
