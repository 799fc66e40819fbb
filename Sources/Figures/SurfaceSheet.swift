import Calculus
public import Drawing
import Experiments
public import Surfaces

/// Many surfaces on one sheet: a small map or curve of each, under the heads of their kinds.
public struct SurfaceSheet: Sendable {
  private let surfaces: [Surface]
  private let theme: Theme

  /// How wide the sheet is, in points: two usual pages.
  public static let width = 1152.0
  private static let columns = 12
  private static let margin = 27.0
  private static let pitch = (1152.0 - 2 * 27) / 12
  private static let cell = 80.0
  private static let rowHeight = 100.0
  private static let headHeight = 22.0
  private static let top = 44.0
  private static let bottom = 24.0

  /// The sheet of surfaces with one or two coordinates; others are left out.
  public init(_ surfaces: [Surface], theme: Theme) {
    self.surfaces = surfaces.filter { $0.dimension <= 2 }
    self.theme = theme
  }

  /// The size of the sheet, in points.
  public var size: Size {
    let rows = groups.map { ($0.members.count + Self.columns - 1) / Self.columns }.reduce(0, +)
    let height = Self.headHeight * Double(groups.count) + Self.rowHeight * Double(rows)
    return Size(Self.width, Self.top + height + Self.bottom)
  }

  /// The finished sheet.
  ///
  /// - Parameter threads: on how many threads surfaces are evaluated; the sheet does not depend on it.
  public func picture(threads: Int = 1) -> Picture {
    let title = "\(surfaces.count) surfaces"
    var picture = Picture(size: size, background: theme.page, title: title)
    picture.marks.append(
      .text(Text(title, at: Point(Self.margin, 26), size: 13, color: theme.ink, weight: .bold)))
    var cells: [(surface: Surface, space: Rect)] = []
    var y = Self.top
    for group in groups {
      picture.marks += head(group.kind, at: y)
      y += Self.headHeight
      for (index, surface) in group.members.enumerated() {
        let (row, column) = (index / Self.columns, index % Self.columns)
        cells.append(
          (
            surface,
            Rect(Self.margin + Self.pitch * Double(column), y + Self.rowHeight * Double(row) + 10, Self.cell, Self.cell)
          ))
      }
      y += Self.rowHeight * Double((group.members.count + Self.columns - 1) / Self.columns)
    }
    let places = cells
    let drawn = concurrently(places.count, threads: threads) { marks(of: places[$0].surface, in: places[$0].space) }
    picture.marks += drawn.flatMap { $0 }
    let key = "\u{2605} minimum  \u{00D7} saddle  \u{25CB} start  \u{00B7}  windows and levels are those of each card"
    picture.marks.append(
      .text(Text(key, at: Point(Self.margin, size.height - 10), size: 6.4, color: theme.secondaryInk)))
    return picture
  }

  /// The kinds there are, each with its surfaces in the order of their titles.
  private var groups: [(kind: Surface.Kind, members: [Surface])] {
    Surface.Kind.allCases.map { kind in
      (kind, surfaces.filter { $0.kind == kind }.sorted { $0.title < $1.title })
    }.filter { !$0.1.isEmpty }
  }

  // MARK: - Marks

  private func head(_ kind: Surface.Kind, at y: Double) -> [Mark] {
    let line = Path(line: [Point(Self.margin, y + 15), Point(Self.width - Self.margin, y + 15)])
    return [
      .text(Text(kind.rawValue, at: Point(Self.margin, y + 11), size: 8, color: theme.ink, weight: .bold)),
      .stroke(line, Stroke(theme.rule, width: 0.5, cap: .butt)),
    ]
  }

  private func marks(of surface: Surface, in space: Rect) -> [Mark] {
    let name = surface.name.fitted(size: 6, least: 4.6, width: Self.pitch - 5, weight: .regular)
    let title = Text(name.string, at: Point(space.x, space.y - 4), size: name.size, color: theme.ink)
    return [.text(title)] + (surface.dimension == 1 ? curve(of: surface, in: space) : map(of: surface, in: space))
  }

  private func map(of surface: Surface, in space: Rect) -> [Mark] {
    let frame = MapFrame(x: surface.window[0], y: surface.window[1], in: space)
    let landscape = Landscape(of: Terrain(surface.data?.thinned ?? surface.objective), in: frame) {
      surface.contourLevels($0, least: surface.leastLoss)
    }
    func place(_ point: [Double]) -> Place { Place(point[0], point[1]) }
    var map = FacetMap(
      landscape: landscape, paths: [], starts: surface.starts.map(place),
      minima: surface.minima.filter { $0.value == surface.minimumValue }.map { place($0.at) },
      saddles: surface.saddles.map { place($0.at) })
    map.signs = 0.7
    let border = Path.box(frame.box)
    return map.marks(theme) + [.stroke(border, Stroke(theme.frame, width: 0.4))]
  }

  private func curve(of surface: Surface, in space: Rect) -> [Mark] {
    let profile = Profile(of: surface.objective, over: surface.window[0], count: 321)
    let least = surface.leastLoss
    let scale = profile.scale(
      least: least, gap: least.map { profile.range.upperBound - $0 } ?? 0, levels: surface.levels)
    let box = Rect(space.x, space.y + 0.12 * space.height, space.width, 0.76 * space.height)
    let panel = CurvePanel(
      profile, on: scale, in: box, walkers: [],
      start: Place(surface.starts[0][0], surface.objective.value(at: surface.starts[0])),
      minima: surface.minima.filter { $0.value == surface.minimumValue }.map { Place($0.at[0], $0.value) },
      names: ("", ""))
    return panel.bareMarks(theme)
  }
}
