public import Calculus

/// REX: reflected exponential decay, high for long and then down fast.
///
/// ```
/// p    = min(t / total_iters, 1)        t = step - 1
/// rate = eta_min + (base - eta_min) (1 - p) / (1 - p / 2)
/// ```
///
/// Above linear decay all the way: two thirds of the base rate are left at half time. Made for small budgets.
///
/// - Deviates: nowhere.
/// - Source: J. Chen, C. Wolfe and A. Kyrillidis, REX: Revisiting Budgeted Training with an Improved Schedule,
///   arXiv:2107.04197.
public struct Rex: Schedule {
  /// Who this is.
  public static let identity = ScheduleIdentity(
    name: "rex", aliases: ["reflected-exponential"], label: "REX", summary: "high for long, then down fast")

  /// Every knob.
  public static let knobs: [Knob<Rex>] = [
    .span("total_iters", \.length, in: lengths, "steps until the lowest rate"),
    .number("eta_min", \.lowest, in: .notNegative, "the lowest rate"),
  ]

  /// The steps until the lowest rate.
  public var length = Span.whole
  /// The lowest rate.
  public var lowest = 0.0

  /// From the base rate to 0, through the run.
  public init() {}

  /// The rate in a step.
  public func course(step: Int, of steps: Int) -> Course {
    let share = progress(step, length.period(of: steps))
    return Course(from: lowest, towardsBase: (1 - share) / (1 - share / 2))
  }
}
