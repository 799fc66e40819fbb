internal import Calculus
internal import Optimizers

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

  /// The optimizer meant, with its settings.
  public func entrant() throws -> Entrant {
    guard let type = OptimizerCatalogue.find(name) else {
      throw SpecificationError.unknown(
        "optimizer", name, among: OptimizerCatalogue.names, list: "descent list optimizers")
    }
    var optimizer: any Optimizer = type.init()
    var rate: Double?
    var shown: [String] = []
    // A convention sets the defaults of other knobs, so it comes first wherever it stands.
    for (knob, value) in settings.filter({ $0.name == "convention" }) + settings.filter({ $0.name != "convention" }) {
      if knob == "lr", type.identity.defaultRate != nil {
        guard let number = Double(value), number.isFinite, number > 0 else {
          throw SpecificationError("the rate 'lr' of '\(type.identity.name)' must be a number above 0, not '\(value)'")
        }
        rate = number
      } else {
        try optimizer.set(knob, to: value)
        shown.append("\(knob)=\(value)")
      }
    }
    let label = shown.isEmpty ? type.identity.label : "\(type.identity.label) \(shown.joined(separator: " "))"
    return Entrant(optimizer: optimizer, rate: rate, label: label, specification: text)
  }
}

/// What is wrong with the name of an optimizer or schedule, or with its settings.
public struct SpecificationError: Error, CustomStringConvertible, Sendable {
  /// What was asked, what is wrong, and what to do.
  public let description: String

  init(_ description: String) { self.description = description }

  static func unknown(_ kind: String, _ name: String, among names: [String], list: String) -> SpecificationError {
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
