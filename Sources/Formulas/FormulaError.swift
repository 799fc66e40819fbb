/// What is wrong with a formula, and where.
///
/// Its description is meant for the person who typed the formula:
///
///     formula, line 1, column 5: unknown function "sinn"; did you mean "sin"?
///       x + sinn(y)
///           ^
public struct FormulaError: Error, Sendable, Hashable, CustomStringConvertible {
  /// Which text is meant: `formula`, `let r`, `parameter a`.
  public let source: String
  /// The line, counted from 1.
  public let line: Int
  /// The place in the line, counted in characters from 1.
  public let column: Int
  /// What is wrong, and what was expected or what to do.
  public let message: String
  /// The line of text, cut around the place if it is long.
  public let excerpt: String
  /// How many characters of the excerpt stand before the place.
  public let caret: Int

  /// Where, what, and the line with a caret under the place.
  public var description: String { "\(source), line \(line), column \(column): \(message)\n\(picture)" }

  /// The line of text with a caret under the place, both indented by two spaces.
  public var picture: String { "  \(excerpt)\n  \(String(repeating: " ", count: caret))^" }
}

/// A text that is being read, with a name to call it by.
struct SourceText {
  let name: String
  let scalars: [Unicode.Scalar]

  init(name: String, text: String) {
    self.name = name
    scalars = Array(text.unicodeScalars)
  }

  /// The error at a place of the text, counted in scalars from its beginning.
  func error(at place: Int, _ message: String) -> FormulaError {
    let start = scalars[..<place].lastIndex(of: "\n").map { $0 + 1 } ?? 0
    let end = scalars[place...].firstIndex(of: "\n") ?? scalars.count
    let (excerpt, caret) = excerpt(of: start..<end, around: place)
    return FormulaError(
      source: name, line: scalars[..<start].count { $0 == "\n" } + 1, column: place - start + 1, message: message,
      excerpt: excerpt, caret: caret)
  }

  /// At most 72 characters of a line, with an ellipsis where it is cut.
  private func excerpt(of line: Range<Int>, around place: Int) -> (text: String, caret: Int) {
    let reach = 35
    let lower = line.count <= 2 * reach ? line.lowerBound : max(line.lowerBound, place - reach)
    let upper = line.count <= 2 * reach ? line.upperBound : min(line.upperBound, place + reach)
    let before = lower > line.lowerBound ? "…" : ""
    let after = upper < line.upperBound ? "…" : ""
    // Tabs and control characters would move the caret.
    let shown = scalars[lower..<upper].map { $0.value < 32 || $0.value == 127 ? " " : Character($0) }
    return (before + String(shown) + after, before.count + place - lower)
  }
}
