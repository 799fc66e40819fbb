import Drawing
import Experiments

/// The range test itself: raw and smoothed loss over the rate, in its phases.
struct RangeTestPanel {
  private let finding: RangeFinding
  private let panel: RangePanel
  /// The band at the top that holds the names of the phases.
  private let band = 17.0
  /// The limits that are drawn.
  var limits: [StabilityLimit]

  private var test: RangeTest { finding.test }
  private var box: Rect { panel.box }
  private var axis: RateAxis { panel.axis }

  init(_ finding: RangeFinding, in box: Rect, axis: RateAxis) {
    self.finding = finding
    limits = finding.limits
    guard finding.truth.least == nil else {
      let scale = Self.scale(finding.test, height: box.height)
      panel = RangePanel(box: box, axis: axis, scale: scale, title: "loss during the test")
      return
    }
    // Without a minimum losses fall by decades.
    let first = finding.truth.firstLoss
    let whole = LossScale.symmetric(
      first: first, window: RangeTruthPanel.range(of: finding.surface, and: first),
      curves: [finding.test.losses, finding.test.smoothed], wanted: max(3, Int(box.height / 18)))
    let (floor, top) = (whole.scale.position(whole.range.lowerBound), whole.scale.position(whole.range.upperBound))
    let range = whole.range.lowerBound...whole.scale.value(at: top + 0.35 * (top - floor))
    panel = RangePanel(
      box: box, axis: axis, scale: LossScale(scale: whole.scale, range: range, ticks: whole.ticks),
      title: "loss during the test, symmetric log")
  }

  var reach: Double { panel.reach }

  /// From the lowest loss up to the highest before the lowest smoothed one, with air for the names above.
  private static func scale(_ test: RangeTest, height: Double) -> LossScale {
    let end = max(test.phases.lowest, test.sweep.points / 10)
    let seen = (test.losses.prefix(end + 1) + test.smoothed.prefix(end + 1)).filter(\.isFinite)
    let (low, high) = Self.ends(of: seen)
    let span = high > low ? high - low : max(1, high.magnitude)
    // Zero is shown where it is near.
    let floor = low >= 0 && low <= 0.3 * high ? 0 : low - 0.05 * span
    let range = floor...(high + 0.42 * (high - floor))
    return LossScale(scale: .linear, range: range, ticks: .linear(range, wanted: max(2, min(5, Int(height / 27)))))
  }

  /// The lowest and the highest number, without a few that lie farther out than all others are apart.
  private static func ends(of numbers: [Double]) -> (Double, Double) {
    let sorted = numbers.sorted()
    guard let lowest = sorted.first, let highest = sorted.last else { return (0, 1) }
    let (low, high) = (sorted[sorted.count / 20], sorted[sorted.count - 1 - sorted.count / 20])
    return (low - lowest > high - low ? low : lowest, highest - high > high - low ? high : highest)
  }

