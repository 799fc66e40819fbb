import Drawing
import Experiments

/// One axis of a search along a side of a box: where settings stand, and what is written at them.
struct SearchAxis {
  let axis: Axis
  let ticks: Ticks

  static let size = 6.0

  /// - Parameter length: how long the side is, in points.
  init(_ axis: Axis, length: Double) {
    self.axis = axis
    let wanted = max(2, Int(length / 32))
    switch axis.scale {
    case .linear: ticks = .linear(axis.range, wanted: wanted)
    case .log: ticks = .logarithmic(axis.range, wanted: wanted)
    }
  }

  /// How far along the side a setting stands, from 0 to 1.
  func share(_ setting: Double) -> Double { min(max(axis.share(of: setting), 0), 1) }

  /// The name, with the power of ten that all labels share.
  var name: String { ticks.exponent == 0 ? axis.name : "\(axis.name) / \(NumberText.power(ofTen: ticks.exponent))" }

  /// Ticks below a box, with labels and the name if there is room for them.
  func marks(below box: Rect, hasLabels: Bool, _ theme: Theme) -> [Mark] {
    var pieces: [Path.Piece] = []
    var labels: [Text] = []
    // Below the lowest label at the side, which may reach under the corner.
    let baseline = box.maxY + 11
    for tick in ticks.marks {
      let x = box.x + box.width * share(tick.value)
      let length = tick.label == nil ? 1.2 : 2.2
      pieces.append(.init([Point(x, box.maxY), Point(x, box.maxY + length)], isClosed: false))
      guard hasLabels, let label = tick.label else { continue }
      let text = Text(label, at: Point(x, baseline), size: Self.size, color: theme.secondaryInk, anchor: .middle)
      if labels.last.map({ $0.box.bounds.maxX + 3 < text.box.bounds.x }) ?? true { labels.append(text) }
    }
    if hasLabels {
      labels.append(
        Text(
          name, at: Point(box.center.x, baseline + 7.5), size: Self.size + 0.2, color: theme.secondaryInk,
          anchor: .middle, isItalic: true))
    }
    return [.stroke(Path(pieces), Stroke(theme.frame, width: 0.5, cap: .butt))] + labels.map { .text($0) }
  }

  /// Ticks at the left of a box, with labels, and the name above them.
  func marks(leftOf box: Rect, hasLabels: Bool, _ theme: Theme) -> [Mark] {
    var pieces: [Path.Piece] = []
    var labels: [Text] = []
    for tick in ticks.marks {
      let y = box.maxY - box.height * share(tick.value)
      let length = tick.label == nil ? 1.2 : 2.2
      pieces.append(.init([Point(box.x - length, y), Point(box.x, y)], isClosed: false))
      guard hasLabels, let label = tick.label else { continue }
      let text = Text(
        label, at: Point(box.x - 3.6, y + Text.baselineDrop(size: Self.size)), size: Self.size,
        color: theme.secondaryInk, anchor: .end)
      if labels.last.map({ text.box.bounds.maxY < $0.box.bounds.y }) ?? true { labels.append(text) }
    }
    if hasLabels {
      let reach = labels.map(\.width).max() ?? 0
      labels.append(
        Text(
          name, at: Point(box.x - 6.5 - reach, box.center.y), size: Self.size + 0.2, color: theme.secondaryInk,
          anchor: .middle, isItalic: true, rotation: -.pi / 2))
    }
    return [.stroke(Path(pieces), Stroke(theme.frame, width: 0.5, cap: .butt))] + labels.map { .text($0) }
  }
}

extension Theme {
  /// The hue of each strategy of search, in the order of `SearchKind.allCases`, as far apart as free hues are.
  func hue(of kind: SearchKind) -> Color {
    var hues: [Color] = []
    for _ in SearchKind.allCases { hues.append(freeHue(apartFrom: hues + [ground(at: 0), ground(at: 1)])?.hue ?? ink) }
    return hues[SearchKind.allCases.firstIndex(of: kind) ?? 0]
  }
}

extension SearchKind {
  /// The strategy in a sentence.
  var name: String { self == .bayesian ? "Bayesian" : rawValue }
}
