import Drawing

/// The frame of a map or a curve, its ticks and the names of its axes.
struct MapAxes {
  let frame: MapFrame
  let names: (x: String, y: String)
  let x: Ticks
  let y: Ticks

  private static let size = 6.4
  private static let nameSize = 7.0
  /// Of a name above the frame: its power of ten has to stay below the subtitle.
  private static let raisedSize = 6.0
  private static let tick = 3.0
  /// From the frame to the labels.
  private static let gap = 5.0

  init(_ frame: MapFrame, names: (x: String, y: String)) {
    self.frame = frame
    self.names = names
    // One label for about 70 points; on short sides they stand closer.
    func ticks(_ range: ClosedRange<Double>, _ length: Double) -> Ticks {
      Ticks.linear(range, wanted: max(length < 50 ? 2 : 3, Int((length / 70).rounded()) + 1))
    }
    x = ticks(frame.x, frame.box.width)
    y = ticks(frame.y, frame.box.height)
  }

  /// Axes with ticks of their own; an axis without labels has no name.
  init(_ frame: MapFrame, names: (x: String, y: String), x: Ticks, y: Ticks) {
    self.frame = frame
    self.names = names
    self.x = x
    self.y = y
  }

  /// How far labels reach to the left of the frame.
  var reach: Double {
    let widest = y.labelled.reduce(0) { max($0, Text.width(of: $1.label ?? "", size: Self.size)) }
    let name = y.exponent == 0 ? Text.width(of: names.y, size: Self.nameSize) : 0
    return Self.gap + max(widest, name)
  }

  func marks(_ theme: Theme) -> [Mark] {
    let box = frame.box
    var ticks: [Path.Piece] = []
    var labels: [Text] = []
    func line(_ from: Point, _ to: Point) -> Path.Piece { Path.Piece([from, to], isClosed: false) }
    for tick in x.labelled {
      let place = frame.page(Place(tick.value, frame.y.lowerBound)).x
      ticks.append(line(Point(place, box.maxY), Point(place, box.maxY + Self.tick)))
      labels.append(text(tick, at: Point(place, baseline), .middle, theme))
    }
    for tick in y.labelled {
      let place = frame.page(Place(frame.x.lowerBound, tick.value)).y
      ticks.append(line(Point(box.x - Self.tick, place), Point(box.x, place)))
      labels.append(
        text(tick, at: Point(box.x - Self.gap, place + Text.baselineDrop(size: Self.size)), .end, theme))
    }
    let stroke = Stroke(theme.frame, width: 0.7, cap: .square)
    return [.stroke(.box(box), stroke), .stroke(Path(ticks), Stroke(theme.frame, width: 0.6, cap: .butt))]
      + (labels + axisNames(theme)).map(Mark.text)
  }

  private var baseline: Double { frame.box.maxY + Self.gap + FontMetrics.capHeight * Self.size }

  private func text(_ tick: Tick, at place: Point, _ anchor: Text.Anchor, _ theme: Theme) -> Text {
    Text(tick.label ?? "", at: place, size: Self.size, color: theme.secondaryInk, anchor: anchor)
  }

  /// The names, in the last of the widest gaps between ticks; with a power of ten, if the labels share one.
  private func axisNames(_ theme: Theme) -> [Text] {
    let box = frame.box
    func name(_ string: String, at place: Point, _ anchor: Text.Anchor, size: Double = Self.nameSize) -> Text {
      Text(string, at: place, size: size, color: theme.secondaryInk, anchor: anchor, isItalic: true)
    }
    func divided(_ name: String, _ exponent: Int) -> String {
      exponent == 0 ? name : name + " / " + NumberText.power(ofTen: exponent)
    }
    let across = middle(x).map { frame.page(Place($0, frame.y.lowerBound)).x } ?? box.center.x
    let up = middle(y).map { frame.page(Place(frame.x.lowerBound, $0)).y } ?? box.center.y
    let below = x.labelled.isEmpty ? [] : [name(divided(names.x, x.exponent), at: Point(across, baseline), .middle)]
    return below + [
      y.exponent == 0
        ? name(names.y, at: Point(box.x - Self.gap, up + FontMetrics.xHeight / 2 * Self.nameSize), .end)
        : name(divided(names.y, y.exponent), at: Point(box.x, box.y - 2.2), .start, size: Self.raisedSize)
    ]
  }

  private func middle(_ ticks: Ticks) -> Double? {
    let pairs = zip(ticks.labelled, ticks.labelled.dropFirst()).map { ($0.value, $1.value) }
    let widest = pairs.reduce(0) { max($0, $1.1 - $1.0) }
    return pairs.last { $0.1 - $0.0 > 0.999 * widest }.map { ($0.0 + $0.1) / 2 }
  }
}
