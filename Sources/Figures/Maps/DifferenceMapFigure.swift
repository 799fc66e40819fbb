public import Drawing
public import Experiments
import Surfaces

/// Two optimizers on the same starts: one map of who ends lower or sooner, and the maps of both.
public struct DifferenceMapFigure: Sendable {
  private let difference: StartDifference
  private let theme: Theme
  /// The finding, if it is to be worded otherwise.
  public var title: String?
  /// Whether terms and key stand below the figure; they may stand in a caption instead.
  public var hasFooter = true
  /// How many threads may draw it; the figure is the same for any number.
  public var threads = 1

  /// The figure of a difference.
  public init(_ difference: StartDifference, theme: Theme) {
    self.difference = difference
    self.theme = theme
  }

  private var words: DifferenceMapWords { DifferenceMapWords(difference: difference) }
  private var surface: Surface { difference.first.surface }

  /// The words of the footer, to be put in a caption.
  public var caption: String { [words.title, words.terms, words.key].joined(separator: "\n") }

  /// The finished figure on a page, in points.
  public func picture(on page: Size = PageSize.usual) -> Picture {
    let finding = title ?? words.title
    var picture = Picture(size: page, background: theme.page, title: finding)
    let words = words
    let headings = Headings(
      title: finding, subtitle: words.subtitle, terms: hasFooter ? words.terms : "", key: hasFooter ? words.key : "")
    let rows = rows
    let layout = layout(on: page, rows: rows.count)
    let frame = frame(in: layout.map)
    let basins = BasinMap(map: difference.second, raster: raster, frame: frame, threads: threads)
    picture.marks += basins.marks(theme)
    let gutter = layout.arrangement == .slim ? 0 : layout.gutter.width
    picture.marks += BasinTable(
      rows: rows, left: layout.table.left, bottom: layout.table.bottom, width: layout.table.width + gutter,
      rowHeight: layout.rowHeight, titles: ["", "starts", ""],
      namesTitle: "outcome"
    ).marks(theme)
    if let box = layout.loss {
      picture.marks += small(in: Rect(layout.table.left, box.y, layout.table.width + gutter, box.height))
    }
    picture.description =
      finding + ". " + rows.map { "\($0.name): \($0.share) of the starts" }.joined(separator: "; ") + "."
    picture.marks += headings.marks(on: page, left: layout.margins.left, right: layout.margins.right, theme)
    return picture
  }

  /// An outcome in words.
  public static func words(_ outcome: StartDifference.Outcome, of difference: StartDifference) -> String {
    DifferenceMapWords(difference: difference).name(outcome)
  }

  // MARK: - Parts

  private func frame(in space: Rect) -> MapFrame {
    MapFrame(x: difference.first.grid.x, y: difference.first.grid.y, in: space)
  }

  private func layout(on page: Size, rows: Int) -> ComparisonLayout {
    var layout = ComparisonLayout(on: page, runs: rows, reach: 0)
    for _ in 0..<2 {
      let reach = MapAxes(frame(in: layout.map), names: (surface.variables[0], surface.variables[1])).reach
      layout = ComparisonLayout(on: page, runs: rows, reach: reach)
    }
    return layout
  }

  /// The two maps beside each other, with their names above, and below them how many starts end at which minimum.
  private func small(in box: Rect) -> [Mark] {
    let gap = 12.0
    let maps = [difference.first, difference.second]
    let palette = BasinPalette(of: maps, firstHue: 2, theme)
    let shown = maps[0].attractors.indices.filter { index in maps.contains { $0.tally.counts[index] > 0 } }
    let side = min((box.width - gap) / 2, box.height)
    let rowHeight = 12.0
    let room = Int((box.height - side + 12) / rowHeight)
    let rows = shown.prefix(max(0, room)).map { index in
      let shares = maps.map { StartMapWords.percent($0.tally.counts[index], of: $0.tally.total) }
      return BasinTable.Row(
        colors: palette.ramp(of: .attractor(index)), isPlace: true,
        name: StartMapWords.place(of: maps[0].attractors[index], in: maps[0]), value: shares[0], share: shares[1],
        median: "")
    }
    let table = BasinTable(
      rows: Array(rows), left: box.x, bottom: box.y + side + 20 + rowHeight * Double(rows.count), width: 2 * side + gap,
      rowHeight: rowHeight, titles: [maps[0].entrant.label, maps[1].entrant.label, ""])
    let pictures = maps.enumerated().flatMap { index, map -> [Mark] in
      let space = Rect(box.x + Double(index) * (side + gap), box.y, side, side)
      let frame = MapFrame(x: map.grid.x, y: map.grid.y, in: space)
      let name = map.entrant.label.fitted(size: 6.6, least: 4.6, width: side - 12, weight: .bold)
      return [
        .clip(frame.box, [.image(map.raster(palette), frame.box)]),
        .stroke(.box(frame.box), Stroke(theme.frame, width: 0.55)),
        .fill(.circle(center: Point(frame.box.x + 3.4, frame.box.y - 6), radius: 3.2), hues[index]),
        .text(
          Text(
            name.string, at: Point(frame.box.x + 9.5, frame.box.y - 3.6), size: name.size, color: theme.ink,
            weight: .bold)
        ),
      ]
    }
    return pictures + (rows.isEmpty ? [] : table.marks(theme))
  }

