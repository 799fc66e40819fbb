import Drawing

extension Landscape {
  /// The thinnest region below a level whose line is drawn, in points.
  static let thinnest = (major: 2.6, minor: 5.5)
  /// The thinnest single island whose line is drawn: a disc of that radius.
  ///
  /// Narrow valleys break into smaller ones
  /// between the nodes of the grid.
  static let smallest = 1.3
  /// How far apart lines stand on the whole, in points: the area of the map over the length of all.
  static let pitch = 1.6

  /// The ground: nested regions painted over each other, lowest first, so that there are no seams.
  func ground(_ theme: Theme) -> [Mark] {
    var marks: [Mark] = []
    if let domain {
      marks.append(.fill(.box(frame.box), theme.panelGround))
      marks.append(.fill(Self.path(domain), theme.ground(at: 0)))
    } else {
      marks.append(.fill(.box(frame.box), theme.ground(at: 0)))
    }
    for (fraction, rings) in zip(levels.fills, rings) {
      if let fraction, !rings.isEmpty { marks.append(.fill(Self.path(rings), theme.ground(at: fraction))) }
    }
    return marks
  }

  /// Hairlines, then heavy lines broken around their labels, then the labels.
  ///
  /// - Parameter obstacles: places that labels keep away from.
  func lines(
    _ theme: Theme, labelSize: Double = 5.6, hasHairlines: Bool = true, hasLabels: Bool = true, obstacles: [Point]
  ) -> [Mark] {
    let drawn = zip(levels.all, rings).map { level, rings in (level: level, lines: visible(rings, level.weight)) }
    let heavy = apart(drawn.filter { $0.level.weight != .minor && !$0.lines.isEmpty })
    let fine = hasHairlines ? drawn.filter { $0.level.weight == .minor }.flatMap(\.lines) : []
    let hairlines = hasRoom(for: fine + heavy.flatMap(\.lines)) ? fine : []
    let labelled =
      hasLabels
      ? ContourLabels.place(
        on: heavy.map { ContourLabels.Contour($0.level.label, $0.lines) }, in: frame.box, size: labelSize,
        color: theme.secondaryInk, paths: DistanceField(to: obstacles, over: frame.box)
      ).map { (lines: $0.lines, texts: $0.texts) }
      : heavy.map { (lines: $0.lines, texts: []) }
    let hair = Stroke(theme.hairline.withAlpha(0.45), width: 0.28, cap: .butt)
    let strokes = zip(heavy, labelled).map { heavy, labelled -> Mark in
      let width = heavy.level.weight == .zero ? 0.94 : 0.55
      return .stroke(Path(labelled.lines), Stroke(theme.decadeLine.withAlpha(0.8), width: width, cap: .butt))
    }
    return (hairlines.isEmpty ? [] : [.stroke(Path(hairlines), hair)]) + strokes
      + labelled.flatMap { $0.texts.map(Mark.text) }
  }

  /// The lines of a level that the page has room for.
  func visible(_ rings: [Ring], _ weight: Levels.Weight) -> [Path.Piece] {
    let least = weight == .minor ? Self.thinnest.minor : Self.thinnest.major
    guard Ring.thinness(below: rings, of: area) >= least else { return [] }
    return rings.filter { $0.thinness >= Self.smallest }.flatMap(\.lines)
  }

  /// All heavy lines, or those of fewer levels where all would darken the map to a smear.
  ///
  /// Every second level is left out until there is room; the level zero stays.
  private func apart(
    _ drawn: [(level: Levels.Level, lines: [Path.Piece])]
  ) -> [(level: Levels.Level, lines: [Path.Piece])] {
    let anchor = drawn.firstIndex { $0.level.weight == .zero } ?? drawn.count / 2
    var kept = drawn
    var stride = 1
    while kept.count > 1, !hasRoom(for: kept.flatMap(\.lines)) {
      stride *= 2
      kept = drawn.indices.filter { ($0 - anchor) % stride == 0 }.map { drawn[$0] }
    }
    return kept
  }

  private func hasRoom(for lines: [Path.Piece]) -> Bool {
    Self.pitch * lines.reduce(0) { $0 + ArcLength($1.points).total } <= area
  }

  private static func path(_ rings: [Ring]) -> Path {
    Path(rings.map { Path.Piece($0.points, isClosed: true) })
  }
}
