public import Drawing
public import Experiments
import Surfaces

/// The basins of several optimizers beside each other, in the same colours.
public struct StartMapSheetFigure: Sendable {
  private let maps: [StartMap]
  private let theme: Theme
  /// The most maps on one sheet.
  public static let most = 12
  /// The finding, if it is to be worded otherwise.
  public var title: String?
  /// Whether terms and key stand below the figure; they may stand in a caption instead.
  public var hasFooter = true

  /// The sheet of some maps that know the same attractors.
  ///
  /// - Precondition: at least one map.
  public init(_ maps: [StartMap], theme: Theme) {
    precondition(!maps.isEmpty, "a sheet shows maps")
    self.maps = maps
    self.theme = theme
  }

  /// The words of the footer, to be put in a caption.
  public var caption: String { [finding, terms, key].joined(separator: "\n") }

  /// The finished figure on a page, in points.
  public func picture(on page: Size = PageSize.usual) -> Picture {
    let finding = title ?? finding
    var picture = Picture(size: page, background: theme.page, title: finding)
    let (left, right, top) = (27.0, 14.0, 45.0)
    let palette = BasinPalette(of: maps, theme)
    // The legend stands where it takes least from the maps: at their right, or below them.
    let wide = Rect(left, top, page.width - left - right, page.height - top - 62)
    let high = Rect(left, top, page.width - left - right - Self.legendWidth - 18, page.height - top - 38)
    let stands = side(in: high, columns: columns(in: high)) >= side(in: wide, columns: columns(in: wide))
    let space = stands ? high : wide
    let columns = columns(in: space)
    let side = side(in: space, columns: columns)
    let rows = (maps.count + columns - 1) / columns
    let gaps = Size(
      min(26, (space.width - side * Double(columns)) / Double(max(1, columns - 1))),
      min(10, (space.height - Double(rows) * (side + Self.head)) / Double(max(1, rows - 1))))
    for (index, map) in maps.enumerated() {
      let (column, row) = (Double(index % columns), Double(index / columns))
      let corner = Point(
        space.x + column * (side + gaps.width), space.y + row * (side + Self.head + gaps.height) + Self.head)
      picture.marks += cell(map, palette, in: Rect(corner.x, corner.y, side, side))
    }
    if stands {
      let end = space.x + Double(columns) * side + Double(columns - 1) * gaps.width
      picture.marks += legend(
        palette, beside: Rect(end + 18, space.y + Self.head, page.width - right - end - 18, space.height))
    } else {
      picture.marks += legend(palette, at: Point(left, page.height - 46), width: page.width - left - right)
    }
    picture.description =
      finding + ". "
      + maps.map { "\($0.entrant.label): \(StartMapWords.percent($0.countAtLowest, of: $0.tally.total))" }
      .joined(separator: "; ") + "."
    let headings = Headings(
      title: finding, subtitle: StartMapWords(map: maps[0]).subtitle, terms: hasFooter ? terms : "",
      key: hasFooter ? key : "")
    picture.marks += headings.marks(on: page, left: left, right: right, theme)
    return picture
  }

  // MARK: - Parts

  /// The name above a map.
  private static let head = 13.0
  /// A legend at the right of the maps.
  private static let legendWidth = 104.0

  /// As many columns as make the maps largest.
  private func columns(in space: Rect) -> Int {
    (1...maps.count).max { side(in: space, columns: $0) < side(in: space, columns: $1) } ?? 1
  }

  private func side(in space: Rect, columns: Int) -> Double {
    let rows = (maps.count + columns - 1) / columns
    return max(
      20,
      min(
        (space.width - 12 * Double(columns - 1)) / Double(columns),
        (space.height - 4 * Double(rows - 1)) / Double(rows) - Self.head))
  }

  private func cell(_ map: StartMap, _ palette: BasinPalette, in space: Rect) -> [Mark] {
    let frame = MapFrame(x: map.grid.x, y: map.grid.y, in: space)
    let share = Text(
      hasLowest
        ? StartMapWords.percent(map.countAtLowest, of: map.tally.total)
        : StartMapWords.percent(
          map.tally.counts.reduce(0, +), of: map.tally.total),
      at: Point(frame.box.maxX, frame.box.y - 3.6), size: 6.6, color: theme.secondaryInk, anchor: .end)
    let room = frame.box.width - share.width - 6
    let name = map.entrant.label.fitted(size: 6.8, least: 4.6, width: room, weight: .bold)
    let minima = map.attractors.map { frame.page(Place($0.at.x, $0.at.y)) }.filter(frame.box.contains)
    return [
      .clip(frame.box, [.image(map.raster(palette), frame.box)]),
      .stroke(.box(frame.box), Stroke(theme.frame, width: 0.55)),
      .text(
        Text(name.string, at: Point(frame.box.x, frame.box.y - 3.6), size: name.size, color: theme.ink, weight: .bold)),
      .text(share),
    ] + (minima.count > 30 ? [] : minima.flatMap { PathMarks.minimum(at: $0, theme, scale: 0.6) })
  }

