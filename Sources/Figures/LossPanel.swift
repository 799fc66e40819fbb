public import Drawing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Loss against steps, one curve a run.
public struct LossPanel: Sendable {
  /// What the panel shows of a run.
  public struct Curve: Sendable {
    /// Rank and colour.
    public var style: RunStyle
    /// The loss after each step, from 0; it may hold anything, infinity too.
    public var values: [Double]
    /// The step from which the run has arrived for good, if it has: a ring on the line of arrival.
    public var arrival: Int?
    /// The last step to show, for a run that is lost or gone after it: the curve leaves the panel there.
    public var lastStep: Int?
    /// Lengths drawn and left out in turn, in points; empty for an unbroken line.
    public var dash: [Double]
    /// Whether it is a thin line to compare the run with, and not the run.
    public var isGuide: Bool
    /// Where each step stands on the axis below, if that does not count steps.
    public var places: [Double]?

    /// Where a step stands on the axis below.
    func place(_ step: Int) -> Double { places.map { $0[min(step, $0.count - 1)] } ?? Double(step) }

    /// A run's curve.
    public init(
      style: RunStyle, values: [Double], arrival: Int? = nil, lastStep: Int? = nil, dash: [Double] = [],
      isGuide: Bool = false
    ) {
      self.style = style
      self.values = values
      self.arrival = arrival
      self.lastStep = lastStep
      self.dash = dash
      self.isGuide = isGuide
    }
  }

  /// Where a curve ends on the right border, for the leaders.
  public struct End: Sendable, Equatable {
    /// Rank and colour.
    public var style: RunStyle
    /// The place.
    public var place: Point

    /// The end of a run's curve.
    public init(style: RunStyle, place: Point) {
      self.style = style
      self.place = place
    }
  }

  /// The ground of the curves.
  public var box: Rect
  /// How losses are spread over the height.
  public var scale: LossScale
  /// The step at the right border.
  public var steps: Int
  /// The curves, in any order.
  public var curves: [Curve]
  /// The loss at which a run has arrived, if there is one.
  public var goal: Double?
  /// What is drawn, written above: `loss`.
  public var title: String
  /// What the axis below counts: `step`.
  public var stepName: String
  /// What the line of arrival is called, the longest words first; the first that find room are written.
  public var goalWords = ["10^{−6} of the first gap", "10^{−6} of the gap", "10^{−6}"]
  /// Whether runs that leave the panel have a disc with their rank there.
  public var hasDiscs = true
  /// Whether steps are written below; a panel under this one may do it for both.
  public var hasStepLabels = true
  /// Whether steps are spread by their logarithm, so that the first ones are seen: log(1 + step).
  public var stepsAreLogarithmic = false
  /// How far the title stands above its usual place, and the steps below theirs: room for leaders.
  public var (rise, drop) = (0.0, 0.0)

  /// A panel in a box.
  public init(
    in box: Rect, scale: LossScale, steps: Int, curves: [Curve], goal: Double? = nil, title: String = "loss",
    stepName: String = "step"
  ) {
    self.box = box
    self.scale = scale
    self.steps = max(1, steps)
    self.curves = curves.sorted { $0.style.rank < $1.style.rank }
    self.goal = goal
    self.title = title
    self.stepName = stepName
  }

  /// The marks, first painted first, and where curves end on the right border.
  public func drawn(_ theme: Theme) -> (marks: [Mark], ends: [End]) {
    let traces = curves.map { CurveTrace($0, in: self) }
    let departures = LossDepartures(traces.filter { !$0.isGuide }, in: box)
    var marks = ground(theme) + goalLine(theme)
    // All curves from worst to best, so that the best lies on top; each lifted off those below it.
    let painted = traces.filter(\.style.isSeen).sorted { RunStyle.isPaintedBefore($0.style, $1.style) }
    for trace in painted where trace.isGuide { marks += lines(trace, theme) }
    for trace in painted where !trace.isGuide { marks += trace.style.titled(lines(trace, theme)) }
    for trace in painted where trace.style.presence == .shown { marks += arrivalRing(trace, theme) }
    marks += departures.marks(theme, hasDiscs: hasDiscs)
    marks += goalLabel(traces, obstacles: hasDiscs ? departures.boxes : [], theme)
    let ends = traces.filter { !$0.isGuide }.compactMap(\.end)
    marks += ends.reversed().filter(\.style.isSeen).map {
      .fill(.circle(center: $0.place, radius: 1.3), $0.style.hue)
    }
    return (marks + axes(theme), ends)
  }

