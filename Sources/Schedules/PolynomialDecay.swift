public import Calculus

/// Polynomial decay: the rate falls as a power of the time that is left; with power 1 in a straight line.
///
/// ```
/// rate = eta_min + (base - eta_min) (1 - min(t, total_iters) / total_iters)^power        t = step - 1
/// ```
///
/// Linear decay to nothing is hard to beat on noisy surfaces: long enough high to walk, then all noise is averaged away.
/// The lowest rate is that of step total_iters + 1, so the last step of a run is still above it. With `cycle` the rate
/// jumps up again there, each time less high, and total_iters is stretched to the next multiple.
///
/// - Deviates: the default of `total_iters` is the run, PyTorch's is 5. PyTorch's `PolynomialLR` ends at 0, the default.
/// - Source: `torch.optim.lr_scheduler.PolynomialLR`; `keras.optimizers.schedules.PolynomialDecay` for the lowest rate and
///   `cycle`.
public struct PolynomialDecay: Schedule {
  /// Who this is.
  public static let identity = ScheduleIdentity(
    name: "polynomial", aliases: ["poly", "linear-decay", "polynomiallr"], label: "polynomial",
    summary: "falls as a power of the time that is left, by default in a straight line")

  /// Every knob.
  public static let knobs: [Knob<PolynomialDecay>] = [
    .span("total_iters", \.length, in: lengths, "steps until the lowest rate"),
    .number("power", \.power, in: .positive, "power of the time that is left"),
    .number("eta_min", \.lowest, in: .notNegative, "the lowest rate"),
    .flag("cycle", \.cycle, "whether it starts again at the end"),
  ]

  /// The steps until the lowest rate.
  public var length = Span.whole
  /// The power of the time that is left.
  public var power = 1.0
  /// The lowest rate.
  public var lowest = 0.0
  /// Whether it starts again at the end.
  public var cycle = false

  /// In a straight line to 0, through the run.
  public init() {}

  /// The rate in a step.
  public func course(step: Int, of steps: Int) -> Course {
    var period = length.period(of: steps)
    if cycle, step > 1 { period *= (step - 2) / period + 1 }
    let left = 1 - progress(step, period)
    return Course(from: lowest, towardsBase: power == 1 ? left : Schedules.power(left, power))
  }

  /// Each restart of a cycle: the step after the lowest rate.
  public func phases(of steps: Int) -> [Phase] {
    guard cycle else { return [] }
    let period = length.period(of: steps)
    return stride(from: period + 1, to: steps, by: period).map { Phase("restart", from: $0 + 1) }
  }
}
