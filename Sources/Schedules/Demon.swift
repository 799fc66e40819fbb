public import Calculus

/// Demon: decaying momentum, from a number down to 0 at the end of the run.
///
/// ```
/// p        = 1 - min(t, total_iters) / total_iters        t = step - 1
/// momentum = start p / ((1 - start) + start p)
/// ```
///
/// momentum / (1 - momentum), the weight of a gradient in all steps after its own, falls in a straight line. The walk
/// loses its speed as it comes to the end.
///
/// - Deviates: nowhere.
/// - Source: J. Chen, C. Wolfe, Z. Li and A. Kyrillidis, Demon: Improved Neural Network Training with Momentum Decay,
///   arXiv:1910.04952, equation 1.
public struct Demon: Schedule {
  /// Who this is.
  public static let identity = ScheduleIdentity(
    name: "demon", aliases: ["decaying-momentum"], label: "Demon",
    summary: "from 0.9 down to 0 at the end of the run", usualKnob: "momentum")

  /// Every knob.
  public static let knobs: [Knob<Demon>] = [
    .number("start", \.start, in: .decay, "the number in the first step"),
    .span("total_iters", \.length, in: lengths, "steps until 0"),
  ]

  /// The number in the first step.
  public var start = 0.9
  /// The steps until 0.
  public var length = Span.whole

  /// From 0.9, through the run.
  public init() {}

  /// The number in a step.
  public func course(step: Int, of steps: Int) -> Course {
    let left = 1 - progress(step, length.period(of: steps))
    return Course(0, offset: start * left / ((1 - start) + start * left))
  }
}
