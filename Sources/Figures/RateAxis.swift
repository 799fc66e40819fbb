import Drawing
import Experiments

/// The axis of rates that the panels of a range test share.
struct RateAxis {
  let range: ClosedRange<Double>
  let scale: Scale
  /// The left and the right edge, in points.
  let (left, right): (Double, Double)
  let ticks: Ticks
  /// What the axis counts.
  var name = "rate"

  static let tickSize = ValueAxis.tickSize

  init(_ axis: Sweep, left: Double, right: Double) {
    range = axis.from...axis.to
    (self.left, self.right) = (left, right)
    switch axis.spacing {
    case .exponential:
      scale = .logarithmic(base: 0)
      ticks = .logarithmic(range, wanted: max(2, min(12, Int((right - left) / 26))))
    case .linear:
      scale = .linear
      ticks = .linear(range, wanted: max(2, min(9, Int((right - left) / 40))))
    }
  }

  /// A logarithmic axis of something else.
  init(_ range: ClosedRange<Double>, left: Double, right: Double, name: String) {
    (self.range, self.left, self.right, self.name) = (range, left, right, name)
    scale = .logarithmic(base: 0)
    ticks = .logarithmic(range, wanted: max(2, min(12, Int((right - left) / 26))))
  }

  /// Where a rate stands; beyond the edges for rates outside the axis.
  func x(_ rate: Double) -> Double {
    let (low, high) = (scale.position(range.lowerBound), scale.position(range.upperBound))
    return left + (right - left) * (scale.position(rate) - low) / (high - low)
  }

  func contains(_ rate: Double) -> Bool { range.contains(rate) }

  /// Ticks below a panel, with the name of the axis between the last two labels that leave room for it.
  func marks(below box: Rect, _ theme: Theme) -> [Mark] {
    let baseline = box.maxY + 9
    let size = Self.tickSize
    var pieces: [Path.Piece] = []
    var labels: [Text] = []
    for tick in ticks.marks {
      let place = x(tick.value)
      let length = tick.label == nil ? 1.4 : 2.4
      pieces.append(.init([Point(place, box.maxY), Point(place, box.maxY + length)], isClosed: false))
      guard let label = tick.label else { continue }
      let text = Text(label, at: Point(place, baseline), size: size, color: theme.secondaryInk, anchor: .middle)
      if labels.last.map({ $0.box.bounds.maxX + 2 < text.box.bounds.x }) ?? true { labels.append(text) }
    }
    let isPlain = ticks.exponent == 0 || labels.isEmpty
    let name = isPlain ? name : name + " / " + NumberText.power(ofTen: ticks.exponent)
    let width = Text.width(of: name, size: size) + 6
    // Beyond the last label there may be room too.
    let bounds = labels.map(\.box.bounds)
    let gaps = zip(bounds, bounds.dropFirst()).map { ($0.maxX, $1.x) } + [(bounds.last?.maxX ?? left, right)]
    if let gap = gaps.last(where: { $0.1 - $0.0 >= width }) {
      labels.append(
        Text(
          name, at: Point((gap.0 + gap.1) / 2, baseline), size: size, color: theme.secondaryInk, anchor: .middle,
          isItalic: true))
    }
    return [.stroke(Path(pieces), Stroke(theme.frame, width: 0.55, cap: .butt))] + labels.map { .text($0) }
  }
}
