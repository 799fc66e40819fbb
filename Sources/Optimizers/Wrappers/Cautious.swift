public import Calculus

/// Cautious: coordinates that would go uphill stay where they are.
///
/// ```
/// d    <- step of the optimizer
/// mask <- 1 where d g < 0, else 0
/// x    <- x + d mask / max(mean of mask, 1e-3)
/// ```
///
/// Momentum may carry a coordinate past its valley for a while; here it stands still until the slope agrees again, and the
/// others make up for it by longer steps. Overshoots are cut off, spirals become corners.
///
/// - Deviates: nowhere from the authors' code for AdamW without weight decay, with the mean-normalised mask.
/// - Source: K. Liang, L. Chen, B. Liu, Q. Liu, Cautious optimizers: improving training with one line of code,
///   arXiv:2411.16085 (2024), Algorithm 1.
public struct Cautious: OptimizerWrapper {
  /// Who this is.
  public static let identity = OptimizerWrapperIdentity(
    name: "cautious", label: "Cautious", summary: "coordinates that would go uphill stay")

  /// The point; and it looks at the gradient that the optimizer sees.
  public static let effects: WrapperEffects = [.gradients, .point]

  /// The axes matter.
  public static let keeps: Invariances = .lossScale

  /// None.
  public static let knobs: [Knob<Cautious>] = []

  /// It has no knobs.
  public init() {}

  /// Room for the point before the step, and for the gradient.
  public func makeMemory(dimension: Int, width: Int) -> any Memory { Blocks(2, rows: dimension, width: width) }

  /// Takes back what goes uphill.
  public func step(points: Block, rates: Block, memory: any Memory, oracle: Oracle, inner: (Block) -> Void) {
    let memory = unsafeDowncast(memory, to: Blocks.self)
    let (before, seen) = (memory[0], memory[1])
    before.copy(points, vectors: oracle.vectors)
    let look = Reshaping { gradient, vectors in seen.copy(gradient, vectors: vectors) }
    oracle.filtering(by: look) { inner(points) }
    for vector in 0..<oracle.vectors {
      var kept: Lanes = 0
      for row in 0..<points.rows {
        let step = points.row(row)[vector] - before.row(row)[vector]
        kept += (step * seen.row(row)[vector] < 0).select(1, 0)
      }
      let scale = 1 / Lanes.maximum(kept / Lanes(Double(points.rows)), 1e-3)
      for row in 0..<points.rows {
        let step = points.row(row)[vector] - before.row(row)[vector]
        let allowed = (step * seen.row(row)[vector] < 0).select(scale, 0)
        points.row(row)[vector] = before.row(row)[vector] + allowed * step
      }
    }
  }
}