  /// What the hues stand for.
  private var parts: [(destination: Destination, name: String)] {
    var parts: [(Destination, String)] = reached.prefix(BasinPalette.most).map {
      (.attractor($0), StartMapWords.place(of: maps[0].attractors[$0], in: maps[0]))
    }
    if maps.contains(where: { $0.tally.outside > 0 }) { parts.append((.outside, "outside the window")) }
    if maps.contains(where: { $0.tally.underWay > 0 }) { parts.append((.underWay, "near no minimum")) }
    if maps.contains(where: { $0.tally.diverged > 0 }) { parts.append((.diverged, "diverged")) }
    return parts
  }

  /// The legend under one another, as a table of the lowest minima.
  private func legend(_ palette: BasinPalette, beside box: Rect) -> [Mark] {
    let rowHeight = 13.0
    let rows = parts.prefix(max(1, Int((box.height - 14) / rowHeight))).map { part in
      var value = ""
      if case .attractor(let index) = part.destination { value = NumberText.value(maps[0].attractors[index].value) }
      return BasinTable.Row(
        colors: palette.ramp(of: part.destination), isPlace: true, name: part.name, value: "", share: value, median: "")
    }
    return BasinTable(
      rows: Array(rows), left: box.x, bottom: box.y + 8 + rowHeight * Double(rows.count), width: box.width,
      rowHeight: rowHeight, titles: ["", "loss", ""]
    ).marks(theme)
  }

  /// The legend in one line.
  private func legend(_ palette: BasinPalette, at place: Point, width: Double) -> [Mark] {
    let size = 6.2
    var x = place.x
    var marks: [Mark] = []
    for (destination, name) in parts {
      let swatch = Rect(x, place.y - 5.2, 17, 6.4)
      let text = Text(name, at: Point(swatch.maxX + 4, place.y), size: size, color: theme.ink)
      guard text.position.x + text.width <= place.x + width else { break }
      marks += BasinTable.ramp(palette.ramp(of: destination), in: swatch)
      marks += [.stroke(.box(swatch), Stroke(theme.frame.withAlpha(0.5), width: 0.35)), .text(text)]
      x = text.position.x + text.width + 14
    }
    return marks
  }

  // MARK: - Words

  /// The attractors that some run of some map reaches.
  private var reached: [Int] {
    maps[0].attractors.indices.filter { index in maps.contains { $0.tally.counts[index] > 0 } }
  }

  /// Whether some minima are lower than others.
  private var hasLowest: Bool { maps[0].lowest.count < maps[0].attractors.count }

  private var finding: String {
    let surface = maps[0].surface.title
    func count(_ map: StartMap) -> Int { hasLowest ? map.countAtLowest : map.tally.counts.reduce(0, +) }
    guard let best = maps.max(by: { count($0) < count($1) }), let worst = maps.min(by: { count($0) < count($1) }),
      !maps[0].attractors.isEmpty
    else { return "\(surface): where runs end, for \(ComparisonWords.word(maps.count)) optimizers" }
    let what = hasLowest ? "the lowest minimum" : "a minimum"
    func share(_ map: StartMap) -> String { StartMapWords.percent(count(map), of: map.tally.total) }
    guard count(best) > count(worst) else {
      return "\(surface): all \(ComparisonWords.word(maps.count)) find \(what) from \(share(best)) of all starts"
    }
    return "\(surface): \(best.entrant.label) finds \(what) from \(share(best)) of all starts, "
      + "\(worst.entrant.label) from \(share(worst))"
  }

  private var terms: String {
    let rates = maps.map { map in map.entrant.rate.map { "\(map.entrant.label) \(NumberText.rate($0))" } }
    let isTuned = maps.contains { if case .tuned = $0.rateOrigin { true } else { false } }
    let how = isTuned ? "rates tuned from \(ComparisonWords.place(maps[0].surface.starts[0]))" : "rates"
    return StartMapWords(map: maps[0]).cells + "  \u{00B7}  " + how + ": "
      + rates.compactMap(\.self).joined(separator: ", ")
  }

  private var key: String {
    let what = hasLowest ? "share: starts that end at the lowest minimum" : "share: starts that end at a minimum"
    return "each pixel a start: hue says where its run ends, darker is later  \u{00B7}  " + what
  }
}
