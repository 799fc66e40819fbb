public import Calculus

/// Warm-up: in a straight line up to the base rate, which then stays.
///
/// ```
/// rate = base (start_factor + (1 - start_factor) min(t, warmup_steps) / warmup_steps)        t = step - 1
/// ```
///
/// The base rate is reached in step warmup_steps + 1. In the first steps a running mean of squares knows little and the
/// slope may be steep: small steps cost little and avoid the throw. `warmup*step` warms up while another schedule runs;
/// `linear@10%+cosine` warms up first and then starts the other's clock.
///
/// - Deviates: nowhere from PyTorch's `LinearLR` but for defaults. optax and Hugging Face start at 0, where the first step
///   goes nowhere; the hundredth is that of torchvision's training scripts.
/// - Source: P. Goyal et al., Accurate, Large Minibatch SGD, arXiv:1706.02677, section 2.2.
public struct Warmup: Schedule {
  /// Who this is.
  public static let identity = ScheduleIdentity(
    name: "warmup", aliases: ["warm-up", "linear-warmup"], label: "warm-up",
    summary: "in a straight line up to the base rate, which then stays")

  /// As part of a sequence it lasts as long as the part.
  public static let partKnob: String? = "warmup_steps"

  /// Every knob.
  public static let knobs: [Knob<Warmup>] = [
    .span("warmup_steps", \.length, in: lengthsOrNone, "steps until the base rate"),
    .number("start_factor", \.startFactor, in: .share, "share of the base rate in the first step"),
  ]

  /// The steps until the base rate.
  public var length = Span.share(0.1)
  /// The share of the base rate in the first step.
  public var startFactor = 0.01

  /// From a hundredth, through a tenth of the run.
  public init() {}

  /// The rate in a step.
  public func course(step: Int, of steps: Int) -> Course {
    Course(mix(startFactor, 1, progress(step, length.steps(of: steps))))
  }

  /// The warm-up and what comes after it.
  public func phases(of steps: Int) -> [Phase] {
    warmedUp(after: length.steps(of: steps), of: steps, then: "base rate")
  }
}

/// A warm-up of so many steps, and the name of what follows it.
func warmedUp(after length: Int, of steps: Int, then name: String) -> [Phase] {
  guard length > 0 else { return [] }
  return [Phase("warm-up", from: 1)] + (length < steps ? [Phase(name, from: length + 1)] : [])
}
