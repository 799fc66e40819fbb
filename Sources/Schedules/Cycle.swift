public import Calculus

/// What cyclic schedules have in common: the rate rises from the lowest to the base rate and falls back, again and again.
///
/// - Source: L. N. Smith, Cyclical Learning Rates for Training Neural Networks, arXiv:1506.01186; the form is that of
///   `torch.optim.lr_scheduler.CyclicLR`.
public struct Cycle: Sendable {
  /// The steps from the lowest rate to the peak.
  public var up = Span.share(0.125)
  /// The steps from the peak to the lowest rate; 0 for as many as up.
  public var down = Span.steps(0)
  /// The lowest rate; 0 for a share of the base rate.
  public var lowest = 0.0
  /// The lowest rate as a share of the base rate.
  public var lowestShare = 0.25
  /// Whether momentum moves too.
  public var cycleMomentum = true
  /// The momentum at the peak of the rate.
  public var baseMomentum = 0.8
  /// The momentum at the lowest rate.
  public var maxMomentum = 0.9

  /// Four cycles in a run, from a quarter of the base rate to all of it.
  public init() {}

  /// The steps up and down in a run.
  func lengths(of steps: Int) -> (up: Int, down: Int) {
    let up = up.period(of: steps)
    let down = down.steps(of: steps)
    return (up, down > 0 ? down : up)
  }

  /// The number of the cycle a step is in, from 0, and how high it is between the lowest rate and the peak.
  func place(_ step: Int, of steps: Int) -> (index: Int, height: Double) {
    let (up, down) = lengths(of: steps)
    let (index, place) = (step - 1).quotientAndRemainder(dividingBy: up + down)
    let height = place <= up ? Double(place) / Double(up) : Double(up + down - place) / Double(down)
    return (index, height)
  }
}

/// A schedule that goes up and down between the lowest rate and the base rate.
public protocol CyclicSchedule: Schedule {
  /// The lengths and ends of a cycle.
  var cycle: Cycle { get set }

  /// What is left of the height of a cycle.
  ///
  /// - Parameters:
  ///   - index: the number of the cycle, from 0.
  ///   - step: the step, from 1.
  func damping(cycle index: Int, step: Int) -> Double
}

extension CyclicSchedule {
  /// The knobs of a cycle.
  static var cycleKnobs: [Knob<Self>] {
    [
      .span("step_size_up", \.cycle.up, in: lengths, "steps from the lowest rate to the peak"),
      .span("step_size_down", \.cycle.down, in: lengthsOrNone, "steps from the peak down; 0 for as many as up"),
      .number("base_lr", \.cycle.lowest, in: .notNegative, "the lowest rate; 0 for a share of the base rate"),
      .number("base_factor", \.cycle.lowestShare, in: .share, "that share of the base rate"),
      .flag("cycle_momentum", \.cycle.cycleMomentum, "whether momentum moves too"),
      .number("base_momentum", \.cycle.baseMomentum, in: .decay, "momentum at the peak of the rate"),
      .number("max_momentum", \.cycle.maxMomentum, in: .decay, "momentum at the lowest rate"),
    ]
  }

  /// The rate in a step.
  public func course(step: Int, of steps: Int) -> Course {
    let height = height(step, of: steps)
    return cycle.lowest > 0
      ? Course(from: cycle.lowest, towardsBase: height) : Course(mix(cycle.lowestShare, 1, height))
  }

  /// The momentum in a step: low where the rate is high.
  public func momentum(step: Int, of steps: Int) -> Double? {
    guard cycle.cycleMomentum else { return nil }
    return mix(cycle.maxMomentum, cycle.baseMomentum, height(step, of: steps))
  }

  /// Each cycle after the first.
  public func phases(of steps: Int) -> [Phase] {
    let (up, down) = cycle.lengths(of: steps)
    return stride(from: up + down, to: steps, by: up + down).map { Phase("cycle", from: $0 + 1) }
  }

  /// Momentum must move against the rate.
  public var conflict: String? {
    cycle.cycleMomentum ? momentumConflict(lowest: cycle.baseMomentum, highest: cycle.maxMomentum) : nil
  }

  private func height(_ step: Int, of steps: Int) -> Double {
    let (index, height) = cycle.place(step, of: steps)
    return height * damping(cycle: index, step: step)
  }
}
