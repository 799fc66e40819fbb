public import Calculus

/// Triangular cycles of which each is half as high as the one before.
///
/// ```
/// rate = low + (base - low) x / 2^i        x, low as in triangular; i = cycles before this one
/// ```
///
/// The shaking of `triangular` dies away, so that the run comes to rest at the lowest rate.
///
/// - Deviates: nowhere from PyTorch's `CyclicLR(mode="triangular2")` but as `triangular` does.
/// - Source: L. N. Smith, Cyclical Learning Rates for Training Neural Networks, arXiv:1506.01186; the form is that of
///   `torch.optim.lr_scheduler.CyclicLR`.
public struct Triangular2: Schedule, CyclicSchedule {
  /// Who this is.
  public static let identity = ScheduleIdentity(
    name: "triangular2", aliases: ["cyclic2"], label: "triangular2",
    summary: "triangular cycles, each half as high as the one before")

  /// Every knob.
  public static let knobs: [Knob<Triangular2>] = cycleKnobs

  /// The lengths and ends of a cycle.
  public var cycle = Cycle()

  /// Four cycles in a run, the first from a quarter of the base rate to all of it.
  public init() {}

  /// A half for each cycle before.
  public func damping(cycle index: Int, step: Int) -> Double { power(0.5, index) }
}
