public import Calculus

/// One cycle: up to the base rate, down far below where it began, momentum the other way round.
///
/// ```
/// rate      base / div_factor -> base -> base / (div_factor final_div_factor)
/// momentum  max_momentum -> base_momentum -> max_momentum
///
/// peak at step pct_start N, end at step N = total_steps; in between along half a cosine wave or a straight line.
/// three_phase: down to base / div_factor as long as it went up, then to the end at max_momentum
/// ```
///
/// The base rate is the peak and can be larger than any that would do from the start: the rate is that high only for a
/// while. Momentum drives `momentum`, or `beta1` where an optimizer has that in its place; an optimizer with neither is
/// left alone. Under a driven `beta1` Adam and its kin correct the bias by the product of the decays that were in force,
/// PyTorch by the present one to the power of the steps, which is not the share of the zero start in the mean.
///
/// - Deviates: nowhere from PyTorch's `OneCycleLR`, whose `max_lr` is the base rate; `total_steps` is the run by default,
///   and after it the rate stays. The peak is between two steps where pct_start N is no whole number. fastai ends at
///   1e-5 of the peak and has the peak at a quarter.
/// - Source: L. N. Smith and N. Topin, Super-Convergence, arXiv:1708.07120; the form is that of
///   `torch.optim.lr_scheduler.OneCycleLR`.
public struct OneCycle: Schedule {
  /// The way from one rate to the next.
  public enum Anneal: String, CaseIterable, Sendable { case cos, linear }

  /// Who this is.
  public static let identity = ScheduleIdentity(
    name: "one-cycle", aliases: ["onecycle", "1cycle", "onecyclelr"], label: "one cycle",
    summary: "up to the base rate and far down, with momentum the other way round")

  /// Every knob.
  public static let knobs: [Knob<OneCycle>] = [
    .span("total_steps", \.length, in: lengths, "steps of the cycle"),
    .number("pct_start", \.rise, in: .share, "share of these steps in which the rate rises"),
    .choice("anneal_strategy", \.anneal, "the way from one rate to the next"),
    .number("div_factor", \.divisor, in: .divisor, "base rate over the first rate"),
    .number("final_div_factor", \.finalDivisor, in: .divisor, "first rate over the last rate"),
    .flag("three_phase", \.threePhase, "whether it comes back to the first rate before the last fall"),
    .flag("cycle_momentum", \.cycleMomentum, "whether momentum moves too"),
    .number("base_momentum", \.baseMomentum, in: .decay, "momentum at the peak of the rate"),
    .number("max_momentum", \.maxMomentum, in: .decay, "momentum at the ends"),
  ]

  /// The steps of the cycle.
  public var length = Span.whole
  /// The share of these steps in which the rate rises.
  public var rise = 0.3
  /// The way from one rate to the next.
  public var anneal = Anneal.cos
  /// The base rate over the first rate.
  public var divisor = 25.0
  /// The first rate over the last rate.
  public var finalDivisor = 1e4
  /// Whether the rate comes back to the first before it falls to the last.
  public var threePhase = false
  /// Whether momentum moves too.
  public var cycleMomentum = true
  /// The momentum at the peak of the rate.
  public var baseMomentum = 0.85
  /// The momentum at the ends.
  public var maxMomentum = 0.95

  /// Up from a 25th in 30 % of the run, down to four millionths.
  public init() {}

  /// The rate in a step.
  public func course(step: Int, of steps: Int) -> Course {
    let (part, share) = place(step, of: steps)
    let rates = [1 / divisor, 1] + (threePhase ? [1 / divisor] : []) + [1 / divisor / finalDivisor]
    return Course(mix(rates[part], rates[part + 1], share))
  }

  /// The momentum in a step.
  public func momentum(step: Int, of steps: Int) -> Double? {
    guard cycleMomentum else { return nil }
    let (part, share) = place(step, of: steps)
    let momenta = [maxMomentum, baseMomentum, maxMomentum, maxMomentum]
    return mix(momenta[part], momenta[part + 1], share)
  }

  /// The rise and the fall, or falls.
  public func phases(of steps: Int) -> [Phase] {
    let last = length.period(of: steps)
    let starts = [0] + ends(last).dropLast().map { Int($0.rounded(.down)) + 1 }
    return zip(["rise", "fall", "final fall"], starts).filter { $1 >= 0 && $1 < min(last, steps) }.map {
      Phase($0, from: $1 + 1)
    }.lasting
  }

  /// Both rises must fit, and momentum must move against the rate.
  public var conflict: String? {
    if threePhase, rise > 0.5 {
      return "pct_start=\(rise) leaves no time to come back; with three_phase it is at most 0.5"
    }
    return cycleMomentum ? momentumConflict(lowest: baseMomentum, highest: maxMomentum) : nil
  }

  /// The times at which the parts end, the first step being at time 0.
  private func ends(_ length: Int) -> [Double] {
    let (length, peak) = (Double(length), rise * Double(length))
    return [peak - 1] + (threePhase ? [2 * peak - 2] : []) + [length - 1]
  }

  /// The part a step is in, and how far it is on its way through it.
  private func place(_ step: Int, of steps: Int) -> (part: Int, share: Double) {
    let ends = ends(length.period(of: steps))
    let time = min(Double(step - 1), ends[ends.count - 1])
    let part = ends.firstIndex { time <= $0 } ?? ends.count - 1
    let start = part == 0 ? 0 : ends[part - 1]
    let share = ends[part] > start ? (time - start) / (ends[part] - start) : 1
    return (part, anneal == .cos ? 1 - halfCosine(share) : share)
  }
}

/// What is wrong with the ends between which momentum moves, if anything is.
func momentumConflict(lowest: Double, highest: Double) -> String? {
  guard lowest > highest else { return nil }
  return "base_momentum=\(lowest) lies above max_momentum=\(highest); exchange them"
}
