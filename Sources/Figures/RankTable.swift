import Drawing

/// A table with a disc, a name and columns of numbers for each optimizer, and sentences below it where there is room.
struct RankTable {
  struct Row {
    let style: RunStyle
    let name: String
    let texts: [String]
  }

  /// The heads of the columns after the name.
  let columns: [String]
  let rows: [Row]
  /// What is to be learnt, the most important first.
  let sentences: [String]
  let box: Rect

  private static let head = 11.0
  private static let (mostRowHeight, leastRowHeight) = (16.0, 8.0)
  private static let indent = 12.0
  private static let (sentenceSize, sentenceHeight) = (6.5, 9.6)
  private static let gap = 14.0

  private var lines: [[String]] { sentences.map { $0.wrapped(size: Self.sentenceSize, width: box.width) } }

  private func height(of sentences: ArraySlice<[String]>) -> Double {
    guard !sentences.isEmpty else { return 0 }
    return Self.gap + Self.sentenceHeight * Double(sentences.joined().count) + 4 * Double(sentences.count - 1)
  }

  /// Rows are as high as leaves room for all sentences; on a small page the last of them are left out.
  private var plan: (rowHeight: Double, sentences: Int) {
    let room = box.height - Self.head
    let count = Double(max(1, rows.count))
    let lines = lines
    for kept in stride(from: lines.count, through: 0, by: -1) {
      let rowHeight = (room - height(of: lines.prefix(kept))) / count
      if rowHeight >= 10.5 || kept == 0 { return (min(Self.mostRowHeight, max(Self.leastRowHeight, rowHeight)), kept) }
    }
    return (Self.leastRowHeight, 0)
  }

  private func widths(_ size: Double) -> [Double] {
    columns.indices.map { column in
      let texts = [columns[column]] + rows.map { $0.texts[column] }
      return texts.reduce(0) { max($0, Text.width(of: $1, size: size)) } + 8
    }
  }

  func marks(_ theme: Theme) -> [Mark] {
    let (rowHeight, kept) = plan
    let size = min(6.6, rowHeight * 0.6)
    let widths = widths(size)
    let rights = widths.indices.map { box.maxX - widths[($0 + 1)...].reduce(0, +) }
    let room = box.width - Self.indent - widths.reduce(0, +)
    let top = box.y + Self.head
    func line(_ y: Double) -> Path { Path(line: [Point(box.x, y), Point(box.maxX, y)]) }
    func text(_ string: String, _ x: Double, _ y: Double, _ color: Color, _ size: Double, _ anchor: Text.Anchor) -> Mark
    {
      .text(Text(string, at: Point(x, y), size: size, color: color, anchor: anchor))
    }
    var marks = [text("optimizer", box.x + Self.indent, top - 5, theme.secondaryInk, min(6, size), .start)]
    marks += zip(columns, rights).map { text($0, $1, top - 5, theme.secondaryInk, min(6, size), .end) }
    marks.append(.stroke(line(top), Stroke(theme.frame, width: 0.55, cap: .butt)))
    for (index, row) in rows.enumerated() {
      let middle = top + rowHeight * (Double(index) + 0.5)
      if index > 0 {
        marks.append(.stroke(line(middle - rowHeight / 2), Stroke(theme.rule, width: 0.35, cap: .butt)))
      }
      marks += row.style.disc(at: Point(box.x + 4, middle), radius: min(4, rowHeight * 0.42), theme)
      let baseline = middle + Text.baselineDrop(size: size)
      let name = row.name.fitted(size: size, least: 4.4, width: room, weight: .regular)
      marks.append(text(name.string, box.x + Self.indent, baseline, theme.ink, name.size, .start))
      for (string, right) in zip(row.texts, rights) {
        marks.append(text(string, right, baseline, string == NumberText.none ? theme.faintInk : theme.ink, size, .end))
      }
    }
    var y = top + rowHeight * Double(rows.count) + Self.gap
    for sentence in lines.prefix(kept) {
      for line in sentence {
        marks.append(text(line, box.x, y, theme.ink, Self.sentenceSize, .start))
        y += Self.sentenceHeight
      }
      y += 4
    }
    return marks
  }
}
