import Drawing

/// The frame of a cell, and ticks where it is an outer one.
struct FacetAxes {
  private let x: ClosedRange<Double>
  private let y: ClosedRange<Double>
  private static let size = 6.2
  /// From the frame to the labels at its left.
  private static let gap = 4.6

  init(x: ClosedRange<Double>, y: ClosedRange<Double>) {
    self.x = x
    self.y = y
  }

  /// How far labels reach to the left of the frame, at most.
  var reach: Double {
    Self.gap + Self.ticks(y, along: .infinity).reduce(0) { max($0, Text.width(of: $1.label ?? "", size: Self.size)) }
  }

  /// How far labels reach below the frame.
  static let depth = 12.8

  /// The marks around a cell.
  ///
  /// - Parameter overhang: how far a label below may stand out at either side.
  func marks(_ frame: MapFrame, hasLeft: Bool, hasBottom: Bool, overhang: Double, _ theme: Theme) -> [Mark] {
    let box = frame.box
    var lines: [Path.Piece] = []
    var labels: [Text] = []
    if hasBottom {
      var free = box.x - overhang
      for tick in Self.ticks(x, along: box.width) {
        let place = frame.page(Place(tick.value, frame.y.lowerBound)).x
        let text = Text(
          tick.label ?? "", at: Point(place, box.maxY + 5.2 + FontMetrics.capHeight * Self.size), size: Self.size,
          color: theme.secondaryInk, anchor: .middle)
        guard place - text.width / 2 >= free, place + text.width / 2 <= box.maxX + overhang else { continue }
        free = place + text.width / 2 + 3
        lines.append(.init([Point(place, box.maxY), Point(place, box.maxY + 2.4)], isClosed: false))
        labels.append(text)
      }
    }
    if hasLeft {
      var free = Double.infinity
      for tick in Self.ticks(y, along: box.height) {
        let place = frame.page(Place(frame.x.lowerBound, tick.value)).y
        guard place <= free else { continue }
        free = place - 8
        lines.append(.init([Point(box.x - 2.4, place), Point(box.x, place)], isClosed: false))
        labels.append(
          Text(
            tick.label ?? "", at: Point(box.x - Self.gap, place + Text.baselineDrop(size: Self.size)),
            size: Self.size, color: theme.secondaryInk, anchor: .end))
      }
    }
    return [.stroke(.box(box), Stroke(theme.frame, width: 0.6, cap: .square))]
      + (lines.isEmpty ? [] : [.stroke(Path(lines), Stroke(theme.frame, width: 0.5, cap: .butt))])
      + labels.map(Mark.text)
  }

  /// A few of the simplest numbers; small cells have room for three.
  private static func ticks(_ range: ClosedRange<Double>, along length: Double) -> [Tick] {
    Ticks.simple(range, most: length < 70 ? 3 : 5).labelled
  }
}
