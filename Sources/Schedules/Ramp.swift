public import Calculus

/// A ramp: a knob in a straight line from one number to another, by default momentum from 0.5 to 0.99.
///
/// ```
/// knob = start + (end - start) min(t, total_iters) / total_iters        t = step - 1
/// ```
///
/// Little momentum at first, when the slope is steep and its direction changes, much of it later along the valley. The
/// numbers are the knob's own, whatever its setting: `momentum=ramp` or just `ramp`; `beta2=ramp:start=0.9,end=0.999`.
///
/// - Deviates: nowhere.
/// - Source: the ramp from 0.5 to 0.99 is that of G. Hinton et al., arXiv:1207.0580, appendix A.1.
public struct Ramp: Schedule {
  /// Who this is.
  public static let identity = ScheduleIdentity(
    name: "ramp", aliases: ["momentum-ramp"], label: "ramp",
    summary: "in a straight line from 0.5 to 0.99", usualKnob: "momentum")

  /// Every knob.
  public static let knobs: [Knob<Ramp>] = [
    .number("start", \.start, in: .notNegative, "the number in the first step"),
    .number("end", \.end, in: .notNegative, "the number at the end"),
    .span("total_iters", \.length, in: lengths, "steps from start to end"),
  ]

  /// The number in the first step.
  public var start = 0.5
  /// The number at the end.
  public var end = 0.99
  /// The steps from start to end.
  public var length = Span.whole

  /// From 0.5 to 0.99, through the run.
  public init() {}

  /// The number in a step.
  public func course(step: Int, of steps: Int) -> Course {
    Course(0, offset: mix(start, end, progress(step, length.period(of: steps))))
  }

  /// Where the ramp ends, if the run goes on.
  public func phases(of steps: Int) -> [Phase] {
    let length = length.period(of: steps)
    return length < steps ? [Phase("end of ramp", from: length + 1)] : []
  }
}
