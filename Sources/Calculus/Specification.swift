/// A name with settings, as it is typed: `adam:lr=0.05,beta1=0.8`.
public struct Specification: Sendable {
  /// The whole text.
  public let text: String
  /// What stands before the colon.
  public let name: String
  /// The settings, in order.
  public let settings: [(name: String, value: String)]

  /// Takes a text apart.
  public init(_ text: String) throws(SpecificationError) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    self.text = text
    name = parts[0].trimmed
    guard !name.isEmpty else {
      throw SpecificationError("'\(text)' names nothing; write a name, as in adam or adam:lr=0.05")
    }
    settings = parts.count == 2 ? try Self.settings(parts[1], of: text) : []
  }

  /// The members of a chain, `rosenbrock:b=10+rotate:degrees=30`; the plus of a number, as in `1e+5`, joins none.
  public static func chain(_ text: String) -> [String] {
    var members = [""]
    var rest = Substring(text)
    while let character = rest.popFirst() {
      if character == "+", rest.first.map({ !$0.isNumber && $0 != "." }) ?? true {
        members.append("")
      } else {
        members[members.count - 1].append(character)
      }
    }
    return members.map(\.trimmed)
  }

  /// Takes a list with commas apart; a comma before another setting of the same member does not divide.
  public static func list(_ text: String) -> [String] {
    var members: [String] = []
    for piece in text.split(separator: ",", omittingEmptySubsequences: false).map(\.trimmed) where !piece.isEmpty {
      let name = piece.prefix { $0 != ":" && $0 != "=" }
      let isSetting = piece.dropFirst(name.count).first == "="
      if isSetting, let last = members.last, last.contains(":") {
        members[members.count - 1] = last + "," + piece
      } else {
        members.append(piece)
      }
    }
    return members
  }

  private static func settings(
    _ list: Substring, of text: String
  ) throws(SpecificationError) -> [(name: String, value: String)] {
    var settings: [(name: String, value: String)] = []
    for setting in list.split(separator: ",", omittingEmptySubsequences: false) {
      let sides = setting.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(\.trimmed)
      guard sides.count == 2, !sides[0].isEmpty, !sides[1].isEmpty else {
        throw SpecificationError("'\(setting)' in '\(text)' is no setting; write knob=value, several with commas")
      }
      guard !settings.contains(where: { $0.name == sides[0] }) else {
        throw SpecificationError("'\(text)' sets '\(sides[0])' twice; keep one of them")
      }
      settings.append((sides[0], sides[1]))
    }
    return settings
  }
}

/// What is wrong with the name of an optimizer, schedule or wrapper, or with its settings.
public struct SpecificationError: Error, CustomStringConvertible, Sendable {
  /// What was asked, what is wrong, and what to do.
  public let description: String

  /// An error in words.
  package init(_ description: String) { self.description = description }

  /// An unknown name, with the nearest known one.
  package static func unknown(_ kind: String, _ name: String, among names: [String], list: String) -> SpecificationError
  {
    let hint = nearest(to: name, in: names).map { "did you mean '\($0)'?" } ?? "'\(list)' shows what there is"
    return SpecificationError("there is no \(kind) '\(name)'; \(hint)")
  }
}

extension StringProtocol {
  /// The text without white space at its ends.
  package var trimmed: String {
    String(String(drop(while: \.isWhitespace).reversed()).drop(while: \.isWhitespace).reversed())
  }
}
