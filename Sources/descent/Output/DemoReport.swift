import Drawing
import Experiments
import Foundation
import Surfaces

/// What a performance of a demo has to say, for a terminal.
struct DemoReport {
  private let performance: Performance

  init(_ performance: Performance) { self.performance = performance }

  /// The title, the lesson, what to look at, and every claim as true or false.
  var text: String {
    let demo = performance.demo
    let claims = performance.findings.map(line).joined()
    let lesson = demo.lesson.text(write)
    return "\(demo.title)\n\n\(Self.wrapped(lesson))\n\(Self.wrapped("Look: " + demo.look))\n" + claims
  }

  private func line(_ finding: Performance.Finding) -> String {
    let words = finding.claim.says.text(write)
    guard !finding.holds else { return Self.wrapped(words, first: "  true   ", rest: "         ") }
    let numbers = finding.claim.holds.mentioned.filter { $0 > 0 }.map {
      "\(performance.demo.names[$0]) is \(number(performance.numbers[$0], of: finding.claim.holds))"
    }
    let reason = "\(words): \(finding.claim.holds.text), but \(numbers.joined(separator: ", "))"
    return Self.wrapped(reason, first: "  FALSE  ", rest: "         ")
  }

  private func write(_ quantity: Quantity) -> String { number(quantity.value(at: performance.numbers), of: quantity) }

  /// A number: whole ones as they are, others with four figures.
  private func number(_ number: Double, of quantity: Quantity) -> String {
    let demo = performance.demo
    let isStep = quantity.mentioned.contains { $0 == 0 || demo.measure(ofName: $0)?.kind.isStep == true }
    return Self.number(number, isStep: isStep)
  }

  /// A measured number; infinity is `never` if it stands for a step.
  static func number(_ number: Double, isStep: Bool) -> String {
    if number.isInfinite { return isStep ? "never" : number < 0 ? "-infinity" : "infinity" }
    if let whole = Int(exactly: number), abs(whole) < 1_000_000 { return "\(whole)" }
    return number.isNaN ? "nan" : String(format: "%.4g", number)
  }

  /// A number for a figure: three figures, no more digits than needed.
  static func short(_ number: Double) -> String {
    guard number.isFinite, let rounded = Double(String(format: "%.3g", number)) else { return NumberText.value(number) }
    let text = NumberText.shortest(rounded)
    return text.count <= 6 ? text : NumberText.value(number)
  }

  /// A measure in words: `first step with abs(y) > 1, in 700 steps`.
  static func words(_ measure: Demo.Measure, in demo: Demo) -> String {
    let formula = measure.quantity.text
    let what =
      switch measure.kind {
      case .first: "first step with \(formula)"
      case .from: "step from which \(formula) for good"
      case .value(nil): "\(formula) at the end"
      case .value(let step?): "\(formula) after \(step) step\(step == 1 ? "" : "s")"
      case .flips: "changes of sign of \(formula)"
      case .largest: "largest \(formula)"
      case .smallest: "smallest \(formula)"
      }
    let seeds = demo.figure.runs.map { demo.runs[$0].seeds }.max() ?? 1
    let median = seeds > 1 ? ", median of \(seeds) seeds" : ""
    if case .value = measure.kind { return what + median }
    return "\(what), in \(measure.until ?? demo.steps) steps" + median
  }

  /// A text in lines of at most 100 characters.
  static func wrapped(_ text: String, first: String = "", rest: String = "") -> String {
    var lines: [String] = []
    var line = first
    var isEmpty = true
    for word in text.split(whereSeparator: \.isWhitespace) {
      if !isEmpty, line.count + 1 + word.count > 100 {
        lines.append(line)
        line = rest
        isEmpty = true
      }
      line += (isEmpty ? "" : " ") + word
      isEmpty = false
    }
    return (lines + [line]).joined(separator: "\n") + "\n"
  }
}
