import Drawing

/// The map of one cell: the landscape, the others as ghosts, and the paths the cell is about.
struct FacetMap {
  /// The landscape in the box of the cell.
  let landscape: Landscape
  /// The paths, and whether each has arrived at a minimum.
  let paths: [(path: MapPath, hasArrived: Bool)]
  /// The lines of the others, for orientation.
  var ghosts: [Path] = []
  let starts: [Place]
  let minima: [Place]
  let saddles: [Place]
  /// Whether contours are labelled.
  var hasLabels = false
  /// Whether the levels between the decades are drawn.
  var hasHairlines = false
  /// The size of signs, in terms of what suits the box.
  var signs = 1.0

  /// How large lines and signs are: as they are in a cell 82 points wide, and smaller in smaller ones.
  static func scale(_ box: Rect) -> Double { min(1, max(0.6, min(box.width, box.height) / 82)) }

  func marks(_ theme: Theme) -> [Mark] {
    let frame = landscape.frame
    let box = frame.box
    let scale = Self.scale(box) * signs
    let traced = paths.map { TracedPath($0.path, in: frame) }
    func seen(_ places: [Place]) -> [Point] { places.map(frame.page).filter(box.contains) }
    let (starts, minima, saddles) = (seen(starts), seen(minima), seen(saddles))
    let ghost = Stroke(theme.ghost.withAlpha(0.5), width: 0.55)
    let obstacles =
      hasLabels
      ? traced.flatMap(\.samples) + ghosts.flatMap { $0.pieces.flatMap(\.points) } + starts + minima + saddles : []
    return [
      .clip(box, landscape.ground(theme)),
      .clip(
        box,
        landscape.lines(theme, labelSize: 4.8, hasHairlines: hasHairlines, hasLabels: hasLabels, obstacles: obstacles)
          + ghosts.map { .stroke($0, ghost) }
          + PathMarks.lines(traced, in: landscape.frame.box, theme, scale: scale)
          + PathMarks.dots(traced, in: box, theme, scale: scale)),
    ] + saddles.flatMap { PathMarks.saddle(at: $0, theme, scale: scale) }
      + minima.flatMap { PathMarks.minimum(at: $0, theme, scale: scale) } + ends(traced, minima, scale, theme)
      + starts.flatMap { PathMarks.start(at: $0, theme, scale: scale) }
  }

  /// A disc where a path ends; a star in it where that is a minimum.
  ///
  /// The best lies on top.
  private func ends(_ traced: [TracedPath], _ minima: [Point], _ scale: Double, _ theme: Theme) -> [Mark] {
    var marks: [Mark] = []
    let worstFirst = zip(traced, paths).sorted { $0.0.style.rank > $1.0.style.rank }
    for (trace, path) in worstFirst {
      guard case .inside(let end) = trace.ending else { continue }
      let goal = minima.min { $0.distance(to: end) < $1.distance(to: end) }
      if path.hasArrived, let goal, goal.distance(to: end) < 4 {
        // One star is enough where several arrive: its disc has the colour of the best.
        marks += [
          .fill(.circle(center: goal, radius: 5.2 * scale), theme.halo),
          .fill(.circle(center: goal, radius: 4.4 * scale), trace.style.hue),
          .fill(.star(center: goal, radius: 3.5 * scale), theme.page),
        ]
      } else {
        marks += [
          .fill(.circle(center: end, radius: 3.1 * scale), theme.halo),
          .fill(.circle(center: end, radius: 2.4 * scale), trace.style.hue),
        ]
      }
    }
    return marks
  }
}

extension MapPath {
  /// What is seen of the run, as a line for orientation.
  func ghost(in frame: MapFrame) -> Path {
    Path(
      TracedPath(self, in: frame).runs.map {
        Path.Piece($0.points, isClosed: false).simplified(tolerance: 4 * Landscape.tolerance)
      })
  }
}

extension Path {
  /// The path moved across the page.
  func moved(from: Rect, to: Rect) -> Path {
    let (dx, dy) = (to.x - from.x, to.y - from.y)
    return Path(
      pieces.map { Piece($0.points.map { Point($0.x + dx, $0.y + dy) }, isClosed: $0.isClosed) })
  }
}
