import Drawing
import Experiments

/// Steps over angle or condition number.
struct InvariancePanel {
  let test: InvarianceTest
  let styles: [RunStyle]
  let whole: Rect
  let words: InvarianceWords

  /// Values so few that each is marked.
  private static let fewValues = 32
  /// How far apart the rows of those that never arrive stand.
  private static let pitch = 5.4

  func marks(_ theme: Theme) -> [Mark] {
    let steps = test.curves.flatMap { $0.arrivals.compactMap(\.self) }.map { Double(max(1, $0)) }
    let (low, high) = (steps.min() ?? 1, steps.max() ?? 10)
    // Those that somewhere never arrive have a row each, above the steps.
    let failing = test.curves.indices.filter { test.curves[$0].arrivals.contains { $0 == nil } }
    let band = failing.isEmpty ? 0 : 15 + Self.pitch * Double(failing.count)
    let box = Rect(whole.x, whole.y + band, whole.width, whole.height - band)
    func row(_ place: Int) -> Double {
      whole.y + 14 + Self.pitch * (Double(failing.firstIndex(of: place) ?? 0) + 0.5)
    }
    let range = low / 1.25...max(high, 2 * low) * 1.25
    let scale = LossScale(
      scale: .logarithmic(base: 0), range: range,
      ticks: .logarithmic(range, wanted: max(2, min(7, Int(box.height / 22)))))
    let values = ValueAxis(box: box, scale: scale)
    let axis = KnobAxis(words.axis, name: words.axisName, length: box.width)
    var marks: [Mark] = [.fill(.box(whole), theme.panelGround), values.rules(theme)]
    var ends: [LossPanel.End] = []
    var drawn: [Mark] = []
    for place in test.curves.indices.reversed() {
      let (curve, style) = (test.curves[place], styles[place])
      let top = row(place)
      let points = zip(test.values, curve.arrivals).map { value, arrival in
        Point(axis.x(value, in: box), arrival.map { values.y(Double(max(1, $0))) } ?? .nan)
      }
      let pieces = points.split { !$0.y.isFinite }.filter { $0.count > 1 }.map {
        Path.Piece(Array($0), isClosed: false)
      }
      var own: [Mark] = [
        .stroke(Path(pieces), Stroke(theme.panelGround.withAlpha(0.85), width: 2.5)),
        .stroke(
          Path(pieces), Stroke(style.hue, width: 1.3, dash: style.dash, cap: style.dash.isEmpty ? .round : .butt)),
      ]
      let isFew = test.values.count <= Self.fewValues
      let alone = points.split { !$0.y.isFinite }.filter { $0.count == 1 }.flatMap { $0 }
      own += (isFew ? points.filter(\.isFinite) : alone).map { .fill(.circle(center: $0, radius: 1.5), style.hue) }
      own += zip(points, curve.arrivals).filter { $0.1 == nil }.map {
        .stroke(.cross(center: Point($0.0.x, top), size: 2.6), Stroke(style.hue, width: 0.8))
      }
      drawn += style.titled(own)
      if let end = points.last {
        ends.append(.init(style: style, place: end.isFinite ? end : Point(end.x, top)))
      }
    }
    marks.append(.clip(whole.inset(by: -2), drawn))
    if band > 0 {
      let text = "\u{00D7}  not in \(ComparisonWords.steps(test.terms.steps))"
      marks.append(.text(Text(text, at: Point(whole.x + 3, whole.y + 8), size: 5.8, color: theme.secondaryInk)))
      let edge = Path(line: [Point(box.x, box.y), Point(box.maxX, box.y)])
      marks.append(.stroke(edge, Stroke(theme.frame, width: 0.45, cap: .butt)))
    }
    marks += EndDiscs(ends: ends, box: whole).marks(theme)
    marks += values.labels(theme)
    marks.append(.stroke(Path(values.frame), Stroke(theme.frame, width: 0.55, cap: .butt)))
    marks.append(.text(Text(words.stepsName, at: Point(27, whole.y - 6), size: 6.7, color: theme.secondaryInk)))
    return marks + axis.marks(below: box, theme)
  }
}
