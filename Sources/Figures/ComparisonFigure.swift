public import Drawing
public import Experiments
import Surfaces

/// Several optimizers on one surface: the map or the curve with their paths, their losses, and the table that is the
/// legend.
public struct ComparisonFigure: Sendable {
  /// What is compared.
  public let comparison: Comparison
  private let theme: Theme
  /// The most runs that one map or curve shows.
  public static let most = 30
  /// The finding, if it is to be worded otherwise.
  public var title: String?
  /// Whether terms and key stand below the figure; they may stand in a caption instead.
  public var hasFooter = true

  /// What stands in the table in place of the step of arrival or departure, if anything does.
  public var column: Column?

  /// Whether three or more runs of one optimizer take hues of their own, and not shades of the optimizer's.
  public var tellsRunsApart = false

  /// Whether paths are coloured by the rate of each step; the rates under the losses are the key.
  public var colorsByRate = false

  /// What the axis under the losses counts.
  public var abscissa = Abscissa.steps

  /// What the axis under the losses counts.
  public enum Abscissa: String, Sendable, CaseIterable {
    /// Steps.
    case steps
    /// Evaluations asked for.
    case evaluations
    /// Rows of data seen, every evaluation counted.
    case examples
  }

  /// Where a surface of two coordinates is seen from in space; nil for its map.
  public var view: ViewDirection?
  /// Dots an inch of what is drawn as pixels: the surface in space.
  public var dots = 300.0
  /// How many threads may draw it; the figure is the same for any number.
  public var threads = 1

  /// Whether the map shows the loss over rows that are not trained on.
  public var showsValidation = false

  /// A column of the table: something measured of each run.
  public struct Column: Sendable {
    /// Its head.
    public let title: String
    /// What stands in it, one text a run, best first.
    public let texts: [String]
    /// What it is, for the footer.
    public let note: String

    /// A column of texts under a head, with the words that explain it.
    public init(title: String, texts: [String], note: String) {
      self.title = title
      self.texts = texts
      self.note = note
    }
  }

  /// What else the map shows.
  public var overlays: [MapOverlay] = []

  /// The part of the map that is shown larger in an inset.
  public var zoom: (x: ClosedRange<Double>, y: ClosedRange<Double>)?

  /// Those who stand out, by the place of their run in the comparison; the others are grey.
  public var highlighted: Set<Int> = []

  /// The runs that are shown, by their place in the comparison; nil for all.
  ///
  /// The others keep their room, so that pictures that show more and more of them lie on top of each other. A picture
  /// that does not show all does not tell the finding.
  public var revealed: Set<Int>?

  /// The figure of a comparison.
  public init(_ comparison: Comparison, theme: Theme) {
    self.comparison = comparison
    self.theme = theme
  }

  /// The words of the footer, to be put in a caption.
  public var caption: String {
    let words = ComparisonWords(comparison: comparison, column: column)
    let stage = stage
    return [words.title, words.terms(notes: stage.notes), words.key(of: stage)].joined(separator: "\n")
  }

  /// The finished figure on a page, in points.
  public func picture(on page: Size = PageSize.usual) -> Picture {
    let words = ComparisonWords(comparison: comparison, column: column)
    let finding = title ?? (isWhole ? words.title : comparison.surface.title)
    var picture = Picture(size: page, background: theme.page, title: finding)
    let styles = styles
    let stage = stage
    var headings = Headings(
      title: finding, subtitle: words.subtitle(size: 5.8, width: 3 * page.width),
      terms: hasFooter ? words.terms(notes: stage.notes) : "", key: hasFooter ? words.key(of: stage) : "")
    headings.wraps = true
    let layout = layout(of: stage, on: page) { headings.edges(on: page, left: $0.left, right: $0.right) }
    if !Headings.isNarrow(page) {
      // One line, which leaves the edges as they are.
      headings.subtitle = words.subtitle(size: 5.8, width: page.width - layout.margins.left - layout.margins.right)
    }
    let staging = stage.drawn(in: layout.map, theme)
    picture.marks += staging.marks
    let rows = zip(comparison.runs, styles).prefix(layout.rows).map { words.row($0, $1) }
    var rowCenters: [Int: Double] = [:]
    if layout.arrangement == .slim {
      picture.marks += slimTable(rows, words, layout).marks(theme, size: 5.2)
    } else {
      var table = LegendTable(
        left: layout.table.left, bottom: layout.table.bottom, width: layout.table.width, rows: rows,
        stepsTitle: words.stepsTitle)
      table.rowHeight = layout.rowHeight
      table.namesTitle = words.namesTitle
      table.lastTitle = words.lastTitle
      rowCenters = table.rowCenters
      picture.marks += table.marks(theme)
    }
    if let box = layout.loss {
      var panel = lossPanel(in: box, window: staging.range, styles)
      panel.hasStepLabels = layout.rate == nil
      let (marks, ends) = panel.drawn(theme)
      picture.marks += marks
      if let box = layout.rate {
        picture.marks += RatePanel(in: box, comparison, styles, AbscissaScale(abscissa, comparison)).marks(
          theme, isTinted: colorsByRate)
      }
      var leaders = Leaders(from: ends, to: rowCenters, in: layout.gutter)
      leaders.rowsStandAbove = layout.arrangement == .below
      picture.marks += leaders.marks(theme)
    }
    picture.description = isWhole ? AlternativeText(words: words, comparison: comparison).text : finding
    if hasFooter { headings.terms = words.terms(notes: stage.notes + staging.notes) }
    picture.marks += headings.marks(on: page, left: layout.margins.left, right: layout.margins.right, theme)
    return picture
  }

