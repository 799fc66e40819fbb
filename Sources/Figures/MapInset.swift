import Drawing

/// A part of a map, larger, in a corner of it that the paths leave free; with contour levels of its own.
struct MapInset {
  /// The part in its box on the page.
  let landscape: Landscape
  /// The part where it lies on the map.
  let zoomed: Rect
  private let magnification: Double

  private var box: Rect { landscape.frame.box }

  /// The longer side of an inset, in terms of the map's.
  private static let share = 0.37
  /// From the frame of the map to the inset.
  private static let margin = 6.0

  /// - Parameters:
  ///   - x: the range of the first coordinate, inside that of the map.
  ///   - y: the range of the second coordinate.
  ///   - frame: the map.
  ///   - busy: places that the inset should not cover: paths and signs.
  ///   - landscape: the surface in a frame.
  init(
    x: ClosedRange<Double>, y: ClosedRange<Double>, on frame: MapFrame, busy: [Point],
    landscape: (MapFrame) -> Landscape
  ) {
    let (corner, opposite) = (
      frame.page(Place(x.lowerBound, y.upperBound)), frame.page(Place(x.upperBound, y.lowerBound))
    )
    let zoomed = Rect(corner.x, corner.y, opposite.x - corner.x, opposite.y - corner.y)
    let side = Self.share * min(frame.box.width, frame.box.height)
    let scale = side / max(zoomed.width, zoomed.height)
    let size = Size(max(0.4 * side, zoomed.width * scale), max(0.4 * side, zoomed.height * scale))
    let box = Self.place(for: size, in: frame.box, beside: zoomed, busy: busy)
    self.zoomed = zoomed
    self.landscape = landscape(MapFrame(x: x, y: y, filling: box))
    magnification = scale
  }

  /// The box that covers least, of those that do not cover the part itself; nearer ones first.
  private static func place(for size: Size, in map: Rect, beside zoomed: Rect, busy: [Point]) -> Rect {
    let room = map.inset(by: margin)
    let steps = 8.0
    var best = (cost: Double.infinity, box: Rect(room.x, room.y, size.width, size.height))
    for row in 0...Int(steps) {
      for column in 0...Int(steps) {
        let box = Rect(
          room.x + (room.width - size.width) * Double(column) / steps,
          room.y + (room.height - size.height) * Double(row) / steps, size.width, size.height)
        let rim = box.inset(by: -3)
        let covered = Double(busy.count(where: rim.contains))
        let hidesItself = rim.overlaps(zoomed) ? 1e6 : 0
        // Corners look best.
        let isCorner = [0, Int(steps)].contains(row) && [0, Int(steps)].contains(column)
        let cost = hidesItself + covered + 0.02 * box.center.distance(to: zoomed.center) + (isCorner ? 0 : 4)
        if cost < best.cost { best = (cost, box) }
      }
    }
    return best.box
  }

  /// Whether a path ends in the part.
  func holdsEnd(of path: TracedPath) -> Bool {
    if case .inside(let end) = path.ending { return zoomed.contains(end) }
    return false
  }

  /// What labels and discs of the map keep away from.
  var obstacles: [Point] {
    stride(from: box.x - 2, through: box.maxX + 2, by: 3.5).flatMap { x in
      stride(from: box.y - 2, through: box.maxY + 2, by: 3.5).map { Point(x, $0) }
    }
  }

  /// What discs of the map must not touch.
  var discObstacles: [RankDiscs.Obstacle] {
    stride(from: box.x + 3, through: box.maxX, by: 7).flatMap { x in
      stride(from: box.y + 3, through: box.maxY, by: 7).map { RankDiscs.Obstacle(center: Point(x, $0), radius: 5) }
    }
  }

  /// The frame around the part on the map, and the lines from it to the inset, to be painted beneath the paths.
  func connectors(_ theme: Theme) -> [Mark] {
    let (small, large) = (Quad(zoomed).corners, Quad(box).corners)
    // Of the four lines between like corners the two that do not run through either box.
    let free = zip(small, large).filter { from, to in
      box.inset(by: 0.5).clip(from: from, to: to) == nil && zoomed.inset(by: 0.1).clip(from: from, to: to) == nil
    }
    return free.map { .stroke(Path(line: [$0, $1]), Stroke(theme.frame, width: 0.45, cap: .butt)) }
      + [.stroke(.box(zoomed), Stroke(theme.frame, width: 0.6, cap: .butt))]
  }

  /// The inset, first mark first.
  ///
  /// - Parameters:
  ///   - paths: all runs of the map.
  ///   - discs: those whose discs stand here.
  func marks(
    _ paths: [MapPath], discs wanted: Set<Int>, starts: [Place], minima: [Place], saddles: [Place], _ theme: Theme
  ) -> [Mark] {
    let frame = landscape.frame
    let traced = paths.map { TracedPath($0, through: frame) }
    func seen(_ places: [Place]) -> [Point] { places.map(frame.page).filter(box.contains) }
    let (starts, minima, saddles) = (seen(starts), seen(minima), seen(saddles))
    let samples = traced.flatMap(\.samples)
    let size = 5.2
    let word = Text(
      "\u{00D7}\(NumberText.significant(magnification, figures: 2, plainFrom: -3))",
      at: Point(box.maxX - 3, box.maxY - 3.4), size: size, color: theme.secondaryInk, anchor: .end)
    let ends = PathEnds(
      traced.filter { wanted.contains($0.style.rank) }, in: box, lines: samples,
      signs: starts.map { .init(center: $0, radius: 4) } + minima.map { .init(center: $0, radius: 5) }
        + saddles.map { .init(center: $0, radius: 3.5) }
        + [.init(center: word.box.bounds.center, radius: word.width / 2 + 1)])
    let corner = word.box.bounds
    let wordPlaces = [Point(corner.x, corner.center.y), corner.center, Point(corner.maxX, corner.center.y)]
    let signs = (starts + minima + saddles).flatMap { PathEnds.rim(of: $0, radius: 4.5) }
    let scale = 0.93
    return [
      .fill(.box(box.inset(by: -1.5)), theme.halo), .clip(box, landscape.ground(theme)),
      .clip(
        box,
        landscape.lines(theme, labelSize: size, obstacles: samples + signs + ends.outline + wordPlaces)
          + PathMarks.lines(traced, in: box, theme, scale: scale) + PathMarks.dots(traced, in: box, theme, scale: scale)
          + ends.leaders(theme)),
      .stroke(.box(box), Stroke(theme.frame, width: 0.7, cap: .butt)), .text(word),
    ] + saddles.flatMap { PathMarks.saddle(at: $0, theme) } + starts.flatMap { PathMarks.start(at: $0, theme) }
      + minima.flatMap { PathMarks.minimum(at: $0, theme) } + ends.marks(theme)
  }
}
