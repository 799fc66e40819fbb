public import Calculus
public import Optimizers
internal import Schedules

/// A range test: one run whose rate rises from step to step, and what rules read off its losses.
public struct RangeTest: Sendable {
  /// Whose way it was made and read.
  public let convention: SweepConvention
  /// What was planned.
  public let sweep: Sweep
  /// The rates of the recorded points.
  public let rates: [Double]
  /// The loss before the step at each rate.
  public let losses: [Double]
  /// The smoothed losses.
  public let smoothed: [Double]
  /// What was seen.
  public let phases: SweepPhases

  /// Reads a test off losses that are known.
  ///
  /// - Parameter losses: The loss before each step of the sweep; a run that was lost may end early.
  public init(losses: [Double], sweep: Sweep, convention: SweepConvention) {
    let planned = Array(losses.prefix(sweep.points))
    let smoothed = convention.smoothing.smoothed(planned)
    let (count, isStopped) = convention.stop.recorded(losses: planned, smoothed: smoothed, points: sweep.points)
    self.convention = convention
    self.sweep = sweep
    self.losses = Array(planned[..<count])
    self.smoothed = Array(smoothed[..<count])
    rates = Array(sweep.rates(convention.placement)[..<count])
    phases = SweepPhases(
      losses: self.losses, smoothed: self.smoothed, isStopped: isStopped, opening: sweep.points / 10)
  }

  /// Runs a test.
  ///
  /// Under noise the loss at a rate is what the optimizer is shown: the exact loss plus the tilt of the step times the
  /// point.
  ///
  /// Throws if the optimizer has no rate, the loss at the start is not a number or its gradient is zero, or the run is
  /// lost in its first step.
  public init(
    _ optimizer: any Optimizer, on objective: any Objective, start: [Double], sweep: Sweep,
    convention: SweepConvention = .descent, noise: Double = 0, seed: UInt64 = 0, domain: [ClosedRange<Double>]? = nil
  ) throws(RangeTestError) {
    try Self.check(optimizer, on: objective, start: start)
    let schedule = SweepSchedule(rates: sweep.rates(convention.placement))
    let batch = Batch(
      objective: objective, optimizer: optimizer, plan: Plan(schedule), steps: sweep.points, noise: noise,
      domain: domain, lanes: [.init(start: start, rate: 1, seed: seed)])
    let walk = batch.trajectories()[0]
    guard walk.losses.count > 1, walk.losses[1].isFinite, walk.point(1).allSatisfy(\.isFinite) else {
      throw RangeTestError(
        "the loss is no longer finite after the first step of the sweep, at rate \(sweep.from): lower --from")
    }
    let numbers = RandomNumbers(seed: seed)
    let seen = walk.losses.indices.map { step in
      guard noise > 0 else { return walk.losses[step] }
      return walk.point(step).enumerated().reduce(walk.losses[step]) { loss, coordinate in
        loss + Tilt.slope(scale: noise, numbers, step: step + 1, coordinate: coordinate.offset) * coordinate.element
      }
    }
    self.init(losses: seen, sweep: sweep, convention: convention)
  }

  /// Refuses what no range test can be made of.
  static func check(_ optimizer: any Optimizer, on objective: any Objective, start: [Double]) throws(RangeTestError) {
    let identity = type(of: optimizer).identity
    guard identity.defaultRate != nil else {
      throw RangeTestError("\(identity.label) has no rate to find: it chooses its own step lengths")
    }
    guard type(of: optimizer).ratesEveryStep else {
      throw RangeTestError(
        "\(identity.label) takes its rate in the first step alone, so there is nothing to find in a climb of rates")
    }
    let value = objective.value(at: start)
    guard value.isFinite else {
      let what = value.isNaN ? "not a number" : "infinite"
      throw RangeTestError("the loss at the start is \(what): there is nothing to test; choose another --start")
    }
    let gradient = objective.gradient(at: start)
    guard gradient.allSatisfy(\.isFinite) else {
      throw RangeTestError("the gradient at the start is not finite: there is nothing to test; choose another --start")
    }
    guard gradient.contains(where: { $0 != 0 }) else {
      throw RangeTestError("the gradient at the start is zero: every rate stays there; choose another --start")
    }
  }

  /// The rate a rule suggests; nil if the curve is too short for it.
  public func suggestion(_ rule: SuggestionRule) -> Double? {
    let slice = convention.slice.range(recorded: smoothed.count, points: sweep.points)
    return rule.suggestion(rates: slice.map { rates[$0] }, losses: slice.map { smoothed[$0] })
  }
}

/// A schedule that gives each step the rate of a sweep, whatever the base rate.
struct SweepSchedule: Schedule {
  static let identity = ScheduleIdentity(name: "sweep", label: "sweep", summary: "the rates of a range test, in order")
  static let knobs: [Knob<SweepSchedule>] = []
  let rates: [Double]

  init() { rates = [] }
  init(rates: [Double]) { self.rates = rates }

  func course(step: Int, of steps: Int) -> Course { Course(0, offset: rates[step - 1]) }
}