  func marks(_ theme: Theme) -> [Mark] {
    let raw = panel.curve(Array(zip(test.rates, test.losses)))
    let smoothed = panel.curve(Array(zip(test.rates, test.smoothed)))
    var marks: [Mark] = []
    var lines: [Path.Piece] = []
    for limit in limits where axis.contains(limit.rate) { lines.append(vertical(limit.rate, from: box.y)) }
    let shown = finding.suggestions.filter { axis.contains($0.rate) }
    for suggestion in shown {
      let hue = RuleMarker(rule: suggestion.rule).hue(theme).withAlpha(0.75)
      marks += [panel.line(at: suggestion.rate, from: box.y + band, Stroke(hue, width: 0.6, cap: .butt))].compactMap(
        \.self)
      lines.append(vertical(suggestion.rate, from: box.y + band))
    }
    marks.append(
      .clip(
        box.inset(by: -1),
        [
          .stroke(Path(raw), Stroke(theme.panelGround.withAlpha(0.8), width: 2)),
          .stroke(Path(raw), Stroke(theme.faintInk, width: 0.9)),
          .stroke(Path(smoothed), Stroke(theme.panelGround.withAlpha(0.8), width: 2.8)),
          .stroke(Path(smoothed), Stroke(theme.ink, width: 1.5)),
        ]))
    let places = RuleMarker.stacked(
      shown.map { Point(axis.x($0.rate), min(max(panel.y(smoothedLoss(at: $0.rate)), box.y + band + 4), box.maxY)) },
      in: box)
    for (suggestion, place) in zip(shown, places).reversed() {
      marks += RuleMarker(rule: suggestion.rule).marks(at: place, theme)
    }
    var words = WordPlaces(
      bounds: box, lines: raw + smoothed, thin: lines, halo: theme.panelGround.withAlpha(0.8),
      taken: places.map { Self.square($0) })
    let names = phaseNames(&words, theme)
    let dashes = limits.compactMap { limit in
      // A limit that has to pass a name begins below it.
      let passed = names.map(\.box.bounds).filter { ($0.x - 1.5...$0.maxX + 1.5).contains(axis.x(limit.rate)) }
      let top = passed.map { $0.maxY + 2 }.max() ?? box.y
      return panel.line(at: limit.rate, from: top, Stroke(theme.ink, width: 0.7, dash: [2.4, 2], cap: .butt))
    }
    let curveNames = curveNames(raw: raw, smoothed: smoothed, &words, theme)
    return ground(theme) + [panel.rules(theme)] + dashes + marks + names.map { .text($0) } + curveNames
      + panel.frame(theme)
  }

  private static func square(_ center: Point) -> Rect {
    Rect(center.x - RuleMarker.reach, center.y - RuleMarker.reach, 2 * RuleMarker.reach, 2 * RuleMarker.reach)
  }

  private func vertical(_ rate: Double, from top: Double) -> Path.Piece {
    Path.Piece([Point(axis.x(rate), top), Point(axis.x(rate), box.maxY)], isClosed: false)
  }

  /// The smoothed loss at a rate, between points in proportion to the distance on the axis.
  private func smoothedLoss(at rate: Double) -> Double {
    guard let after = test.rates.firstIndex(where: { $0 >= rate }) else { return test.smoothed.last ?? .nan }
    guard after > 0, test.rates[after] != rate else { return test.smoothed[after] }
    let (low, high) = (axis.x(test.rates[after - 1]), axis.x(test.rates[after]))
    let share = (axis.x(rate) - low) / (high - low)
    return test.smoothed[after - 1] + share * (test.smoothed[after] - test.smoothed[after - 1])
  }
}

// MARK: - Phases

extension RangeTestPanel {
  /// A phase on the page.
  private struct Stretch {
    let (left, right): (Double, Double)
    let name: String
    let ground: Color
    let ink: Color
  }

  private func stretches(_ theme: Theme) -> [Stretch] {
    // Where losses fall without end, a share of the fall means nothing.
    guard finding.truth.least != nil else { return [] }
    let phases = test.phases
    func x(_ index: Int) -> Double { min(max(axis.x(test.rates[index]), box.x), box.maxX) }
    let lowest = x(phases.risesFrom)
    var result: [Stretch] = []
    if let from = phases.learnsFrom {
      result.append(
        Stretch(
          left: box.x, right: x(from), name: "too small", ground: theme.panelGround, ink: theme.secondaryInk))
      result.append(
        Stretch(
          left: x(from), right: lowest, name: "learns", ground: Self.wide(theme.goodBadge.ground, theme),
          ink: theme.goodBadge.ink))
    } else {
      result.append(
        Stretch(
          left: box.x, right: lowest, name: phases.isDrowned ? "the noise hides the fall" : "never falls",
          ground: theme.panelGround, ink: theme.secondaryInk))
    }
    let isBad = phases.seesBlowUp
    result.append(
      Stretch(
        left: lowest, right: box.maxX, name: isBad ? "blows up" : "falls no lower",
        ground: Self.wide(isBad ? theme.badBadge.ground : theme.neutralBadge.ground, theme),
        ink: isBad ? theme.badBadge.ink : theme.neutralBadge.ink))
    return result.filter { $0.right > $0.left + 0.5 }
  }

