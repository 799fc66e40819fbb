public import Calculus

/// Warm-up, stable, decay: up in a straight line, long at the base rate, down at the end of the run.
///
/// ```
/// rate = base (start_factor + (1 - start_factor) t / w)              for t < w = warmup_steps, t = step - 1
/// rate = base                                                        until decay_steps before the end
/// rate = base (min_lr_ratio + (1 - min_lr_ratio) shape(u))           u from 0 at its start to 1 after the last step
///
/// shape(u) = 1 - u  |  1 - sqrt(u)  |  (1 + cos(pi u)) / 2  |  1 - u^2  |  (0.1^u - 0.1) / 0.9
/// ```
///
/// On a noisy surface the loss stays at the floor of the base rate and drops in the last part: a river valley is followed
/// at full rate, then the walk settles at its bottom. Most of the run does not depend on its length.
///
/// - Deviates: lengths are shares of the run by default, others leave them open. Where they do not fit into the run the
///   warm-up goes first. Hugging Face decays along a cosine by default, timm and this one along 1-sqrt; `exponential` is
///   timm's.
/// - Source: S. Hu et al., MiniCPM, arXiv:2404.06395; 1-sqrt and a fifth of the run: A. Haegele et al., arXiv:2405.18392.
public struct WarmupStableDecay: Schedule {
  /// The shape of the decay.
  public enum Shape: String, CaseIterable, Sendable {
    case linear
    case oneMinusRoot = "1-sqrt"
    case cosine, square, exponential

    /// What is left after a share of the decay: 1 at 0, 0 at 1.
    func left(_ share: Double) -> Double {
      switch self {
      case .linear: 1 - share
      case .oneMinusRoot: 1 - share.squareRoot()
      case .cosine: halfCosine(share)
      case .square: 1 - share * share
      // At least 0: a power may be off by a rounding.
      case .exponential: max(0, (power(0.1, share) - 0.1) / 0.9)
      }
    }
  }

  /// Who this is.
  public static let identity = ScheduleIdentity(
    name: "wsd", aliases: ["warmup-stable-decay", "trapezoid"], label: "warm-up, stable, decay",
    summary: "up in a straight line, long at the base rate, down at the end of the run")

  /// Every knob.
  public static let knobs: [Knob<WarmupStableDecay>] = [
    .span("warmup_steps", \.warmup, in: lengthsOrNone, "steps until the base rate"),
    .span("decay_steps", \.decay, in: lengthsOrNone, "steps of the decay at the end of the run"),
    .choice("decay_type", \.shape, "shape of the decay"),
    .number("start_factor", \.startFactor, in: .share, "share of the base rate in the first step"),
    .number("min_lr_ratio", \.endFactor, in: .share, "share of the base rate after the last step"),
  ]

  /// The steps until the base rate.
  public var warmup = Span.share(0.1)
  /// The steps of the decay at the end of the run.
  public var decay = Span.share(0.2)
  /// The shape of the decay.
  public var shape = Shape.oneMinusRoot
  /// The share of the base rate in the first step.
  public var startFactor = 0.0
  /// The share of the base rate after the last step.
  public var endFactor = 0.0

  /// Up through a tenth of the run, down through its last fifth.
  public init() {}

  /// The rate in a step.
  public func course(step: Int, of steps: Int) -> Course {
    let (warmup, start) = ends(of: steps)
    if step <= warmup { return Course(mix(startFactor, 1, progress(step, warmup))) }
    if step <= start { return Course(1) }
    return Course(mix(endFactor, 1, shape.left(progress(step - start, steps - start))))
  }

  /// Warm-up, stable, decay.
  public func phases(of steps: Int) -> [Phase] {
    let (warmup, start) = ends(of: steps)
    let stable = warmup < start ? [Phase("stable", from: warmup + 1)] : []
    return (warmup > 0 ? [Phase("warm-up", from: 1)] : []) + stable
      + (start < steps ? [Phase("decay", from: start + 1)] : [])
  }

  /// Warm-up and decay must fit into the run.
  public var conflict: String? {
    guard let first = warmup.share, let last = decay.share, first + last > 1 else { return nil }
    return "warmup_steps=\(warmup) and decay_steps=\(decay) are more than the run; make their sum 100% or less"
  }

  /// How many steps come before the stable part, and how many before the decay.
  private func ends(of steps: Int) -> (warmup: Int, decay: Int) {
    let warmup = warmup.steps(of: steps)
    return (warmup, max(warmup, steps - decay.steps(of: steps)))
  }
}
