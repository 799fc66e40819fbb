public import Calculus

/// Cosine annealing: the rate swings between the base rate and the lowest along a cosine wave.
///
/// ```
/// rate = eta_min + (base - eta_min) (1 + cos(pi t / T_max)) / 2        t = step - 1
/// ```
///
/// Slow at first, steep in the middle, slow at the end. It is PyTorch's form: after T_max steps the rate is the lowest and
/// rises again, to the base rate after 2 T_max steps. By default T_max is the run, so that only the fall is seen; the last
/// step is still a little above the lowest rate. `cosine-decay` stays low, `cosine-restarts` jumps up.
///
/// - Deviates: the default of `T_max` is the run, PyTorch's is open.
/// - Source: I. Loshchilov and F. Hutter, arXiv:1608.03983, equation 5; the form is that of
///   `torch.optim.lr_scheduler.CosineAnnealingLR`.
public struct Cosine: Schedule {
  /// Who this is.
  public static let identity = ScheduleIdentity(
    name: "cosine", aliases: ["cosine-annealing", "cosineannealinglr"], label: "cosine",
    summary: "swings down along a cosine wave, and up again after T_max steps, as in PyTorch")

  /// Every knob.
  public static let knobs: [Knob<Cosine>] = [
    .span("T_max", \.halfWave, in: lengths, "steps from the base rate to the lowest"),
    .number("eta_min", \.lowest, in: .notNegative, "the lowest rate"),
  ]

  /// The steps from the base rate to the lowest.
  public var halfWave = Span.whole
  /// The lowest rate.
  public var lowest = 0.0

  /// From the base rate to 0, through the run.
  public init() {}

  /// The rate in a step.
  public func course(step: Int, of steps: Int) -> Course {
    let half = halfWave.period(of: steps)
    // Folded onto the falling half, so that every wave has the bits of the first.
    let place = (step - 1) % (2 * half)
    return Course(from: lowest, towardsBase: halfCosine(Double(min(place, 2 * half - place)) / Double(half)))
  }

  /// Each turn: up from the lowest rate, down from the base rate.
  public func phases(of steps: Int) -> [Phase] {
    let half = halfWave.period(of: steps)
    return stride(from: half, to: steps, by: half).map { Phase($0 / half % 2 == 1 ? "rise" : "fall", from: $0 + 1) }
  }
}
