import Drawing

/// A table in small type: a disc, a name, and columns of numbers as wide as they need.
struct SlimTable {
  struct Row {
    let style: RunStyle
    let name: String
    let texts: [String]
    let isStrong: Bool
  }

  /// The heads of the columns after the name.
  let columns: [String]
  let rows: [Row]
  /// Left edge, upper edge and width.
  let (left, top, width): (Double, Double, Double)

  private static let size = 5.6
  private static let least = 4.2
  private static let head = 9.0
  private static let indent = 9.2
  static let rowHeight = 8.4

  /// How high a table is, its head included.
  static func height(count: Int) -> Double { head + rowHeight * Double(count) }

  init(columns: [String], rows: [Row], left: Double, top: Double, width: Double) {
    (self.columns, self.rows) = (columns, rows)
    (self.left, self.top, self.width) = (left, top, width)
  }

  func marks(_ theme: Theme) -> [Mark] {
    let (size, widths) = measure()
    let rights = widths.indices.map { left + width - widths[($0 + 1)...].reduce(0, +) }
    let room = width - Self.indent - widths.reduce(0, +)
    func text(
      _ string: String, _ x: Double, _ baseline: Double, _ color: Color, _ anchor: Text.Anchor = .end,
      _ weight: FontWeight = .regular, size: Double
    ) -> Mark {
      .text(Text(string, at: Point(x, baseline), size: size, color: color, anchor: anchor, weight: weight))
    }
    let line = top + Self.head - 2
    var marks: [Mark] = [
      .stroke(Path(line: [Point(left, line), Point(left + width, line)]), Stroke(theme.frame, width: 0.5, cap: .butt)),
      text("optimizer", left + Self.indent, line - 2.6, theme.secondaryInk, .start, size: size),
    ]
    marks += zip(columns, rights).map { text($0, $1, line - 2.6, theme.secondaryInk, size: size) }
    for (index, row) in rows.enumerated() {
      let middle = top + Self.head + Self.rowHeight * (Double(index) + 0.5) - 0.6
      let baseline = middle + Text.baselineDrop(size: size)
      let weight: FontWeight = row.isStrong ? .bold : .regular
      let name = row.name.fitted(size: Self.size, least: Self.least, width: room, weight: weight)
      marks += row.style.disc(at: Point(left + 3.4, middle), radius: 3.3, theme)
      marks.append(text(name.string, left + Self.indent, baseline, theme.ink, .start, weight, size: name.size))
      for (string, right) in zip(row.texts, rights) {
        marks.append(
          text(string, right, baseline, string == NumberText.none ? theme.faintInk : theme.ink, size: size))
      }
    }
    return marks
  }

  /// The size of the numbers, and how wide each column is with the air at its left.
  private func measure() -> (size: Double, widths: [Double]) {
    func widths(_ size: Double) -> [Double] {
      columns.indices.map { column in
        let texts = [columns[column]] + rows.map { $0.texts[column] }
        return texts.reduce(0) { max($0, Text.width(of: $1, size: size)) } + (columns.count > 4 ? 3.6 : 6)
      }
    }
    var size = Self.size
    while size > Self.least, widths(size).reduce(0, +) > width - Self.indent - 46 { size -= 0.2 }
    return (size, widths(size))
  }
}
