public import Calculus

/// The same rate in every step.
///
/// - Source: what every optimizer does without a schedule.
public struct Constant: Schedule {
  /// The name people type.
  public static let name = "constant"

  /// There is nothing to set.
  public static let knobs: [Knob<Constant>] = []

  /// The name on a figure.
  public var label: String { "constant rate" }

  /// The only one there is.
  public init() {}

  /// Always 1.
  public func factor(step: Int, of steps: Int) -> Double { 1 }
}
