public import Calculus

/// Flat, then cosine: the base rate for most of the run, then down along half a cosine wave.
///
/// ```
/// p    = t / steps of the run        t = step - 1
/// rate = base                                                                for p <= pct_start
/// rate = low + (base - low) (1 + cos(pi (p - pct_start) / (1 - pct_start))) / 2        low = base / div_final
/// ```
///
/// A `wsd` without warm-up, with the gentle end of a cosine.
///
/// - Deviates: nowhere from fastai.
/// - Source: `fit_flat_cos` of fastai; J. Howard and S. Gugger, fastai: A Layered API for Deep Learning, arXiv:2002.04688.
public struct FlatCosine: Schedule {
  /// Who this is.
  public static let identity = ScheduleIdentity(
    name: "flat-cosine", aliases: ["flat-cos", "flat-then-cosine"], label: "flat, then cosine",
    summary: "the base rate for most of the run, then down along half a cosine wave")

  /// Every knob.
  public static let knobs: [Knob<FlatCosine>] = [
    .number("pct_start", \.flat, in: .share, "share of the run at the base rate"),
    .number("div_final", \.finalDivisor, in: .divisor, "base rate over the lowest rate"),
  ]

  /// The share of the run at the base rate.
  public var flat = 0.75
  /// The base rate over the lowest rate.
  public var finalDivisor = 1e5

  /// Down in the last quarter of the run.
  public init() {}

  /// The rate in a step.
  public func course(step: Int, of steps: Int) -> Course {
    let share = progress(step, steps)
    guard share > flat else { return Course(1) }
    return Course(mix(1 / finalDivisor, 1, halfCosine((share - flat) / (1 - flat))))
  }

  /// The decay.
  public func phases(of steps: Int) -> [Phase] {
    let start = Int((flat * Double(steps)).rounded(.down)) + 1
    return start < steps ? [Phase("decay", from: start + 1)] : []
  }
}
