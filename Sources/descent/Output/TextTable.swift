/// A table for a terminal: columns as wide as they need, numbers to the right.
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
