public import Calculus

/// Linear: in a straight line from one share of the base rate to another.
///
/// ```
/// rate = base (start_factor + (end_factor - start_factor) min(t, total_iters) / total_iters)        t = step - 1
/// ```
///
/// By default it rises from a third to the whole, through the run or through its part of a sequence: `linear@10%+cosine`
/// warms up for a tenth of the run. `linear-decay` falls.
///
/// - Deviates: the default of `total_iters` is the run, PyTorch's is 5.
/// - Source: `torch.optim.lr_scheduler.LinearLR`.
public struct Linear: Schedule {
  /// Who this is.
  public static let identity = ScheduleIdentity(
    name: "linear", aliases: ["linearlr"], label: "linear",
    summary: "in a straight line from one share of the rate to another, by default from a third to the whole")

  /// Every knob.
  public static let knobs: [Knob<Linear>] = [
    .number("start_factor", \.startFactor, in: .notNegative, "share of the base rate in the first step"),
    .number("end_factor", \.endFactor, in: .notNegative, "share of the base rate at the end"),
    .span("total_iters", \.length, in: lengths, "steps from start to end"),
  ]

  /// The share of the base rate in the first step.
  public var startFactor = 1.0 / 3
  /// The share of the base rate at the end.
  public var endFactor = 1.0
  /// The steps from start to end.
  public var length = Span.whole

  /// From a third of the base rate to all of it, through the run.
  public init() {}

  /// The rate in a step.
  public func course(step: Int, of steps: Int) -> Course {
    Course(mix(startFactor, endFactor, progress(step, length.period(of: steps))))
  }

  /// Where the line ends, if the run goes on.
  public func phases(of steps: Int) -> [Phase] {
    let length = length.period(of: steps)
    return length < steps ? [Phase("end of line", from: length + 1)] : []
  }
}