  // MARK: - Colours

  private var hues: [Color] {
    RunStyle.styles(of: [difference.first.entrant, difference.second.entrant], theme).map(\.hue)
  }

  /// The colour of an outcome; a lead of eight times in steps is the strongest of those who are but sooner.
  private func color(_ outcome: StartDifference.Outcome, lead: Double = 1) -> Color {
    let strength = min(max(lead / 3, 0), 1)
    switch outcome {
    case .firstLower: return hues[0]
    case .secondLower: return hues[1]
    case .equallyLow: return theme.page.mixed(with: theme.ink, 0.42)
    case .firstSooner: return theme.page.mixed(with: hues[0], 0.06 + 0.34 * strength)
    case .secondSooner: return theme.page.mixed(with: hues[1], 0.06 + 0.34 * strength)
    case .same: return theme.page
    case .neither: return theme.page.mixed(with: theme.ink, 0.14)
    }
  }

  private var raster: Raster {
    let (first, second) = (difference.first, difference.second)
    let shades = StartDifference.Outcome.allCases.map { outcome in
      (0...32).map { color(outcome, lead: Double($0) * 3 / 32).hexadecimal }
    }
    // Logarithms of all steps once, not once a cell.
    let logs = (0...first.terms.steps).map { logarithm(Double(max(1, $0))) / logarithm(2) }
    return Raster(first.grid) { cell in
      let outcome = difference.outcome(of: cell)
      let lead =
        outcome == .firstSooner || outcome == .secondSooner
        ? (logs[first.arrival(of: cell)] - logs[second.arrival(of: cell)]).magnitude : 0
      return shades[outcome.rawValue][Int((min(lead, 3) * 32 / 3).rounded())]
    }
  }

  private var rows: [BasinTable.Row] {
    let total = difference.counts.reduce(0, +)
    return StartDifference.Outcome.allCases.filter { difference.counts[$0.rawValue] > 0 }.map { outcome in
      let isRamp = outcome == .firstSooner || outcome == .secondSooner
      return BasinTable.Row(
        colors: isRamp ? (0..<16).map { color(outcome, lead: Double($0) / 5) } : [color(outcome)], isPlace: true,
        name: words.name(outcome), value: NumberText.none,
        share: StartMapWords.percent(difference.counts[outcome.rawValue], of: total), median: "")
    }
  }
}

/// What a map of differences says in words.
struct DifferenceMapWords {
  let difference: StartDifference

  private var names: (String, String) { (difference.first.entrant.label, difference.second.entrant.label) }

  private func count(_ outcome: StartDifference.Outcome) -> Int { difference.counts[outcome.rawValue] }

  /// The finding.
  var title: String {
    let total = difference.counts.reduce(0, +)
    let (first, second) = (count(.firstLower), count(.secondLower))
    let surface = difference.first.surface.title
    let (better, worse) = first >= second ? (names.0, names.1) : (names.1, names.0)
    guard max(first, second) > 0 else {
      let (sooner, later) = (count(.firstSooner), count(.secondSooner))
      return "\(surface): \(sooner >= later ? names.0 : names.1) is sooner from "
        + "\(StartMapWords.percent(max(sooner, later), of: total)) of all starts; both end equally low"
    }
    return
      "\(surface): \(better) ends lower than \(worse) from \(StartMapWords.percent(max(first, second), of: total)) "
      + "of all starts, higher from \(StartMapWords.percent(min(first, second), of: total))"
  }

  var subtitle: String { StartMapWords(map: difference.first).subtitle }

  var terms: String {
    let both = [difference.first, difference.second].map { StartMapWords(map: $0) }
    return both[0].cells + "  \u{00B7}  "
      + zip([names.0, names.1], both).map { "\($0): \($1.rate)" }.joined(separator: "  \u{00B7}  ")
  }

  var key: String {
    "strong: who ends lower  \u{00B7}  pale: both at the same minimum, who is sooner, up to 8 times  \u{00B7}  small: where each ends, darker is later"
  }

  func name(_ outcome: StartDifference.Outcome) -> String {
    switch outcome {
    case .firstLower: "\(names.0) ends lower"
    case .secondLower: "\(names.1) ends lower"
    case .equallyLow: "apart, but equally low"
    case .firstSooner: "same minimum, \(names.0) sooner"
    case .secondSooner: "same minimum, \(names.1) sooner"
    case .same: "same minimum, as soon"
    case .neither: "neither at a minimum"
    }
  }
}
