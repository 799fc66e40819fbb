public import Calculus

/// Inverse square root: up in a straight line, then down as one over the root of time.
///
/// ```
/// rate = base t / w                                 for t < w = warmup_steps, t = step - 1
/// rate = base sqrt(timescale / (t - w + timescale))        afterwards
/// ```
///
/// It needs no end of the run: a run that is cut short or goes on has the same rates. With a warm-up the first step has
/// the rate 0.
///
/// - Deviates: the default of `warmup_steps` is a tenth of the run, Hugging Face's is open. `timescale=0` stands for
///   the number of warm-up steps or, without a warm-up, 10 000, as there.
/// - Source: X. Zhai et al., Scaling Vision Transformers, arXiv:2106.04560; the form is that of
///   `transformers.get_inverse_sqrt_schedule`.
public struct InverseSquareRoot: Schedule {
  /// Who this is.
  public static let identity = ScheduleIdentity(
    name: "inverse-sqrt", aliases: ["inverse-square-root", "rsqrt"], label: "inverse sqrt",
    summary: "up in a straight line, then down as one over the root of time")

  /// Every knob.
  public static let knobs: [Knob<InverseSquareRoot>] = [
    .span("warmup_steps", \.warmup, in: lengthsOrNone, "steps until the base rate"),
    .span("timescale", \.timescale, in: lengthsOrNone, "steps after which the rate falls; 0 for those of the warm-up"),
  ]

  /// The steps until the base rate.
  public var warmup = Span.share(0.1)
  /// The steps after which the rate falls; 0 for those of the warm-up.
  public var timescale = Span.steps(0)

  /// Up through a tenth of the run, down to a third at its end.
  public init() {}

  /// The rate in a step.
  public func course(step: Int, of steps: Int) -> Course {
    let warmup = warmup.steps(of: steps)
    let time = step - 1
    guard time >= warmup else { return Course(Double(time) / Double(warmup)) }
    var scale = timescale.steps(of: steps)
    if scale == 0 { scale = warmup > 0 ? warmup : 10_000 }
    return Course((Double(scale) / Double(time - warmup + scale)).squareRoot())
  }

  /// The warm-up and the fall.
  public func phases(of steps: Int) -> [Phase] { warmedUp(after: warmup.steps(of: steps), of: steps, then: "decay") }
}