  /// The ground of a badge where it fills a phase: on a dark page so much of it would outshine the curves.
  private static func wide(_ ground: Color, _ theme: Theme) -> Color {
    theme.page.luminance < 0.2 ? ground.mixed(with: theme.panelGround, 0.4) : ground
  }

  private func ground(_ theme: Theme) -> [Mark] {
    [.fill(.box(box), theme.panelGround)]
      + stretches(theme).map { .fill(.box(Rect($0.left, box.y, $0.right - $0.left, box.height)), $0.ground) }
  }

  /// Each name in the middle of its phase, smaller where it is narrow; where and why the test stopped.
  private func phaseNames(_ words: inout WordPlaces, _ theme: Theme) -> [Text] {
    var names: [Text] = []
    for stretch in stretches(theme) {
      let room = stretch.right - stretch.left
      let sizes = [6.7, 6.2, 5.7, 5.2]
      let shares = [0.5, 0.35, 0.65, 0.2, 0.8]
      // At the top if it can be, else lower down, away from curves.
      let heights = [9.6, 19, 28, 37, 50, 65, 80].filter { $0 < box.height - 4 }
      let candidates = heights.flatMap { height in
        sizes.flatMap { size in
          shares.map { share -> [Text] in
            let half = Text.width(of: stretch.name, size: size) / 2 + 2.5
            let center = min(max(stretch.left + share * room, stretch.left + half), stretch.right - half)
            guard half * 2 <= room else { return [] }
            return [
              Text(
                stretch.name, at: Point(center, box.y + height), size: size, color: stretch.ink, anchor: .middle)
            ]
          }.filter { !$0.isEmpty }
        }
      }
      names += words.place(candidates)
    }
    return names + stopNote(&words, theme)
  }

  private func stopNote(_ words: inout WordPlaces, _ theme: Theme) -> [Text] {
    guard let stop = test.phases.stop, let last = stretches(theme).last else { return [] }
    let reason =
      switch test.convention.stop {
      case .multiple(let factor, _): "\(NumberText.shortest(factor)) \u{00D7} the lowest"
      case .spread: "all gain is lost"
      }
    let lines = ["stops at \(NumberText.rate(test.rates[stop])):", reason]
    let size = 6.0
    let width = lines.reduce(0) { max($0, Text.width(of: $1, size: size)) }
    guard width + 6 <= last.right - last.left else { return [] }
    let candidates = [0.0, 8, 16, 24, 40, 56].map { drop in
      lines.enumerated().map { index, line in
        Text(
          line, at: Point(last.right - 3, box.y + 24 + drop + 9 * Double(index)), size: size,
          color: theme.badBadge.ink, anchor: .end)
      }
    }
    return words.place(candidates)
  }

  /// The names of the curves, beside them where nothing is in the way.
  private func curveNames(
    raw: [Path.Piece], smoothed: [Path.Piece], _ words: inout WordPlaces, _ theme: Theme
  ) -> [Mark] {
    func candidates(_ name: String, _ pieces: [Path.Piece], _ color: Color, _ weight: FontWeight, above: Bool)
      -> [[Text]]
    {
      guard let line = pieces.max(by: { $0.points.count < $1.points.count })?.points else { return [] }
      let order = line.indices.sorted { abs($0 - line.count * 2 / 5) < abs($1 - line.count * 2 / 5) }
      return [3.5, 6, 9, 13].flatMap { gap in
        order.flatMap { index -> [[Text]] in
          let place = line[index]
          let up = Text(
            name, at: Point(place.x, place.y - gap), size: 6.4, color: color, anchor: above ? .start : .middle,
            weight: weight)
          let down = Text(
            name, at: Point(place.x, place.y + gap + 4.6), size: 6.4, color: color, anchor: above ? .middle : .end,
            weight: weight)
          return above ? [[up], [down]] : [[down], [up]]
        }
      }
    }
    let first = words.place(candidates("smoothed", smoothed, theme.ink, .bold, above: true))
    let second = words.place(candidates("raw", raw, theme.secondaryInk, .regular, above: false))
    return (first + second).map { .text($0) }
  }
}
