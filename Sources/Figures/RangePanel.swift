import Drawing

/// What both panels of a range test have: a ground, an axis of losses, curves over the rate, and words that find their
/// place.
struct RangePanel {
  let box: Rect
  let axis: RateAxis
  let scale: LossScale
  let title: String
  /// How far the heading stands to the left of the box.
  var overhang = 17.0

  private static let titleSize = 6.7

  private var values: ValueAxis { ValueAxis(box: box, scale: scale) }

  func y(_ value: Double) -> Double { values.y(value) }

  /// A curve in pieces inside the box; what is lost goes up or down through the edge.
  func curve(_ points: [(rate: Double, value: Double)]) -> [Path.Piece] {
    let beyond = box.height
    let line = points.map { point -> Point in
      let height = y(point.value)
      let limited = height.isNaN ? box.y - beyond : min(max(height, box.y - beyond), box.maxY + beyond)
      return Point(axis.x(point.rate), limited)
    }
    return box.clip(line: line).filter { $0.points.count > 1 }.map { Path.Piece($0.points, isClosed: false) }
  }

  /// Rules at the labelled losses.
  func rules(_ theme: Theme) -> Mark { values.rules(theme) }

  /// Frame, labels of losses, and what is drawn.
  func frame(_ theme: Theme) -> [Mark] {
    var marks = values.labels(theme)
    var heading = title
    if scale.ticks.exponent != 0 { heading += ", in units of " + NumberText.power(ofTen: scale.ticks.exponent) }
    let room = box.maxX - headingLeft
    let fitted = heading.fitted(size: Self.titleSize, least: 5, width: room, weight: .regular)
    marks.append(
      .text(
        Text(fitted.string, at: Point(headingLeft, box.y - 5.4), size: fitted.size, color: theme.secondaryInk)))
    return [.stroke(Path(values.frame), Stroke(theme.frame, width: 0.55, cap: .butt))] + marks
  }

  /// Where the heading begins: above the labels of losses.
  private var headingLeft: Double { max(6, box.x - overhang) }

  /// How far the labels of losses reach to the left of the box.
  var reach: Double { values.reach }

  /// A vertical line at a rate.
  func line(at rate: Double, from top: Double, _ stroke: Stroke) -> Mark? {
    guard axis.contains(rate) else { return nil }
    let x = axis.x(rate)
    return .stroke(Path(line: [Point(x, top), Point(x, box.maxY)]), stroke)
  }
}

/// Looks for places where words touch nothing.
struct WordPlaces {
  let bounds: Rect
  /// Lines that words keep off.
  let lines: [Path.Piece]
  /// Straight lines that words cross, with a rim, where there is no other place.
  let thin: [Path.Piece]
  let halo: Color
  /// Boxes that words keep off.
  var taken: [Rect]

  /// The first of several lines of text, each a block of lines under one another, that is free; it is taken then.
  mutating func place(_ candidates: some Sequence<[Text]>) -> [Text] {
    for (others, rim) in [(lines + thin, 0.0), (lines, 1)] {
      for block in candidates where block.allSatisfy({ isFree($0.box.bounds.inset(by: -1.4 - rim), of: others) }) {
        taken += block.map(\.box.bounds)
        guard rim > 0 else { return block }
        return block.map { text in
          var text = text
          text.halo = Text.Halo(halo, width: rim)
          return text
        }
      }
    }
    return []
  }

  private func isFree(_ box: Rect, of lines: [Path.Piece]) -> Bool {
    guard box.x >= bounds.x, box.maxX <= bounds.maxX, box.y >= bounds.y, box.maxY <= bounds.maxY else { return false }
    guard !taken.contains(where: box.overlaps) else { return false }
    return !lines.contains { line in
      line.points.indices.dropFirst().contains { box.clip(from: line.points[$0 - 1], to: line.points[$0]) != nil }
    }
  }
}
