public import Calculus

/// Decoupled weight decay: a pull towards the origin beside the step, which the optimizer does not see.
///
/// ```
/// x <- (step of the optimizer from x) - rate weight_decay x
/// ```
///
/// Every coordinate shrinks by the same share, whatever the optimizer divides by. The path comes to rest between the
/// minimum and the origin.
///
/// - Source: I. Loshchilov, F. Hutter, Decoupled weight decay regularization, ICLR 2019, arXiv:1711.05101, with PyTorch's
///   product of rate and decay.
public struct DecoupledDecay: OptimizerWrapper {
  /// Who this is.
  public static let identity = OptimizerWrapperIdentity(
    name: "weight-decay", aliases: ["decoupled-decay"], label: "decay",
    summary: "a pull towards the origin beside the step")

  /// The point, by the rate.
  public static let effects: WrapperEffects = [.point, .rate]

  /// Every knob.
  public static let knobs: [Knob<DecoupledDecay>] = [
    .real("weight_decay", \.weightDecay, in: .notNegative, "share of the point that a step of rate 1 takes away")
  ]

  /// The share of the point that a step of rate 1 takes away.
  public var weightDecay: Lanes = 1e-2

  /// PyTorch's hundredth.
  public init() {}

  /// Room for the point before the step.
  public func makeMemory(dimension: Int, width: Int) -> any Memory { Blocks(1, rows: dimension, width: width) }

  /// Pulls after the step, by the point before it.
  public func step(points: Block, rates: Block, memory: any Memory, oracle: Oracle, inner: (Block) -> Void) {
    let before = unsafeDowncast(memory, to: Blocks.self)[0]
    before.copy(points, vectors: oracle.vectors)
    inner(points)
    for row in 0..<points.rows {
      for vector in 0..<oracle.vectors {
        points.row(row)[vector] -= rates.row(0)[vector] * weightDecay * before.row(row)[vector]
      }
    }
  }
}
