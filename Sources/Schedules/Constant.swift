public import Calculus

/// The same rate in every step.
///
/// - Deviates: nowhere.
/// - Source: what every optimizer does without a schedule.
public struct Constant: Schedule {
  /// Who this is.
  public static let identity = ScheduleIdentity(
    name: "constant", label: "constant", summary: "the same rate in every step")

  /// There is nothing to set.
  public static let knobs: [Knob<Constant>] = []

  /// The only one there is.
  public init() {}

  /// The base rate itself.
  public func course(step: Int, of steps: Int) -> Course { Course(1) }
}