  /// What stays where curves move: all but the curves.
  func still(_ theme: Theme) -> [Mark] {
    ground(theme) + goalLine(theme) + goalLabel(curves.map { CurveTrace($0, in: self) }, obstacles: [], theme)
      + axes(theme)
  }

  /// Where the runs that are lost or gone leave the panel.
  var departures: [(style: RunStyle, last: CurveTrace.Departure)] {
    curves.filter { !$0.isGuide }.compactMap { curve in
      CurveTrace(curve, in: self).departure.map { (curve.style, $0) }
    }
  }

  /// Where a step stands.
  func x(_ step: Double) -> Double {
    guard stepsAreLogarithmic else { return box.x + box.width * step / Double(steps) }
    return box.x + box.width * log(1 + step) / log(1 + Double(steps))
  }

  /// Where a loss stands; beyond the box for losses beyond the range.
  func y(_ value: Double) -> Double { values.y(value) }

  private var values: ValueAxis { ValueAxis(box: box, scale: scale) }
}

// MARK: - Marks

extension LossPanel {
  static let tickSize = ValueAxis.tickSize
  static let curveWidth = 1.15
  private static let labelSize = 5.6

  private func ground(_ theme: Theme) -> [Mark] {
    [.fill(.box(box), theme.panelGround), values.rules(theme)]
  }

  private func goalLine(_ theme: Theme) -> [Mark] {
    guard let goal, box.insideHeight(y(goal)) else { return [] }
    let line = Path(line: [Point(box.x, y(goal)), Point(box.maxX, y(goal))])
    return [.stroke(line, Stroke(theme.secondaryInk, width: 0.6, dash: [2.2, 2], cap: .butt))]
  }

  private func lines(_ trace: CurveTrace, _ theme: Theme) -> [Mark] {
    let path = Path(trace.lines.way)
    let isThin = trace.isGuide || trace.style.presence == .muted
    // What swings more closely than a line is wide is a pale veil, not a blot over the others.
    let swings = trace.lines.strokes.map {
      Mark.stroke(Path([$0]), Stroke(trace.style.hue.withAlpha(isThin ? 0.35 : 0.6), width: 0.5))
    }
    var marks: [Mark] = [
      .clip(
        box.inset(by: -1.2),
        swings + [
          .stroke(path, Stroke(theme.panelGround.withAlpha(0.9), width: isThin ? 1.4 : 2.2)),
          .stroke(
            path,
            Stroke(
              trace.style.hue, width: isThin ? 0.6 : Self.curveWidth, dash: trace.dash,
              cap: trace.dash.isEmpty ? .round : .butt)),
        ])
    ]
    if let end = trace.earlyEnd, !trace.isGuide {
      let row = Path(line: [Point(end.x + 2.2, end.y), Point(box.maxX, end.y)])
      marks.append(.stroke(row, Stroke(trace.style.hue, width: 0.6, dash: [0, 2.2])))
    }
    if let floor = trace.floorEntry, !trace.isGuide {
      let level = box.maxY - 1.4
      let row = Path(line: [Point(floor.x + 3.4, level), Point(box.maxX, level)])
      marks.append(.stroke(row, Stroke(trace.style.hue, width: 0.6, dash: [0, 2.2])))
      let head = Path.arrowHead(tip: Point(floor.x, box.maxY), direction: Point(0, 1), length: 4)
      marks += [.stroke(head, Stroke(theme.panelGround, width: 1.2)), .fill(head, trace.style.hue)]
    }
    return marks
  }

