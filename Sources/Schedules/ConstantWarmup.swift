public import Calculus

/// Constant warm-up: a share of the base rate for some steps, then all of it.
///
/// ```
/// rate = base factor        for t < total_iters, t = step - 1
/// rate = base               afterwards
/// ```
///
/// The plainest warm-up. The jump at its end can be seen in the loss where the base rate is near the edge of stability.
///
/// - Deviates: the default of `total_iters` is a tenth of the run, PyTorch's is 5.
/// - Source: `torch.optim.lr_scheduler.ConstantLR`; the warm-up is that of K. He et al., arXiv:1512.03385, section 4.2.
public struct ConstantWarmup: Schedule {
  /// Who this is.
  public static let identity = ScheduleIdentity(
    name: "constant-warmup", aliases: ["constant-factor", "constantlr"], label: "constant warm-up",
    summary: "a share of the base rate for some steps, then all of it")

  /// As part of a sequence it lasts as long as the part.
  public static let partKnob: String? = "total_iters"

  /// Every knob.
  public static let knobs: [Knob<ConstantWarmup>] = [
    .number("factor", \.factor, in: .notNegative, "share of the base rate"),
    .span("total_iters", \.length, in: lengthsOrNone, "steps at this share"),
  ]

  /// The share of the base rate.
  public var factor = 1.0 / 3
  /// The steps at this share.
  public var length = Span.share(0.1)

  /// A third of the base rate for a tenth of the run.
  public init() {}

  /// The rate in a step.
  public func course(step: Int, of steps: Int) -> Course { Course(step <= length.steps(of: steps) ? factor : 1) }

  /// The warm-up and what comes after it.
  public func phases(of steps: Int) -> [Phase] {
    warmedUp(after: length.steps(of: steps), of: steps, then: "base rate")
  }
}
