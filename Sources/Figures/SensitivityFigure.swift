public import Drawing
public import Experiments

/// The figure of sensitivity: what each optimizer ends at over the rate, and below it the rates that are good.
public struct SensitivityFigure: Sendable {
  private let sensitivity: Sensitivity
  private let theme: Theme
  /// The finding, if it is to be worded otherwise.
  public var title: String?
  /// Whether terms and key stand below the figure; they may stand in a caption instead.
  public var hasFooter = true

  /// The figure of what was found.
  public init(_ sensitivity: Sensitivity, theme: Theme) {
    self.sensitivity = sensitivity
    self.theme = theme
  }

  private var words: SensitivityWords { SensitivityWords(sensitivity: sensitivity) }

  /// The words of the footer, to be put in a caption.
  public var caption: String { [words.title, words.terms, words.key].joined(separator: "\n") }

  /// The finished figure on a page, in points.
  public func picture(on page: Size = PageSize.usual) -> Picture {
    let title = title ?? words.title
    var picture = Picture(size: page, background: theme.page, title: title)
    let styles = RunStyle.styles(of: sensitivity.curves.map(\.entrant), theme)
    let right = 14.0
    let columnWidth = min(196, max(146, page.width * 0.31))
    let column = page.width - right - columnWidth
    let left = 48.0
    let (top, bottom) = (58.0, 48.0)
    let barHeight = min(11, max(5.4, (page.height - top - bottom) * 0.34 / Double(sensitivity.curves.count)))
    let bars = barHeight * Double(sensitivity.curves.count)
    let width = column - 22 - left
    let upper = Rect(left, top, width, page.height - top - bottom - bars - 20)
    let lower = Rect(left, upper.maxY + 20, width, bars)
    let panel = SensitivityPanel(sensitivity: sensitivity, styles: styles, box: upper, bars: lower)
    picture.marks += panel.marks(theme)
    let rows = zip(sensitivity.curves, styles).map {
      RankTable.Row(style: $1, name: $0.entrant.label, texts: words.texts($0))
    }
    let table = RankTable(
      columns: words.columns, rows: rows, sentences: words.lessons,
      box: Rect(column, top - 8, columnWidth, page.height - top - bottom + 16))
    picture.marks += table.marks(theme)
    let headings = Headings(
      title: title, subtitle: words.subtitle(size: 5.8, width: page.width - 27 - right),
      terms: hasFooter ? words.terms : "", key: hasFooter ? words.key : "")
    picture.marks += headings.marks(on: page, left: 27, right: right, theme)
    picture.description = words.description
    return picture
  }
<<<<<<< HEAD

  private func table(_ styles: [RunStyle], _ box: Rect) -> SlimTable {
    let rows = zip(sensitivity.curves, styles).map { curve, style in
      SlimTable.Row(
        style: style, name: curve.entrant.label, texts: words.texts(curve), isStrong: style.rank == 1)
    }
    return SlimTable(columns: words.columns, rows: rows, left: box.x, top: box.y, width: box.width)
  }
}

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

/// What the figure of sensitivity says in words.
struct SensitivityWords {
  let sensitivity: Sensitivity

  var title: String {
    let opening = sensitivity.surface.title + ": "
    let good = sensitivity.curves.filter { $0.width > 0 }
    guard let widest = good.first else { return opening + "no rate is good for anybody" }
    let goal = sensitivity.isArrival ? "reaches 10^{\u{2212}6}" : "is good"
    let first = "\(widest.entrant.label) \(goal) over \(Self.decades(widest.width)) of rates"
    guard good.count > 1, let narrowest = good.last else { return opening + first }
    return opening + first + ", \(narrowest.entrant.label) over \(Self.decades(narrowest.width))"
  }

  static func decades(_ width: Double) -> String {
    let number = NumberText.significant(width, figures: 2, plainFrom: -2)
    return "\(number) decade\(number == "1.0" ? "" : "s")"
  }

  func subtitle(size: Double, width: Double) -> String {
    let surface = sensitivity.surface
    let tail = "      from " + ComparisonWords.place(sensitivity.terms.start, surface.variables)
    let formula = "f(" + surface.variables.joined(separator: ", ") + ") = " + surface.typeset
    let room = width - Text.width(of: tail, size: size)
    return formula.fitted(size: size, least: size, width: room, weight: .regular).string + tail
  }

  let columns = ["best lr", "steps", "decades"]

  func texts(_ curve: Sensitivity.Curve) -> [String] {
    guard let best = curve.best else { return [NumberText.none, NumberText.none, NumberText.none] }
    return [
      NumberText.rate(sensitivity.rates[best]),
      curve.outcomes[best].arrival.map { "\($0)" } ?? NumberText.none,
      curve.width == 0 ? NumberText.none : NumberText.significant(curve.width, figures: 2, plainFrom: -2),
    ]
  }

  private static let dot = "  \u{00B7}  "

  var terms: String {
    var parts = [
      "\(sensitivity.rates.count) rates of \(ComparisonWords.steps(sensitivity.terms.steps)) each", definition,
    ]
    if sensitivity.terms.noise > 0 {
      parts.append(
        "noise \(NumberText.shortest(sensitivity.terms.noise)), seed \(sensitivity.terms.seed), the same luck for all")
    }
    return parts.joined(separator: Self.dot)
  }

  private var definition: String {
    sensitivity.isArrival
      ? "good: ends in the window within 10^{\u{2212}6} of the first gap"
      : "good: ends in the window within ten times the smallest gap of all, "
        + NumberText.value(sensitivity.goodGap / sensitivity.firstGap) + " of the first"
  }

  var key: String { "discs: best rate of each" + Self.dot + "bars: good rates, their width in decades" }

  var description: String {
    let rows = sensitivity.curves.map { curve in
      "\(curve.entrant.label): " + zip(columns, texts(curve)).map { "\($0) \($1)" }.joined(separator: ", ")
    }
    return Text.plain(([title] + rows + [terms]).joined(separator: ". ") + ".")
  }
=======
>>>>>>> knobs
}
