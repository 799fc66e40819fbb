public import Drawing
public import Experiments
import Surfaces

/// The same optimizers from several starts or on several surfaces: a map for each, and one table for all.
public struct ComparisonSetFigure: Sendable {
  private let group: ComparisonSet
  private let theme: Theme
  private let columns: Int?
  /// The finding, if it is to be worded otherwise.
  public var title: String?
  /// Whether terms and key stand below the figure; they may stand in a caption instead.
  public var hasFooter = true

  /// The most maps a figure shows.
  public static let most = 30
  /// Up to so many maps the table has a column for each.
  static let mostColumns = 12

  /// The figure of a set of at most thirty comparisons of at most twelve optimizers.
  ///
  /// - Parameter columns: how many maps stand side by side, where starts form a grid.
  public init(_ group: ComparisonSet, theme: Theme, columns: Int? = nil) {
    self.group = group
    self.theme = theme
    self.columns = columns
  }

  /// Whether the maps have room on a page.
  public func fits(on page: Size) -> Bool { layout(on: page).hasRoom }

  /// The words of the footer, to be put in a caption.
  public var caption: String { [words.title, words.terms(notes), words.key].joined(separator: "\n") }

  /// The finished figure on a page, in points.
  public func picture(on page: Size = PageSize.usual) -> Picture {
    let finding = title ?? words.title
    var picture = Picture(size: page, background: theme.page, title: finding)
    let (layout, styles) = (layout(on: page), styles)
    let landscapes = landscapes(layout.grid)
    for index in group.comparisons.indices {
      picture.marks += cell(index, layout.grid, landscapes[index], styles)
    }
    if let box = layout.loss {
      let panel = MedianLoss(group).panel(in: box, window: landscapes[0].range, styles)
      let (marks, ends) = panel.drawn(theme)
      picture.marks += marks + EndDiscs(ends: ends, box: box).marks(theme)
    }
    if let place = layout.table {
      let table = table(place, styles)
      picture.marks += table.marks(theme, size: table.size)
    }
    let width = page.width - layout.margins.left - layout.margins.right
    let headings = Headings(
      title: finding, subtitle: words.subtitle(width: width), terms: hasFooter ? words.terms(notes) : "",
      key: hasFooter ? words.key : "")
    picture.marks += headings.marks(on: page, left: layout.margins.left, right: layout.margins.right, theme)
    return picture
  }

  // MARK: - Layout

  private var words: SetWords { SetWords(group: group) }

  private func layout(on page: Size) -> FacetLayout {
    func layout(hasTallHeads: Bool) -> FacetLayout {
      FacetLayout(
        FacetLayout.Wish(
          cells: group.comparisons.count, aspect: aspect, columns: columns,
          curves: MedianLoss(group).isDrawn ? group.standings.count : nil,
          table: SlimTable.height(count: group.standings.count), reach: reach, hasOwnAxes: group.axis == .surface,
          hasTallHeads: hasTallHeads), on: page)
    }
    let flat = layout(hasTallHeads: false)
    return flat.grid.size.width >= 84 ? flat : layout(hasTallHeads: true)
  }

  /// The width of a map in terms of its height; 1 where maps differ.
  private var aspect: Double {
    let ratios = group.comparisons.map { comparison -> Double in
      let box = frame(comparison, in: Rect(0, 0, 100, 100)).box
      return box.width / box.height
    }
    guard let first = ratios.first, ratios.allSatisfy({ abs($0 - first) < 1e-9 }) else { return 1 }
    return first
  }

  private var reach: Double {
    group.comparisons.reduce(0) { max($0, FacetAxes(x: $1.surface.window[0], y: $1.surface.window[1]).reach) }
  }

  /// The window of a comparison in the upper left of a space.
  private func frame(_ comparison: Comparison, in space: Rect) -> MapFrame {
    let window = comparison.surface.window
    let fitted = MapFrame(x: window[0], y: window[1], in: space).box
    return MapFrame(x: window[0], y: window[1], in: Rect(space.x, space.y, fitted.width, fitted.height))
  }

  // MARK: - Parts

