public import Calculus

/// Step decay: the rate falls by a factor every so many steps.
///
/// ```
/// factor = gamma^floor((step - 1) / step_size)
/// ```
///
/// On a noisy surface the loss falls to a floor set by the rate, then drops to the next floor at each decay.
///
/// - Deviates: nowhere from PyTorch's `StepLR`, stepped once a step.
/// - Source: the form is that of `torch.optim.lr_scheduler.StepLR`.
public struct StepDecay: Schedule {
  /// The name people type.
  public static let name = "step"

  /// Every knob.
  public static let knobs: [Knob<StepDecay>] = [
    .whole("step_size", \.stepSize, in: 1...1_000_000_000, "steps between two decays"),
    .real("gamma", \.gamma, in: .positive, "factor on the rate at each decay"),
  ]

  /// The steps between two decays.
  public var stepSize = 100
  /// The factor on the rate at each decay.
  public var gamma: Lanes = 0.1

  /// A tenth every hundred steps.
  public init() {}

  /// The name on a figure, with both knobs.
  public var label: String { "rate times \(gamma[0]) every \(stepSize) steps" }

  /// The factor in a step.
  public func factor(step: Int, of steps: Int) -> Double { gamma.power((step - 1) / stepSize)[0] }
}
