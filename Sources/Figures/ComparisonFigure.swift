public import Drawing
public import Experiments
import Surfaces

/// Several optimizers on one surface: the map with their paths, their losses, and the table that is the legend.
public struct ComparisonFigure: Sendable {
  private let comparison: Comparison
  private let theme: Theme
  /// The finding, if it is to be worded otherwise.
  public var title: String?
  /// Whether terms and key stand below the figure; they may stand in a caption instead.
  public var hasFooter = true

  /// What stands in the table in place of the step of arrival or departure, if anything does.
  public var column: Column?

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
    return [words.title, words.terms(notes: notes), words.key].joined(separator: "\n")
  }

  /// The finished figure on a page, in points.
  public func picture(on page: Size = PageSize.usual) -> Picture {
    let words = ComparisonWords(comparison: comparison, column: column)
    let finding = title ?? words.title
    var picture = Picture(size: page, background: theme.page, title: finding)
    let styles = styles
    let frame = frame(on: page)
    let layout = frame.layout
    let landscape = landscape(in: frame.map)
    picture.marks += map(landscape, styles).marks(theme)
    let table = LegendTable(
      left: layout.table.left, bottom: layout.table.bottom, width: layout.table.width,
      rows: zip(comparison.runs, styles).prefix(layout.rows).map { words.row($0, $1) },
      stepsTitle: words.stepsTitle)
    if let box = layout.loss {
      let (marks, ends) = lossPanel(in: box, landscape, styles).drawn(theme)
      picture.marks += marks
      picture.marks += Leaders(from: ends, to: table.rowCenters, in: layout.gutter).marks(theme)
    }
    picture.marks += table.marks(theme)
    let headings = Headings(
      title: finding,
      subtitle: words.subtitle(size: 5.8, width: page.width - layout.margins.left - layout.margins.right),
      terms: hasFooter ? words.terms(notes: notes + frame.map.notes) : "", key: hasFooter ? words.key : "")
    picture.marks += headings.marks(
      on: page, left: layout.margins.left, right: layout.margins.right, theme)
    return picture
  }

  // MARK: - Parts

  /// The layout and the map in it. Tick labels decide how far the map stands from the edge, and they depend on the map.
  private func frame(on page: Size) -> (layout: ComparisonLayout, map: MapFrame) {
    let (x, y) = (comparison.surface.window[0], comparison.surface.window[1])
    func layout(_ reach: Double) -> ComparisonLayout {
      ComparisonLayout(on: page, runs: comparison.runs.count, reach: reach)
    }
    let first = layout(0)
    let axes = MapAxes(MapFrame(x: x, y: y, in: first.map), names: names)
    let final = layout(axes.reach)
    return (final, MapFrame(x: x, y: y, in: final.map))
  }

  private var names: (x: String, y: String) {
    (comparison.surface.variables[0], comparison.surface.variables[1])
  }

  func landscape(in frame: MapFrame) -> Landscape {
    Landscape(of: Terrain(comparison.surface.objective), in: frame) { values in
      switch levels {
      case .log: .logarithmic(values, base: comparison.least ?? values.lazy.filter(\.isFinite).min() ?? 0)
      case .linear: .linear(values)
      case .symmetric: .symmetric(values)
      case .quantile: .quantile(values)
      }
    }
  }

  /// How levels are spaced: as the card says, else by decades above a minimum, or to both sides of zero without one.
  var levels: Surface.Levels {
    comparison.surface.levels ?? (comparison.least == nil ? .symmetric : .log)
  }

  var notes: [String] {
    switch levels {
    case .symmetric: ["levels symmetric-log, heavy line = 0"]
    case .log where comparison.least != 0: ["levels: loss above its minimum"]
    case .log, .linear, .quantile: []
    }
  }

  private func map(_ landscape: Landscape, _ styles: [RunStyle]) -> MapPanel {
    let surface = comparison.surface
    let paths = zip(comparison.runs, styles).map { run, style in
      MapPath(
        points: (0..<run.trajectory.losses.count).map {
          Place(run.trajectory.coordinate(0, $0), run.trajectory.coordinate(1, $0))
        }, style: style)
    }
    func place(_ point: [Double]) -> Place { Place(point[0], point[1]) }
    return MapPanel(
      landscape, paths: paths, starts: [place(comparison.terms.start)],
      minima: surface.minima.filter { $0.value == surface.minimumValue }.map { place($0.at) },
      saddles: surface.saddles.map { place($0.at) }, names: names)
  }

  func lossPanel(in box: Rect, _ landscape: Landscape, _ styles: [RunStyle]) -> LossPanel {
    let runs = comparison.runs
    let first = runs.first?.trajectory.losses.first ?? 1
    let steps = comparison.terms.steps
    // A label for every dozen points, as many as seven.
    let wanted = min(7, Int(box.height / 12))
    func curves(_ least: Double) -> [LossPanel.Curve] {
      zip(runs, styles).map { run, style in
        LossPanel.Curve(
          style: style, values: run.trajectory.losses.map { $0 - least }, arrival: run.arrival, lastStep: lastStep(run))
      }
    }
    guard let least = comparison.least else {
      let curves = curves(0)
      let scale = LossScale.symmetric(
        first: first, window: landscape.range, curves: curves.map(\.values), wanted: wanted)
      return LossPanel(in: box, scale: scale, steps: steps, curves: curves, title: "loss, symmetric log")
    }
    let curves = curves(least)
    let scale = LossScale.logarithmic(first: first - least, curves: curves.map(\.values), wanted: wanted)
    let title = least == 0 ? "loss" : "loss above its minimum"
    return LossPanel(in: box, scale: scale, steps: steps, curves: curves, goal: 1e-6 * (first - least), title: title)
  }

  /// The last step that is shown of a run that is lost, or gone for good.
  private func lastStep(_ run: Run) -> Int? {
    switch run.verdict {
    case .diverged(let step): run.departure ?? step
    case .leftWindow(let step): step
    default: nil
    }
  }

  /// Ranks and colours.
  var styles: [RunStyle] { RunStyle.styles(of: comparison.runs.map(\.entrant), theme) }
}

extension MapFrame {
  /// What the figure has to state about the map.
  var notes: [String] { unitsAreEqual ? [] : ["units differ on the two axes"] }
}
