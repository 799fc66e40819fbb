public import Calculus

/// Tanh decay: the rate stays high, falls steeply, and stays low, along a hyperbolic tangent.
///
/// ```
/// p    = t / total_iters        t = step - 1
/// rate = eta_min + (base - eta_min) (1 - tanh(lb (1 - p) + ub p)) / 2        for p < 1, then eta_min
/// ```
///
/// The fall is in the middle of the way from lb to ub where the argument is 0: with -7 and 3 at 70 % of the run.
///
/// - Deviates: nowhere from timm but for the default of `total_iters`; there is none.
/// - Source: B.-Y. Hsueh et al., arXiv:1806.01593; the form is that of `timm.scheduler.TanhLRScheduler`.
public struct TanhDecay: Schedule {
  /// Who this is.
  public static let identity = ScheduleIdentity(
    name: "tanh", aliases: ["tanh-decay"], label: "tanh", summary: "stays high, falls steeply, stays low")

  /// Every knob.
  public static let knobs: [Knob<TanhDecay>] = [
    .span("total_iters", \.length, in: lengths, "steps until the lowest rate"),
    .number("lb", \.lower, in: arguments, "argument at the start"),
    .number("ub", \.upper, in: arguments, "argument at the end"),
    .number("eta_min", \.lowest, in: .notNegative, "the lowest rate"),
  ]

  /// Beyond these ends the curve is a step.
  private static let arguments = Interval(-1000, 1000, includesLower: true, includesUpper: true)

  /// The steps until the lowest rate.
  public var length = Span.whole
  /// The argument at the start.
  public var lower = -7.0
  /// The argument at the end.
  public var upper = 3.0
  /// The lowest rate.
  public var lowest = 0.0

  /// Through the run, steepest at 70 % of it.
  public init() {}

  /// The rate in a step.
  public func course(step: Int, of steps: Int) -> Course {
    let share = progress(step, length.period(of: steps))
    guard share < 1 else { return Course(from: lowest, towardsBase: 0) }
    return Course(from: lowest, towardsBase: (1 - hyperbolicTangent(mix(lower, upper, share))) / 2)
  }

  /// The argument must rise.
  public var conflict: String? {
    lower < upper ? nil : "lb=\(lower) is not below ub=\(upper); the rate falls while the argument rises from lb to ub"
  }
}