  /// The styles in the order of the standings; further runs of one optimizer are lighter or darker.
  private var styles: [RunStyle] { RunStyle.styles(of: group.standings.map(\.entrant), theme) }

  /// One landscape moved from cell to cell, or one for each surface.
  private func landscapes(_ grid: FacetGrid) -> [Landscape] {
    func landscape(_ index: Int) -> Landscape {
      MapStage(comparison: group.comparisons[index], styles: styles)
        .landscape(in: frame(group.comparisons[index], in: grid.cells[index]))
    }
    if group.axis == .surface { return group.comparisons.indices.map(landscape) }
    let first = landscape(0)
    return grid.cells.map { cell in
      first.moved(to: Rect(cell.x, cell.y, first.frame.box.width, first.frame.box.height))
    }
  }

  private func cell(_ index: Int, _ grid: FacetGrid, _ landscape: Landscape, _ styles: [RunStyle]) -> [Mark] {
    let comparison = group.comparisons[index]
    let surface = comparison.surface
    func place(_ point: [Double]) -> Place { Place(point[0], point[1]) }
    let paths = zip(group.standings, styles).map { standing, style in
      (path: MapPath(standing.runs[index].trajectory, style), hasArrived: standing.runs[index].arrival != nil)
    }
    let map = FacetMap(
      landscape: landscape, paths: paths, starts: [place(comparison.terms.start)],
      minima: comparison.goals.map { place($0.at) },
      saddles: surface.saddles.map { place($0.at) }, hasLabels: group.axis == .surface || index == 0)
    let axes = FacetAxes(x: surface.window[0], y: surface.window[1])
    let isOwn = group.axis == .surface
    return map.marks(theme)
      + head(index, styles).marks(
        over: grid.cells[index], gap: grid.gap - (isOwn ? reach : 0), inTwoLines: grid.size.width < 84, theme)
      + axes.marks(
        landscape.frame, hasLeft: isOwn || grid.isLeftmost(index), hasBottom: isOwn || grid.isLowest(index),
        overhang: isOwn ? 4 : grid.gap / 2 - 1, theme)
  }

  private func head(_ index: Int, _ styles: [RunStyle]) -> FacetHead {
    let comparison = group.comparisons[index]
    let best = comparison.runs[0]
    let rank = group.standings.firstIndex { $0.entry == best.entry } ?? 0
    let nobodyLeaves = comparison.least == nil && best.departure == nil
    let name = group.axis == .start ? ComparisonWords.place(comparison.terms.start) : comparison.surface.title
    return FacetHead(
      sign: .letter(ComparisonSet.letter(index)), name: name, winner: nobodyLeaves ? nil : styles[rank],
      result: nobodyLeaves ? "all stay" : FacetWords.result(of: best, in: comparison),
      isStrong: comparison.success(of: best) != nil)
  }

  private func table(_ place: (left: Double, top: Double, width: Double), _ styles: [RunStyle]) -> SlimTable {
    let count = group.comparisons.count
    let isDetailed = count <= Self.mostColumns
    let rows = zip(group.standings, styles).map { standing, style -> SlimTable.Row in
      let texts =
        isDetailed
        ? standing.runs.indices.map { words.entry(standing.runs[$0], in: group.comparisons[$0]) }
        : [
          "\(standing.successes) of \(count)", standing.middleStep.map { "\($0)" } ?? NumberText.none,
          NumberText.fixed(standing.meanRank, decimals: 1),
        ]
      return SlimTable.Row(
        style: style, name: standing.entrant.label, texts: texts, isStrong: style.rank == 1 && standing.successes > 0)
    }
    let columns = isDetailed ? (0..<count).map(ComparisonSet.letter) : [words.verb, "median step", "mean rank"]
    return SlimTable(columns: columns, rows: rows, left: place.left, top: place.top, width: place.width)
  }

  private var notes: [String] {
    let unequal = group.comparisons.contains { !frame($0, in: Rect(0, 0, 100, 100)).unitsAreEqual }
    let levels =
      group.axis == .surface ? "windows and levels differ from map to map" : "one window and one set of levels"
    return [levels] + (unequal ? ["units differ on the two axes"] : [])
  }
}
