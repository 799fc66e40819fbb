public import Calculus

/// Triangular cycles whose height falls by the same factor in every step.
///
/// ```
/// rate = low + (base - low) x gamma^t        x, low as in triangular; t = step - 1
/// ```
///
/// Between `triangular` and exponential decay: it shakes less and less.
///
/// - Deviates: nowhere from PyTorch's `CyclicLR(mode="exp_range")` but as `triangular` does, and in the default of
///   `gamma`: PyTorch's is 1, with which nothing falls.
/// - Source: L. N. Smith, Cyclical Learning Rates for Training Neural Networks, arXiv:1506.01186; the form is that of
///   `torch.optim.lr_scheduler.CyclicLR`.
public struct ExpRange: Schedule, CyclicSchedule {
  /// Who this is.
  public static let identity = ScheduleIdentity(
    name: "exp-range", aliases: ["exp_range"], label: "exp range",
    summary: "triangular cycles whose height falls by the same factor in every step")

  /// Every knob.
  public static let knobs: [Knob<ExpRange>] =
    cycleKnobs + [.number("gamma", \.gamma, in: .shrinking, "factor on the height of a cycle in every step")]

  /// The lengths and ends of a cycle.
  public var cycle = Cycle()
  /// The factor on the height of a cycle in every step.
  public var gamma = 0.995

  /// Four cycles in a run.
  public init() {}

  /// The factor once for each step before.
  public func damping(cycle index: Int, step: Int) -> Double { power(gamma, step - 1) }
}
