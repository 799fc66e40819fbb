public import Calculus

/// Cosine decay: down along half a cosine wave, and then it stays down.
///
/// ```
/// p    = min(t / decay_steps, 1)        t = step - 1
/// rate = base ((1 - alpha) ((1 + cos(pi p)) / 2)^exponent + alpha)
/// ```
///
/// The form of optax and Keras. PyTorch's rises again after its half wave and is the schedule `cosine`; the two are one
/// until then. A warm-up goes before it: `linear:start_factor=0.1@10%+cosine-decay`.
///
/// - Deviates: the default of `decay_steps` is the run, theirs is open.
/// - Source: I. Loshchilov and F. Hutter, arXiv:1608.03983; the form is that of `optax.cosine_decay_schedule` and
///   `keras.optimizers.schedules.CosineDecay`.
public struct CosineDecay: Schedule {
  /// Who this is.
  public static let identity = ScheduleIdentity(
    name: "cosine-decay", aliases: ["half-cosine"], label: "cosine decay",
    summary: "down along half a cosine wave, then low, as in optax and Keras")

  /// Every knob.
  public static let knobs: [Knob<CosineDecay>] = [
    .span("decay_steps", \.decaySteps, in: lengths, "steps until the lowest rate"),
    .number("alpha", \.lowestShare, in: .share, "the lowest rate as a share of the base rate"),
    .number("exponent", \.exponent, in: .positive, "power of the wave"),
  ]

  /// The steps until the lowest rate.
  public var decaySteps = Span.whole
  /// The lowest rate as a share of the base rate.
  public var lowestShare = 0.0
  /// The power of the wave.
  public var exponent = 1.0

  /// From the base rate to 0, through the run.
  public init() {}

  /// The rate in a step.
  public func course(step: Int, of steps: Int) -> Course {
    let wave = halfCosine(progress(step, decaySteps.period(of: steps)))
    return Course(mix(lowestShare, 1, exponent == 1 ? wave : power(wave, exponent)))
  }
}