  private func arrivalRing(_ trace: CurveTrace, _ theme: Theme) -> [Mark] {
    guard let place = trace.arrival, box.contains(place) else { return [] }
    let ring = Path.circle(center: place, radius: 1.6)
    return [.fill(ring, theme.panelGround), .stroke(ring, Stroke(trace.style.hue, width: 0.9))]
  }

  /// Says what the line of arrival is, at the first place where no curve touches the words; shorter words fit more often.
  private func goalLabel(_ traces: [CurveTrace], obstacles: [Rect], _ theme: Theme) -> [Mark] {
    guard let goal, box.insideHeight(y(goal)) else { return [] }
    let rings = traces.compactMap(\.arrival).map { Rect($0.x - 2.2, $0.y - 2.2, 4.4, 4.4) }
    for words in goalWords {
      let width = Text.width(of: words, size: Self.labelSize)
      for left in stride(from: box.x + 3, through: box.maxX - width - 3, by: 4) {
        for isAbove in [true, false] {
          let baseline = y(goal) + (isAbove ? -2.4 : 2 + FontMetrics.ascent * Self.labelSize)
          let text = Text(words, at: Point(left, baseline), size: Self.labelSize, color: theme.secondaryInk)
          let place = text.box.bounds.inset(by: -0.8)
          let isFree =
            place.y > box.y && place.maxY < box.maxY && !(rings + obstacles).contains(where: place.overlaps)
            && !traces.contains { $0.touches(place) }
          if isFree { return [.text(text)] }
        }
      }
    }
    return []
  }

  private func axes(_ theme: Theme) -> [Mark] {
    var pieces = values.frame
    var marks = values.labels(theme)
    // Between two labels there has to be room for the name.
    let widest = Text.width(of: "\(steps)", size: Self.tickSize) + Text.width(of: stepName, size: Self.tickSize) + 7
    let ticks = stepTicks(apart: widest)
    let baseline = box.maxY + 9 + drop
    for tick in ticks {
      let place = x(tick.value)
      pieces.append(.init([Point(place, box.maxY), Point(place, box.maxY + 2.2)], isClosed: false))
      guard hasStepLabels else { continue }
      marks.append(
        .text(
          Text(
            tick.label ?? "", at: Point(place, baseline), size: Self.tickSize, color: theme.secondaryInk,
            anchor: .middle)))
    }
    if hasStepLabels, ticks.count > 1, let last = ticks.last {
      let middle = (x(ticks[ticks.count - 2].value) + x(last.value)) / 2
      marks.append(
        .text(
          Text(
            stepName, at: Point(middle, baseline), size: Self.tickSize, color: theme.secondaryInk, anchor: .middle,
            isItalic: true)))
    }
    let heading = Text(title, at: Point(box.x - 22, box.y - 6.6 - rise), size: 6.7, color: theme.secondaryInk)
    return [.stroke(Path(pieces), Stroke(theme.frame, width: 0.55, cap: .butt))] + marks + [.text(heading)]
  }
}

extension LossPanel {
  /// The steps that are written, with room for a label and the name of the axis between two.
  ///
  /// On a logarithmic axis they are 0 and 1, 2 and 5 times the powers of ten, from the last one down, as many as fit.
  private func stepTicks(apart: Double) -> [Tick] {
    guard stepsAreLogarithmic else {
      return Ticks.steps(upTo: steps, wanted: max(1, min(6, Int(box.width / apart)))).labelled
    }
    var round: [Int] = []
    var decade = 1
    while decade <= steps {
      round += [1, 2, 5].map { $0 * decade }.filter { $0 <= steps }
      decade *= 10
    }
    var kept: [Int] = []
    for step in round.reversed() {
      let room = kept.count == 1 ? apart : 0.5 * apart
      if kept.last.map({ x(Double($0)) - x(Double(step)) >= room }) ?? true, x(Double(step)) - box.x >= 0.5 * apart {
        kept.append(step)
      }
    }
    return [Tick(0, label: "0")] + kept.reversed().map { Tick(Double($0), label: "\($0)") }
  }
}

extension Rect {
  /// Whether a height lies between the upper and the lower edge.
  func insideHeight(_ y: Double) -> Bool { y >= self.y && y <= maxY }
}
