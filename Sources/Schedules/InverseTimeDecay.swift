public import Calculus

/// Inverse time decay: the rate falls as one over time.
///
/// ```
/// rate = base / (1 + decay_rate t / decay_steps)^power        t = step - 1; with staircase the floor of the quotient
/// ```
///
/// Of all powers those above a half and up to 1 let noisy gradient descent arrive: the sum of the rates is infinite, so
/// that any distance can be walked, that of their squares finite, so that the noise dies out. Fast at first, then slower
/// and slower; beside it exponential decay stops for good.
///
/// - Deviates: nowhere from Keras with `power=1`, the default; Keras has no other defaults. Bottou's rate for averaged
///   gradient descent has power 0.75.
/// - Source: H. Robbins and S. Monro, The Annals of Mathematical Statistics 22 (1951) 400; the form is that of
///   `keras.optimizers.schedules.InverseTimeDecay`; L. Bottou, Stochastic Gradient Descent Tricks (2012).
public struct InverseTimeDecay: Schedule {
  /// Who this is.
  public static let identity = ScheduleIdentity(
    name: "inverse-time", aliases: ["inverse-time-decay", "robbins-monro"], label: "inverse time",
    summary: "falls as one over time")

  /// Every knob.
  public static let knobs: [Knob<InverseTimeDecay>] = [
    .number("decay_rate", \.decayRate, in: .notNegative, "how much the divisor grows in so many steps"),
    .span("decay_steps", \.decaySteps, in: lengths, "steps that are one unit of time"),
    .number("power", \.power, in: .notNegative, "power of the divisor"),
    .flag("staircase", \.staircase, "whether it falls at once at the end of these steps"),
  ]

  /// How much the divisor grows in so many steps.
  public var decayRate = 1.0
  /// The steps that are one unit of time.
  public var decaySteps = Span.share(0.1)
  /// The power of the divisor.
  public var power = 1.0
  /// Whether it falls at once at the end of these steps.
  public var staircase = false

  /// A half after a tenth of the run, an eleventh at its end.
  public init() {}

  /// The rate in a step.
  public func course(step: Int, of steps: Int) -> Course {
    let divisor = 1 + decayRate * periods(step, decaySteps.period(of: steps), staircase: staircase)
    return Course(power == 1 ? 1 / divisor : Schedules.power(1 / divisor, power))
  }
}
