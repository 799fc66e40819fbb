internal import Calculus
internal import Optimizers
internal import Schedules

/// A schedule written out over a run: what it is in every step.
public struct ScheduleCourse: Sendable {
  /// What was typed, as a name.
  public let name: String
  /// The schedule in words, with what was set.
  public let label: String
  /// The knob it drives; nil for the rate.
  public let knob: String?
  /// The rate, or the number of the knob, in each step, from step 1.
  public let values: [Double]
  /// The momentum in each step, where the schedule moves it too.
  public let momenta: [Double]
  /// Where parts with a name of their own begin.
  public let phases: [Phase]

  /// A part with a name of its own.
  public struct Phase: Sendable, Equatable {
    /// What it is called.
    public let name: String
    /// Its first step, from 1.
    public let firstStep: Int
  }

  /// Writes out what is typed as a schedule.
  ///
  /// - Parameters:
  ///   - text: as in `linear@10%+cosine`.
  ///   - base: the base rate, above 0; a schedule of a knob starts from the knob's usual setting.
  ///   - steps: how many steps there are, at least 1.
  /// - Throws: `SpecificationError` or `KnobError` if the text names no schedule, or one that depends on the losses.
  public init(_ text: String, base: Double, steps: Int) throws {
    let (knob, schedule) = try PlanSpecification.member(text)
    guard !(schedule is any LossSchedule) else {
      throw SpecificationError(
        "'\(text)' looks at the losses of a run, so that it has no course of its own; see it in a run, as in 'descent compare rosenbrock sgd --schedule \(text)'"
      )
    }
    name = Plan(schedule, text: text).name
    label = schedule.label
    self.knob = knob
    let start = try knob.map { try Self.setting(of: $0, under: schedule, steps: steps) } ?? base
    values = (1...max(1, steps)).map { schedule.course(step: $0, of: steps).rate(start) }
    momenta = (1...max(1, steps)).compactMap { schedule.momentum(step: $0, of: steps) }
    phases = schedule.phases(of: steps).map { Phase(name: $0.name, firstStep: $0.firstStep) }
  }

  /// The usual setting of a knob, from which its schedule starts: that of the first optimizer that has it, the usual
  /// ones first.
  private static func setting(of knob: String, under schedule: any Schedule, steps: Int) throws -> Double {
    let usual = OptimizerCatalogue.usual.compactMap(OptimizerCatalogue.find)
    let optimizers = (usual + OptimizerCatalogue.all).map { $0.init() }
    for optimizer in optimizers {
      let plan = Plan(drives: [Plan.Drive(knob, schedule)])
      guard let setting = try? optimizer.drivable(knob).setting[0] else { continue }
      try plan.check(on: optimizer, steps: steps)
      return setting
    }
    let known = Set(
      optimizers.flatMap { optimizer in optimizer.settings.map(\.name).filter { (try? optimizer.drivable($0)) != nil } }
    )
    let hint =
      nearest(to: knob, in: known.sorted()).map { "did you mean '\($0)'?" }
      ?? "'descent show adam' shows the knobs of one"
    throw SpecificationError("no optimizer has a real knob '\(knob)' for a schedule to drive; \(hint)")
  }

  /// The mean over all steps: how far the rates reach in all, in terms of the steps.
  public var mean: Double { values.reduce(0, +) / Double(values.count) }
}
