import Drawing
import Experiments

/// An axis over a rate or a knob, below or at the left of a panel.
struct KnobAxis {
  /// What is varied.
  let axis: Axis
  /// What is written beside the ticks.
  let name: String
  /// Where values stand.
  let ticks: Ticks

  static let tickSize = 6.2
  private static let nameSize = 6.8
  private static let (labelled, plain) = (2.4, 1.3)

  /// An axis of a length in points.
  ///
  /// - Parameter labelWidth: how much room a label takes along the axis, air included.
  init(_ axis: Axis, name: String? = nil, length: Double, labelWidth: Double = 30) {
    self.axis = axis
    self.name = name ?? axis.name
    let wanted = max(2, min(9, Int(length / labelWidth)))
    ticks =
      switch axis.scale {
      case .log: .logarithmic(axis.range, wanted: wanted)
      case .linear: .linear(axis.range, wanted: wanted)
      }
  }

  /// The name, with the power of ten that labels are to be read in terms of.
  private var heading: String {
    ticks.exponent == 0 ? name : name + " / " + NumberText.power(ofTen: ticks.exponent)
  }

  func x(_ value: Double, in box: Rect) -> Double { box.x + box.width * axis.share(of: value) }

  func y(_ value: Double, in box: Rect) -> Double { box.maxY - box.height * axis.share(of: value) }

  /// How far labels reach to the left of a panel whose left axis this is.
  var reach: Double {
    ticks.labelled.reduce(0) { max($0, Text.width(of: $1.label ?? "", size: Self.tickSize)) } + 4
  }

  /// Ticks and labels below a panel, the name under them.
  func marks(below box: Rect, _ theme: Theme) -> [Mark] {
    // Clear of the lowest label at the left, powers of ten included.
    let baseline = box.maxY + 11.4
    var pieces: [Path.Piece] = []
    var labels: [Text] = []
    for tick in ticks.marks {
      let place = x(tick.value, in: box)
      let length = tick.label == nil ? Self.plain : Self.labelled
      pieces.append(.init([Point(place, box.maxY), Point(place, box.maxY + length)], isClosed: false))
      guard let label = tick.label else { continue }
      let text = Text(
        label, at: Point(place, baseline), size: Self.tickSize, color: theme.secondaryInk, anchor: .middle)
      if labels.last.map({ $0.box.bounds.maxX + 2.5 < text.box.bounds.x }) ?? true { labels.append(text) }
    }
    labels.append(
      Text(
        heading, at: Point(box.center.x, box.maxY + 20.4), size: Self.nameSize, color: theme.secondaryInk,
        anchor: .middle, isItalic: true))
    return [.stroke(Path(pieces), Stroke(theme.frame, width: 0.55, cap: .butt))] + labels.map { .text($0) }
  }

  /// Ticks and labels at the left of a panel, the name above them.
  func marks(leftOf box: Rect, _ theme: Theme) -> [Mark] {
    var pieces: [Path.Piece] = []
    var labels: [Text] = []
    for tick in ticks.marks {
      let place = y(tick.value, in: box)
      let length = tick.label == nil ? Self.plain : Self.labelled
      pieces.append(.init([Point(box.x - length, place), Point(box.x, place)], isClosed: false))
      guard let label = tick.label else { continue }
      let baseline = place + Text.baselineDrop(size: Self.tickSize)
      labels.append(
        Text(label, at: Point(box.x - 4, baseline), size: Self.tickSize, color: theme.secondaryInk, anchor: .end))
    }
    labels.append(
      Text(
        heading, at: Point(box.x - min(reach, 20), box.y - 5), size: Self.nameSize, color: theme.secondaryInk,
        isItalic: true))
    return [.stroke(Path(pieces), Stroke(theme.frame, width: 0.55, cap: .butt))] + labels.map { .text($0) }
  }
}
