import Drawing
import Experiments

/// The best gap so far against the number of trials, one line a strategy.
///
/// Trials stand on a logarithmic axis: what a strategy is worth shows in the first dozen. The line is the median of the
/// searches, the band behind it the middle half of them; a ring marks where the median search comes near the best.
struct ProgressPanel {
  let summaries: [Tuning.Summary]
  let budget: Int
  let scale: LossScale
  /// The score that counts as near the best, if any was good.
  let goal: Double?
  let box: Rect
  var title = ""
  var hasNames = true
  var hasTrialLabels = true
  var hasGapLabels = true

  /// The room that names of strategies take at the right.
  static let gutter = 50.0
  private static let nameSize = 6.2

  /// A scale on which all lines of some searches are seen.
  static func scale(_ summaries: [Tuning.Summary], wanted: Int) -> LossScale {
    let gaps = summaries.flatMap { $0.bands.flatMap { [gap($0.lower), gap($0.middle)] } }
    return .logarithmic(first: min(gaps.max() ?? 1, 3), curves: [gaps], wanted: wanted)
  }

  /// A score as a share of the first gap.
  static func gap(_ score: Double) -> Double { Scale.logarithmic(base: 0).value(at: score) }

  private var values: ValueAxis { ValueAxis(box: box, scale: scale) }

  private func x(_ trial: Int) -> Double {
    let position = Scale.logarithmic(base: 0).position
    return box.x + box.width * (budget > 1 ? position(Double(trial)) / position(Double(budget)) : 0.5)
  }

  /// Where a score stands, not far beyond the box.
  private func y(_ score: Double) -> Double {
    min(max(values.y(Self.gap(score)), box.y - box.height), box.maxY + box.height)
  }

  /// A line that stays as it is until the next trial.
  private func stairs(_ scores: [Double]) -> [Point] {
    var points: [Point] = []
    for (index, score) in scores.enumerated() {
      if let last = points.last { points.append(Point(x(index + 1), last.y)) }
      if points.last.map({ $0.y != y(score) }) ?? true { points.append(Point(x(index + 1), y(score))) }
    }
    return points
  }

  func marks(_ theme: Theme) -> [Mark] {
    var inside: [Mark] = []
    for summary in summaries where summary.bands.contains(where: { $0.lower < $0.upper }) {
      let ring = stairs(summary.bands.map(\.lower)) + stairs(summary.bands.map(\.upper)).reversed()
      inside.append(.fill(Path(ring: ring), theme.hue(of: summary.kind).withAlpha(0.12)))
    }
    let near = goal.map { values.y(Self.gap($0)) }
    if let near, box.insideHeight(near) {
      inside.append(
        .stroke(
          Path(line: [Point(box.x, near), Point(box.maxX, near)]),
          Stroke(theme.secondaryInk, width: 0.55, dash: [2.2, 2], cap: .butt)))
    }
    for summary in summaries {
      let path = Path(line: stairs(summary.bands.map(\.middle)))
      let hue = theme.hue(of: summary.kind)
      inside.append(.stroke(path, Stroke(theme.panelGround.withAlpha(0.9), width: 2.2)))
      inside.append(.stroke(path, Stroke(hue, width: 1.15, dash: dash(of: summary.kind, theme))))
    }
    var marks: [Mark] = [.fill(.box(box), theme.panelGround), values.rules(theme), .clip(box.inset(by: -1.2), inside)]
    for summary in summaries {
      let hue = theme.hue(of: summary.kind)
      if let trial = summary.trialsUntilNear, trial <= summary.trials {
        let ring = Path.circle(center: Point(x(trial), y(summary.bands[trial - 1].middle)), radius: 1.7)
        marks += [.fill(ring, theme.panelGround), .stroke(ring, Stroke(hue, width: 0.9))]
      }
      if let end = end(of: summary) { marks.append(.fill(.circle(center: end, radius: 1.3), hue)) }
    }
    return marks + goalLabel(near, theme) + axes(theme) + (hasNames ? names(theme) : [])
  }

  private func dash(of kind: SearchKind, _ theme: Theme) -> [Double] {
    theme.dash(for: "", at: SearchKind.allCases.firstIndex(of: kind) ?? 0)
  }

  private func end(of summary: Tuning.Summary) -> Point? {
    summary.bands.last.map { Point(x(summary.trials), min(max(y($0.middle), box.y), box.maxY)) }
  }

  /// What the broken line is, at the left, where no search has come so far.
  private func goalLabel(_ near: Double?, _ theme: Theme) -> [Mark] {
    guard hasNames, let near, box.insideHeight(near) else { return [] }
    let isAbove = near > box.center.y
    let baseline = near + (isAbove ? -2.4 : 2 + FontMetrics.ascent * 5.6)
    return [
      .text(Text("90 % of the decades", at: Point(box.x + 3, baseline), size: 5.6, color: theme.secondaryInk))
    ]
  }

  /// The strategies at the ends of their lines.
  private func names(_ theme: Theme) -> [Mark] {
    let ended = summaries.compactMap { summary in end(of: summary).map { (kind: summary.kind, end: $0) } }
      .sorted { $0.end.y < $1.end.y }
    let heights = spread(ended.map(\.end.y), gap: 8.4, limits: box.y + 2...box.maxY - 2)
    return zip(ended, heights).flatMap { item, height -> [Mark] in
      let hue = theme.hue(of: item.kind)
      let edge = Point(box.maxX + 7, height)
      return [
        .stroke(
          Path(line: [item.end, Point(box.maxX + 2, item.end.y), edge]), Stroke(hue.withAlpha(0.8), width: 0.55)),
        .text(
          Text(
            item.kind.name, at: Point(edge.x + 1.6, height + Text.baselineDrop(size: Self.nameSize)),
            size: Self.nameSize, color: hue, weight: .bold)),
      ]
    }
  }

  private func axes(_ theme: Theme) -> [Mark] {
    var pieces = values.frame
    var labels: [Text] = []
    let baseline = box.maxY + 9
    for trial in roundTrials {
      pieces.append(.init([Point(x(trial), box.maxY), Point(x(trial), box.maxY + 2.2)], isClosed: false))
      guard hasTrialLabels else { continue }
      let text = Text(
        "\(trial)", at: Point(x(trial), baseline), size: ValueAxis.tickSize, color: theme.secondaryInk, anchor: .middle)
      if labels.last.map({ $0.box.bounds.maxX + 4 < text.box.bounds.x }) ?? true { labels.append(text) }
    }
    if hasTrialLabels {
      labels.append(
        Text(
          "trials", at: Point(box.center.x, baseline + 7.6), size: ValueAxis.tickSize, color: theme.secondaryInk,
          anchor: .middle, isItalic: true))
    }
    let heading = Text(title, at: Point(box.x, box.y - 5), size: 6.7, color: theme.secondaryInk)
    return [.stroke(Path(pieces), Stroke(theme.frame, width: 0.55, cap: .butt))]
      + (hasGapLabels ? values.labels(theme) : []) + labels.map { .text($0) } + [.text(heading)]
  }

  /// 1, 2 and 5 times the powers of ten.
  private var roundTrials: [Int] {
    var trials: [Int] = []
    var decade = 1
    while decade <= budget {
      trials += [1, 2, 5].map { $0 * decade }.filter { $0 <= budget }
      decade *= 10
    }
    return trials
  }
}
