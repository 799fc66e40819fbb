public import Drawing
public import Experiments
import Surfaces

/// Several optimizers on one surface: the map or the curve with their paths, their losses, and the table that is the
/// legend.
public struct ComparisonFigure: Sendable {
  private let comparison: Comparison
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
    let finding = title ?? words.title
    var picture = Picture(size: page, background: theme.page, title: finding)
    let styles = styles
    let stage = stage
    let layout = layout(of: stage, on: page)
    let staging = stage.drawn(in: layout.map, theme)
    picture.marks += staging.marks
    var table = LegendTable(
      left: layout.table.left, bottom: layout.table.bottom, width: layout.table.width,
      rows: zip(comparison.runs, styles).prefix(layout.rows).map { words.row($0, $1) },
      stepsTitle: words.stepsTitle)
    table.namesTitle = words.namesTitle
    table.lastTitle = words.lastTitle
    if let box = layout.loss {
      var panel = lossPanel(in: box, window: staging.range, styles)
      panel.hasStepLabels = layout.rate == nil
      let (marks, ends) = panel.drawn(theme)
      picture.marks += marks
      if let box = layout.rate {
        picture.marks += RatePanel(in: box, comparison, styles, AbscissaScale(abscissa, comparison)).marks(
          theme, isTinted: colorsByRate)
      }
      picture.marks += Leaders(from: ends, to: table.rowCenters, in: layout.gutter).marks(theme)
    }
    picture.marks += table.marks(theme)
    let headings = Headings(
      title: finding,
      subtitle: words.subtitle(size: 5.8, width: page.width - layout.margins.left - layout.margins.right),
      terms: hasFooter ? words.terms(notes: stage.notes + staging.notes) : "",
      key: hasFooter ? words.key(of: stage) : "")
    picture.marks += headings.marks(
      on: page, left: layout.margins.left, right: layout.margins.right, theme)
    return picture
  }

  // MARK: - Parts

  /// Where the runs are seen walking: on a curve or on a map.
  var stage: any Stage {
    comparison.surface.dimension == 1
      ? CurveStage(comparison: comparison, styles: styles)
      : MapStage(
        comparison: comparison, styles: styles, colorsByRate: colorsByRate, showsValidation: showsValidation)
  }

  /// Labels decide how far the stage stands from the edge of the page, and they depend on its space.
  private func layout(of stage: any Stage, on page: Size) -> ComparisonLayout {
    let runs = comparison.runs.count
    let first = ComparisonLayout(on: page, runs: runs, reach: 0)
    return ComparisonLayout(
      on: page, runs: runs, reach: stage.reachToTheLeft(in: first.map), hasRates: RatePanel.isWanted(comparison))
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
      let scale = LossScale.symmetric(
        first: first, window: window, curves: curves.map(\.values), wanted: wanted)
      return LossPanel(
        in: box, scale: scale, steps: axis.last, curves: curves, title: "loss, symmetric log", stepName: axis.name)
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
    RunStyle.styles(of: comparison.runs.map(\.entrant), theme, tellsRunsApart: tellsRunsApart)
  }
}
