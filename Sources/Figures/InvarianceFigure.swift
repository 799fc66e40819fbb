public import Drawing
public import Experiments
import Surfaces

/// The figure of an invariance test: steps to the goal while the surface turns, or grows steeper in one direction.
public struct InvarianceFigure: Sendable {
  private let test: InvarianceTest
  private let theme: Theme
  /// The finding, if it is to be worded otherwise.
  public var title: String?
  /// Whether terms and key stand below the figure; they may stand in a caption instead.
  public var hasFooter = true

  /// The figure of a test.
  public init(_ test: InvarianceTest, theme: Theme) {
    self.test = test
    self.theme = theme
  }

  private var words: InvarianceWords { InvarianceWords(test: test) }

  /// The words of the footer, to be put in a caption.
  public var caption: String { [words.title, words.terms, words.key].joined(separator: "\n") }

  /// The finished figure on a page, in points.
  public func picture(on page: Size = PageSize.usual) -> Picture {
    let title = title ?? words.title
    var picture = Picture(size: page, background: theme.page, title: title)
    let styles = RunStyle.styles(of: test.curves.map(\.entrant), theme)
    let right = 14.0
    let columnWidth = min(206, max(150, page.width * 0.335))
    let column = page.width - right - columnWidth
    let (top, bottom) = (58.0, 48.0)
    let height = page.height - top - bottom
    let panel = InvariancePanel(
      test: test, styles: styles, box: Rect(44, top, column - 40 - 44, height), words: words)
    picture.marks += panel.marks(theme)
    let rows = zip(test.curves, styles).map { curve, style in
      SlimTable.Row(style: style, name: curve.entrant.label, texts: words.texts(curve), isStrong: false)
    }
    let table = SlimTable(columns: words.columns, rows: rows, left: column, top: top - 8, width: columnWidth)
    picture.marks += table.marks(theme, size: min(table.size, 6))
    let headings = Headings(
      title: title, subtitle: words.subtitle, terms: hasFooter ? words.terms : "", key: hasFooter ? words.key : "")
    picture.marks += headings.marks(on: page, left: 27, right: right, theme)
    picture.description = words.description
    return picture
  }
}

/// Steps over angle or condition number.
struct InvariancePanel {
  let test: InvarianceTest
  let styles: [RunStyle]
  let box: Rect
  let words: InvarianceWords

  /// Values so few that each is marked.
  private static let fewValues = 32

  func marks(_ theme: Theme) -> [Mark] {
    let steps = test.curves.flatMap { $0.arrivals.compactMap(\.self) }.map { Double(max(1, $0)) }
    let (low, high) = (steps.min() ?? 1, steps.max() ?? 10)
    let isFailing = test.curves.contains { $0.arrivals.contains { $0 == nil } }
    // Above the highest there is room for those that never arrive.
    let range = low / 1.25...max(high, 2 * low) * (isFailing ? 1.9 : 1.25)
    let scale = LossScale(
      scale: .logarithmic(base: 0), range: range,
      ticks: .logarithmic(range, wanted: max(2, min(7, Int(box.height / 22)))))
    let values = ValueAxis(box: box, scale: scale)
    let axis = KnobAxis(words.axis, name: words.axisName, length: box.width)
    var marks: [Mark] = [.fill(.box(box), theme.panelGround), values.rules(theme)]
    let top = box.y + 7
    var ends: [LossPanel.End] = []
    var drawn: [Mark] = []
    for (curve, style) in zip(test.curves, styles).reversed() {
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
    marks.append(.clip(box.inset(by: -2), drawn))
    if isFailing {
      let text = "\u{00D7} not in \(ComparisonWords.steps(test.terms.steps))"
      marks.append(.text(Text(text, at: Point(box.x + 4, top + 10), size: 5.8, color: theme.secondaryInk)))
    }
    marks += EndDiscs(ends: ends, box: box).marks(theme)
    marks += values.labels(theme)
    marks.append(.stroke(Path(values.frame), Stroke(theme.frame, width: 0.55, cap: .butt)))
    marks.append(.text(Text(words.stepsName, at: Point(27, box.y - 6), size: 6.7, color: theme.secondaryInk)))
    return marks + axis.marks(below: box, theme)
  }
}

/// What the figure of an invariance test says in words.
struct InvarianceWords {
  let test: InvarianceTest

