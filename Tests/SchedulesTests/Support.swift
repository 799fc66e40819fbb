import Calculus
import Schedules

/// The schedule with a name, its knobs set from text: `cosine:T_max=10,eta_min=0.1`.
func schedule(_ text: String) throws -> any Schedule {
  struct Unknown: Error { let name: String }
  let sides = text.split(separator: ":", maxSplits: 1)
  guard let type = ScheduleCatalogue.find(String(sides[0])) else { throw Unknown(name: text) }
  var schedule: any Schedule = type.init()
  for setting in sides.dropFirst().first?.split(separator: ",") ?? [] {
    let pair = setting.split(separator: "=").map(String.init)
    try schedule.set(pair[0], to: pair[1])
  }
  return schedule
}

/// Schedules one after the other; a length of nil is the rest of the run.
func sequence(_ parts: (String, steps: Int?)...) throws -> ScheduleSequence {
  ScheduleSequence(try parts.map { .init(try product($0), for: $1.map { .steps($0) }) })
}

/// A schedule, or several at the same time with `*` between.
func product(_ text: String) throws -> any Schedule {
  let members = try text.split(separator: "*").map { try schedule(String($0)) }
  return members.count == 1 ? members[0] : ScheduleProduct(members)
}

/// The names of all schedules.
let everybody = ScheduleCatalogue.all.map { $0.identity.name }

/// The names of those that are functions of the step.
let functions = ScheduleCatalogue.all.filter { !($0 is any LossSchedule.Type) }.map { $0.identity.name }

extension Schedule {
  /// The rates of a run for a base rate.
  func rates(_ base: Double = 1, of steps: Int) -> [Double] {
    (1...steps).map { course(step: $0, of: steps).rate(base) }
  }
}
