public import Calculus

/// Triangular cycles: the rate rises and falls in straight lines, again and again.
///
/// ```
/// x    = height in the cycle: 0 at its start, 1 after step_size_up steps, 0 after step_size_down more
/// rate = low + (base - low) x        low = base_lr, or base base_factor
/// ```
///
/// Each rise shakes the point, each fall lets it settle. Momentum goes the other way, from max_momentum to base_momentum
/// and back, where the optimizer has one (see `one-cycle`).
///
/// - Deviates: nowhere from PyTorch's `CyclicLR`, whose `max_lr` is the base rate, but for the default of `step_size_up`,
///   an eighth of the run and not 2000. PyTorch has no default for `base_lr`; Smith advises a quarter or a third.
/// - Source: L. N. Smith, Cyclical Learning Rates for Training Neural Networks, arXiv:1506.01186; the form is that of
///   `torch.optim.lr_scheduler.CyclicLR`.
public struct Triangular: Schedule, CyclicSchedule {
  /// Who this is.
  public static let identity = ScheduleIdentity(
    name: "triangular", aliases: ["cyclic", "clr", "cycliclr"], label: "triangular",
    summary: "rises and falls in straight lines, again and again, with momentum the other way round")

  /// Every knob.
  public static let knobs: [Knob<Triangular>] = cycleKnobs

  /// The lengths and ends of a cycle.
  public var cycle = Cycle()

  /// Four cycles in a run, from a quarter of the base rate to all of it.
  public init() {}

  /// Every cycle is as high as the first.
  public func damping(cycle index: Int, step: Int) -> Double { 1 }
}
