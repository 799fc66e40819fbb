import Drawing

extension Landscape {
  /// The thinnest region below a level whose line is drawn, in points.
  static let thinnest = (major: 2.6, minor: 5.5)

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
  func lines(_ theme: Theme, labelSize: Double = 5.6, obstacles: [Point]) -> [Mark] {
    var labels = ContourLabels(
      in: frame.box, size: labelSize, color: theme.secondaryInk, paths: DistanceField(to: obstacles, over: frame.box))
    var hairlines: [Path.Piece] = []
    var heavy: [Mark] = []
    var texts: [Mark] = []
    let area = area
    for (level, rings) in zip(levels.all, rings) {
      let isMinor = level.weight == .minor
      guard Ring.thinness(below: rings, of: area) >= (isMinor ? Self.thinnest.minor : Self.thinnest.major) else {
        continue
      }
      let lines = rings.flatMap(\.lines)
      if isMinor {
        hairlines += lines
        continue
      }
      let placed = labels.place(level.label, on: lines)
      let width = level.weight == .zero ? 0.94 : 0.55
      heavy.append(.stroke(Path(placed.lines), Stroke(theme.decadeLine.withAlpha(0.8), width: width, cap: .butt)))
      texts += placed.texts.map(Mark.text)
    }
    let hair = Stroke(theme.hairline.withAlpha(0.45), width: 0.28, cap: .butt)
    return (hairlines.isEmpty ? [] : [.stroke(Path(hairlines), hair)]) + heavy + texts
  }

  private static func path(_ rings: [Ring]) -> Path {
    Path(rings.map { Path.Piece($0.points, isClosed: true) })
  }
}
