public import Drawing

/// The map of a comparison: the landscape, the paths on it, and a disc with its rank at the end of each.
public struct MapPanel: Sendable {
  /// The surface in its frame.
  public var landscape: Landscape
  /// The runs, in any order.
  public var paths: [MapPath]
  /// Where the runs start; each gets a ring.
  public var starts: [Place]
  /// Known minima; each in the window gets a star.
  public var minima: [Place]
  /// Known saddles; each in the window gets a cross.
  public var saddles: [Place]
  /// The names of the two coordinates.
  public var names: (x: String, y: String)

  /// A map of runs on a landscape.
  public init(
    _ landscape: Landscape, paths: [MapPath], starts: [Place], minima: [Place] = [], saddles: [Place] = [],
    names: (x: String, y: String) = ("x", "y")
  ) {
    self.landscape = landscape
    self.paths = paths
    self.starts = starts
    self.minima = minima
    self.saddles = saddles
    self.names = names
  }

  /// How far tick labels reach to the left of the frame, in points.
  public var reachToTheLeft: Double { MapAxes(landscape.frame, names: names).reach }

  private static let discRadius = 4.3

  /// The marks, first painted first.
  public func marks(_ theme: Theme) -> [Mark] {
    let frame = landscape.frame
    let box = frame.box
    let traced = paths.map { TracedPath($0, in: frame) }
    func seen(_ places: [Place]) -> [Point] { places.map(frame.page).filter(box.contains) }
    let (starts, minima, saddles) = (seen(starts), seen(minima), seen(saddles))
    let samples = traced.flatMap(\.samples)
    let signs = (starts + minima + saddles).flatMap { rim(of: $0, radius: 4.5) }
    let discs = placeDiscs(traced, samples, starts: starts, minima: minima, saddles: saddles)
    let obstacles = samples + signs + discs.flatMap { around($0.disc) }
    // Signs and discs may hang over the frame: nothing of them is cut off.
    return [
      .clip(box, landscape.ground(theme)),
      .clip(box, landscape.lines(theme, obstacles: obstacles)),
      .clip(box, PathMarks.lines(traced, theme) + PathMarks.dots(traced, in: box, theme) + leaders(discs, theme)),
    ] + MapAxes(frame, names: names).marks(theme) + saddles.flatMap { PathMarks.saddle(at: $0, theme) }
      + starts.flatMap { PathMarks.start(at: $0, theme) } + minima.flatMap { PathMarks.minimum(at: $0, theme) }
      + discs.flatMap { $0.path.style.disc(at: $0.disc.center, radius: Self.discRadius, theme, rim: 0.9) }
  }

  // MARK: - Discs

  private typealias Ranked = (path: TracedPath, disc: RankDiscs.Placed)

  private func placeDiscs(
    _ traced: [TracedPath], _ samples: [Point], starts: [Point], minima: [Point], saddles: [Point]
  ) -> [Ranked] {
    var obstacles = starts.map { RankDiscs.Obstacle(center: $0, radius: 4) }
    obstacles += minima.map { RankDiscs.Obstacle(center: $0, radius: 5) }
    obstacles += saddles.map { RankDiscs.Obstacle(center: $0, radius: 3.5) }
    var wishes: [(path: TracedPath, anchor: Point)] = []
    var exits: [Point] = []
    for path in traced.sorted(by: { $0.style.rank < $1.style.rank }) {
      switch path.ending {
      case .inside(let place): wishes.append((path, place))
      case .leaves(let place, let direction):
        obstacles.append(arrowObstacle(place, direction))
        // The leader starts before the arrow, further back for each path that leaves at the same place.
        let before = exits.count { $0.distance(to: place) < 8 }
        exits.append(place)
        wishes.append((path, back(along: path, by: 10 + 4 * Double(before)) ?? place))
      case .unseen: break
      }
    }
    let discs = RankDiscs(
      in: landscape.frame.box, radius: Self.discRadius, paths: samples, obstacles: obstacles
    ).place(wishes.map(\.anchor))
    return discs.map { (wishes[$0.index].path, $0) }
  }

  private func arrowObstacle(_ tip: Point, _ direction: Point) -> RankDiscs.Obstacle {
    let reach = Point(0, 0).distance(to: direction)
    let center = reach > 0 ? Point(tip.x - direction.x / reach * 3.4, tip.y - direction.y / reach * 3.4) : tip
    return RankDiscs.Obstacle(center: center, radius: 3.8)
  }

  private func back(along path: TracedPath, by length: Double) -> Point? {
    guard let last = path.runs.last else { return nil }
    let arc = ArcLength(last.points)
    return arc.point(at: arc.total - min(length, arc.total / 2))
  }

  private func leaders(_ discs: [Ranked], _ theme: Theme) -> [Mark] {
    let far = discs.filter { !$0.disc.isAtEnd }
    // The halo begins beside the path, which it would cut in two otherwise.
    return far.map { ranked in
      let (anchor, center) = (ranked.disc.anchor, ranked.disc.center)
      let start = anchor.towards(center, min(1, 2.2 / anchor.distance(to: center)))
      return .stroke(Path(line: [start, center]), Stroke(theme.halo, width: 1.9, cap: .butt))
    }
      + far.map { .stroke(Path(line: [$0.disc.anchor, $0.disc.center]), Stroke($0.path.style.hue, width: 0.7)) }
      + far.compactMap { ranked in
        guard case .inside(let end) = ranked.path.ending else { return nil }
        return .fill(.circle(center: end, radius: 1.25), ranked.path.style.hue)
      }
  }

  /// Places on the rim of a disc and on its leader, for labels to keep away from.
  private func around(_ disc: RankDiscs.Placed) -> [Point] {
    rim(of: disc.center, radius: Self.discRadius) + ArcLength([disc.anchor, disc.center]).samples(every: 2)
  }

  private func rim(of center: Point, radius: Double) -> [Point] {
    Path.circle(center: center, radius: radius).pieces.flatMap(\.points)
  }
}
