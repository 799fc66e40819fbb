public import Calculus

/// Sutskever's momentum: half the way to 1, then two thirds of what is left, and so on in ever smaller steps.
///
/// ```
/// momentum = min(1 - 2^(-1 - log2(floor(t / step_size) + 1)), max)        t = step - 1
///          = min(1 - 1 / (2 (floor(t / step_size) + 1)), max)
/// ```
///
/// 0.5, 0.75, 0.83, 0.875, ...: it follows the momentum that theory asks of Nesterov's method on smooth convex surfaces,
/// and stops at `max`.
///
/// - Deviates: `step_size` is a fiftieth of the run, so that 0.99 is reached at its end; the paper has 250 updates of
///   750 000, and 0.9 to 0.999 for `max`.
/// - Source: I. Sutskever, J. Martens, G. Dahl and G. Hinton, ICML 2013, equation 5.
public struct Sutskever: Schedule {
  /// Who this is.
  public static let identity = ScheduleIdentity(
    name: "sutskever", label: "Sutskever", summary: "0.5, 0.75, 0.83, ... up to a highest",
    usualKnob: "momentum")

  /// Every knob.
  public static let knobs: [Knob<Sutskever>] = [
    .span("step_size", \.stepSize, in: lengths, "steps between two rises"),
    .number("max", \.highest, in: .share, "the highest number"),
  ]

  /// The steps between two rises.
  public var stepSize = Span.share(0.02)
  /// The highest number.
  public var highest = 0.99

  /// Up to 0.99 at the end of the run.
  public init() {}

  /// The number in a step.
  public func course(step: Int, of steps: Int) -> Course {
    let rises = Double((step - 1) / stepSize.period(of: steps))
    return Course(0, offset: min(1 - 0.5 / (rises + 1), highest))
  }
}
