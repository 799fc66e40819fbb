public import Drawing
public import Experiments

/// Schedules over the steps of a run: one curve each, phases and restarts marked, momentum below where one moves it.
public struct ScheduleFigure: Sendable {
  private let courses: [ScheduleCourse]
  private let base: Double
  private let theme: Theme
  /// A title in place of the usual one.
  public var title: String?
  /// Whether terms and key stand below the figure; they may stand in a caption instead.
  public var hasFooter = true
  /// Whether rates stand on a logarithmic scale.
  public var isLogarithmic = false

  /// The most schedules a figure shows.
  public static let most = 12

  /// The figure of at least one and at most twelve schedules of the same length.
  ///
  /// - Parameter base: the base rate.
  public init(_ courses: [ScheduleCourse], base: Double, theme: Theme) {
    self.courses = courses
    self.base = base
    self.theme = theme
  }

  /// The words of the footer, to be put in a caption.
  public var caption: String { [usualTitle, terms, key].joined(separator: "\n") }

  /// The finished figure on a page, in points.
  public func picture(on page: Size = PageSize.usual) -> Picture {
    let finding = title ?? usualTitle
    var picture = Picture(size: page, background: theme.page, title: finding)
    let layout = Layout(page, hasMomentum: !momenta.isEmpty, column: ScheduleRows.width(of: courses))
    let styles = styles
    var taken: [Rect] = []
    for (panel, courses, box) in panels(layout, styles) {
      let (marks, ends) = panel.drawn(theme)
      picture.marks += marks + phases(of: courses, in: panel, avoiding: &taken)
      picture.marks += EndDiscs(ends: ends, box: box).marks(theme)
    }
    picture.marks += ScheduleRows(courses: courses, styles: styles, box: layout.rows).marks(theme)
    let headings = Headings(
      title: finding, subtitle: subtitle, terms: hasFooter ? terms : "", key: hasFooter ? key : "")
    picture.marks += headings.marks(on: page, left: Layout.left, right: Layout.right, theme)
    return picture
  }

  /// Where the parts stand on the page.
  private struct Layout {
    let rate: Rect
    let momentum: Rect?
    let rows: Rect

    static let (left, right) = (27.0, 10.0)

    init(_ page: Size, hasMomentum: Bool, column wanted: Double) {
      let (top, bottom, column) = (58.0, page.height - 46, min(wanted, 0.34 * page.width))
      let x = Self.left + 22
      let width = page.width - Self.right - column - 34 - x
      let lower = hasMomentum ? 0.3 * (bottom - top) : 0
      rate = Rect(x, top, width, bottom - top - (hasMomentum ? lower + 18 : 0))
      momentum = hasMomentum ? Rect(x, bottom - lower, width, lower) : nil
      rows = Rect(page.width - Self.right - column, top - 8, column, bottom - top + 8)
    }
  }

  // MARK: - Panels

  /// A course as a panel draws it.
  private struct Line {
    let style: RunStyle
    let values: [Double]
    let phases: [ScheduleCourse.Phase]
  }

  private var styles: [RunStyle] {
    let owned = ["sgd", "momentum", "nesterov", "adagrad", "adam", "rmsprop", "adamw", "adadelta"]
    let hues = owned.compactMap { theme.hues[$0] } + theme.freeHues
    return courses.indices.map { RunStyle(rank: $0 + 1, hue: hues[$0 % hues.count]) }
  }

  /// The courses that move the rate, each with its place.
  private var rates: [Line] {
    zip(courses, styles).compactMap { course, style in
      course.knob == nil ? Line(style: style, values: course.values, phases: course.phases) : nil
    }
  }

  /// The courses of momentum, of their own or beside a rate.
  private var momenta: [Line] {
    zip(courses, styles).compactMap { course, style in
      if course.knob != nil { return Line(style: style, values: course.values, phases: course.phases) }
      return course.momenta.isEmpty ? nil : Line(style: style, values: course.momenta, phases: [])
    }
  }

  private func panels(_ layout: Layout, _ styles: [RunStyle]) -> [(LossPanel, [Line], Rect)] {
    let (rates, momenta) = (rates, momenta)
    var panels: [(LossPanel, [Line], Rect)] = []
    if !rates.isEmpty {
      var panel = panel(rates, in: layout.rate, title: "rate", isLogarithmic: isLogarithmic)
      panel.hasStepLabels = momenta.isEmpty
      panels.append((panel, rates, layout.rate))
    }
    if let lower = layout.momentum, !momenta.isEmpty {
      let box = rates.isEmpty ? Rect(lower.x, layout.rate.y, lower.width, lower.maxY - layout.rate.y) : lower
      let knobs = Set(courses.compactMap(\.knob))
      let title = knobs.count == 1 ? knobs.first ?? "momentum" : "momentum"
      panels.append((panel(momenta, in: box, title: title, isLogarithmic: false), momenta, box))
    }
    return panels
  }

