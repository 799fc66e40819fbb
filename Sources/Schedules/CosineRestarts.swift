public import Calculus

/// Cosine annealing with warm restarts, SGDR: down along half a cosine wave, and back up at once.
///
/// ```
/// rate = eta_min + (base - eta_min) decay^i (1 + cos(pi T_cur / T_i)) / 2        T_i = T_0 T_mult^i
/// ```
///
/// T_cur counts the steps since the last restart, i the restarts. A restart throws the point out of a shallow basin, and
/// it may come to rest in a deeper one. The lowest rate itself is never reached: where it would be, the next wave begins.
///
/// - Deviates: the default of `T_0` is a quarter of the run, PyTorch's is open. PyTorch has no `decay`; it is `m_mul` of
///   Keras and, with eta_min = 0, `cycle_decay` of timm.
/// - Source: I. Loshchilov and F. Hutter, SGDR: Stochastic Gradient Descent with Warm Restarts, arXiv:1608.03983; the form
///   is that of `torch.optim.lr_scheduler.CosineAnnealingWarmRestarts`.
public struct CosineRestarts: Schedule {
  /// Who this is.
  public static let identity = ScheduleIdentity(
    name: "cosine-restarts", aliases: ["sgdr", "warm-restarts", "cosineannealingwarmrestarts"],
    label: "cosine restarts", summary: "down along half a cosine wave, and back up at once, again and again")

  /// Every knob.
  public static let knobs: [Knob<CosineRestarts>] = [
    .span("T_0", \.firstWave, in: lengths, "steps of the first wave"),
    .whole("T_mult", \.growth, in: 1...1_000_000_000, "how much longer each wave is than the one before"),
    .number("eta_min", \.lowest, in: .notNegative, "the lowest rate"),
    .number("decay", \.decay, in: .shrinking, "factor on the peak at each restart"),
  ]

  /// The steps of the first wave.
  public var firstWave = Span.share(0.25)
  /// How much longer each wave is than the one before.
  public var growth = 1
  /// The lowest rate.
  public var lowest = 0.0
  /// The factor on the peak at each restart.
  public var decay = 1.0

  /// Four equal waves from the base rate to 0.
  public init() {}

  /// The rate in a step.
  public func course(step: Int, of steps: Int) -> Course {
    let (index, place, length) = wave(at: step - 1, of: steps)
    let peak = decay == 1 ? 1 : power(decay, index)
    return Course(from: lowest, towardsBase: peak * halfCosine(Double(place) / Double(length)))
  }

  /// Each restart.
  public func phases(of steps: Int) -> [Phase] {
    var phases: [Phase] = []
    var end = firstWave.period(of: steps)
    while end < steps {
      phases.append(Phase("restart", from: end + 1))
      end += wave(at: end, of: steps).length
    }
    return phases
  }

  /// The number of the wave at a time, the time since it began, and its length.
  private func wave(at time: Int, of steps: Int) -> (index: Int, place: Int, length: Int) {
    var length = firstWave.period(of: steps)
    guard growth > 1 else { return (time / length, time % length, length) }
    var (index, place) = (0, time)
    while place >= length {
      place -= length
      index += 1
      // A wave too long to count is one that no run sees the end of.
      let next = length.multipliedReportingOverflow(by: growth)
      length = next.overflow ? 1 << 60 : min(next.partialValue, 1 << 60)
    }
    return (index, place, length)
  }
}
