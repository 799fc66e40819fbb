import ArgumentParser

/// What a table is printed for.
enum TableForm: String, ExpressibleByArgument, CaseIterable {
  /// A terminal.
  case text
  /// A web page or notes.
  case markdown
  /// A paper, with the package booktabs.
  case latex
}

/// A table: columns as wide as they need, numbers to the right.
struct TextTable {
  /// Whether a column's texts stand at its left or its right edge.
  enum Side { case left, right }

  private let sides: [Side]
  private var rows: [[String]]

  /// A table with a head.
  init(_ columns: [(title: String, side: Side)]) {
    sides = columns.map(\.side)
    rows = [columns.map(\.title)]
  }

  /// Adds a row with one text a column.
  mutating func add(_ row: [String]) { rows.append(row) }

  /// The table, two spaces between columns, without spaces at the ends of lines.
  var text: String {
    let widths = sides.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      let cells = row.enumerated().map { column, text in
        let space = String(repeating: " ", count: widths[column] - text.count)
        return sides[column] == .left ? text + space : space + text
      }
      var line = cells.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }.joined()
  }
}

// MARK: - Other forms

extension TextTable {
  /// The table in a form.
  func text(as form: TableForm) -> String {
    switch form {
    case .text: text
    case .markdown: markdown
    case .latex: latex
    }
  }

  private var markdown: String {
    let marks = sides.map { $0 == .left ? ":---" : "---:" }
    let cells = rows.map { $0.map { $0.replacing("|", with: "\\|").replacing("*", with: "\\*") } }
    return ([cells[0], marks] + cells.dropFirst()).map { "| " + $0.joined(separator: " | ") + " |\n" }.joined()
  }

  private var latex: String {
    let lines = rows.map { $0.map(Self.latex).joined(separator: " & ") + " \\\\\n" }
    return "\\begin{tabular}{\(sides.map { $0 == .left ? "l" : "r" }.joined())}\n\\toprule\n\(lines[0])\\midrule\n"
      + lines.dropFirst().joined() + "\\bottomrule\n\\end{tabular}\n"
  }

  /// A text as LaTeX reads it: its signs escaped, and `1.2e-05` as a power of ten.
  static func latex(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "&", "%", "$", "#", "_", "{", "}": result += "\\\(character)"
      case "\\": result += "\\textbackslash{}"
      case "~": result += "\\textasciitilde{}"
      case "^": result += "\\textasciicircum{}"
      default: result.append(character)
      }
    }
    return result.replacing(/(-?\d+(?:\.\d+)?)e([+-]?)0*(\d+)/) { match in
      let (_, number, sign, exponent) = match.output
      let power = "10^{\(sign == "-" ? "-" : "")\(exponent)}"
      return number == "1" ? "$\(power)$" : "$\(number)\\times \(power)$"
    }
  }
}
