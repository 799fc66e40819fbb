public import Calculus

/// Step decay: the rate falls by a factor every so many steps.
///
/// ```
/// rate = base gamma^floor(t / step_size)        t = step - 1
/// ```
///
/// On a noisy surface the loss falls to a floor set by the rate, then drops to the next floor at each decay.
///
/// - Deviates: nowhere from PyTorch's `StepLR`, stepped once a step, but for the default of `step_size`: PyTorch has none.
/// - Source: the form is that of `torch.optim.lr_scheduler.StepLR`.
public struct StepDecay: Schedule {
  /// Who this is.
  public static let identity = ScheduleIdentity(
    name: "step", aliases: ["step-decay", "steplr"], label: "step decay",
    summary: "falls by a factor every so many steps")

  /// Every knob.
  public static let knobs: [Knob<StepDecay>] = [
    .span("step_size", \.stepSize, in: lengths, "steps between two decays"),
    .number("gamma", \.gamma, in: .positive, "factor on the rate at each decay"),
  ]

  /// The steps between two decays.
  public var stepSize = Span.share(0.3)
  /// The factor on the rate at each decay.
  public var gamma = 0.1

  /// A tenth at 30, 60 and 90 % of the run.
  public init() {}

  /// The rate in a step.
  public func course(step: Int, of steps: Int) -> Course {
    Course(power(gamma, (step - 1) / stepSize.period(of: steps)))
  }

  /// Each decay.
  public func phases(of steps: Int) -> [Phase] {
    let period = stepSize.period(of: steps)
    return stride(from: period, to: steps, by: period).map { Phase("decay", from: $0 + 1) }
  }
}
