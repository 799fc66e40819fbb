package import Calculus
internal import Foundation

/// A change of a surface: moved, turned, stretched, bent, penalised or fenced in.
///
/// A wrapper rebuilds the computation of the surface, so that values, gradients and Hessian products come from the same
/// machinery and cost what the formula costs. What is known of minima, saddles and maxima follows where it can be worked
/// out exactly; else it is forgotten.
package protocol Wrapper: Adjustable {
  /// Who this is.
  static var identity: WrapperIdentity { get }

  /// What a setting with the name of a variable means, as in `shift:x=1`; nil if it means nothing.
  static var coordinate: CoordinateKnob<Self>? { get }

  /// The wrapper with the default of every knob.
  init()

  /// What a title says after the name of the surface: `turned 30°`.
  func title(_ variables: [String]) -> String

  /// The same in a word or two, for a title that names several wrappers.
  func word(_ variables: [String]) -> String

  /// What is said after the formula, in the markup of figures.
  func phrase(_ variables: [String]) -> String

  /// Changes a surface.
  ///
  /// - Throws: why it cannot be changed this way, and what to do.
  func wrap(_ draft: inout SurfaceDraft) throws(SurfaceError)
}

extension Wrapper {
  /// The name people type.
  package static var name: String { identity.name }

  /// There are no settings with names of variables.
  package static var coordinate: CoordinateKnob<Self>? { nil }

  /// As the title.
  package func word(_ variables: [String]) -> String { title(variables) }

  /// As the title.
  package func phrase(_ variables: [String]) -> String { title(variables) }

  /// Sets a knob, or what is set for a variable.
  mutating func set(_ name: String, to text: String, variables: [String]) throws(KnobError) {
    if Self.knobs.contains(where: { $0.name == name }) { return try set(name, to: text) }
    guard let coordinate = Self.coordinate else { throw Self.unknown(name) }
    guard variables.contains(name) else { throw Self.unknown(name, beside: variables) }
    var numbers: [Double] = []
    for part in text.split(separator: "/", omittingEmptySubsequences: false) {
      numbers.append(try Self.number(String(part), in: coordinate.range, for: name))
    }
    guard numbers.count == coordinate.count else {
      let number = coordinate.count == 1 ? "one number" : "\(coordinate.count) numbers, with / between"
      throw KnobError("'\(name)' of '\(Self.name)' is \(number), not '\(text)'")
    }
    self[keyPath: coordinate.path][name] = numbers
  }

  /// Every knob with its present setting, with a line for what is set by variable.
  package var allSettings: [KnobDescription] {
    let line = Self.coordinate.map { coordinate in
      let range = coordinate.count == 1 ? "\(coordinate.range)" : "\(coordinate.range), \(coordinate.count) with /"
      return KnobDescription(name: "x, y, ...", value: coordinate.usual, range: range, meaning: coordinate.meaning)
    }
    let others = settings.map { knob in
      // A number that is worked out unless it is given.
      guard knob.value.isEmpty else { return knob }
      return KnobDescription(name: knob.name, value: "found", range: "a number", meaning: knob.meaning)
    }
    return (line.map { [$0] } ?? []) + others
  }
}

/// Who a wrapper is.
package struct WrapperIdentity: Sendable {
  /// The name people type: lowercase, with hyphens.
  package let name: String
  /// Other names people type.
  package let aliases: [String]
  /// One line on what it does.
  package let summary: String

  init(name: String, aliases: [String] = [], summary: String) {
    self.name = name
    self.aliases = aliases
    self.summary = summary
  }
}

/// A setting that each variable of a surface has.
package struct CoordinateKnob<Owner>: Sendable {
  /// Where the settings are kept, by the names of the variables.
  let path: any WritableKeyPath<Owner, [String: [Double]]> & Sendable
  /// How many numbers it has.
  var count = 1
  /// Where they must lie.
  let range: Calculus.Interval
  /// What stands for variables that are not named, for help.
  let usual: String
  /// What it does, in a few words.
  let meaning: String
}

/// A number in print, six figures at most, with the minus sign of a book.
func numeral(_ number: Double) -> String {
  String(format: "%.6g", number == 0 ? 0 : number).replacing("-", with: "\u{2212}")
}

/// A number in an error, as people type it.
func plain(_ number: Double) -> String { String(format: "%.6g", number == 0 ? 0 : number) }
