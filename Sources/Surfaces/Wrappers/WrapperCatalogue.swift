internal import Calculus

/// Every wrapper, by name.
package enum WrapperCatalogue {
  /// All types, in the order in which they are listed.
  package static let all: [any Wrapper.Type] = [
    Shift.self,
    Rotate.self,
    Scale.self,
    Log.self,
    Power.self,
    L1.self,
    L2.self,
    ElasticNet.self,
    Box.self,
  ]

  /// The type with a name or an alias, in any case of letters.
  package static func find(_ name: String) -> (any Wrapper.Type)? {
    let name = name.lowercased()
    return all.first { $0.identity.name == name || $0.identity.aliases.contains(name) }
  }

  /// Every name and alias, for suggestions.
  package static var names: [String] { all.flatMap { [$0.identity.name] + $0.identity.aliases } }

  /// The wrapper that a text means, `rotate:degrees=30`, for a surface with some variables.
  ///
  /// Throws a `SpecificationError` or `KnobError` that says what is wrong with the text.
  static func wrapper(_ text: String, variables: [String]) throws -> any Wrapper {
    guard !text.isEmpty else {
      throw SpecificationError(
        "a + joins a surface and its wrappers; write a wrapper after it, as in +rotate:degrees=30")
    }
    let specification = try Specification(text)
    guard let type = find(specification.name) else {
      throw SpecificationError.unknown("wrapper", specification.name, among: names, list: "descent list wrappers")
    }
    var wrapper: any Wrapper = type.init()
    for (name, value) in specification.settings { try wrapper.set(name, to: value, variables: variables) }
    return wrapper
  }
}
