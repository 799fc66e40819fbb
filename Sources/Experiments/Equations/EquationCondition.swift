internal import Calculus

/// When a statement holds.
enum EquationCondition: Sendable, Equatable {
  /// Which of two numbers is the larger one.
  enum Relation: String, Sendable, CaseIterable { case lessOrEqual = "<=", moreOrEqual = ">=", less = "<", more = ">" }

  case firstStep(Bool)
  case oddStep(Bool)
  /// A switch, or a number that is not 0.
  case flag(String, Bool)
  case choice(String, String)
  case compare(EquationTree, Relation, EquationTree)
  /// Where the statement before does not hold.
  case otherwise
  /// In the first step, and after as many steps as a knob says again.
  case every(String)
  /// In every step, as often as a knob says.
  case times(String)

  /// The conditions in a text, which must all hold; nil if it is a remark.
  static func all(of text: String, knobs: [String]) -> [EquationCondition]? {
    // What follows after a comma or semicolon explains.
    let text = text.prefix { $0 != "," && $0 != ";" }
    switch text {
    case "in the first step": return [.firstStep(true)]
    case "later", "not in the first step": return [.firstStep(false)]
    case "in odd steps": return [.oddStep(true)]
    case "in even steps": return [.oddStep(false)]
    case "else": return [.otherwise]
    default: break
    }
    let words = text.split(separator: " ").map { String($0) }
    if words.count == 3, words[0] == "every", words[2] == "steps", knobs.contains(words[1]) {
      return [.every(words[1])]
    }
    if words.count == 2, words[1] == "times", knobs.contains(words[0]) { return [.times(words[0])] }
    guard let head = ["if ", "unless ", "where "].first(where: text.hasPrefix) else { return nil }
    let parts = String(text.dropFirst(head.count)).split(separator: " and ").map { String($0) }
    let conditions = parts.compactMap { single($0, holds: head != "unless ", knobs: knobs) }
    return conditions.count == parts.count && (head != "unless " || parts.count == 1) ? conditions : nil
  }

  private static func single(_ text: String, holds: Bool, knobs: [String]) -> EquationCondition? {
    if knobs.contains(text) { return .flag(text, holds) }
    guard holds else { return nil }
    for relation in Relation.allCases {
      guard let sign = text.firstRange(of: " \(relation.rawValue) ") else { continue }
      guard let left = EquationParser.tree(of: String(text[..<sign.lowerBound])),
        let right = EquationParser.tree(of: String(text[sign.upperBound...]))
      else { return nil }
      return .compare(left, relation, right)
    }
    let sides = text.split(separator: "=").map { $0.trimmed }
    return sides.count == 2 && knobs.contains(sides[0]) ? .choice(sides[0], sides[1]) : nil
  }
}
