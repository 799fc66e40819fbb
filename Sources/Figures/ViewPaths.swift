import Drawing

/// Runs on a surface in space: where they are seen, and where the surface hides them.
struct ViewPaths {
  /// A run on the page.
  private struct Walk {
    /// The run in the plan.
    let plan: TracedPath
    /// Its way, and the strokes that only go back and forth, in the plan.
    var parts: [Part] = []
    /// The run on the page; steps outside the window have no place.
    var page: TracedPath
    /// Whether the surface hides each step.
    var isHidden: [Bool] = []
  }

  /// Lines of one colour and width.
  private struct Part {
    let hue: Color
    let isStroke: Bool
    let pieces: [Path.Piece]
    var lines = ViewLines()
  }

  private var walks: [Walk]
  private let scene: ViewScene
  private let camera: Camera

  init(_ paths: [MapPath], on scene: ViewScene, _ camera: Camera, _ theme: Theme) {
    self.scene = scene
    self.camera = camera
    let frame = scene.landscape.frame
    walks = paths.filter(\.style.isSeen).sorted { RunStyle.isPaintedBefore($0.style, $1.style) }.map { path in
      let plan = TracedPath(path, in: frame)
      return Walk(plan: plan, parts: Self.parts(of: plan, in: frame.box, theme), page: plan)
    }
    raise()
  }

  /// The ways and strokes of a run, tinted or not.
  private static func parts(of plan: TracedPath, in box: Rect, _ theme: Theme) -> [Part] {
    func parts(_ lines: PathLines, _ hue: Color) -> [Part] {
      [Part(hue: hue, isStroke: true, pieces: lines.strokes), Part(hue: hue, isStroke: false, pieces: lines.way)]
        .filter { !$0.pieces.isEmpty }
    }
    guard !plan.tints.runs.isEmpty else { return parts(PathLines(plan), plan.style.hue) }
    return plan.tints.runs.filter { $0.range.lowerBound + 1 < plan.points.count }.flatMap { run -> [Part] in
      let last = min(run.range.upperBound, plan.points.count - 1)
      return parts(
        PathLines(box.clip(line: Array(plan.points[run.range.lowerBound...last]))), theme.tint(run.share))
    }
  }

  // MARK: - From the plan to the surface

  /// The surface is asked for all places at once.
  private mutating func raise() {
    let box = scene.landscape.frame.box
    var asked: [Point] = []
    var counts: [Int] = []
    func ask(_ points: [Point]) {
      asked += points
      counts.append(points.count)
    }
    for walk in walks {
      for part in walk.parts { for piece in part.pieces { ask(Self.dense(piece)) } }
      for run in walk.plan.runs { ask(Self.dense(Path.Piece(run.points, isClosed: false))) }
      ask(walk.plan.points.map { box.contains($0) ? $0 : box.center })
    }
    let spots = scene.spots(over: asked)
    var (place, line) = (0, 0)
    func next() -> [Spot] {
      defer {
        place += counts[line]
        line += 1
      }
      return Array(spots[place..<place + counts[line]])
    }
    for index in walks.indices {
      for part in walks[index].parts.indices {
        let raised = walks[index].parts[part].pieces.map { _ in next() }
        walks[index].parts[part].lines = ViewLines(raised, on: scene.field, camera, isSeenFromBelow: false)
      }
      let plan = walks[index].plan
      let runs = plan.runs.map { _ in next().filter(\.z.isFinite).map(camera.page) }
      let steps = next()
      walks[index].isHidden = steps.map { scene.field.hides($0, from: camera.direction) }
      let points = zip(plan.points, steps).map { point, spot in
        box.contains(point) && spot.z.isFinite ? camera.page(spot) : Point(.nan, .nan)
      }
      walks[index].page = TracedPath(
        style: plan.style,
        runs: runs.filter { $0.count > 1 }.flatMap { Rect(-1e6, -1e6, 2e6, 2e6).clip(line: $0) }, points: points,
        ending: Self.ending(of: plan, runs.last ?? [], points),
        start: points.first?.isFinite == true ? points.first : nil, tints: plan.tints)
    }
  }

  private static func dense(_ piece: Path.Piece) -> [Point] {
    let length = zip(piece.points, piece.points.dropFirst()).reduce(0) { $0 + $1.0.distance(to: $1.1) }
    return piece.dense(max(ViewLines.spacing, length / 20_000))
  }

  /// Where a run ends on the page: at its last place, or going out over the edge in the direction it is seen to go.
  private static func ending(of plan: TracedPath, _ run: [Point], _ steps: [Point]) -> TracedPath.Ending {
    guard let last = run.last else { return steps.first.map { $0.isFinite ? .inside($0) : .unseen } ?? .unseen }
    switch plan.ending {
    case .unseen: return .unseen
    case .inside: return .inside(last)
    case .leaves:
      let arc = ArcLength(run)
      let before = arc.point(at: arc.total - 3) ?? last
      return .leaves(at: last, direction: Point(last.x - before.x, last.y - before.y))
    }
  }

  // MARK: - On the page

  /// The runs as they are seen, best first: for discs and their leaders.
  var traced: [TracedPath] { walks.reversed().map(\.page) }

  /// The runs on the floor: thin, for where the surface hides them.
  func onFloor(_ ground: ViewGround) -> [Mark] {
    walks.compactMap { walk in
      let pieces = walk.parts.filter { !$0.isStroke }.flatMap(\.pieces)
      guard !pieces.isEmpty else { return nil }
      let path = Path(pieces.map { Path.Piece($0.points.map(ground.onFloor), isClosed: false) })
      return .stroke(path, Stroke(walk.plan.style.hue.withAlpha(0.4), width: 0.6))
    }
  }

  /// Hidden parts dashed and faint, then all halos, then the runs from the worst to the best over halos of their own.
  func lines(_ theme: Theme) -> [Mark] {
    var marks: [Mark] = []
    func stroke(_ pieces: [Path.Piece], _ stroke: Stroke) {
      if !pieces.isEmpty { marks.append(.stroke(Path(pieces), stroke)) }
    }
    for walk in walks {
      for part in walk.parts where !part.isStroke {
        stroke(part.lines.hidden, Stroke(part.hue.withAlpha(0.6), width: 0.7, dash: [1.6, 1.6], cap: .butt))
      }
    }
    for part in walks.flatMap(\.parts) {
      let halo = part.isStroke ? (alpha: 0.55, width: 0.9) : (alpha: 0.85, width: PathMarks.width + 1.5)
      stroke(part.lines.seen, Stroke(theme.halo.withAlpha(halo.alpha), width: halo.width))
    }
    for walk in walks {
      for part in walk.parts where part.isStroke {
        for piece in part.lines.seen { stroke([piece], Stroke(part.hue.withAlpha(0.6), width: 0.5)) }
      }
      let ways = walk.parts.filter { !$0.isStroke }
      stroke(ways.flatMap(\.lines.seen), Stroke(theme.halo.withAlpha(0.85), width: PathMarks.width + 0.7))
      for part in ways { stroke(part.lines.seen, Stroke(part.hue, width: PathMarks.width)) }
    }
    return marks
  }

  /// The dots of time that are seen, the dots at the ends, and the heads of arrows where runs leave.
  func dots(in box: Rect, _ theme: Theme) -> [Mark] {
    walks.flatMap { walk -> [Mark] in
      let seen = PathMarks.timeSteps(walk.page, in: box).filter { !walk.isHidden[$0] }
      return PathMarks.dots(of: walk.page, at: seen.map { walk.page.points[$0] }, theme)
    }
  }
}
