import Calculus
import Drawing
import Experiments
import Surfaces

/// The truth: what runs at constant rates come to, over the same rates.
struct RangeTruthPanel {
  private let finding: RangeFinding
  private let panel: RangePanel
  /// How near to an edge a sign may stand and be seen whole.
  private static let edge = 3.6

  private var truth: RateTruth { finding.truth }
  private var box: Rect { panel.box }
  private var axis: RateAxis { panel.axis }

  init(_ finding: RangeFinding, in box: Rect, axis: RateAxis) {
    self.finding = finding
    let steps = ComparisonWords.steps(finding.terms.steps)
    let truth = finding.truth
    let wanted = max(2, min(7, Int(box.height / 14)))
    var title = "loss after \(steps) at one constant rate"
    let scale: LossScale
    if let least = truth.least {
      if least != 0 { title = "loss above its minimum after \(steps) at one constant rate" }
      scale = .logarithmic(
        first: truth.firstLoss - least, curves: [truth.outcomes.map { Self.gap($0.finalLoss, truth) }], wanted: wanted)
    } else {
      title += ", symmetric log"
      scale = .symmetric(
        first: truth.firstLoss, window: Self.range(of: finding.surface, and: truth.firstLoss),
        curves: [truth.outcomes.map(\.finalLoss)], wanted: wanted)
    }
    if finding.terms.noise > 0 { title = "exact " + title }
    panel = RangePanel(box: box, axis: axis, scale: scale, title: title)
  }

  var reach: Double { panel.reach }

  /// The lowest and the highest loss on a coarse grid over the window of a surface, its corners included.
  static func range(of surface: Surface, and first: Double) -> ClosedRange<Double> {
    var points: [[Double]] = [[]]
    let count = surface.dimension <= 2 ? 9 : 2
    for side in surface.window.prefix(8) {
      points = points.flatMap { point in
        (0..<count).map {
          point + [side.lowerBound + (side.upperBound - side.lowerBound) * Double($0) / Double(count - 1)]
        }
      }
    }
    let whole = points.filter { $0.count == surface.dimension }
    let values = (whole.map { surface.objective.value(at: $0) } + [first]).filter(\.isFinite)
    return (values.min() ?? 0)...(values.max() ?? 0)
  }

  /// What a loss is above the least, but not below 1e-12 of the first gap, where there is nothing but rounding.
  ///
  /// Without a minimum it is the loss itself.
  private static func gap(_ loss: Double, _ truth: RateTruth) -> Double {
    guard let least = truth.least else { return loss }
    return loss.isFinite ? max(loss - least, 1e-12 * (truth.firstLoss - least)) : loss
  }

  private func y(_ loss: Double) -> Double { panel.y(Self.gap(loss, truth)) }

  func marks(_ theme: Theme) -> [Mark] {
    let curve = panel.curve(truth.outcomes.map { ($0.rate, Self.gap($0.finalLoss, truth)) })
    var marks: [Mark] = [.fill(.box(box), theme.panelGround), panel.rules(theme)]
    let shown = finding.suggestions.filter { axis.contains($0.rate) }
    let (limits, names) = named(theme)
    marks += limits.compactMap {
      panel.line(at: $0.rate, from: box.y, Stroke(theme.ink, width: 0.7, dash: [2.4, 2], cap: .butt))
    }
    for suggestion in shown {
      let hue = RuleMarker(rule: suggestion.rule).hue(theme).withAlpha(0.75)
      marks += [panel.line(at: suggestion.rate, from: box.y, Stroke(hue, width: 0.6, cap: .butt))].compactMap(\.self)
    }
    marks.append(
      .clip(
        box.inset(by: -1),
        [
          .stroke(Path(curve), Stroke(theme.panelGround.withAlpha(0.8), width: 2.8)),
          .stroke(Path(curve), Stroke(theme.ink, width: 1.5)),
        ]))
    let (star, places) = signs(shown)
    if let star {
      let path = Path.star(center: star, radius: 4.6)
      marks += [.stroke(path, Stroke(theme.halo, width: 2.2)), .fill(path, theme.star)]
    }
    for (suggestion, place) in zip(shown, places).reversed() {
      marks += RuleMarker(rule: suggestion.rule).marks(at: place, theme)
    }
    return marks + names + panel.frame(theme) + axis.marks(below: box, theme)
  }

