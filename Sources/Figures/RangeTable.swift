import Drawing

/// The table of a range test: the best constant rate, then each rule by how near it comes.
struct RangeTable {
  struct Row {
    /// The rule's sign; nil for the star of the best.
    let marker: RuleMarker?
    let name: String
    let rate: String
    let ratio: String
    let finalLoss: String
  }

  let rows: [Row]
  let box: Rect
  let rowHeight: Double

  static let head = 11.0
  static let mostRowHeight = 17.2
  static let leastRowHeight = 9.5

  private static let indent = 14.0
  private static let titles = ["rate", "of best", "final loss"]

  /// The largest size at which every name has room beside its rate, one for all rows.
  private var size: Double {
    var size = 6.6 * min(1, rowHeight / 11.5)
    while size > 5, !namesFit(size) { size -= 0.1 }
    return size
  }

  private func namesFit(_ size: Double) -> Bool {
    let room = box.width - Self.indent - 4 - widths(size).dropFirst().reduce(0, +)
    return rows.allSatisfy { row in
      let weight: FontWeight = row.marker == nil ? .bold : .regular
      return Text.width(of: row.name, size: size, weight: weight) + Text.width(of: row.rate, size: size, weight: weight)
        <= room
    }
  }

  /// How wide each column of numbers is, the air at its left included.
  private func widths(_ size: Double) -> [Double] {
    Self.titles.indices.map { column in
      let numbers = rows.map { row in
        Text.width(
          of: [row.rate, row.ratio, row.finalLoss][column], size: size, weight: row.marker == nil ? .bold : .regular)
      }
      return max(numbers.max() ?? 0, Text.width(of: Self.titles[column], size: 6)) + 8
    }
  }

  func marks(_ theme: Theme) -> [Mark] {
    let size = size
    let widths = widths(size)
    let rights = widths.indices.map { box.maxX - widths[($0 + 1)...].reduce(0, +) }
    var marks: [Mark] = []
    func write(
      _ string: String, _ x: Double, _ y: Double, _ color: Color, _ size: Double, _ anchor: Text.Anchor,
      bold: Bool = false
    ) {
      marks.append(
        .text(
          Text(string, at: Point(x, y), size: size, color: color, anchor: anchor, weight: bold ? .bold : .regular)))
    }
    write("rule", box.x + Self.indent, box.y + Self.head - 5, theme.secondaryInk, 6, .start)
    for (title, right) in zip(Self.titles, rights) {
      write(title, right, box.y + Self.head - 5, theme.secondaryInk, 6, .end)
    }
    func rule(_ y: Double) -> Path { Path(line: [Point(box.x, y), Point(box.maxX, y)]) }
    let top = box.y + Self.head
    marks.append(.stroke(rule(top), Stroke(theme.frame, width: 0.55, cap: .butt)))
    for (index, row) in rows.enumerated() {
      let middle = top + rowHeight * (Double(index) + 0.5)
      if index > 0 {
        marks.append(
          .stroke(rule(top + rowHeight * Double(index)), Stroke(theme.rule, width: 0.35, cap: .butt)))
      }
      let sign = Point(box.x + 5, middle)
      if let marker = row.marker {
        marks += marker.marks(at: sign, theme)
      } else {
        marks.append(.fill(.star(center: sign, radius: 4.2), theme.star))
      }
      let baseline = middle + Text.baselineDrop(size: size)
      let isBest = row.marker == nil
      let weight: FontWeight = isBest ? .bold : .regular
      for (text, right) in zip([row.rate, row.ratio, row.finalLoss], rights) {
        write(text, right, baseline, theme.ink, size, .end, bold: isBest)
      }
      let room = rights[0] - box.x - Self.indent - 4 - Text.width(of: row.rate, size: size, weight: weight)
      let name = row.name.fitted(size: size + 0.1, least: 4.6, width: room, weight: weight)
      write(name.string, box.x + Self.indent, baseline, theme.ink, name.size, .start, bold: isBest)
    }
    return marks
  }
}
