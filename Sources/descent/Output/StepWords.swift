import Experiments
import Foundation
import Optimizers

/// How the numbers and names of a step are written.
struct StepWords {
  /// How many significant digits numbers have.
  let digits: Int

  /// A number.
  func number(_ value: Double) -> String {
    if value.isNaN { return "nan" }
    if value.isInfinite { return value < 0 ? "-inf" : "inf" }
    let text = String(format: "%.\(digits)g", value == 0 ? 0 : value)
    // The exponent without its needless zeros: 1e-8.
    guard let place = text.firstIndex(of: "e") else { return text }
    return text[..<place] + "e" + String(Int(text[text.index(after: place)...]) ?? 0)
  }

  /// A list of numbers in parentheses.
  func place(_ point: [Double]) -> String { "(\(point.map(number).joined(separator: ", ")))" }

  /// How equations are written on a terminal.
  var style: EquationStyle { EquationStyle { [self] in number($0) } }

  /// The words of something remembered, with its letter.
  static func words(_ field: Remembered, letters: [String: String]) -> String {
    field.words + (letters[field.name].map { " \($0)" } ?? "")
  }

  /// How a run came by its rate; nil if it has none.
  func rate(_ run: Run, _ terms: Terms) -> String? {
    guard let rate = run.rate else { return nil }
    let origin =
      switch run.rateOrigin {
      case .given: "given"
      case .tuned: "tuned: the best calm one of \(RateTuning.rates)"
      case .restless: "tuned: none of \(RateTuning.rates) is calm, this one has the lowest peak"
      case .usual: "the usual one"
      case .same: terms.rates == .tuned ? "there is no minimum to tune for" : "as asked"
      case .found: "the usual factor on what the optimizer finds itself"
      case .none: ""
      }
    return "rate \(number(rate)) (\(origin))"
  }
}

/// The equations in the source of an optimizer.
enum SourceEquations {
  /// Line by line, those of the optimizer inside all wrappers.
  static func of(_ optimizer: any Optimizer) -> [String] { Note(of: type(of: optimizer.unwrapped))?.equations ?? [] }

  /// Line by line, those of the wrappers, innermost first; a line with the name stands before each.
  static func around(_ optimizer: any Optimizer) -> [String] {
    type(of: optimizer).wrappers.flatMap { name -> [String] in
      guard let type = OptimizerWrapperCatalogue.find(name), let note = Note(of: type) else { return [] }
      return ["\(name):"] + note.equations
    }
  }
}
