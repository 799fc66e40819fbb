public import Calculus

/// Exponential decay: the rate falls by the same factor in every step.
///
/// ```
/// rate = base gamma^(t / decay_steps)        t = step - 1; with staircase the floor of the quotient
/// ```
///
/// A straight line where rates are drawn on a logarithmic axis. The whole way still to go is finite, base / (1 - gamma)
/// steps of full length: a run whose rate falls too fast freezes before it arrives.
///
/// - Deviates: nowhere from PyTorch's `ExponentialLR` with `decay_steps=1`, the default, and from Keras with others; 0.99
///   is no default of theirs, they have none.
/// - Source: the forms are those of `torch.optim.lr_scheduler.ExponentialLR` and
///   `keras.optimizers.schedules.ExponentialDecay`.
public struct ExponentialDecay: Schedule {
  /// Who this is.
  public static let identity = ScheduleIdentity(
    name: "exponential", aliases: ["exponential-decay", "exponentiallr"], label: "exponential",
    summary: "falls by the same factor in every step")

  /// Every knob.
  public static let knobs: [Knob<ExponentialDecay>] = [
    .number("gamma", \.gamma, in: .positive, "factor on the rate in so many steps"),
    .span("decay_steps", \.decaySteps, in: lengths, "steps in which the rate falls by gamma"),
    .flag("staircase", \.staircase, "whether it falls at once at the end of these steps"),
  ]

  /// The factor on the rate in so many steps.
  public var gamma = 0.99
  /// The steps in which the rate falls by gamma.
  public var decaySteps = Span.steps(1)
  /// Whether it falls at once at the end of these steps.
  public var staircase = false

  /// One percent less in every step.
  public init() {}

  /// The rate in a step.
  public func course(step: Int, of steps: Int) -> Course {
    let period = decaySteps.period(of: steps)
    if staircase || period == 1 { return Course(power(gamma, (step - 1) / period)) }
    return Course(power(gamma, periods(step, period, staircase: false)))
  }
}
