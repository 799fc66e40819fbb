import Drawing

/// The discs with ranks at the ends of paths in a box, and the leaders that join them to the ends.
struct PathEnds {
  private typealias Ranked = (path: TracedPath, disc: RankDiscs.Placed)

  private static let radius = 4.3
  private let discs: [Ranked]

  /// - Parameters:
  ///   - traced: the paths, in any order.
  ///   - lines: places along all lines that discs should not hide.
  ///   - signs: start, stars and crosses, which discs must not touch.
  init(_ traced: [TracedPath], in box: Rect, lines: [Point], signs: [RankDiscs.Obstacle]) {
    var obstacles = signs
    var wishes: [(path: TracedPath, anchor: Point)] = []
    var exits: [Point] = []
    for path in traced.sorted(by: { $0.style.rank < $1.style.rank }) {
      switch path.ending {
      case .inside(let place): wishes.append((path, place))
      case .leaves(let place, let direction):
        obstacles.append(Self.arrow(place, direction))
        // The leader starts before the arrow, further back for each path that leaves at the same place.
        let before = exits.count { $0.distance(to: place) < 8 }
        exits.append(place)
        wishes.append((path, Self.back(along: path, by: 10 + 4 * Double(before)) ?? place))
      case .unseen: break
      }
    }
    discs = RankDiscs(in: box, radius: Self.radius, paths: lines, obstacles: obstacles).place(wishes.map(\.anchor))
      .map { (wishes[$0.index].path, $0) }
  }

  private static func arrow(_ tip: Point, _ direction: Point) -> RankDiscs.Obstacle {
    let reach = Point(0, 0).distance(to: direction)
    let center = reach > 0 ? Point(tip.x - direction.x / reach * 3.4, tip.y - direction.y / reach * 3.4) : tip
    return RankDiscs.Obstacle(center: center, radius: 3.8)
  }

  private static func back(along path: TracedPath, by length: Double) -> Point? {
    guard let last = path.runs.last else { return nil }
    let arc = ArcLength(last.points)
    return arc.point(at: arc.total - min(length, arc.total / 2))
  }

  /// The leaders, to be clipped to the box.
  func leaders(_ theme: Theme) -> [Mark] {
    let far = discs.filter { !$0.disc.isAtEnd && $0.path.style.isSeen }
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

  /// The discs, which may hang over the frame.
  func marks(_ theme: Theme) -> [Mark] {
    discs.flatMap { $0.path.style.disc(at: $0.disc.center, radius: Self.radius, theme, rim: 0.9) }
  }

  /// Places on the rims of discs and on leaders, for labels to keep away from.
  var outline: [Point] {
    discs.flatMap { _, disc in
      Self.rim(of: disc.center, radius: Self.radius) + ArcLength([disc.anchor, disc.center]).samples(every: 2)
    }
  }

  /// Places on a circle.
  static func rim(of center: Point, radius: Double) -> [Point] {
    Path.circle(center: center, radius: radius).pieces.flatMap(\.points)
  }
}
