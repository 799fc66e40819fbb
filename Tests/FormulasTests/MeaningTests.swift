import Calculus
import Formulas
import Testing

/// Print must mean what was typed: it is read back, and both are computed.
@Suite("The meaning of print")
struct MeaningTests {
  private static let parameters: [(name: String, value: Double)] = [("a", -2), ("b", 1), ("c", 2.5e-7), ("d", 0.5)]

  /// Formulas by chance, the same ones in every run.
  private struct Chance {
    var state: UInt64 = 7

    mutating func below(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }

    mutating func formula(_ depth: Int) -> String {
      if depth == 0 { return ["x", "y", "a", "b", "c", "d", "1", "2", "0.5", "pi", "e", "1e-7"][below(12)] }
      func part() -> String { formula(depth - 1) }
      switch below(14) {
      case 0, 1: return "\(part()) + \(part())"
      case 2, 3: return "\(part()) - \(part())"
      case 4, 5: return "\(part())*\(part())"
      case 6: return "\(part())/\(part())"
      case 7: return "-\(part())"
      case 8, 9: return "(\(part()))"
      case 10: return "(\(part()))^\(1 + below(3))"
      case 11: return "\(["sin", "abs", "sqrt", "cbrt", "tanh"][below(5)])(\(part()))"
      case 12: return "max(\(part()), \(part()))"
      default: return "if(\(part()) < \(part()), \(part()), \(part()))"
      }
    }
  }

  /// Print as a formula again: braces as parentheses, and signs of multiplication where two factors meet.
  private func typed(_ print: String) -> String {
    var text = ""
    var before: Character = "("
    var bars = 0
    for character in print where character != " " {
      let endsFactor = before.isLetter && !functionEnds(text) || before.isNumber || before == ")" || before == "}"
      var sign = String(character)
      switch character {
      case "{": sign = "("
      case "}": sign = ")"
      case "√": sign = "sqrt"
      case "∛": sign = "cbrt"
      case "≤": sign = "<="
      case "|":
        // Bars are not nested in print.
        bars += 1
        sign = bars.isMultiple(of: 2) ? ")" : "abs("
      default: break
      }
      let isWord = before.isLetter && character.isLetter && isInWord(text + sign)
      let isDigit = (before.isNumber || before == ".") && (character.isNumber || character == ".")
      let beginsFactor = character.isLetter || character.isNumber || "(√∛".contains(character) || sign == "abs("
      if endsFactor, beginsFactor, !isWord, !isDigit { text += "*" }
      text += sign
      before = sign == ")" ? ")" : sign == "abs(" ? "(" : "√∛".contains(character) ? "+" : character
    }
    return text
  }

  private static let words = ["sin", "tanh", "max", "if", "sqrt", "cbrt", "abs"]

  private func functionEnds(_ text: String) -> Bool { Self.words.contains { text.hasSuffix($0) } }

  private func isInWord(_ text: String) -> Bool {
    Self.words.contains { word in (2...word.count).contains { text.hasSuffix(word.prefix($0)) } }
  }

  @Test("Formulas by chance mean the same in print", arguments: 1...4)
  func byChance(depth: Int) throws {
    var chance = Chance()
    var compared = 0
    for _ in 0..<1500 {
      let text = chance.formula(depth)
      let formula = try Formula(text, parameters: Self.parameters)
      let again = try Formula(typed(formula.typeset))
      for point in [[0.3, -1.7], [1.1, 0.4], [-2.3, 0.9]] {
        let (value, printed) = (self.value(formula, point), self.value(again, point))
        guard value.isFinite, abs(value) < 1e6 else { continue }
        compared += 1
        #expect(abs(value - printed) <= 1e-7 * max(1, abs(value)), "\(text) printed as \(formula.typeset)")
      }
    }
    #expect(compared > 2000)
  }

  private func value(_ formula: Formula, _ point: [Double]) -> Double {
    GraphObjective(graph: formula.graph, root: formula.root, dimension: 2).value(at: point)
  }
}
