public import Calculus

/// Schedule-free: averaging and interpolation in place of a schedule.
///
/// ```
/// y <- (1 - momentum) z + momentum x
/// z <- step of the optimizer from z, with the gradient at y
/// c <- w / (sum of w so far)             w = (highest rate so far)^2
/// x <- (1 - c) x + c z
/// ```
///
/// The reported point is the mean of all `z`; gradients are asked between it and the fast point. It goes as far as the
/// optimizer would, and comes to rest without a falling rate.
///
/// - Deviates: nowhere from the authors' `ScheduleFreeWrapper` without warm-up. An optimizer with momentum of its own has
///   two; the authors set that to 0.
/// - Source: A. Defazio, X. Yang, H. Mehta, K. Mishchenko, A. Khaled, A. Cutkosky, The road less scheduled, NeurIPS 2024,
///   arXiv:2405.15682, Algorithm 1.
public struct ScheduleFree: OptimizerWrapper {
  /// Who this is.
  public static let identity = OptimizerWrapperIdentity(
    name: "schedule-free", label: "schedule-free", summary: "averaging in place of a schedule")

  /// Where gradients are asked, and what is reported.
  public static let effects: WrapperEffects = [.gradients, .report, .rate]

  /// The point that the optimizer steps.
  public static let companion: Companion? = .path("z")

  /// Every knob.
  public static let knobs: [Knob<ScheduleFree>] = [
    .real("momentum", \.momentum, in: .decay, "share of the mean in the point at which gradients are asked")
  ]

  /// The share of the mean in the point at which gradients are asked.
  public var momentum: Lanes = 0.9

  /// The authors' 0.9.
  public init() {}

  /// The fast point, the place of the gradient, and in one row each the sum of weights and the highest rate.
  public func makeMemory(dimension: Int, width: Int) -> any Memory {
    Blocks((0..<2).map { _ in Block(rows: dimension, width: width) } + [Block(rows: 2, width: width)], names: ["fast"])
  }

  /// Steps the fast point, and takes it into the mean.
  public func step(points: Block, rates: Block, memory: any Memory, oracle: Oracle, inner: (Block) -> Void) {
    let memory = unsafeDowncast(memory, to: Blocks.self)
    let (fast, place, sums) = (memory[0], memory[1], memory[2])
    if oracle.step == 1 { fast.copy(points, vectors: oracle.vectors) }
    let between = Between(mean: points, place: place, share: momentum)
    oracle.elsewhere { oracle.filtering(by: between) { inner(fast) } }
    for vector in 0..<oracle.vectors {
      let highest = Lanes.maximum(sums.row(1)[vector], rates.row(0)[vector])
      let sum = sums.row(0)[vector] + highest * highest
      sums.row(1)[vector] = highest
      sums.row(0)[vector] = sum
      let share = sum.equals(0).select(0, highest * highest / sum)
      for row in 0..<points.rows {
        points.row(row)[vector] += share * (fast.row(row)[vector] - points.row(row)[vector])
      }
    }
  }

  /// Where the fast point stands.
  public func companions(lane: Int, memory: any Memory) -> [[Double]] {
    [unsafeDowncast(memory, to: Blocks.self)[0].column(lane)]
  }

  /// Asks gradients between the mean and the points.
  private struct Between: GradientFilter {
    let mean: Block
    let place: Block
    let share: Lanes

    func gradient(at points: Block, oracle: Oracle) -> Block { gradient(elsewhere: points, oracle: oracle) }

    func gradient(elsewhere points: Block, oracle: Oracle) -> Block {
      for row in 0..<points.rows {
        for vector in 0..<oracle.vectors {
          let point = points.row(row)[vector]
          place.row(row)[vector] = point + share * (mean.row(row)[vector] - point)
        }
      }
      return oracle.gradient(elsewhere: place)
    }
  }
}
