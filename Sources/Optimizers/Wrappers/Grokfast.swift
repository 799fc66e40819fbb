public import Calculus

/// Grokfast: the slow part of the gradient, amplified.
///
/// ```
/// h <- alpha h + (1 - alpha) g      h = g at first
/// g <- g + lamb h
/// ```
///
/// What all recent gradients agree on is made lamb times larger before the optimizer sees it. With plain gradient descent
/// the first step is 1 + lamb times as long, and the path swings like momentum.
///
/// - Deviates: nowhere from the authors' `gradfilter_ema`.
/// - Source: J. Lee, B. G. Kang, K. Kim, K. M. Lee, Grokfast: accelerated grokking by amplifying slow gradients,
///   arXiv:2405.20233 (2024).
public struct Grokfast: OptimizerWrapper {
  /// Who this is.
  public static let identity = OptimizerWrapperIdentity(
    name: "grokfast", label: "Grokfast", summary: "the slow part of the gradient, amplified")

  /// Gradients, which it remembers.
  public static let effects: WrapperEffects = [.gradients, .memoryOfGradients]

  /// Every knob.
  public static let knobs: [Knob<Grokfast>] = [
    .real("alpha", \.decay, in: .decay, "share of the slow gradient that survives a step"),
    .real("lamb", \.gain, in: .notNegative, "how much of the slow gradient is added"),
  ]

  /// The share of the slow gradient that survives a step.
  public var decay: Lanes = 0.98
  /// How much of the slow gradient is added.
  public var gain: Lanes = 2

  /// The authors' 0.98 and 2.
  public init() {}

  /// The slow gradient.
  public func makeMemory(dimension: Int, width: Int) -> any Memory {
    Blocks(1, rows: dimension, width: width, names: ["slow"])
  }

  /// Lets the optimizer see gradients with more of their slow part.
  public func step(points: Block, rates: Block, memory: any Memory, oracle: Oracle, inner: (Block) -> Void) {
    let slow = unsafeDowncast(memory, to: Blocks.self)[0]
    let decay = oracle.step == 1 ? 0 : decay
    let filter = Reshaping { gradient, vectors in
      for row in 0..<gradient.rows {
        for vector in 0..<vectors {
          let mean = decay * slow.row(row)[vector] + (1 - decay) * gradient.row(row)[vector]
          slow.row(row)[vector] = mean
          gradient.row(row)[vector] += gain * mean
        }
      }
    }
    oracle.filtering(by: filter) { inner(points) }
  }
}
