public import Calculus

/// Polyak-Ruppert averaging: the mean of all points from a step on.
///
/// ```
/// x <- x + (fast - x) / n      fast: the point that the optimizer steps; n: steps since `from`
/// ```
///
/// Under noise the mean comes nearer to the minimum with every step although the fast path does not; without noise it is
/// late, as it remembers where it came from.
///
/// - Deviates: until `from` is passed, the fast point itself is reported.
/// - Source: B. T. Polyak, A. B. Juditsky, Acceleration of stochastic approximation by averaging, SIAM Journal on Control
///   and Optimization 30 (1992) 838; D. Ruppert, Cornell technical report 781 (1988).
public struct PolyakAverage: OptimizerWrapper {
  /// Who this is.
  public static let identity = OptimizerWrapperIdentity(
    name: "average", aliases: ["polyak-average", "swa"], label: "average", summary: "the mean of all points so far")

  /// What is reported.
  public static let effects: WrapperEffects = .report

  /// The fast weights.
  public static let companion: Companion? = .path("fast weights")

  /// Every knob.
  public static let knobs: [Knob<PolyakAverage>] = [
    .whole("from", \.from, in: 0...1_000_000_000, "steps before the first point that counts")
  ]

  /// The steps before the first point that counts.
  public var from = 0

  /// All points after steps count.
  public init() {}

  /// The fast weights.
  public func makeMemory(dimension: Int, width: Int) -> any Memory {
    Blocks(1, rows: dimension, width: width, names: ["fast"])
  }

  /// Takes the mean in after the step.
  public func step(points: Block, rates: Block, memory: any Memory, oracle: Oracle, inner: (Block) -> Void) {
    let fast = unsafeDowncast(memory, to: Blocks.self)[0]
    let count = Lanes(Double(max(1, oracle.step - from)))
    oracle.stepping(fast, reporting: points, inner) { $0 + ($1 - $0) / count }
  }

  /// Where the fast weights stand.
  public func companions(lane: Int, memory: any Memory) -> [[Double]] {
    [unsafeDowncast(memory, to: Blocks.self)[0].column(lane)]
  }
}
