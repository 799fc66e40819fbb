import Drawing
import Experiments

/// How many starts have arrived after so many steps, stacked by where: the key of the map's lightness.
struct ArrivalPanel {
  let map: StartMap
  let palette: BasinPalette
  let box: Rect
  /// What is stacked, the lowest attractor first; further ones are stacked as one.
  let layers: [(destinations: [Destination], color: Color)]

  private static let (size, titleSize) = (6.0, 6.4)
  private static let (ramp, gap) = (4.0, 2.4)

  private var curves: Rect { Rect(box.x, box.y, box.width, box.height - Self.ramp - Self.gap) }

  private func x(_ step: Double) -> Double {
    let end = Double(max(2, map.terms.steps))
    return box.x + box.width * logarithm(max(1, step)) / logarithm(end)
  }

  func marks(_ theme: Theme) -> [Mark] {
    let box = curves
    var marks: [Mark] = [.fill(.box(box), theme.panelGround)]
    for share in [0.25, 0.5, 0.75, 1] {
      let y = box.maxY - share * box.height
      marks.append(
        .stroke(Path(line: [Point(box.x, y), Point(box.maxX, y)]), Stroke(theme.rule, width: 0.35, cap: .butt)))
      marks.append(
        .text(
          Text(
            NumberText.fixed(100 * share, decimals: 0), at: Point(box.x - 4, y + Text.baselineDrop(size: Self.size)),
            size: Self.size, color: theme.secondaryInk, anchor: .end)))
    }
    marks += stack(theme)
    marks.append(
      .text(
        Text(
          layers.count == 1 && map.attractors.isEmpty ? "% of starts gone" : "% of starts arrived",
          at: Point(box.x, box.y - 3.6), size: Self.titleSize, color: theme.secondaryInk))
    )
    marks.append(.stroke(.box(box), Stroke(theme.frame, width: 0.55)))
    return marks + key(theme)
  }

  /// One region for each attractor, the upper ones painted first and the lower ones over them.
  private func stack(_ theme: Theme) -> [Mark] {
    let columns = max(2, Int(box.width / 1.2))
    let ends = (0...columns).map {
      exponential(Double($0) / Double(columns) * logarithm(Double(max(2, map.terms.steps))))
    }
    let steps = ends.map { Int($0.rounded(.down)) }
    var sums = [Double](repeating: 0, count: steps.count)
    var regions: [Mark] = []
    for layer in layers {
      var seen = 0
      var from = 0
      for (column, step) in steps.enumerated() {
        seen += layer.destinations.reduce(0) { $0 + map.tally.arrivals(to: $1, in: from..<step + 1) }
        from = step + 1
        sums[column] += Double(seen) / Double(map.tally.total)
      }
      let upper = zip(ends, sums).map { Point(x($0), curves.maxY - $1 * curves.height) }
      let ring = [Point(curves.x, curves.maxY)] + upper + [Point(curves.maxX, curves.maxY)]
      regions.append(.fill(Path(ring: ring), layer.color))
      regions.append(.stroke(Path(line: upper), Stroke(theme.page, width: 0.5, cap: .butt)))
    }
    return [
      .clip(curves, stride(from: regions.count - 2, through: 0, by: -2).flatMap { [regions[$0], regions[$0 + 1]] })
    ]
  }

  /// The shades of the map, by the step of arrival, and the steps.
  private func key(_ theme: Theme) -> [Mark] {
    let strip = Rect(box.x, box.maxY - Self.ramp, box.width, Self.ramp)
    let parts = 48
    let end = logarithm(Double(max(2, map.terms.steps)))
    let first = layers.first?.destinations.first ?? .outside
    let colors = (0..<parts).map { part in
      palette.color(of: first, at: Int(exponential((Double(part) + 0.5) / Double(parts) * end)))
    }
    var marks = BasinTable.ramp(colors, in: strip)
    marks.append(.stroke(.box(strip), Stroke(theme.frame.withAlpha(0.6), width: 0.35)))
    for step in Self.labels(upTo: map.terms.steps) {
      marks.append(
        .stroke(
          Path(line: [Point(x(step), strip.maxY), Point(x(step), strip.maxY + 2.4)]),
          Stroke(theme.frame, width: 0.55, cap: .butt)))
      marks.append(
        .text(
          Text(
            NumberText.shortest(step), at: Point(x(step), strip.maxY + 9.6), size: Self.size, color: theme.secondaryInk,
            anchor: .middle)))
    }
    let name = Text(
      "step", at: Point(strip.maxX, strip.maxY + 17.4), size: Self.titleSize, color: theme.secondaryInk, anchor: .end)
    return marks + [.text(name)]
  }

  /// Powers of ten, and three between each two where there are few.
  private static func labels(upTo steps: Int) -> [Double] {
    var labels: [Double] = []
    var power = 1.0
    while power <= Double(steps) {
      labels.append(power)
      if steps < 20_000, 3 * power <= Double(steps) { labels.append(3 * power) }
      power *= 10
    }
    return labels
  }
}
