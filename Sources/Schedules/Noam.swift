public import Calculus

/// Noam: up in a straight line, then down as one over the root of the step.
///
/// ```
/// rate = base min(s / w, sqrt(w / s))        s = step, w = warmup_steps
/// ```
///
/// The schedule of the Transformer, with its peak at the base rate. It is `inverse-sqrt` with a clock that starts at 1, so
/// that no step has the rate 0; the peak is the step w.
///
/// - Deviates: the paper's rate is 1 / sqrt(d_model) times min(1 / sqrt(s), s / w^1.5), whose peak is
///   1 / sqrt(d_model w); here the peak is the base rate. The default of `warmup_steps` is a tenth of the run, the
///   paper's is 4000.
/// - Source: A. Vaswani et al., Attention Is All You Need, arXiv:1706.03762, equation 3.
public struct Noam: Schedule {
  /// Who this is.
  public static let identity = ScheduleIdentity(
    name: "noam", aliases: ["transformer"], label: "Noam",
    summary: "up in a straight line, then down as one over the root of the step, as for the Transformer")

  /// Every knob.
  public static let knobs: [Knob<Noam>] = [
    .span("warmup_steps", \.warmup, in: lengths, "the step of the peak")
  ]

  /// The step of the peak.
  public var warmup = Span.share(0.1)

  /// The peak at a tenth of the run.
  public init() {}

  /// The rate in a step.
  public func course(step: Int, of steps: Int) -> Course {
    let warmup = Double(warmup.period(of: steps))
    let step = Double(step)
    return Course(step < warmup ? step / warmup : (warmup / step).squareRoot())
  }

  /// The warm-up and the fall.
  public func phases(of steps: Int) -> [Phase] { warmedUp(after: warmup.period(of: steps), of: steps, then: "decay") }
}
