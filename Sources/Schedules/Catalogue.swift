internal import Calculus

/// Every schedule, by name.
public enum ScheduleCatalogue {
  /// The types, in the order in which they are listed.
  public static let all: [any Schedule.Type] = [
    Constant.self,
    StepDecay.self,
  ]

  /// The type with a name, in any case of letters.
  public static func find(_ name: String) -> (any Schedule.Type)? { all.first { $0.name == name.lowercased() } }

  /// Every name, for suggestions.
  public static var names: [String] { all.map { $0.name } }
}
