public import Drawing
public import Experiments
import Surfaces

/// Several optimizers on one surface, each on a map of its own: small multiples, best first.
///
/// All cells share one window, one set of levels and one loss panel; the paths of the others are grey in each. More than
/// thirty share a poster with no loss panel, and only the usual ones are grey.
public struct FacetFigure: Sendable {
  private let comparison: Comparison
  private let theme: Theme
  /// The finding, if it is to be worded otherwise.
  public var title: String?
  /// Whether terms and key stand below the figure; they may stand in a caption instead.
  public var hasFooter = true

  /// The most optimizers a figure shows.
  public static let most = 200
  /// The most that share a page with a panel of their losses.
  static let mostBesideLosses = 30
  /// The most that one map shows with ease; beyond, each gets a map of its own.
  public static let mostOnOneMap = 12

  /// The figure of a comparison of at most `most`.
  public init(_ comparison: Comparison, theme: Theme) {
    self.comparison = comparison
    self.theme = theme
  }

  /// Whether the cells have room on a page.
  public func fits(on page: Size) -> Bool { isPoster ? poster(on: page).hasRoom : layout(on: page).hasRoom }

  /// The page if none is asked for: higher for very many cells.
  public var usualPage: Size {
    guard isPoster else { return PageSize.usual }
    return FacetPoster.page(count: comparison.runs.count, aspect: aspect, reach: reach)
  }

  /// The words of the footer, to be put in a caption.
  public var caption: String { [words.title, terms, key].joined(separator: "\n") }

  /// The finished figure on a page, in points.
  public func picture(on page: Size = PageSize.usual) -> Picture {
    guard !isPoster else { return posterPicture(on: page) }
    let finding = title ?? words.title
    var picture = Picture(size: page, background: theme.page, title: finding)
    let (layout, styles) = (layout(on: page), whole.styles)
    guard let first = layout.grid.cells.first else { return picture }
    let landscape = stage.landscape(in: MapFrame(x: window.x, y: window.y, in: first))
    picture.marks += cells(layout.grid, landscape, styles)
    if let box = layout.loss {
      let (marks, ends) = whole.lossPanel(in: box, window: landscape.range, styles).drawn(theme)
      picture.marks += marks + EndDiscs(ends: ends, box: box).marks(theme)
    }
    if let place = layout.table { picture.marks += tables(place, styles) }
    let count = comparison.runs.count
    let others = count > 1 ? "      best first; grey: the other \(ComparisonWords.word(count - 1))" : ""
    let room = page.width - layout.margins.left - layout.margins.right - Text.width(of: others, size: 5.8)
    let headings = Headings(
      title: finding, subtitle: words.subtitle(size: 5.8, width: room) + others, terms: hasFooter ? terms : "",
      key: hasFooter ? key : "")
    picture.marks += headings.marks(on: page, left: layout.margins.left, right: layout.margins.right, theme)
    return picture
  }

  // MARK: - Parts

  private var stage: MapStage { MapStage(comparison: comparison, styles: whole.styles) }
  private var whole: ComparisonFigure { ComparisonFigure(comparison, theme: theme) }
  private var words: ComparisonWords { ComparisonWords(comparison: comparison) }
  private var isDense: Bool { comparison.runs.count > Self.mostOnOneMap }

  private func layout(on page: Size) -> FacetLayout {
    let count = comparison.runs.count
    let wish = FacetLayout.Wish(
      cells: count, aspect: aspect, curves: count,
      table: isDense ? SlimTable.height(count: (count + 1) / 2) : nil, reach: reach, hasTallHeads: isDense)
    return FacetLayout(wish, on: page)
  }

  /// The width of a cell in terms of its height.
  private var aspect: Double {
    let box = MapFrame(x: window.x, y: window.y, in: Rect(0, 0, 100, 100)).box
    return box.width / box.height
  }

  private var reach: Double { FacetAxes(x: window.x, y: window.y).reach }

  private func cells(_ grid: FacetGrid, _ landscape: Landscape, _ styles: [RunStyle]) -> [Mark] {
    let (surface, origin) = (comparison.surface, landscape.frame.box)
    let paths = zip(comparison.runs, styles).map { MapPath($0.trajectory, $1) }
    let ghosts = paths.map { $0.ghost(in: landscape.frame) }
    let isGhost = comparison.runs.map { !isPoster || theme.hues[$0.entrant.name] != nil }
    let axes = FacetAxes(x: window.x, y: window.y)
    func place(_ point: [Double]) -> Place { Place(point[0], point[1]) }
    return comparison.runs.indices.flatMap { index -> [Mark] in
      let (run, box) = (comparison.runs[index], grid.cells[index])
      let here = landscape.moved(to: box)
      let map = FacetMap(
        landscape: here, paths: [(paths[index], run.arrival != nil)],
        ghosts: ghosts.indices.filter { $0 != index && isGhost[$0] }.map { ghosts[$0].moved(from: origin, to: box) },
        starts: [place(comparison.terms.start)],
        minima: comparison.goals.map { place($0.at) },
        saddles: surface.saddles.map { place($0.at) }, hasLabels: index == 0)
      let head = FacetHead(
        sign: .rank(styles[index]), name: run.entrant.label, result: FacetWords.result(of: run, in: comparison),
        isStrong: comparison.success(of: run) != nil)
      return map.marks(theme) + head.marks(over: box, gap: grid.gap, inTwoLines: isDense, theme)
        + axes.marks(
          here.frame, hasLeft: grid.isLeftmost(index), hasBottom: grid.isLowest(index), overhang: grid.gap / 2 - 1,
          theme)
    }
  }

