import Calculus
import Experiments
import Optimizers
import Schedules

/// A name with settings, as it is typed: `adam:lr=0.05,beta1=0.8`.
struct Specification {
  /// The whole text.
  let text: String
  /// What stands before the colon.
  let name: String
  /// The settings, in order.
  let settings: [(name: String, value: String)]

  /// Takes a text apart.
  init(_ text: String) throws {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    self.text = text
    name = String(parts[0]).trimmed
    guard !name.isEmpty else { throw Refusal.asked("'\(text)' names nothing; write a name, as in adam or adam:lr=0.05") }
    guard parts.count == 2 else {
      settings = []
      return
    }
    var settings: [(name: String, value: String)] = []
    for setting in parts[1].split(separator: ",", omittingEmptySubsequences: false) {
      let sides = setting.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map { String($0).trimmed }
      guard sides.count == 2, !sides[0].isEmpty, !sides[1].isEmpty else {
        throw Refusal.asked("'\(setting)' in '\(text)' is no setting; write knob=value, several with commas")
      }
      guard !settings.contains(where: { $0.name == sides[0] }) else {
        throw Refusal.asked("'\(text)' sets '\(sides[0])' twice; keep one of them")
      }
      settings.append((sides[0], sides[1]))
    }
    self.settings = settings
  }
}

extension Specification {
  /// The optimizer meant, with its settings.
  func entrant() throws -> Entrant {
    guard let type = OptimizerCatalogue.find(name) else {
      throw Refusal.unknown("optimizer", name, among: OptimizerCatalogue.names, list: "descent list optimizers")
    }
    var optimizer: any Optimizer = type.init()
    var rate: Double?
    var shown: [String] = []
    // A convention sets the defaults of other knobs, so it comes first wherever it stands.
    for (knob, value) in settings.filter({ $0.name == "convention" }) + settings.filter({ $0.name != "convention" }) {
      if knob == "lr", type.identity.defaultRate != nil {
        rate = try Numbers.positive(value, what: "the rate 'lr' of '\(type.identity.name)'")
      } else {
        try reading { try optimizer.set(knob, to: value) }
        shown.append("\(knob)=\(value)")
      }
    }
    let label = shown.isEmpty ? type.identity.label : "\(type.identity.label) \(shown.joined(separator: " "))"
    return Entrant(optimizer: optimizer, rate: rate, label: label, specification: text)
  }

  /// The schedule meant, with its settings.
  func schedule() throws -> any Schedule {
    guard let type = ScheduleCatalogue.find(name) else {
      throw Refusal.unknown("schedule", name, among: ScheduleCatalogue.names, list: "descent list schedules")
    }
    var schedule: any Schedule = type.init()
    for (knob, value) in settings { try reading { try schedule.set(knob, to: value) } }
    return schedule
  }
}

extension StringProtocol {
  /// The text without white space at its ends.
  var trimmed: String { String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed()) }
}
