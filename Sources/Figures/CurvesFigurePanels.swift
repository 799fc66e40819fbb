internal import Drawing
internal import Experiments

/// The panels of a figure of training curves, made from series.
struct CurvesPanels {
  private let curves: Curves
  private let readings: CurveReadings
  /// The colour of each run.
  let hues: [Color]
  /// The place of each run when the best is first, for the order of painting.
  private let ranks: [Int]
  /// Behind the curves.
  private let ground: Color
  /// The runs, best first.
  private let runs: [Curves.Run]

  init(_ curves: Curves, theme: Theme) {
    self.curves = curves
    readings = CurveReadings(curves)
    ground = theme.panelGround
    hues = theme.rateHues(count: curves.runs.count)
    let order = curves.runs.indices.sorted { a, b in
      let (one, other) = (curves.runs[a], curves.runs[b])
      if (one.verdict == .good) != (other.verdict == .good) { return one.verdict == .good }
      return one.facts.level == other.facts.level ? a < b : one.facts.level < other.facts.level
    }
    runs = order.map { curves.runs[$0] }
    ranks = curves.runs.indices.map { run in (order.firstIndex(of: run) ?? 0) + 1 }
  }

  private static let dashes: [[Double]] = [[], [3, 1.6], [1, 1.4], [5, 1.4, 1, 1.4]]

  /// The panel of a kind.
  func panel(_ kind: CurveKind, in box: Rect, isLast: Bool) -> LossPanel {
    let series = curves.runs.map { readings.series(kind, of: $0.trajectory) }
    var drawn: [LossPanel.Curve] = []
    for (index, series) in series.enumerated() {
      let run = curves.runs[index]
      let style = RunStyle(rank: ranks[index], hue: hues[index])
      let isRough = Self.isRough(run, noise: curves.terms.noise)
      if !series.limit.isEmpty {
        drawn.append(.init(style: style, values: cleaned(series.limit, run), dash: [1.6, 1.4], isGuide: true))
      }
      for (line, dash) in zip(series.lines, Self.dashes) {
        let values = cleaned(line.values, run)
        var lastStep = curves.least == nil ? run.facts.departure?.step : nil
        if kind != .loss, !run.facts.isFinite { lastStep = values.lastIndex(where: \.isFinite) }
        if isRough {
          drawn.append(.init(style: ghost(style), values: values, lastStep: lastStep, isGuide: true))
        }
        drawn.append(
          .init(
            style: style, values: isRough ? Self.smoothed(values) : values,
            arrival: kind == .loss ? run.facts.arrival : nil, lastStep: lastStep,
            dash: dash))
      }
    }
    let scale = scale(kind, drawn, wanted: min(7, Int(box.height / 14)))
    var panel = LossPanel(
      in: box, scale: scale, steps: curves.terms.steps, curves: drawn, title: title(kind, series, on: scale),
      stepName: isSudden ? "step, log" : "step")
    panel.stepsAreLogarithmic = isSudden
    panel.hasDiscs = false
    panel.hasStepLabels = isLast
    switch kind {
    case .loss: panel.goal = curves.firstGap.map { 1e-6 * $0 }
    case .updateRatio: (panel.goal, panel.goalWords) = (1e-3, ["10^{\u{2212}3}: the usual aim", "10^{\u{2212}3}"])
    default: break
    }
    return panel
  }

  /// Whether some run is lost or gone within the first fortieth of the budget, of which an even axis would show a line.
  private var isSudden: Bool {
    curves.runs.contains { run in
      let isOver = curves.least == nil ? run.facts.departure?.step : run.verdict.isLost ? run.facts.excess : nil
      return isOver.map { 40 * $0 < curves.terms.steps } ?? false
    }
  }

