public import Drawing
public import Experiments
import Surfaces

/// Many runs of one optimizer from one start: where they are, how low, and when they leave a saddle.
public struct EnsembleFigure: Sendable {
  private let ensemble: Ensemble
  private let theme: Theme
  /// The finding, if it is to be worded otherwise.
  public var title: String?
  /// Whether terms and key stand below the figure; they may stand in a caption instead.
  public var hasFooter = true
  /// How many threads may draw it; the figure is the same for any number.
  public var threads = 1

  /// The figure of an ensemble on a surface with two coordinates.
  public init(_ ensemble: Ensemble, theme: Theme) {
    self.ensemble = ensemble
    self.theme = theme
  }

  private var words: EnsembleWords { EnsembleWords(ensemble) }

  /// The words of the footer, to be put in a caption.
  public var caption: String { [words.title, words.terms(notes: stage.notes), words.key].joined(separator: "\n") }

  /// The finished figure on a page, in points.
  public func picture(on page: Size = PageSize.usual) -> Picture {
    let stage = stage
    var layout = EnsembleLayout(on: page, panels: panels, reach: 0)
    layout = EnsembleLayout(on: page, panels: panels, reach: stage.reachToTheLeft(in: layout.map))
    let (left, right) = layout.margins
    let title = title ?? words.title
    let hue = hue
    var picture = Picture(size: page, background: theme.page, title: Text.plain(title))
    picture.description = words.description
    let frame = MapFrame(x: ensemble.surface.window[0], y: ensemble.surface.window[1], in: layout.map)
    let map = EnsembleMap(ensemble: ensemble, landscape: stage.landscape(in: frame), hue: hue)
    picture.marks += map.marks(theme)
    let escapes = layout.escapes
    let bands = BandPanel(
      ensemble, in: layout.losses, window: map.landscape.range, hue: hue, hasStepLabels: escapes == nil)
    picture.marks += bands.marks(theme)
    if let escape = ensemble.escape, let box = escapes {
      picture.marks += EscapePanel(
        escape, steps: ensemble.terms.steps, noise: ensemble.terms.noise, in: box, hue: hue
      ).marks(theme)
      if let box = layout.ladder {
        picture.marks += EscapeLadderPanel(escape, noise: ensemble.terms.noise, in: box, hue: hue)?.marks(theme) ?? []
      }
    } else if let box = layout.rows {
      picture.marks += EnsembleRows(ensemble: ensemble, box: box, hue: hue).marks(theme)
    }
    let headings = Headings(
      title: title, subtitle: words.subtitle(size: 5.8, width: page.width - left - right),
      terms: hasFooter ? words.terms(notes: stage.notes) : "", key: hasFooter ? words.key : "")
    picture.marks += headings.marks(on: page, left: left, right: right, theme)
    return picture
  }

  // MARK: - Parts

  /// The map of the run of stream 0, for its landscape.
  private var stage: MapStage {
    MapStage(comparison: ensemble.first, styles: RunStyle.styles(of: [ensemble.run.entrant], theme), threads: threads)
  }

  private var hue: Color { RunStyle.styles(of: [ensemble.run.entrant], theme)[0].hue }

  private var panels: EnsembleLayout.Panels {
    guard let escape = ensemble.escape else { return .rows(ensemble.clouds.count) }
    let box = Rect(0, 0, 100, 100)
    let hasLadder = EscapeLadderPanel(escape, noise: ensemble.terms.noise, in: box, hue: theme.ink) != nil
    return hasLadder ? .ladder : .escapes
  }
}

/// Where the parts of the figure of an ensemble stand on the page, in points.
struct EnsembleLayout {
  /// What stands under the losses.
  enum Panels: Equatable {
    /// A table of so many rows.
    case rows(Int)
    /// When runs leave a saddle.
    case escapes
    /// That, and how it depends on the noise.
    case ladder
  }

  private(set) var map: Rect
  private(set) var losses: Rect
  private(set) var escapes: Rect?
  private(set) var ladder: Rect?
  private(set) var rows: Rect?
  /// The edges of what is written.
  private(set) var margins: (left: Double, right: Double)

  private static let (top, bottom, between) = (45.0, 36.0, 27.0)
  private static let (leastColumn, mostColumn) = (150.0, 330.0)
  private static let rightMargin = 14.0
  /// Of a panel, from the edge of the column to its ground: labels of values.
  private static let labels = 22.0
  /// Over a panel its heading, under it the labels of its axis.
  private static let (heading, axis) = (9.0, 17.0)

  /// - Parameter reach: how far the map's tick labels reach to its left.
  init(on page: Size, panels: Panels, reach: Double) {
    let left = max(27, reach + 6)
    let height = page.height - Self.top - Self.bottom
    losses = Rect(0, 0, 0, 0)
    if page.width / page.height >= 1.15 {
      let side = min(
        height, page.width - left - Self.between - Self.rightMargin - max(Self.leastColumn, 0.36 * page.width))
      let width = min(Self.mostColumn, page.width - left - side - Self.between - Self.rightMargin)
      let spare = max(0, page.width - left - side - Self.between - width - Self.rightMargin) / 2
      map = Rect(left + spare, Self.top + (height - side) / 2, side, side)
      margins = (left + spare, Self.rightMargin + spare)
      stand(in: Rect(map.maxX + Self.between, Self.top, width, height), panels)
    } else {
      let side = min(page.width - left - Self.rightMargin, 0.56 * height)
      map = Rect(left + (page.width - left - Self.rightMargin - side) / 2, Self.top, side, side)
      margins = (12, Self.rightMargin)
      let top = map.maxY + Self.axis + 14
      stand(in: Rect(12, top, page.width - 12 - Self.rightMargin, page.height - Self.bottom - top), panels)
    }
  }

  /// Panels under one another.
  private mutating func stand(in column: Rect, _ panels: Panels) {
    let (x, width) = (column.x + Self.labels, column.width - Self.labels)
    var y = column.y + Self.heading
    func panel(_ height: Double) -> Rect { Rect(x, y, width, height) }
    switch panels {
    case .rows(let count):
      let table = min(EnsembleRows.height(count: count), 0.45 * column.height)
      losses = panel(column.height - Self.heading - Self.axis - table)
      rows = Rect(column.x, column.maxY - table, column.width, table)
    case .escapes:
      let room = column.height - 2 * Self.heading - Self.axis
      losses = panel(0.6 * room)
      y = losses.maxY + Self.axis
      escapes = panel(column.maxY - y)
    case .ladder:
      let room = column.height - 3 * Self.heading - 2 * Self.axis
      losses = panel(0.36 * room)
      y = losses.maxY + Self.axis
      escapes = panel(0.24 * room)
      y += 0.24 * room + Self.axis + Self.heading + 4
      ladder = panel(column.maxY - y)
    }
  }
}
