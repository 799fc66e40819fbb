public import Drawing

/// Lines from the ends of curves to the rows of the table below, as brackets in the gutter at the right.
///
/// The best curve ends lowest and the best row stands highest, so the brackets nest without crossing, except where rank
/// and final loss disagree.
public struct Leaders: Sendable {
  /// The ends of the curves.
  public var ends: [LossPanel.End]
  /// The height of the row of each rank.
  public var rows: [Int: Double]
  /// The gutter: brackets lie between its edges.
  public var gutter: Rect

  /// Whether the rows stand above the curves: then the brackets nest the other way round.
  public var rowsStandAbove = false

  /// Leaders in a gutter.
  public init(from ends: [LossPanel.End], to rows: [Int: Double], in gutter: Rect) {
    self.ends = ends
    self.rows = rows
    self.gutter = gutter
  }

  /// The marks, first painted first.
  public func marks(_ theme: Theme) -> [Mark] {
    // From the top down; of two at the same height the worse one is the outer bracket and starts higher.
    let sorted = ends.filter { rows[$0.style.rank] != nil }.sorted {
      ($0.place.y, -$0.style.rank) < ($1.place.y, -$1.style.rank)
    }
    let heights = spread(sorted.map(\.place.y), gap: 3, limits: gutter.y...gutter.maxY)
    let lanes = lanes(sorted)
    return zip(sorted, heights).reversed().compactMap { end, height in
      guard end.style.isSeen, let row = rows[end.style.rank], let lane = lanes[end.style.rank] else { return nil }
      let start = Point(end.place.x + 3.6, height)
      let bracket = Path.roundedLine(
        [start, Point(lane, height), Point(lane, row), Point(gutter.x - 2.4, row)], radius: 2.2)
      let line = Path(line: [end.place] + (bracket.pieces.first?.points ?? []))
      return .stroke(line, Stroke(end.style.hue.withAlpha(0.85), width: 0.6))
    }
  }

  /// A lane for each rank, the best innermost, or outermost where rows stand above.
  private func lanes(_ ends: [LossPanel.End]) -> [Int: Double] {
    let ranks = ends.map(\.style.rank).sorted { rowsStandAbove ? $0 > $1 : $0 < $1 }
    let spacing = min(2.7, (gutter.width - 4.6) / Double(max(1, ranks.count - 1)))
    return Dictionary(
      uniqueKeysWithValues: ranks.enumerated().map { ($1, gutter.x + 4.4 + spacing * Double($0)) })
  }
}
