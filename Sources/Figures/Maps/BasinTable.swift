import Drawing
import Experiments

/// The table of a map of starts, which is its legend: where runs end, how many, and by when half of them are there.
struct BasinTable {
  struct Row {
    /// From the soonest to the latest colour; one colour for what has no step.
    let colors: [Color]
    /// Whether it is an attractor, which may be left out where there are too many.
    var isPlace: Bool
    let name: String
    let value: String
    let share: String
    let median: String
  }

  let rows: [Row]
  let (left, bottom, width, rowHeight): (Double, Double, Double, Double)
  /// What stands above the columns of values, shares and steps; nothing for a column that is left out.
  var titles = ["loss", "starts", "median step"]
  /// What stands above the names.
  var namesTitle = "runs end"

  private static let (headerSize, size) = (6.0, 6.5)
  private static let swatch = Size(17, 6.4)

  private var top: Double { bottom - rowHeight * Double(rows.count) }

  func marks(_ theme: Theme) -> [Mark] {
    let ends = columns
    var marks: [Mark] = []
    func write(_ string: String, _ x: Double, _ y: Double, _ size: Double, _ color: Color, _ anchor: Text.Anchor) {
      marks.append(.text(Text(string, at: Point(x, y), size: size, color: color, anchor: anchor)))
    }
    write(namesTitle, left + Self.swatch.width + 5, top - 5.2, Self.headerSize, theme.secondaryInk, .start)
    for (title, end) in zip(titles, ends) where !title.isEmpty {
      write(title, end, top - 5.2, Self.headerSize, theme.secondaryInk, .end)
    }
    func rule(_ y: Double) -> Path { Path(line: [Point(left, y), Point(left + width, y)]) }
    marks.append(.stroke(rule(top - 1.6), Stroke(theme.frame, width: 0.55, cap: .butt)))
    for (index, row) in rows.enumerated() {
      if index > 0 {
        marks.append(.stroke(rule(top + rowHeight * Double(index)), Stroke(theme.rule, width: 0.35, cap: .butt)))
      }
      marks += self.row(row, middle: top + rowHeight * (Double(index) + 0.5), ends, theme)
    }
    return marks
  }

  /// Where the columns of numbers end.
  private var columns: [Double] {
    let right = left + width
    var ends = [right - 78, right - 42, right]
    // Columns that are left out leave no gap at the right.
    if titles[2].isEmpty { ends = [right - 36, right, right] }
    return ends
  }

  private func row(_ row: Row, middle: Double, _ ends: [Double], _ theme: Theme) -> [Mark] {
    let shrink = min(1, rowHeight / 10.5)
    let size = Self.size * shrink
    let baseline = middle + Text.baselineDrop(size: size)
    let swatch = Rect(left, middle - Self.swatch.height * shrink / 2, Self.swatch.width, Self.swatch.height * shrink)
    var marks = Self.ramp(row.colors, in: swatch)
    marks.append(.stroke(.box(swatch), Stroke(theme.frame.withAlpha(0.5), width: 0.35)))
    let nameAt = swatch.maxX + 5
    let first = titles[0].isEmpty ? 1 : 0
    let widest = rows.map { Text.width(of: first == 0 ? $0.value : $0.share, size: size) }.max() ?? 0
    let nameEnd = ends[first] - max(widest, 20) - 6
    let name = row.name.fitted(size: size, least: 4.6, width: nameEnd - nameAt, weight: .regular)
    marks.append(
      .text(
        Text(
          name.string, at: Point(nameAt, middle + Text.baselineDrop(size: name.size)), size: name.size,
          color: theme.ink)))
    for (index, text) in [row.value, row.share, row.median].enumerated() where !titles[index].isEmpty {
      marks.append(
        .text(
          Text(
            text, at: Point(ends[index], baseline), size: size,
            color: text == NumberText.none ? theme.faintInk : theme.ink,
            anchor: .end)))
    }
    return marks
  }

  /// Colours side by side, each over the rest, so that there are no seams.
  static func ramp(_ colors: [Color], in box: Rect) -> [Mark] {
    colors.enumerated().map { index, color in
      let x = box.x + box.width * Double(index) / Double(colors.count)
      return .fill(.box(Rect(x, box.y, box.maxX - x, box.height)), color)
    }
  }
}
