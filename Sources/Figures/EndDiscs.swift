import Drawing

/// Discs with ranks at the right of a loss panel, at the heights where its curves end.
///
/// Where one row would be too crowded they stand in two, every other one farther out.
struct EndDiscs {
  let ends: [LossPanel.End]
  let box: Rect

  private static let radius = 3.5
  private static let spacing = 8.2
  private static let reach = 13.5

  /// How far discs reach to the right of the panel, for a number of runs.
  static func width(count: Int, height: Double) -> Double {
    reach + radius + (isStaggered(count, height) ? spacing : 0)
  }

  private static func isStaggered(_ count: Int, _ height: Double) -> Bool { Double(count - 1) * spacing > height }

  func marks(_ theme: Theme) -> [Mark] {
    let sorted = ends.sorted { ($0.place.y, -$0.style.rank) < ($1.place.y, -$1.style.rank) }
    let isStaggered = Self.isStaggered(sorted.count, box.height)
    let lanes = isStaggered ? 2.0 : 1.0
    let gap = min(Self.spacing / lanes, box.height / Double(max(1, sorted.count - 1)))
    let radius = min(Self.radius, gap * lanes * 0.46)
    let heights = spread(sorted.map(\.place.y), gap: gap, limits: box.y...box.maxY)
    let placed = zip(sorted, heights).enumerated().map { index, pair in
      let lane = isStaggered && index % 2 == 1 ? Self.spacing : 0
      return (end: pair.0, center: Point(box.maxX + Self.reach + lane, pair.1))
    }
    let leaders = placed.filter(\.end.style.isSeen).map { end, center -> Mark in
      // Lines to the outer discs turn before the inner ones and pass between them.
      let bend = Point(box.maxX + Self.reach - Self.radius - 0.8, center.y)
      return .stroke(Path(line: [end.place, bend, center]), Stroke(end.style.hue.withAlpha(0.85), width: 0.6))
    }
    return leaders + placed.flatMap { $0.end.style.disc(at: $0.center, radius: radius, theme) }
  }
}