  // MARK: - Parts

  /// Where the runs are seen walking: on a curve, on a map, or on a surface in space.
  private var stage: any Stage {
    guard comparison.surface.dimension > 1, let view else { return flatStage }
    return ViewStage(map: map, direction: view, density: dots / 72, threads: threads)
  }

  /// The curve or the map.
  var flatStage: any LivingStage {
    comparison.surface.dimension == 1 ? CurveStage(comparison: comparison, styles: styles) : map
  }

  private var map: MapStage {
    MapStage(
      comparison: comparison, styles: styles, colorsByRate: colorsByRate, showsValidation: showsValidation,
      threads: threads, overlays: overlays, zoom: zoom)
  }

  /// Labels decide how far the stage stands from the edge of the page, and they depend on its space; so do the lines
  /// above and below.
  private func layout(
    of stage: any Stage, on page: Size,
    edges: (_ margins: (left: Double, right: Double)) -> (top: Double, bottom: Double)
  ) -> ComparisonLayout {
    let runs = comparison.runs.count
    let hasRates = RatePanel.isWanted(comparison)
    var layout = ComparisonLayout(on: page, runs: runs, reach: 0, hasRates: hasRates, edges: edges((27, 10)))
    var reach = 0.0
    for _ in 0..<3 {
      reach = max(reach, stage.reachToTheLeft(in: layout.map))
      layout = ComparisonLayout(
        on: page, runs: runs, reach: reach, hasRates: hasRates, edges: edges(layout.margins))
    }
    return layout
  }

  /// Names and steps alone, where there is no room for more.
  private func slimTable(_ rows: [LegendTable.Row], _ words: ComparisonWords, _ layout: ComparisonLayout) -> SlimTable {
    SlimTable(
      columns: [words.stepsTitle],
      rows: rows.map { SlimTable.Row(style: $0.style, name: $0.name, texts: [$0.steps], isStrong: $0.isWinner) },
      left: layout.table.left, top: layout.table.bottom - SlimTable.height(count: rows.count),
      width: layout.table.width)
  }

  func lossPanel(in box: Rect, window: ClosedRange<Double>, _ styles: [RunStyle]) -> LossPanel {
    let runs = comparison.runs
    let first = runs.first?.course.first ?? 1
    // A label for every dozen points, as many as seven.
    let wanted = min(7, Int(box.height / 12))
    let axis = AbscissaScale(abscissa, comparison)
    func curves(_ least: Double) -> [LossPanel.Curve] {
      zip(runs, styles).flatMap { run, style in
        var curve = LossPanel.Curve(
          style: style, values: run.course.map { $0 - least }, arrival: run.arrival, lastStep: lastStep(run))
        curve.places = axis.places(of: run)
        guard !comparison.surface.isGame, let losses = run.validationLosses(on: comparison.surface) else {
          return [curve]
        }
        var beside = LossPanel.Curve(style: style, values: losses.map { $0 - least }, lastStep: lastStep(run))
        beside.places = curve.places
        beside.isGuide = true
        beside.dash = [2.4, 1.8]
        return [curve, beside]
      }
    }
    guard let least = comparison.least else {
      let curves = curves(0)
      let scale = LossScale.withoutMinimum(
        first: first, window: window, curves: curves.map(\.values), wanted: wanted)
      return LossPanel(
        in: box, scale: scale, steps: axis.last, curves: curves, title: scale.title(of: "loss"), stepName: axis.name)
    }
    let curves = curves(least)
    let scale = LossScale.logarithmic(first: first - least, curves: curves.map(\.values), wanted: wanted)
    let title =
      comparison.surface.isGame ? "length of the gradient" : least == 0 ? "loss" : "loss above its minimum"
    return LossPanel(
      in: box, scale: scale, steps: axis.last, curves: curves, goal: 1e-6 * (first - least), title: title,
      stepName: axis.name)
  }

  /// The last step that is shown of a run that is lost, or gone for good.
  func lastStep(_ run: Run) -> Int? {
    switch run.verdict {
    case .diverged(let step): run.departure ?? step
    case .leftWindow(let step): step
    default: nil
    }
  }

  /// Ranks and colours.
  var styles: [RunStyle] {
    var styles = RunStyle.styles(of: comparison.runs.map(\.entrant), theme, tellsRunsApart: tellsRunsApart)
    let words = ComparisonWords(comparison: comparison, column: column)
    for index in styles.indices {
      styles[index].title = Text.plain(
        AlternativeText.sentence(of: words.row(comparison.runs[index], styles[index]), words))
      if !highlighted.isEmpty, !highlighted.contains(index) {
        styles[index].presence = .muted
        styles[index].hue = theme.ghost
        styles[index].dash = []
      }
      if let revealed, !revealed.contains(index) { styles[index].presence = .hidden }
    }
    return styles
  }

  /// Whether all runs are shown.
  private var isWhole: Bool { revealed.map { $0.count == comparison.runs.count } ?? true }
}