  /// All results, in two columns.
  private func tables(_ place: (left: Double, top: Double, width: Double), _ styles: [RunStyle]) -> [Mark] {
    let width = (place.width - 9) / 2
    let corners = [0, 1].map { Point(place.left + Double($0) * (width + 9), place.top) }
    return tables(at: corners, width: width, rows: (comparison.runs.count + 1) / 2, styles)
  }

  /// All results, in columns of so many rows.
  private func tables(at corners: [Point], width: Double, rows count: Int, _ styles: [RunStyle]) -> [Mark] {
    let rows = zip(comparison.runs, styles).map { run, style -> SlimTable.Row in
      let row = words.row(run, style)
      let texts = isPoster ? [row.rate, row.steps, row.finalLoss] : [row.rate, row.finalLoss]
      return SlimTable.Row(style: style, name: row.name, texts: texts, isStrong: row.isWinner)
    }
    let titles = isPoster ? ["rate", words.stepsTitle, words.lastTitle] : ["rate", words.lastTitle]
    let tables = corners.enumerated().compactMap { index, corner -> SlimTable? in
      let part = rows.dropFirst(index * count).prefix(count)
      guard !part.isEmpty else { return nil }
      return SlimTable(
        columns: titles, rows: Array(part), left: corner.x, top: corner.y, width: width)
    }
    let size = tables.map(\.size).min() ?? 0
    return tables.flatMap { $0.marks(theme, size: size) }
  }

  /// What all cells show: where the runs go, and where they should; the whole window where leaving it is what counts.
  private var window: (x: ClosedRange<Double>, y: ClosedRange<Double>) {
    let surface = comparison.surface
    let whole = (surface.window[0], surface.window[1])
    guard comparison.least != nil else { return whole }
    var seen = [comparison.terms.start]
    if let goal = surface.globalMinimum, surface.window.contains(goal.at) { seen.append(goal.at) }
    for run in comparison.runs {
      seen += (0...run.trajectory.steps).lazy.map { run.trajectory.point($0) }.filter(surface.window.contains)
    }
    func side(_ axis: Int) -> (middle: Double, length: Double) {
      let low = seen.reduce(Double.infinity) { min($0, $1[axis]) }
      let high = seen.reduce(-Double.infinity) { max($0, $1[axis]) }
      return ((low + high) / 2, 1.16 * (high - low))
    }
    let (x, y) = (side(0), side(1))
    let half = max(x.length, y.length) / 2
    guard half > 1e-9 * max(x.middle.magnitude, y.middle.magnitude, 1e-300) else { return whole }
    return (x.middle - half...x.middle + half, y.middle - half...y.middle + half)
  }

  // MARK: - Words

  private var terms: String {
    FacetWords.terms(
      [words.budget, FacetWords.rates(words.rates, "")] + words.noise + stage.notes + ["one set of levels"])
  }

  private var key: String { FacetWords.terms([FacetWords.reading(comparison), FacetWords.dots, FacetWords.thin]) }
}

// MARK: - Posters

extension FacetFigure {
  private var isPoster: Bool { comparison.runs.count > Self.mostBesideLosses }

  private func poster(on page: Size) -> FacetPoster {
    FacetPoster(count: comparison.runs.count, aspect: aspect, reach: reach, on: page)
  }

  private func posterPicture(on page: Size) -> Picture {
    let finding = title ?? words.title
    var picture = Picture(size: page, background: theme.page, title: finding)
    let (poster, styles) = (poster(on: page), whole.styles)
    guard let first = poster.grid.cells.first else { return picture }
    let landscape = stage.landscape(in: MapFrame(x: window.x, y: window.y, in: first))
    picture.marks += cells(poster.grid, landscape, styles)
    picture.marks += tables(at: poster.tables, width: poster.tableWidth, rows: poster.tableRows, styles)
    let hasGhosts = comparison.runs.contains { theme.hues[$0.entrant.name] != nil }
    let others = "      best first" + (hasGhosts ? "; grey: the usual ones" : "")
    let room = page.width - poster.margins.left - poster.margins.right - Text.width(of: others, size: 5.8)
    let headings = Headings(
      title: finding, subtitle: words.subtitle(size: 5.8, width: room) + others, terms: hasFooter ? terms : "",
      key: hasFooter ? key : "")
    picture.marks += headings.marks(on: page, left: poster.margins.left, right: poster.margins.right, theme)
    return picture
  }
}

extension MapPath {
  /// A run as a map shows it.
  init(_ trajectory: Trajectory, _ style: RunStyle) {
    self.init(
      points: (0..<trajectory.losses.count).map { Place(trajectory.coordinate(0, $0), trajectory.coordinate(1, $0)) },
      style: style)
  }
}
