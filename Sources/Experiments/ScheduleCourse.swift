internal import Calculus
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
  ///   - base: the base rate, above 0; a schedule for momentum starts from its own numbers.
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
    values = (1...max(1, steps)).map { schedule.course(step: $0, of: steps).rate(base) }
    momenta = (1...max(1, steps)).compactMap { schedule.momentum(step: $0, of: steps) }
    phases = schedule.phases(of: steps).map { Phase(name: $0.name, firstStep: $0.firstStep) }
  }

  /// The mean over all steps: how far the rates reach in all, in terms of the steps.
  public var mean: Double { values.reduce(0, +) / Double(values.count) }
}
