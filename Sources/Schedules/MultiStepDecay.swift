public import Calculus

/// Multi-step decay: the rate falls by a factor at each of a few milestones.
///
/// ```
/// rate = base gamma^(number of milestones <= t)        t = step - 1
/// ```
///
/// As with step decay the loss on a noisy surface drops from floor to floor, at places of one's own choice. A milestone
/// that is named twice counts twice.
///
/// - Deviates: nowhere from PyTorch's `MultiStepLR`, stepped once a step, but for the default of `milestones`: PyTorch has
///   none. timm's fires one step earlier.
/// - Source: the form is that of `torch.optim.lr_scheduler.MultiStepLR`; a tenth at a half and three quarters is how
///   residual networks were trained on CIFAR-10: K. He et al., arXiv:1512.03385, section 4.2.
public struct MultiStepDecay: Schedule {
  /// Who this is.
  public static let identity = ScheduleIdentity(
    name: "multi-step", aliases: ["milestones", "multisteplr"], label: "multi-step",
    summary: "falls by a factor at each milestone")

  /// Every knob.
  public static let knobs: [Knob<MultiStepDecay>] = [
    .spans("milestones", \.milestones, "steps after which the rate falls"),
    .number("gamma", \.gamma, in: .positive, "factor on the rate at each milestone"),
  ]

  /// The steps after which the rate falls.
  public var milestones: [Span] = [.share(0.5), .share(0.75)]
  /// The factor on the rate at each milestone.
  public var gamma = 0.1

  /// A tenth at a half and at three quarters of the run.
  public init() {}

  /// The rate in a step.
  public func course(step: Int, of steps: Int) -> Course {
    Course(power(gamma, milestones.count { $0.steps(of: steps) < step }))
  }

  /// Each milestone within the run.
  public func phases(of steps: Int) -> [Phase] {
    milestones.map { $0.steps(of: steps) }.filter { $0 < steps }.map { Phase("decay", from: $0 + 1) }.lasting
  }
}
