internal import Drawing

/// The rows at the right of training curves: rate and verdict, under them the remedy.
struct CurvesRows {
  /// One curve's row.
  struct Row {
    let hue: Color
    let rate: String
    let badge: LegendTable.Badge
    let remedy: String
  }

  private let rows: [Row]
  private let box: Rect
  private let shrink: Double
  /// The height at which each leader ends.
  let centers: [Double]

  /// The left edge.
  var left: Double { box.x }

  private static let pitch = 27.0
  private static let (rateSize, remedySize) = (7.6, 6.0)
  private static let (above, below) = (6.0, 15.5)

  /// Rows as near as may be to the heights they would like, from the top down.
  init(rows: [Row], wanted: [Double], in box: Rect) {
    self.rows = rows
    self.box = box
    let room = (box.height - Self.above - Self.below) / Double(max(1, rows.count - 1))
    let gap = min(Self.pitch, room)
    shrink = rows.count > 1 ? min(1, gap / 22) : 1
    centers = spread(
      wanted, gap: gap, limits: box.y + Self.above...max(box.y + Self.above, box.maxY - Self.below))
  }

  func marks(_ theme: Theme) -> [Mark] {
    let widest = rows.map { Text.width(of: $0.rate, size: Self.rateSize * shrink, weight: .bold) }.max() ?? 0
    return zip(rows, centers).flatMap { row, center -> [Mark] in
      let text = box.x + 7
      let rate = Text(
        row.rate, at: Point(text, center + Text.baselineDrop(size: Self.rateSize * shrink)),
        size: Self.rateSize * shrink, color: theme.ink, weight: .bold)
      let size = Self.remedySize * shrink
      let remedy = row.remedy.fitted(size: size, least: 4.8 * shrink, width: box.maxX - text, weight: .regular)
      let badge = text + widest + 6
      return [.fill(.circle(center: Point(box.x + 1, center), radius: 2.6 * shrink), row.hue), .text(rate)]
        + row.badge.marks(left: badge, middle: center, width: box.maxX - badge, shrink: shrink, theme) + [
          .text(
            Text(
              remedy.string, at: Point(text, center + 11.5 * shrink), size: remedy.size, color: theme.secondaryInk))
        ]
    }
  }
}
