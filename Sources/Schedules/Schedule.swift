public import Calculus

/// How the rate changes from step to step.
///
/// A schedule is a function of the step alone: it gives the factor on the base rate, so that any step can be asked for
/// by itself and every optimizer can be driven.
public protocol Schedule: Adjustable {
  /// The name on a figure, with what was set.
  var label: String { get }

  /// The schedule with the default of every knob.
  init()

  /// The factor on the base rate in a step; the first step is 1, the last `steps`.
  func factor(step: Int, of steps: Int) -> Double
}
