public import Drawing
public import Experiments
import Surfaces

/// Runs on surfaces of their own, each on a map of its own: what becomes of a method when its surface is changed.
///
/// Every map has its own axes and levels. Losses are drawn as what is left of the first gap, so that surfaces of any
/// height can be compared.
public struct RunsApartFigure: Sendable {
  private let comparisons: [Comparison]
  private let theme: Theme
  /// The finding.
  public var title: String?
  /// Whether terms and key stand below the figure; they may stand in a caption instead.
  public var hasFooter = true
  /// What stands in the table in place of the step of arrival, and above each map; one text a run.
  public var column: ComparisonFigure.Column?

  /// The figure of runs, each given as a comparison of one, on surfaces of two coordinates with the same names.
  public init(_ comparisons: [Comparison], theme: Theme) {
    self.comparisons = comparisons.filter { !$0.runs.isEmpty }
    self.theme = theme
  }

  /// Whether the maps have room on a page.
  public func fits(on page: Size) -> Bool { layout(on: page).hasRoom }

  /// The words of the footer, to be put in a caption.
  public var caption: String { [title ?? "", terms, key].joined(separator: "\n") }

  /// The finished figure on a page, in points.
  public func picture(on page: Size = PageSize.usual) -> Picture {
    var picture = Picture(size: page, background: theme.page, title: title ?? "")
    let (layout, styles) = (layout(on: page), styles)
    for index in comparisons.indices { picture.marks += cell(index, layout.grid, styles[index]) }
    if let box = layout.loss {
      let (marks, ends) = lossPanel(in: box, styles).drawn(theme)
      picture.marks += marks + EndDiscs(ends: ends, box: box).marks(theme)
    }
    if let place = layout.table {
      let table = table(place, styles)
      picture.marks += table.marks(theme, size: table.size)
    }
    let headings = Headings(
      title: title ?? "", subtitle: subtitle, terms: hasFooter ? terms : "", key: hasFooter ? key : "")
    picture.marks += headings.marks(on: page, left: layout.margins.left, right: layout.margins.right, theme)
    return picture
  }

  // MARK: - Parts

  /// The runs in the order of the cells.
  private var runs: [Run] { comparisons.map { $0.runs[0] } }

  private var styles: [RunStyle] { RunStyle.styles(of: runs.map(\.entrant), theme, tellsRunsApart: true) }

  private func words(_ index: Int) -> ComparisonWords { ComparisonWords(comparison: comparisons[index]) }

  private func layout(on page: Size) -> FacetLayout {
    let wish = FacetLayout.Wish(
      cells: comparisons.count, aspect: aspect, curves: hasLosses ? comparisons.count : nil,
      table: SlimTable.height(count: comparisons.count), reach: reach, hasOwnAxes: true)
    return FacetLayout(wish, on: page)
  }

  private var reach: Double {
    comparisons.reduce(0) { max($0, FacetAxes(x: $1.surface.window[0], y: $1.surface.window[1]).reach) }
  }

  /// The width of a map in terms of its height; 1 where maps differ.
  private var aspect: Double {
    let ratios = comparisons.indices.map { index -> Double in
      let box = frame(index, in: Rect(0, 0, 100, 100)).box
      return box.width / box.height
    }
    guard let first = ratios.first, ratios.allSatisfy({ abs($0 - first) < 1e-9 }) else { return 1 }
    return first
  }

  /// The window of a run in the upper left of a space.
  private func frame(_ index: Int, in space: Rect) -> MapFrame {
    let window = comparisons[index].surface.window
    let fitted = MapFrame(x: window[0], y: window[1], in: space).box
    return MapFrame(x: window[0], y: window[1], in: Rect(space.x, space.y, fitted.width, fitted.height))
  }

  private func cell(_ index: Int, _ grid: FacetGrid, _ style: RunStyle) -> [Mark] {
    let (comparison, run, box) = (comparisons[index], runs[index], grid.cells[index])
    let surface = comparison.surface
    func place(_ point: [Double]) -> Place { Place(point[0], point[1]) }
    let landscape = MapStage(comparison: comparison, styles: [style]).landscape(in: frame(index, in: box))
    let map = FacetMap(
      landscape: landscape, paths: [(MapPath(run.trajectory, style), run.arrival != nil)],
      starts: [place(comparison.terms.start)], minima: comparison.goals.map { place($0.at) },
      saddles: surface.saddles.map { place($0.at) }, hasLabels: true, hasHairlines: true)
    let head = FacetHead(
      sign: .rank(style), name: run.entrant.label,
      result: column?.texts[index] ?? FacetWords.result(of: run, in: comparison), isStrong: true)
    return map.marks(theme) + head.marks(over: landscape.frame.box, gap: grid.gap - reach, inTwoLines: false, theme)
      + FacetAxes(x: surface.window[0], y: surface.window[1]).marks(
        landscape.frame, hasLeft: true, hasBottom: true, overhang: 4, theme)
  }

  /// Whether every run has a gap that may shrink.
  private var hasLosses: Bool { comparisons.allSatisfy { ($0.firstGap ?? 0) > 0 } }

  private func lossPanel(in box: Rect, _ styles: [RunStyle]) -> LossPanel {
    let curves = comparisons.indices.map { index -> LossPanel.Curve in
      let (least, gap) = (comparisons[index].least ?? 0, comparisons[index].firstGap ?? 1)
      return LossPanel.Curve(
        style: styles[index], values: runs[index].course.map { ($0 - least) / gap }, arrival: runs[index].arrival)
    }
    let wanted = min(7, Int(box.height / 12))
    return LossPanel(
      in: box, scale: .logarithmic(first: 1, curves: curves.map(\.values), wanted: wanted),
      steps: comparisons[0].terms.steps, curves: curves, goal: 1e-6, title: "gap / first gap")
  }

  private func table(_ place: (left: Double, top: Double, width: Double), _ styles: [RunStyle]) -> SlimTable {
    let rows = comparisons.indices.map { index -> SlimTable.Row in
      let row = words(index).row(runs[index], styles[index])
      let steps = runs[index].arrival.map { "\($0)" } ?? NumberText.none
      return SlimTable.Row(
        style: styles[index], name: row.name, texts: [row.rate, column?.texts[index] ?? steps, row.finalLoss],
        isStrong: false)
    }
    return SlimTable(
      columns: ["rate", column?.title ?? "steps", "final loss"], rows: rows, left: place.left, top: place.top,
      width: place.width)
  }

  // MARK: - Words

  /// The formula where all are made from one, then how to read the maps.
  private var subtitle: String {
    let reading = "each run on its own surface: start  \u{25CB}  minimum  \u{2605}"
    guard let surface = comparisons.first?.surface, comparisons.allSatisfy({ $0.surface.name == surface.name }) else {
      return reading
    }
    return "f(\(surface.variables.joined(separator: ", "))) = \(surface.typeset)      " + reading
  }

  private var terms: String {
    guard !comparisons.isEmpty else { return "" }
    // What is the same for all is said once.
    var parts: [String] = []
    for index in comparisons.indices {
      let words = words(index)
      for part in [words.budget, words.rates] + words.schedule + words.noise + words.rows where !parts.contains(part) {
        parts.append(part)
      }
    }
    return FacetWords.terms(parts + (column.map { [$0.note] } ?? []))
  }

  private var key: String {
    FacetWords.terms(["windows and levels differ from map to map", FacetWords.dots, FacetWords.thin])
  }
}
