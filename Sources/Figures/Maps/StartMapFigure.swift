public import Drawing
public import Experiments
import Surfaces

/// Where the runs of one optimizer end, for starts all over the window: the basins of attraction.
public struct StartMapFigure: Sendable {
  private let map: StartMap
  private let theme: Theme
  /// The finding, if it is to be worded otherwise.
  public var title: String?
  /// Whether terms and key stand below the figure; they may stand in a caption instead.
  public var hasFooter = true
  /// How many threads may draw it; the figure is the same for any number.
  public var threads = 1

  /// A run that is shown walking over the map.
  public var path: Run?

  /// The figure of a map.
  public init(_ map: StartMap, theme: Theme) {
    self.map = map
    self.theme = theme
  }

  private var words: StartMapWords { StartMapWords(map: map) }

  /// The words of the footer, to be put in a caption.
  public var caption: String { [words.title, words.terms, words.key].joined(separator: "\n") }

  /// The finished figure on a page, in points.
  public func picture(on page: Size = PageSize.usual) -> Picture {
    let finding = title ?? words.title
    var picture = Picture(size: page, background: theme.page, title: finding)
    var headings = Headings(
      title: finding, subtitle: words.subtitle, terms: hasFooter ? words.terms : "", key: hasFooter ? words.key : "")
    headings.wraps = true
    let rows = rows
    let layout = layout(on: page, rows: rows.count, headings)
    let frame = frame(in: layout.map)
    let basins = BasinMap(map: map, raster: map.raster(palette), frame: frame, path: path, threads: threads)
    picture.marks += basins.marks(theme)
    let isSlim = layout.arrangement == .slim
    let gutter = isSlim ? 0 : layout.gutter.width
    picture.marks += BasinTable(
      rows: Self.fitted(rows, layout.rows), left: layout.table.left, bottom: layout.table.bottom,
      width: layout.table.width + gutter, rowHeight: layout.rowHeight,
      titles: isSlim ? ["", "starts", ""] : ["loss", "starts", "median step"]
    ).marks(theme)
    if let box = layout.loss {
      picture.marks += ArrivalPanel(
        map: map, palette: palette, box: Rect(box.x, box.y, box.width + gutter, box.height), layers: layers
      ).marks(theme)
    }
    picture.description =
      finding + ". " + rows.map { "\($0.name): \($0.share) of the starts" }.joined(separator: "; ") + "."
    picture.marks += headings.marks(on: page, left: layout.margins.left, right: layout.margins.right, theme)
    return picture
  }

  // MARK: - Parts

  private var palette: BasinPalette { BasinPalette(of: [map], theme) }

  private func frame(in space: Rect) -> MapFrame { MapFrame(x: map.grid.x, y: map.grid.y, in: space) }

  private func layout(on page: Size, rows: Int, _ headings: Headings) -> ComparisonLayout {
    let names = (map.surface.variables[0], map.surface.variables[1])
    var layout = ComparisonLayout(on: page, runs: rows, reach: 0, edges: headings.edges(on: page, left: 27, right: 10))
    for _ in 0..<2 {
      let reach = MapAxes(frame(in: layout.map), names: names).reach
      layout = ComparisonLayout(
        on: page, runs: rows, reach: reach,
        edges: headings.edges(on: page, left: layout.margins.left, right: layout.margins.right))
    }
    return layout
  }

  /// The attractors that some run reaches, lowest first.
  private var reached: [Int] { map.attractors.indices.filter { map.tally.counts[$0] > 0 } }

  /// Those that have a row of their own.
  private var shown: [Int] { Array(reached.prefix(BasinPalette.most)) }

  /// Those that share a row.
  private var further: [Int] { Array(reached.dropFirst(BasinPalette.most)) }

  private var layers: [(destinations: [Destination], color: Color)] {
    let palette = palette
    var layers = shown.map {
      (destinations: [Destination.attractor($0)], color: palette.shade(of: .attractor($0), 0.45))
    }
    if !further.isEmpty { layers.append((further.map(Destination.attractor), theme.ghost)) }
    if map.tally.outside > 0 { layers.append(([.outside], palette.shade(of: .outside, 0.3))) }
    return layers
  }

  private var rows: [BasinTable.Row] {
    let tally = map.tally
    let palette = palette
    func row(_ destination: Destination, _ name: String, _ count: Int, value: String = NumberText.none)
      -> BasinTable.Row
    {
      BasinTable.Row(
        colors: palette.ramp(of: destination), isPlace: false, name: name, value: value,
        share: StartMapWords.percent(count, of: tally.total),
        median: tally.arrival(at: 0.5, to: destination).map { "\($0)" } ?? NumberText.none)
    }
    var rows = shown.map { index in
      let attractor = map.attractors[index]
      var row = row(
        .attractor(index), StartMapWords.place(of: attractor, in: map),
        tally.counts[index], value: NumberText.value(attractor.value))
      row.isPlace = true
      return row
    }
    if !further.isEmpty {
      let count = further.reduce(0) { $0 + tally.counts[$1] }
      rows.append(
        .init(
          colors: further.prefix(8).map { palette.shade(of: .attractor($0), 0.5) }, isPlace: false,
          name: "at \(further.count) further minima", value: NumberText.none,
          share: StartMapWords.percent(count, of: tally.total), median: NumberText.none))
    }
    if tally.outside > 0 { rows.append(row(.outside, "outside the window", tally.outside)) }
    if tally.underWay > 0 {
      rows.append(row(.underWay, map.attractors.isEmpty ? "inside the window" : "near no minimum", tally.underWay))
    }
    if tally.diverged > 0 { rows.append(row(.diverged, "nowhere: diverged", tally.diverged)) }
    return rows
  }

  /// As many rows as there is room for; those that go nowhere stay.
  private static func fitted(_ rows: [BasinTable.Row], _ room: Int) -> [BasinTable.Row] {
    guard rows.count > room else { return rows }
    let others = rows.filter { !$0.isPlace }
    return Array(rows.filter(\.isPlace).prefix(max(0, room - others.count)) + others.prefix(room))
  }
}