  /// Where the best outcome and those of the rules are marked.
  private func signs(_ shown: [RangeFinding.Suggestion]) -> (star: Point?, places: [Point]) {
    let star = truth.best.map { Point(axis.x($0.rate), height($0)) }
    let places = RuleMarker.stacked(
      shown.map { Point(axis.x($0.rate), height($0.outcome)) }, taken: [star].compactMap(\.self), in: box)
    return (star, places)
  }

  /// The limits that are drawn, as there is room for their names; and all names.
  func named(_ theme: Theme) -> (limits: [StabilityLimit], names: [Mark]) {
    let curve = panel.curve(truth.outcomes.map { ($0.rate, Self.gap($0.finalLoss, truth)) })
    let limits = finding.limits.filter { axis.contains($0.rate) }
    let shown = finding.suggestions.filter { axis.contains($0.rate) }
    let (star, places) = signs(shown)
    func vertical(_ rate: Double) -> Path.Piece {
      Path.Piece([Point(axis.x(rate), box.y), Point(axis.x(rate), box.maxY)], isClosed: false)
    }
    let reach = RuleMarker.reach + 0.6
    let signs = ([star].compactMap(\.self) + places).map { Rect($0.x - reach, $0.y - reach, 2 * reach, 2 * reach) }
    var words = WordPlaces(
      bounds: box, lines: curve + limits.map { vertical($0.rate) }, thin: shown.map { vertical($0.rate) },
      halo: theme.panelGround, taken: signs)
    var names = bestLabel(star, &words, theme)
    var kept: [StabilityLimit] = []
    for limit in limits {
      let label = limitLabel(limit, &words, theme)
      // A line without a name would be a riddle; the only one is told by the subtitle.
      if !label.isEmpty || limits.count == 1 { kept.append(limit) }
      names += label
    }
    return (kept, names)
  }

  /// How high the sign of an outcome stands: at the edge if the curve leaves the panel.
  private func height(_ outcome: RateTruth.Outcome) -> Double {
    let place = y(outcome.finalLoss)
    return place.isNaN ? box.y + Self.edge : min(max(place, box.y + Self.edge), box.maxY - Self.edge)
  }

  private func bestLabel(_ star: Point?, _ words: inout WordPlaces, _ theme: Theme) -> [Mark] {
    guard let star, let best = truth.best else { return [] }
    let name = "best " + NumberText.rate(best.rate)
    func text(_ dx: Double, _ dy: Double, _ anchor: Text.Anchor) -> [Text] {
      [Text(name, at: Point(star.x + dx, star.y + dy), size: 6.7, color: theme.ink, anchor: anchor, weight: .bold)]
    }
    let drop = Text.baselineDrop(size: 6.7)
    let rows = stride(from: 0.0, through: 40, by: 4).flatMap { [drop - $0, drop + $0] }
    let beside = rows.flatMap { row in [6.8, 11].flatMap { [text($0, row, .start), text(-$0, row, .end)] } }
    return words.place(beside).map { .text($0) }
  }

  /// What a dashed line is, and whether what lies beyond is lost.
  private func limitLabel(_ limit: StabilityLimit, _ words: inout WordPlaces, _ theme: Theme) -> [Mark] {
    let x = axis.x(limit.rate)
    let names = RangeWords.limitNames(limit, among: finding.limits)
    let beyond = truth.outcomes.filter { $0.rate > 1.02 * limit.rate }
    let remark = RangeWords.lost(beyond, from: truth.firstLoss).map { ["beyond: \($0)"] } ?? []
    // In two lines it fits between lines that stand close.
    let narrow = ["limit at", limit.place == .start ? "the start" : "minimum"]
    let blocks = names.flatMap { name in [[name] + remark, [name]] } + [narrow]
    let heights = Array(stride(from: box.y + 8, through: box.maxY - 6, by: 4))
    let candidates = blocks.flatMap { block in
      heights.flatMap {
        [Self.block(block, at: Point(x, $0), .start, theme), Self.block(block, at: Point(x, $0), .end, theme)]
      }
    }
    return words.place(candidates).map { .text($0) }
  }

  /// Lines of text under one another beside a vertical line.
  private static func block(_ lines: [String], at place: Point, _ anchor: Text.Anchor, _ theme: Theme) -> [Text] {
    let x = place.x + (anchor == .start ? 3.4 : -3.4)
    return lines.enumerated().map { index, line in
      Text(
        line, at: Point(x, place.y + 9 * Double(index)), size: index == 0 ? 6.2 : 5.9,
        color: index == 0 ? theme.ink : theme.secondaryInk, anchor: anchor)
    }
  }
}