  private var isRotation: Bool { test.change == .rotation }

  /// What is below the panel.
  var axis: Axis {
    Axis(
      name: test.change.rawValue, range: (test.values.first ?? 0)...(test.values.last ?? 1),
      scale: isRotation ? .linear : .log, differsFromRunToRun: false)
  }

  var axisName: String { isRotation ? "turned by, degrees" : "condition number" }

  var stepsName: String { "steps to " + goal }

  private var goal: String { "a gap of " + NumberText.significant(test.goal, figures: 2, plainFrom: -3) }

  /// Who does not notice, and who does.
  var title: String {
    let calm = test.curves.filter { ($0.ratio ?? .infinity) <= InvarianceTest.invariant }.map(\.entrant.label)
    let opening = test.surface.title + (isRotation ? ", turned: " : ", ever narrower: ")
    let moved = test.curves.last { ($0.ratio ?? 0) > InvarianceTest.invariant }
    let worst = moved.flatMap { curve in
      curve.ratio.map {
        "\(curve.entrant.label) needs up to \(NumberText.significant($0, figures: 2, plainFrom: 0)) times the steps"
      }
    }
    let list =
      calm.count > 3
      ? "\(ComparisonWords.word(calm.count)) of \(ComparisonWords.word(test.curves.count)) do"
      : calm.joined(separator: calm.count == 2 ? " and " : ", ") + (calm.count == 1 ? " does" : " do")
    if calm.isEmpty { return opening + (worst ?? "nobody arrives everywhere") }
    return opening + list + " not notice" + (worst.map { ", \($0)" } ?? "")
  }

  var subtitle: String {
    let surface = test.surface
    let start = ComparisonWords.place(surface.starts[0], surface.variables)
    return "f(" + surface.variables.joined(separator: ", ") + ") = " + surface.typeset + "      from " + start
      + (isRotation ? ", which turns with it" : "")
  }

  var columns: [String] { ["lr", isRotation ? "straight" : "first", "most", "ratio"] }

  func texts(_ curve: InvarianceTest.Curve) -> [String] {
    let most = curve.arrivals.contains { $0 == nil } ? nil : curve.arrivals.compactMap(\.self).max()
    return [
      curve.rates.first.flatMap { $0.map(NumberText.rate) } ?? NumberText.none,
      curve.arrivals.first.flatMap { $0.map(String.init) } ?? NumberText.none,
      most.map(String.init) ?? NumberText.none,
      curve.ratio.map { NumberText.significant($0, figures: 3, plainFrom: 0) } ?? NumberText.none,
    ]
  }

  private static let dot = "  \u{00B7}  "

  var terms: String {
    let rates =
      test.tunesEach
      ? "rates tuned for each value"
      : isRotation ? "rates tuned for the first angle and kept" : "rates tuned for the first value and kept"
    let count = test.values.count
    return [
      "\(count) \(isRotation ? "angles" : "condition numbers")", "at most \(ComparisonWords.steps(test.terms.steps))",
      rates,
    ].joined(separator: Self.dot)
  }

  var key: String { "steps until the gap to the minimum stays below the goal, to the end" }

  var description: String {
    let rows = test.curves.map { curve in
      "\(curve.entrant.label): " + zip(columns, texts(curve)).map { "\($0) \($1)" }.joined(separator: ", ")
    }
    return Text.plain(([title] + rows + [terms]).joined(separator: ". ") + ".")
  }
}
