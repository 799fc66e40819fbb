public import Calculus

/// Natural exponential decay: the rate falls as e to the power of minus time.
///
/// ```
/// rate = base e^(-decay_rate t / decay_steps)        t = step - 1; with staircase the floor of the quotient
/// ```
///
/// The curve of exponential decay, with a rate of decay in place of a factor: decay_rate = 5 over the whole run ends at
/// 0.7 % of the base rate, however long the run.
///
/// - Deviates: nowhere from TensorFlow but for the defaults; there are none.
/// - Source: `tf.compat.v1.train.natural_exp_decay`.
public struct NaturalExponentialDecay: Schedule {
  /// Who this is.
  public static let identity = ScheduleIdentity(
    name: "natural-exponential", aliases: ["natural-exp"], label: "natural exponential",
    summary: "falls as e to the power of minus time")

  /// Every knob.
  public static let knobs: [Knob<NaturalExponentialDecay>] = [
    .number("decay_rate", \.decayRate, in: .notNegative, "how often the rate falls to 1/e in so many steps"),
    .span("decay_steps", \.decaySteps, in: lengths, "steps that are one unit of time"),
    .flag("staircase", \.staircase, "whether it falls at once at the end of these steps"),
  ]

  /// How often the rate falls to 1/e in so many steps.
  public var decayRate = 5.0
  /// The steps that are one unit of time.
  public var decaySteps = Span.whole
  /// Whether it falls at once at the end of these steps.
  public var staircase = false

  /// From the base rate to 0.7 % of it.
  public init() {}

  /// The rate in a step.
  public func course(step: Int, of steps: Int) -> Course {
    Course(exponential(-decayRate * periods(step, decaySteps.period(of: steps), staircase: staircase)))
  }
}
