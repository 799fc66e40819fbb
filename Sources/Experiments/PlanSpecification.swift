internal import Calculus
public import Schedules

/// How schedules are typed.
///
/// `cosine:T_max=100` is one schedule. `linear@10%+cosine` is a sequence: the part before the plus lasts as long as its
/// `@` says, in steps or as a share of the run, and the last part lasts to the end. `linear*exponential` is a product.
/// `momentum=ramp` drives a knob and not the rate.
public enum PlanSpecification {
  /// The plan that several texts make together: at most one schedule for the rate and for each knob.
  public static func plan(_ texts: [String]) throws -> Plan {
    var plan = Plan(text: texts.joined(separator: " "))
    var driven: Set<String> = []
    for text in texts {
      let (knob, schedule) = try member(text)
      let key = knob ?? "lr"
      guard driven.insert(key).inserted else {
        throw SpecificationError("two schedules drive '\(key)'; keep one of them, or chain them with + or *")
      }
      if let knob {
        guard !(schedule is any LossSchedule) else {
          throw SpecificationError("'\(text)': a schedule that looks at the loss drives the rate alone, not '\(knob)'")
        }
        plan.drives.append(Plan.Drive(knob, schedule))
      } else {
        plan.rate = schedule
      }
    }
    return plan
  }

  /// A schedule and the knob it drives; nil for the rate.
  public static func member(_ text: String) throws -> (knob: String?, schedule: any Schedule) {
    let head = text.prefix { !":+*@".contains($0) }
    guard let equals = head.firstIndex(of: "=") else {
      let schedule = try schedule(text)
      return (type(of: schedule).identity.usualKnob, schedule)
    }
    let knob = head[..<equals].trimmed
    let schedule = try schedule(String(text[text.index(after: equals)...]))
    guard !knob.isEmpty else { throw SpecificationError("'\(text)' drives nothing; write a knob before the =") }
    return (knob == "lr" ? nil : knob, schedule)
  }

  /// One schedule, a sequence or a product.
  static func schedule(_ text: String) throws -> any Schedule {
    let texts = text.split(separator: "+", omittingEmptySubsequences: false).map(\.trimmed)
    let parts = try texts.enumerated().map { try part($1, of: text, isLast: $0 + 1 == texts.count) }
    guard parts.count <= mostParts else {
      throw SpecificationError("a sequence has at most \(mostParts) parts, not \(parts.count); leave some out")
    }
    guard parts.count > 1 || parts[0].length != nil else { return try checked(parts[0].schedule, text) }
    for (index, part) in parts.enumerated() where index + 1 < parts.count && part.length == nil {
      throw SpecificationError(
        "'\(text)' does not say how long its part \(index + 1) lasts; write @ and steps or a share, as in linear@10%+cosine"
      )
    }
    if parts.contains(where: { $0.schedule is any LossSchedule }) { throw standsAlone(text) }
    return try checked(ScheduleSequence(parts), text)
  }

  /// The most parts of a sequence.
  private static let mostParts = 100

  private static func part(_ text: String, of whole: String, isLast: Bool) throws -> ScheduleSequence.Part {
    let sides = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false).map(\.trimmed)
    var length: Span?
    if sides.count == 2 {
      guard let span = Span(sides[1]), span != .steps(0), span != .share(0) else {
        throw SpecificationError(
          "'@\(sides[1])' in '\(whole)' is no length; write steps as in @50, or a share as in @10%")
      }
      length = span
    }
    let texts = sides[0].split(separator: "*", omittingEmptySubsequences: false).map(\.trimmed)
    guard !texts.contains("") else {
      throw SpecificationError("'\(whole)' has an empty part; write a schedule on both sides of + and *")
    }
    // A warm-up that says how long it is need not be told twice.
    if length == nil, !isLast, texts.count == 1 { length = try ownLength(of: texts[0]) }
    let members = try texts.map { try single($0, isPart: length != nil) }
    guard members.count > 1 else { return .init(members[0], for: length) }
    if members.contains(where: { $0 is any LossSchedule }) { throw standsAlone(whole) }
    return .init(ScheduleProduct(members), for: length)
  }

  /// The length of a schedule that has one of its own, as a warm-up has.
  private static func ownLength(of text: String) throws -> Span? {
    let schedule = try single(text, isPart: false)
    guard let knob = type(of: schedule).partKnob else { return nil }
    return schedule.settings.first { $0.name == knob }.flatMap { Span($0.value) }
  }

  private static func single(_ text: String, isPart: Bool) throws -> any Schedule {
    let specification = try Specification(text)
    guard let type = ScheduleCatalogue.find(specification.name) else {
      throw SpecificationError.unknown(
        "schedule", specification.name, among: ScheduleCatalogue.names, list: "descent list schedules")
    }
    var schedule: any Schedule = type.init()
    for (knob, value) in specification.settings { try schedule.set(knob, to: value) }
    if isPart, let knob = type.partKnob, !specification.settings.contains(where: { $0.name == knob }) {
      // What is written with a length of its own fills it.
      try schedule.set(knob, to: Span.whole.description)
    }
    return schedule
  }

  private static func checked(_ schedule: any Schedule, _ text: String) throws -> any Schedule {
    if let conflict = schedule.conflict { throw SpecificationError("'\(text)': \(conflict)") }
    return schedule
  }

  private static func standsAlone(_ text: String) -> SpecificationError {
    SpecificationError(
      "'\(text)' chains a schedule that looks at the loss; such a schedule stands alone, take it out of the chain")
  }
}