  private func panel(_ lines: [Line], in box: Rect, title: String, isLogarithmic: Bool) -> LossPanel {
    let curves = lines.map { line in
      let (places, values) = Self.outline(line.values)
      var curve = LossPanel.Curve(style: line.style, values: values)
      curve.places = places
      return curve
    }
    let all = lines.flatMap(\.values).filter(\.isFinite)
    let (low, high) = (min(0, all.min() ?? 0), max(all.max() ?? 1, 0))
    let height = high > low ? high - low : 1
    let wanted = max(3, min(7, Int(box.height / 24)))
    // Momentum stays near 1: there the axis need not begin at zero.
    let isHigh = title != "rate" && (all.min() ?? 0) > 0.3
    let scale =
      isLogarithmic
      ? LossScale.logarithmic(first: high, curves: lines.map(\.values), wanted: wanted)
      : isHigh
        ? LossScale.linear((all.min() ?? 0) - 0.02...high + 0.02, wanted: wanted)
        : LossScale.linear(low - 0.03 * height...high + 0.06 * height, wanted: wanted)
    return LossPanel(in: box, scale: scale, steps: courses[0].values.count, curves: curves, title: title)
  }

  /// The corners of a curve: where it leaps from one level to another it does so upright, and not over a step.
  private static func outline(_ values: [Double]) -> (places: [Double], values: [Double]) {
    var corners = values.first.map { [(0.0, $0)] } ?? []
    for (index, value) in values.enumerated() {
      if index > 0, isLeap(values, at: index) { corners.append((Double(index + 1), values[index - 1])) }
      corners.append((Double(index + 1), value))
    }
    return (corners.map(\.0), corners.map(\.1))
  }

  /// Whether a value is reached by a leap: by far more than its neighbours differ from those beyond.
  private static func isLeap(_ values: [Double], at index: Int) -> Bool {
    let leap = abs(values[index] - values[index - 1])
    let before = index > 1 ? abs(values[index - 1] - values[index - 2]) : 0
    let after = index + 1 < values.count ? abs(values[index + 1] - values[index]) : 0
    return leap > 8 * max(before, after)
  }

  // MARK: - Phases

  /// A dot where each part begins; its name beside the first of its kind, where there is room.
  private func phases(of lines: [Line], in panel: LossPanel, avoiding taken: inout [Rect]) -> [Mark] {
    var marks: [Mark] = []
    let traces = panel.curves.map { CurveTrace($0, in: panel) }
    for line in lines {
      var named: Set<String> = []
      var previous = -Double.infinity
      for phase in line.phases where line.values.indices.contains(phase.firstStep - 1) {
        let place = Point(panel.x(Double(phase.firstStep)), panel.y(line.values[phase.firstStep - 1]))
        guard panel.box.contains(place), place.x - previous >= 3.2 else { continue }
        previous = place.x
        let dot = Path.circle(center: place, radius: 1.5)
        marks += [.fill(dot, theme.panelGround), .stroke(dot, Stroke(line.style.hue, width: 0.9))]
        guard !named.contains(phase.name),
          let label = label(phase.name, at: place, line.style, panel.box, traces, taken)
        else { continue }
        named.insert(phase.name)
        taken.append(label.box.bounds)
        marks.append(.text(label))
      }
    }
    return marks
  }

  /// The first place around a dot where a name touches neither a curve nor another name.
  private func label(
    _ name: String, at place: Point, _ style: RunStyle, _ box: Rect, _ traces: [CurveTrace], _ taken: [Rect]
  ) -> Text? {
    let size = 5.6
    let drop = FontMetrics.ascent * size
    let spots: [(Double, Double, Text.Anchor)] = [
      (4, -3.4, .start), (4, drop + 2.6, .start), (-4, -3.4, .end), (-4, drop + 2.6, .end), (0, -4.6, .middle),
      (0, drop + 4.4, .middle), (7, -9, .start), (7, drop + 9, .start), (-7, -9, .end), (0, -13, .middle),
      (0, drop + 13, .middle),
    ]
    for (x, y, anchor) in spots {
      let text = Text(
        name, at: Point(place.x + x, place.y + y), size: size, color: theme.secondaryInk, anchor: anchor)
      let bounds = text.box.bounds.inset(by: -0.6)
      let isInside =
        bounds.x > box.x + 2 && bounds.maxX < box.maxX - 2 && bounds.y > box.y + 1 && bounds.maxY < box.maxY - 1
      if isInside, !taken.contains(where: bounds.overlaps), !traces.contains(where: { $0.touches(bounds) }) {
        return text
      }
    }
    return nil
  }

  // MARK: - Words

  private var steps: Int { courses[0].values.count }

  private var usualTitle: String {
    let names = courses.map(\.name)
    let list =
      names.count <= 3
      ? names.dropLast().joined(separator: ", ") + (names.count > 1 ? " and " : "") + (names.last ?? "")
      : "\(ComparisonWords.word(names.count)) schedules"
    let isLong = list.count > 60
    let words = isLong ? (names.count == 1 ? "one schedule" : "\(ComparisonWords.word(names.count)) schedules") : list
    // A name with settings stays as it is typed.
    let opening = words.contains(where: "@*=+".contains) ? words : words.prefix(1).uppercased() + words.dropFirst()
    return opening + " over \(ComparisonWords.steps(steps))"
  }

  private var subtitle: String {
    let base = courses.contains { $0.knob == nil } ? "base rate \(NumberText.shortest(base))" : ""
    let labels = Set(courses.map(\.label))
    return [base, labels.count == 1 ? labels.first ?? "" : ""].filter { !$0.isEmpty }.joined(separator: "      ")
  }

  private var terms: String {
    "the number over k is that of step k  \u{00B7}  mean: over all steps"
  }

  private var key: String { "rings: where a phase begins, a decay or a restart  \u{00B7}  numbered as asked" }
}
