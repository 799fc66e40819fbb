public import Calculus

/// Lookahead: k steps forward, one step back.
///
/// ```
/// every k steps:  slow <- slow + alpha (x - slow)
///                 x    <- slow
/// ```
///
/// The fast path runs ahead for k steps and is then drawn back to a point between its start and its end: swings and noise
/// are halved, and rates that would make the optimizer swing for ever come to rest.
///
/// - Deviates: nowhere from the paper, whose slow weights start where the run does. The path drawn is that of the fast
///   weights, which are the slow ones after every k-th step; the memory of the optimizer is kept across.
/// - Source: M. R. Zhang, J. Lucas, G. Hinton, J. Ba, Lookahead optimizer: k steps forward, 1 step back, NeurIPS 2019,
///   arXiv:1907.08610, Algorithm 1.
public struct Lookahead: OptimizerWrapper {
  /// Who this is.
  public static let identity = OptimizerWrapperIdentity(
    name: "lookahead", label: "Lookahead", summary: "k steps forward, one back")

  /// The point.
  public static let effects: WrapperEffects = .point

  /// The slow weights.
  public static let companion: Companion? = .path("slow weights")

  /// Every knob.
  public static let knobs: [Knob<Lookahead>] = [
    .whole("k", \.period, in: 1...1_000_000, "steps forward"),
    .real("alpha", \.share, in: .closedFraction, "share of the way that is kept"),
  ]

  /// The steps forward.
  public var period = 5
  /// The share of the way that is kept.
  public var share: Lanes = 0.5

  /// The paper's five steps and half the way.
  public init() {}

  /// The slow weights.
  public func makeMemory(dimension: Int, width: Int) -> any Memory {
    Blocks(1, rows: dimension, width: width, names: ["slow"])
  }

  /// Goes back after every k-th step.
  public func step(points: Block, rates: Block, memory: any Memory, oracle: Oracle, inner: (Block) -> Void) {
    let slow = unsafeDowncast(memory, to: Blocks.self)[0]
    if oracle.step == 1 { slow.copy(points, vectors: oracle.vectors) }
    inner(points)
    guard oracle.step.isMultiple(of: period) else { return }
    for row in 0..<points.rows {
      for vector in 0..<oracle.vectors {
        slow.row(row)[vector] += share * (points.row(row)[vector] - slow.row(row)[vector])
      }
    }
    points.copy(slow, vectors: oracle.vectors)
  }

  /// Where the slow weights stand.
  public func companions(lane: Int, memory: any Memory) -> [[Double]] {
    [unsafeDowncast(memory, to: Blocks.self)[0].column(lane)]
  }
}