  private func title(_ kind: CurveKind, _ series: [CurveSeries], on scale: LossScale) -> String {
    switch kind {
    case .loss:
      guard let least = curves.least else { return scale.title(of: "loss") }
      return least == 0 ? "loss" : kind.title
    case .effectiveRate:
      let names = Array(
        zip(series.first?.lines.map(\.name) ?? [], ["solid", "dashed", "dotted", "dash-dotted"]))
      guard names.count > 1 else { return kind.title }
      return kind.title + ": " + names.map { "\($0) \($1)" }.joined(separator: ", ")
    case .sharpness:
      let name = series.first?.limitName ?? ""
      return name.isEmpty ? kind.title : kind.title + "; dashed: \(name)"
    default: return kind.title
    }
  }

  /// Numbers that can be drawn: of a run that is lost the last are infinite, and a step without a value of its own, such
  /// as 0 over 0 where a run rests, repeats the one before.
  private func cleaned(_ values: [Double], _ run: Curves.Run) -> [Double] {
    var values = values
    for index in values.indices.dropFirst() where values[index].isNaN {
      values[index] = run.facts.isFinite ? values[index - 1] : .infinity
    }
    return values
  }

  /// Whether a curve goes up and down so often that a running mean shows its course better: with noise, or where its
  /// loss rises at one step of four and it is neither lost nor arrived, where only rounding is left.
  static func isRough(_ run: Curves.Run, noise: Double) -> Bool {
    noise > 0 || (run.facts.rising >= 0.25 && !run.verdict.isLost && run.facts.arrival == nil)
  }

  /// The pale line behind a rough curve.
  private func ghost(_ style: RunStyle) -> RunStyle {
    RunStyle(rank: style.rank, hue: style.hue.mixed(with: ground, 0.7))
  }

  /// How many steps the running mean of a rough curve spans: a twenty-fifth of the budget.
  static func span(steps: Int) -> Int { 2 * (steps / 50) + 1 }

  /// The running mean of a rough curve, without the highest and the lowest quarter so that no spike moves it.
  ///
  /// It is measured at up to 500 steps; between them it is straight.
  private static func smoothed(_ values: [Double]) -> [Double] {
    let half = span(steps: values.count - 1) / 2
    guard half > 0 else { return values }
    let stride = max(1, values.count / 500)
    func middle(_ step: Int) -> Double {
      // At the start, where curves fall, the span shrinks so that it stays centred.
      let window = values[(step - min(half, step))...min(step + min(half, step), values.count - 1)]
        .filter { !$0.isNaN }.sorted()
      let kept = window[(window.count / 4)..<(window.count - window.count / 4)]
      return kept.reduce(0, +) / Double(kept.count)
    }
    var result = values
    var (last, height) = (0, middle(0))
    for step in Swift.stride(from: 0, to: values.count, by: stride) + [values.count - 1] where step > last {
      let next = middle(step)
      for place in last + 1...step {
        result[place] = height + (next - height) * Double(place - last) / Double(step - last)
      }
      (last, height) = (step, next)
    }
    return result
  }

  /// A scale for all that runs that are not lost do; a run that is lost may leave it.
  private func scale(_ kind: CurveKind, _ drawn: [LossPanel.Curve], wanted: Int) -> LossScale {
    let first = curves.runs.first?.facts.firstLoss ?? 1
    let bold = drawn.filter { !$0.isGuide }.map(\.values)
    if kind == .loss {
      guard let least = curves.least else {
        let seen = curves.runs.flatMap { run in
          run.trajectory.losses.prefix((run.facts.departure?.step ?? run.facts.steps) + 1).filter(\.isFinite)
        }
        let reach = max(first.magnitude, 1) * 100
        let (low, high) = (max(seen.min() ?? -1, -reach), min(seen.max() ?? 1, reach))
        return .withoutMinimum(first: first, window: min(low, 0)...max(high, 0), curves: bold, wanted: wanted)
      }
      return .logarithmic(first: first - least, curves: bold, wanted: wanted)
    }
    let own = drawn.filter { !$0.isGuide }.flatMap { curve -> ArraySlice<Double> in
      // Of a run that is lost, what it does before it leaves the panel of losses.
      let run = runs[curve.style.rank - 1]
      return curve.values.prefix(run.verdict.isLost ? (run.facts.excess ?? run.facts.steps) + 1 : .max)
    }.filter(\.isFinite)
    // What a run is compared with is shown where it is near; it does not set the scale.
    let near = (own.max() ?? 1) * 3
    let kept = own + drawn.filter(\.isGuide).flatMap(\.values).filter { $0 <= near && 30 * $0 >= near }
    if kept.contains(where: { $0 < 0 }) {
      let reach = max(kept.max() ?? 1, 0)
      return .symmetric(
        first: kept.first ?? 1, window: min(kept.min() ?? 0, 0)...reach, curves: [kept], wanted: wanted)
    }
    return .logarithmic(first: kept.max() ?? 1, curves: [kept], wanted: wanted)
  }
}

