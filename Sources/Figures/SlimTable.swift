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

  private static let size = 5.4
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

  /// - Parameter size: of the numbers and the head, in points.
  func marks(_ theme: Theme, size: Double) -> [Mark] {
    let widths = widths(size)
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
    for (index, row) in rows.enumerated() where row.style.isSeen {
      let middle = top + Self.head + Self.rowHeight * (Double(index) + 0.5) - 0.6
      let baseline = middle + Text.baselineDrop(size: size)
      let weight: FontWeight = row.isStrong ? .bold : .regular
      let name = row.name.fitted(size: min(Self.size, size + 0.3), least: Self.least, width: room, weight: weight)
      marks += row.style.disc(at: Point(left + 3.4, middle), radius: 3.3, theme)
      marks.append(text(name.string, left + Self.indent, baseline, theme.ink, .start, weight, size: name.size))
      for (string, right) in zip(row.texts, rights) {
        marks.append(
          text(string, right, baseline, string == NumberText.none ? theme.faintInk : theme.ink, size: size))
      }
    }
    return marks
  }

  /// The largest size of the numbers that leaves room for names.
  var size: Double {
    var size = Self.size
    while size > Self.least, needed(size).reduce(0, +) > width - Self.indent - 46 { size -= 0.1 }
    return size
  }

  /// How wide each column is, the air at its left included.
  ///
  /// Many columns are equally wide.
  private func widths(_ size: Double) -> [Double] {
    let needed = needed(size)
    guard columns.count > 3 else { return needed }
    let names = rows.reduce(0) { max($0, Text.width(of: $1.name, size: Self.size, weight: .bold)) } + 4
    let room = (width - Self.indent - names) / Double(columns.count)
    return needed.map { _ in max(needed.max() ?? 0, min(24, room)) }
  }

  private func needed(_ size: Double) -> [Double] {
    let each = columns.indices.map { column in
      let texts = [columns[column]] + rows.map { $0.texts[column] }
      return texts.reduce(0) { max($0, Text.width(of: $1, size: size)) } + (columns.count > 3 ? 3.6 : 6)
    }
    guard columns.count > 3, let widest = each.max() else { return each }
    return each.map { _ in widest }
  }
}
