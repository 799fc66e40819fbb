public import Calculus

/// An exponential mean of the path.
///
/// ```
/// x <- decay x + (1 - decay) fast      fast: the point that the optimizer steps; after the first step x = fast
/// ```
///
/// What is reported lags behind the fast path by about 1 / (1 - decay) steps and is free of its swings: under noise it
/// comes to rest far below the level at which the fast path keeps trembling.
///
/// - Deviates: nowhere from `torch.optim.swa_utils.AveragedModel` with `get_ema_multi_avg_fn`. With 0.999 the mean is
///   about a thousand steps long; take 0.9 to see it work in fewer.
/// - Source: A. Tarvainen, H. Valpola, Mean teachers are better role models, NIPS 2017, arXiv:1703.01780.
public struct WeightAverage: OptimizerWrapper {
  /// Who this is.
  public static let identity = OptimizerWrapperIdentity(
    name: "ema", label: "EMA", summary: "an exponential mean of the path")

  /// What is reported.
  public static let effects: WrapperEffects = .report

  /// The fast weights.
  public static let companion: Companion? = .path("fast weights")

  /// Every knob.
  public static let knobs: [Knob<WeightAverage>] = [
    .real("decay", \.decay, in: .decay, "share of the mean that survives a step")
  ]

  /// The share of the mean that survives a step.
  public var decay: Lanes = 0.999

  /// PyTorch's 0.999.
  public init() {}

  /// The fast weights.
  public func makeMemory(dimension: Int, width: Int) -> any Memory {
    Blocks(1, rows: dimension, width: width, names: ["fast"])
  }

  /// Takes the mean in after the step.
  public func step(points: Block, rates: Block, memory: any Memory, oracle: Oracle, inner: (Block) -> Void) {
    let fast = unsafeDowncast(memory, to: Blocks.self)[0]
    let share = oracle.step == 1 ? 1 : 1 - decay
    oracle.stepping(fast, reporting: points, inner) { $0 + share * ($1 - $0) }
  }

  /// Where the fast weights stand.
  public func companions(lane: Int, memory: any Memory) -> [[Double]] {
    [unsafeDowncast(memory, to: Blocks.self)[0].column(lane)]
  }
}

extension Oracle {
  /// Lets an optimizer step a point of its own, and takes that into the point that is reported.
  ///
  /// Before the first step both are the same.
  func stepping(_ fast: Block, reporting points: Block, _ inner: (Block) -> Void, take: (Lanes, Lanes) -> Lanes) {
    if step == 1 {
      fast.copy(points, vectors: vectors)
      // The gradient there is known as well as at the point.
      inner(fast)
    } else {
      elsewhere { inner(fast) }
    }
    for row in 0..<points.rows {
      for vector in 0..<vectors {
        points.row(row)[vector] = take(points.row(row)[vector], fast.row(row)[vector])
      }
    }
  }
}
