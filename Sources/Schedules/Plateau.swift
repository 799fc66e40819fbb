public import Calculus

/// Reduce on plateau: the rate falls by a factor when the loss has not become better for a while.
///
/// ```
/// better  <- loss < best - threshold |best|        (abs: loss < best - threshold)
/// better:     best <- loss, bad <- 0               else bad <- bad + 1
/// cooling:    cooling <- cooling - 1, bad <- 0     if cooling > 0
/// bad > patience:  rate <- max(factor rate, min_lr), cooling <- cooldown, bad <- 0
/// ```
///
/// After each step, in this order; each run has a memory of its own. It looks at the exact loss, whatever the noise of the
/// gradients, and so needs no choice of its own where decay by steps needs milestones: on a noisy surface the rate falls
/// whenever the loss has reached the floor of the present one. A reduction that changes the rate by eps or less is left
/// out.
///
/// - Deviates: nowhere from PyTorch's `ReduceLROnPlateau` as long as losses are positive. `patience` and `cooldown` count
///   steps, as everything does here; most count epochs. Below 0 PyTorch takes a relative threshold from the wrong side,
///   so that a loss which stays the same counts as better for ever.
/// - Source: `torch.optim.lr_scheduler.ReduceLROnPlateau`.
public struct Plateau: Schedule, LossSchedule {
  /// What an improvement is measured by.
  public enum ThresholdMode: String, CaseIterable, Sendable { case relative = "rel", absolute = "abs" }

  /// Who this is.
  public static let identity = ScheduleIdentity(
    name: "plateau", aliases: ["reduce-on-plateau", "reducelronplateau"], label: "reduce on plateau",
    summary: "falls by a factor when the loss has not become better for a while")

  /// Every knob.
  public static let knobs: [Knob<Plateau>] = [
    .number("factor", \.factor, in: .fraction, "factor on the rate at a reduction"),
    .whole("patience", \.patience, in: 0...1_000_000_000, "steps without a better loss that are borne"),
    .number("threshold", \.threshold, in: .notNegative, "by how much a loss must be better"),
    .choice("threshold_mode", \.thresholdMode, "whether threshold is a share of the best loss or a difference"),
    .whole("cooldown", \.cooldown, in: 0...1_000_000_000, "steps after a reduction that do not count"),
    .number("min_lr", \.lowest, in: .notNegative, "the lowest rate"),
    .number("eps", \.smallestChange, in: .notNegative, "a reduction by no more than this is left out"),
  ]

  /// The factor on the rate at a reduction.
  public var factor = 0.1
  /// The steps without a better loss that are borne.
  public var patience = 10
  /// By how much a loss must be better.
  public var threshold = 1e-4
  /// What an improvement is measured by.
  public var thresholdMode = ThresholdMode.relative
  /// The steps after a reduction that do not count.
  public var cooldown = 0
  /// The lowest rate.
  public var lowest = 0.0
  /// A reduction by no more than this is left out.
  public var smallestChange = 1e-8

  /// A tenth after eleven steps without a better loss.
  public init() {}

  /// What is remembered of a run.
  public struct Memory: Sendable {
    fileprivate var rate: Double
    fileprivate var best = Double.infinity
    fileprivate var bad = 0
    fileprivate var cooling = 0
  }

  /// The memory of a run before its first step.
  public func start(rate: Double) -> Memory { Memory(rate: rate) }

  /// The rate of the next step.
  public func nextRate(after loss: Double, memory: inout Memory) -> Double {
    if loss < bound(memory.best) {
      memory.best = loss
      memory.bad = 0
    } else {
      memory.bad += 1
    }
    if memory.cooling > 0 {
      memory.cooling -= 1
      memory.bad = 0
    }
    if memory.bad > patience {
      let rate = max(memory.rate * factor, lowest)
      if memory.rate - rate > smallestChange { memory.rate = rate }
      memory.cooling = cooldown
      memory.bad = 0
    }
    return memory.rate
  }

  /// What a loss must be below to be better than the best.
  private func bound(_ best: Double) -> Double {
    switch thresholdMode {
    case .relative: best * (best < 0 ? 1 + threshold : 1 - threshold)
    case .absolute: best - threshold
    }
  }
}
