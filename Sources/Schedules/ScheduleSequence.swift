public import Calculus

/// Schedules one after the other, each with a clock of its own that starts at its first step.
///
/// - Source: `torch.optim.lr_scheduler.SequentialLR`.
public struct ScheduleSequence: Schedule {
  /// Who this is: written with a plus, `linear@10%+cosine`.
  public static let identity = ScheduleIdentity(
    name: "sequence", label: "sequence", summary: "schedules one after the other")

  /// What is set, is set in its parts.
  public static let knobs: [Knob<ScheduleSequence>] = []

  /// A schedule and how long it lasts.
  public struct Part: Sendable {
    /// The schedule.
    public var schedule: any Schedule
    /// How long it lasts; nil for the rest of the run.
    public var length: Span?

    /// A schedule for a length of time.
    public init(_ schedule: any Schedule, for length: Span? = nil) {
      self.schedule = schedule
      self.length = length
    }
  }

  /// The parts, in order; the last lasts to the end of the run.
  public let parts: [Part]

  /// Nothing but the base rate.
  public init() { parts = [] }

  /// Parts in order.
  public init(_ parts: [Part]) { self.parts = parts }

  /// The labels of the parts, in order.
  public var label: String { parts.map(\.schedule.label).joined(separator: ", then ") }

  /// What the part in force makes of the base rate.
  public func course(step: Int, of steps: Int) -> Course {
    guard let (part, start, length) = part(at: step, of: steps) else { return Course(1) }
    return part.schedule.course(step: step - start, of: length)
  }

  /// The momentum of the part in force.
  public func momentum(step: Int, of steps: Int) -> Double? {
    guard let (part, start, length) = part(at: step, of: steps) else { return nil }
    return part.schedule.momentum(step: step - start, of: length)
  }

  /// Whether any part moves momentum.
  public var movesMomentum: Bool { parts.contains(where: \.schedule.movesMomentum) }

  /// Each part by the name of its schedule, with the phases inside it.
  public func phases(of steps: Int) -> [Phase] {
    segments(of: steps).flatMap { part, start, length in
      [Phase(type(of: part.schedule).identity.label, from: start + 1)]
        + part.schedule.phases(of: length).filter { $0.firstStep > 1 }.map {
          Phase($0.name, from: start + $0.firstStep)
        }
    }
  }

  /// The first conflict of a part.
  public var conflict: String? { parts.lazy.compactMap(\.schedule.conflict).first }

  /// The parts that have a place in the run: each with the steps before it and its length.
  private func segments(of steps: Int) -> [(Part, start: Int, length: Int)] {
    var start = 0
    var segments: [(Part, start: Int, length: Int)] = []
    for (index, part) in parts.enumerated() where start < steps {
      let wanted = index + 1 < parts.count ? part.length?.steps(of: steps) : nil
      let length = min(wanted ?? .max, steps - start)
      if length > 0 { segments.append((part, start, length)) }
      start += length
    }
    return segments
  }

  private func part(at step: Int, of steps: Int) -> (Part, start: Int, length: Int)? {
    segments(of: steps).last { $0.start < step }
  }
}
