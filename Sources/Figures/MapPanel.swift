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
  /// What else is shown, beneath the paths.
  var overlays: [OverlayMarks] = []
  /// A part that is shown larger.
  var inset: MapInset?

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

  /// The marks, first painted first.
  public func marks(_ theme: Theme) -> [Mark] {
    let frame = landscape.frame
    let box = frame.box
    let traced = paths.map { TracedPath($0, in: frame) }
    func seen(_ places: [Place]) -> [Point] { places.map(frame.page).filter(box.contains) }
    let (starts, minima, saddles) = (seen(starts), seen(minima), seen(saddles))
    let samples = traced.flatMap(\.samples)
    let inside = traced.filter { inset?.holdsEnd(of: $0) == true }
    let others = overlays.flatMap(\.obstacles) + (inset?.obstacles ?? [])
    let ends = PathEnds(
      inset.map { inset in traced.filter { !inset.holdsEnd(of: $0) } } ?? traced, in: box, lines: samples + others,
      signs: starts.map { .init(center: $0, radius: 4) } + minima.map { .init(center: $0, radius: 5) }
        + saddles.map { .init(center: $0, radius: 3.5) } + (inset?.discObstacles ?? []))
    let signs = (starts + minima + saddles).flatMap { PathEnds.rim(of: $0, radius: 4.5) }
    let obstacles = samples + signs + ends.outline + others
    // Signs and discs may hang over the frame: nothing of them is cut off.
    return [
      .clip(box, landscape.ground(theme)),
      .clip(box, landscape.lines(theme, obstacles: obstacles)),
      .clip(box, overlays.flatMap { $0.marks(theme) }),
      .clip(box, companions(theme)),
      .clip(
        box,
        (inset?.connectors(theme) ?? []) + PathMarks.lines(traced, in: box, theme)
          + PathMarks.dots(traced, in: box, theme) + ends.leaders(theme)),
    ] + MapAxes(frame, names: names).marks(theme) + saddles.flatMap { PathMarks.saddle(at: $0, theme) }
      + starts.flatMap { PathMarks.start(at: $0, theme) } + minima.flatMap { PathMarks.minimum(at: $0, theme) }
      + ends.marks(theme)
      + (inset?.marks(
        paths, discs: Set(inside.map(\.style.rank)), starts: self.starts, minima: self.minima, saddles: self.saddles,
        theme) ?? [])
  }

  /// What stays where paths move: what lies under them, its labels clear of them, and the signs over them.
  func still(_ theme: Theme) -> (below: [Mark], above: [Mark]) {
    let frame = landscape.frame
    let box = frame.box
    func seen(_ places: [Place]) -> [Point] { places.map(frame.page).filter(box.contains) }
    let (starts, minima, saddles) = (seen(starts), seen(minima), seen(saddles))
    let obstacles =
      paths.flatMap { TracedPath($0, in: frame).samples }
      + (starts + minima + saddles).flatMap { PathEnds.rim(of: $0, radius: 4.5) }
    let ground: [Mark] = [
      .clip(box, landscape.ground(theme)), .clip(box, landscape.lines(theme, obstacles: obstacles)),
    ]
    let signs =
      saddles.flatMap { PathMarks.saddle(at: $0, theme) } + starts.flatMap { PathMarks.start(at: $0, theme) }
      + minima.flatMap { PathMarks.minimum(at: $0, theme) }
    return (ground + MapAxes(frame, names: names).marks(theme), signs)
  }

  /// The further points of all runs, those of the best on top.
  private func companions(_ theme: Theme) -> [Mark] {
    paths.filter { $0.style.presence == .shown }.sorted { $0.style.rank > $1.style.rank }.flatMap { path in
      path.companions.map { CompanionMarks.marks($0, of: path.style, in: landscape.frame, theme) } ?? []
    }
  }
}
