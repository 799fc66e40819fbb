import Drawing
import Experiments

/// The curves over the rate, and below them, on the same axis, the good rates of each.
struct SensitivityPanel {
  let sensitivity: Sensitivity
  let styles: [RunStyle]
  let box: Rect
  let bars: Rect

  private var axis: KnobAxis { KnobAxis(sensitivity.axis, length: box.width) }

  private func x(_ rate: Double) -> Double { axis.x(rate, in: box) }

  /// Where a place between the rates stands, in cells.
  private func edge(_ cells: Int) -> Double { box.x + box.width * Double(cells) / Double(sensitivity.rates.count) }

  func marks(_ theme: Theme) -> [Mark] {
    let gap = sensitivity.firstGap
    let curves = sensitivity.curves.map { curve in curve.outcomes.map { sensitivity.gap($0) / gap } }
    let scale = LossScale.logarithmic(first: 1, curves: curves, wanted: max(2, min(7, Int(box.height / 14))))
    let values = ValueAxis(box: box, scale: scale)
    var marks: [Mark] = [.fill(.box(box), theme.panelGround), values.rules(theme)]
    let good = values.y(sensitivity.goodGap / gap)
    if box.insideHeight(good) {
      marks.append(
        .stroke(
          Path(line: [Point(box.x, good), Point(box.maxX, good)]),
          Stroke(theme.secondaryInk, width: 0.6, dash: [2.2, 2], cap: .butt)))
    }
    var drawn: [Mark] = []
    var lines: [Path.Piece] = []
    for (curve, style) in zip(curves, styles).reversed() {
      let points = zip(sensitivity.rates, curve).map { rate, value in
        Point(x(rate), value.isFinite ? max(values.y(value), box.y - box.height) : box.y - box.height)
      }
      let pieces = box.clip(line: points).filter { $0.points.count > 1 }.map { Path.Piece($0.points, isClosed: false) }
      lines += pieces
      drawn += style.titled([
        .stroke(Path(pieces), Stroke(theme.panelGround.withAlpha(0.85), width: 2.3)),
        .stroke(
          Path(pieces), Stroke(style.hue, width: 1.2, dash: style.dash, cap: style.dash.isEmpty ? .round : .butt)),
      ])
    }
    marks.append(.clip(box.inset(by: -1), drawn))
    marks += signs(curves, values, theme)
    marks += goodLabel(at: good, lines, theme)
    marks += values.labels(theme)
    marks.append(.stroke(Path(values.frame), Stroke(theme.frame, width: 0.55, cap: .butt)))
    let heading = "gap after \(ComparisonWords.steps(sensitivity.terms.steps)) / first gap"
    marks.append(.text(Text(heading, at: Point(27, box.y - 6), size: 6.7, color: theme.secondaryInk)))
    return marks + stretches(theme) + axis.marks(below: bars, theme)
  }

  /// A disc with the rank at the best rate of each.
  private func signs(_ curves: [[Double]], _ values: ValueAxis, _ theme: Theme) -> [Mark] {
    let ends = zip(sensitivity.curves, styles).enumerated().compactMap { index, pair -> (RunStyle, Point)? in
      guard let best = pair.0.best else { return nil }
      let height = min(max(values.y(curves[index][best]), box.y + 4), box.maxY - 4)
      return (pair.1, Point(x(sensitivity.rates[best]), height))
    }
    let order = ends.sorted { $0.1.x < $1.1.x }
    let places = spread(order.map(\.1.x), gap: 8.4, limits: box.x + 4...box.maxX - 4)
    return zip(order, places).reversed().flatMap { end, place in
      end.0.disc(at: Point(place, end.1.y), radius: 3.6, theme, rim: 0.8)
    }
  }

  private func goodLabel(at good: Double, _ lines: [Path.Piece], _ theme: Theme) -> [Mark] {
    guard box.insideHeight(good) else { return [] }
    var words = WordPlaces(bounds: box, lines: lines, thin: [], halo: theme.panelGround, taken: [])
    let name = sensitivity.isArrival ? "good: 10^{\u{2212}6}" : "good: ten times the best"
    let size = 5.8
    let candidates = stride(from: box.x + 4, through: box.maxX - 60, by: 6).flatMap { left in
      [good - 2.4, good + 2 + FontMetrics.ascent * size].map {
        [Text(name, at: Point(left, $0), size: size, color: theme.secondaryInk)]
      }
    }
    return words.place(candidates).map { .text($0) }
  }

  /// One row an optimizer: a bar over its good rates, and how wide they are in all.
  private func stretches(_ theme: Theme) -> [Mark] {
    let pitch = bars.height / Double(sensitivity.curves.count)
    var marks: [Mark] = [.fill(.box(bars), theme.panelGround)]
    let size = min(5.8, pitch * 0.62)
    for (index, pair) in zip(sensitivity.curves, styles).enumerated() {
      let (curve, style) = pair
      let middle = bars.y + pitch * (Double(index) + 0.5)
      marks.append(
        .stroke(
          Path(line: [Point(bars.x, middle), Point(bars.maxX, middle)]), Stroke(theme.rule, width: 0.4, cap: .butt)))
      for stretch in curve.stretches {
        let (left, right) = (edge(stretch.lowerBound), edge(stretch.upperBound + 1))
        marks.append(.fill(.box(Rect(left, middle - pitch * 0.3, right - left, pitch * 0.6)), style.hue))
      }
      let end = curve.stretches.last.map { edge($0.upperBound + 1) }
      let words = end == nil ? "none" : SensitivityWords.decades(curve.width)
      let text = Text(
        words, at: Point((end ?? bars.x) + 3, middle + Text.baselineDrop(size: size)), size: size,
        color: theme.ink, halo: Text.Halo(theme.panelGround, width: 1))
      let isRoom = text.position.x + text.width < bars.maxX - 1
      if isRoom || end == nil {
        marks.append(.text(text))
      } else if let start = curve.stretches.first.map({ edge($0.lowerBound) }) {
        var other = text
        other.anchor = .end
        other.position.x = start - 3
        marks.append(.text(other))
      }
      marks += style.disc(at: Point(bars.x - 7, middle), radius: min(3.5, pitch * 0.44), theme)
    }
    marks.append(.stroke(.box(bars), Stroke(theme.frame, width: 0.45)))
    marks.append(
      .text(Text("good rates", at: Point(27, bars.y - 5), size: 6.7, color: theme.secondaryInk)))
    return marks
  }
}
