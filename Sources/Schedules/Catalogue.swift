internal import Calculus

/// Every schedule, by name.
public enum ScheduleCatalogue {
  /// The types, in the order in which they are listed.
  public static let all: [any Schedule.Type] = [
    Constant.self,
    StepDecay.self,
  ]

  /// The type with a name or an alias, in any case of letters.
  public static func find(_ name: String) -> (any Schedule.Type)? {
    let name = name.lowercased()
    return all.first { $0.identity.name == name || $0.identity.aliases.contains(name) }
  }

  /// Every name and alias, for suggestions.
  public static var names: [String] { all.flatMap { [$0.identity.name] + $0.identity.aliases } }
}