extension CurvesPanels {
  /// Where the leaders of a panel begin, in the order of their rows.
  struct Ends {
    /// The run of each row, from the top down.
    var order: [Int] = []
    /// The way of each leader inside and around the panel; its last point is at the common right edge.
    var starts: [[Point]] = []
    /// The colour of each leader.
    var hues: [Color] = []
    /// The heights at which rows would like to stand.
    var heights: [Double] = []
    /// How much room the leaders need above and below the panel.
    var (rise, fall) = (0.0, 0.0)

    /// The leaders, straight from the common edge to their rows: as the order is the same on both sides, none cross.
    func leaders(to rows: CurvesRows, _ theme: Theme) -> [Mark] {
      zip(zip(starts, rows.centers), hues).map { pair, hue in
        let (start, center) = pair
        let path = Path.roundedLine(
          start + [Point(rows.left - 7, center), Point(rows.left - 2, center)], radius: 2.2)
        return .stroke(path, Stroke(hue.withAlpha(0.85), width: 0.6))
      }
    }
  }

  private static let lane = 2.8

  /// The ends of the curves of a panel: those that leave at the top, the earliest outermost, then those that last, then
  /// those that leave at the floor.
  func ends(of panel: LossPanel) -> Ends {
    let box = panel.box
    let edge = box.maxX + 5
    let run = Dictionary(ranks.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    var seen: Set<Int> = []
    let gone = panel.departures.filter { seen.insert($0.style.rank).inserted }
    let upper = gone.filter(\.last.isUpwards).sorted {
      ($0.last.place.x, $0.style.rank) < ($1.last.place.x, $1.style.rank)
    }
    let lower = gone.filter { !$0.last.isUpwards }.sorted {
      ($0.last.place.x, $0.style.rank) > ($1.last.place.x, $1.style.rank)
    }
    let lasting = panel.drawn(.light).ends.filter { seen.insert($0.style.rank).inserted }.sorted {
      ($0.place.y, -$0.style.rank) < ($1.place.y, -$1.style.rank)
    }
    var ends = Ends()
    func add(_ style: RunStyle, _ way: [Point], _ height: Double) {
      ends.order.append(run[style.rank] ?? 0)
      ends.starts.append(way)
      ends.hues.append(style.hue)
      ends.heights.append(height)
    }
    for (index, departure) in upper.enumerated() {
      let height = box.y - 2 - Self.lane * Double(upper.count - index)
      let place = departure.last.place
      add(departure.style, [place, Point(place.x, height), Point(edge, height)], height)
    }
    let heights = spread(lasting.map(\.place.y), gap: 3, limits: box.y...max(box.y, box.maxY))
    for (end, height) in zip(lasting, heights) {
      add(end.style, [end.place, Point(edge, height)], height)
    }
    for (index, departure) in lower.enumerated() {
      let height = box.maxY + 2 + Self.lane * Double(index + 1)
      let place = departure.last.place
      add(departure.style, [place, Point(place.x, height), Point(edge, height)], height)
    }
    ends.rise = upper.isEmpty ? 0 : 3 + Self.lane * Double(upper.count)
    ends.fall = lower.isEmpty ? 0 : 3 + Self.lane * Double(lower.count)
    return ends
  }
}
