package import Drawing

/// The curve of a function of one coordinate with the steps of several runs on it.
///
/// Each step is a dot at (x, f(x)); straight chords join them, so that a step across a valley is seen to cross it.
package struct CurvePanel: Sendable {
  /// A run as the curve shows it.
  package struct Walker: Sendable {
    /// The coordinate and the loss after each step, from 0.
    package var steps: [Place]
    /// Its rank and colour.
    package var style: RunStyle

    /// A run from its coordinates and losses, its rank and its colour.
    package init(steps: [Place], style: RunStyle) {
      self.steps = steps
      self.style = style
    }
  }

  /// The function over its window.
  package let profile: Profile
  /// How values are spread over the height.
  package let scale: ProfileScale
  /// The box on the page.
  package let box: Rect
  /// The runs, in any order.
  package var walkers: [Walker]
  /// Where the runs start: coordinate and loss.
  package let start: Place
  /// Known lowest minima: coordinate and loss.
  package let minima: [Place]
  /// What is written at the axes; without a name the axis below has no labels either.
  package let names: (x: String, y: String)

  package init(
    _ profile: Profile, on scale: ProfileScale, in box: Rect, walkers: [Walker], start: Place, minima: [Place],
    names: (x: String, y: String)
  ) {
    self.profile = profile
    self.scale = scale
    self.box = box
    self.walkers = walkers
    self.start = start
    self.minima = minima
    self.names = names
  }

  /// Where a coordinate and a value stand on the page.
  package func page(_ place: Place) -> Point { frame.page(Place(place.x, scale.position(place.y))) }

  /// The window, and the heights with some air above and below.
  private var frame: MapFrame {
    let low = scale.position(profile.range.lowerBound)
    let high = scale.position(profile.range.upperBound)
    let height = high > low ? high - low : max(1, abs(high))
    return MapFrame(x: profile.window, y: low - 0.1 * height...high + 0.05 * height, filling: box)
  }

  /// The frame with its ticks.
  var axes: MapAxes {
    let frame = frame
    let x = names.x.isEmpty ? Ticks([]) : MapAxes(frame, names: names).x
    return MapAxes(frame, names: names, x: x, y: ticks(frame.y))
  }

  private func ticks(_ range: ClosedRange<Double>) -> Ticks {
    switch scale {
    case .linear: return .linear(range, wanted: max(3, Int(box.height / 32)))
    case .logarithmic(_, let floor):
      let values = Scale.logarithmic(base: 0)
      let all = Ticks.logarithmic(
        floor...values.value(at: range.upperBound), wanted: max(2, Int(box.height / 16)))
      return Ticks(all.labelled.map { Tick(values.position($0.value), label: $0.label) })
    }
  }

  // MARK: - Marks

  /// The marks, first painted first.
  package func marks(_ theme: Theme) -> [Mark] {
    let traced = walkers.map(traced)
    let (start, minima) = signs
    let lines = curve
    let samples = traced.flatMap(\.samples) + lines.flatMap { ArcLength($0.points).samples(every: 1.2) }
    let ends = PathEnds(
      traced, in: box, lines: samples,
      signs: start.map { .init(center: $0, radius: 4) } + minima.map { .init(center: $0, radius: 5) })
    return ground(lines, theme) + [
      .clip(
        box,
        PathMarks.lines(traced, in: box, theme) + stepDots(traced, theme) + PathMarks.dots(traced, in: box, theme)
          + ends.leaders(theme))
    ] + axes.marks(theme) + start.flatMap { PathMarks.start(at: $0, theme) }
      + minima.flatMap { PathMarks.minimum(at: $0, theme) } + ends.marks(theme)
  }

  /// What lies under the runs, and the signs over them.
  func still(_ theme: Theme) -> (below: [Mark], above: [Mark]) {
    (
      ground(curve, theme) + axes.marks(theme),
      signs.start.flatMap { PathMarks.start(at: $0, theme) } + signs.minima.flatMap { PathMarks.minimum(at: $0, theme) }
    )
  }

  /// A run on the page.
  func traced(_ walker: Walker) -> TracedPath {
    TracedPath(MapPath(points: walker.steps.map { Place($0.x, scale.position($0.y)) }, style: walker.style), in: frame)
  }

  /// The start and the minima that are seen.
  var signs: (start: [Point], minima: [Point]) {
    ([page(start)].filter(box.contains), minima.map(page).filter(box.contains))
  }

  /// The curve with start and minima alone, without axes, for a small picture of it.
  func bareMarks(_ theme: Theme) -> [Mark] {
    let small = 0.8
    return ground(curve, theme) + [.stroke(.box(box), Stroke(theme.frame, width: 0.4))]
      + signs.start.flatMap { PathMarks.start(at: $0, theme, scale: small) }
      + signs.minima.flatMap { PathMarks.minimum(at: $0, theme, scale: small) }
  }

  /// The pieces of the curve between places without a value, on the page.
  private var curve: [Path.Piece] {
    var pieces: [[Point]] = [[]]
    for (x, value) in zip(profile.places, profile.values) {
      if value.isFinite {
        pieces[pieces.count - 1].append(page(Place(x, value)))
      } else if pieces.last?.isEmpty == false {
        pieces.append([])
      }
    }
    return pieces.filter { $0.count > 1 }.map {
      Path.Piece($0, isClosed: false).simplified(tolerance: Landscape.tolerance)
    }
  }

  /// The sky with its rules, the earth under the curve, and the curve.
  private func ground(_ lines: [Path.Piece], _ theme: Theme) -> [Mark] {
    let rules = axes.y.labelled.map { tick in
      let y = frame.page(Place(frame.x.lowerBound, tick.value)).y
      return Path.Piece([Point(box.x, y), Point(box.maxX, y)], isClosed: false)
    }
    let earth = lines.compactMap { piece -> Path.Piece? in
      guard let first = piece.points.first, let last = piece.points.last else { return nil }
      return Path.Piece([Point(first.x, box.maxY)] + piece.points + [Point(last.x, box.maxY)], isClosed: true)
    }
    return [
      .fill(.box(box), theme.panelGround),
      .stroke(Path(rules), Stroke(theme.rule, width: 0.45, cap: .butt)),
      .clip(
        box,
        [
          .fill(Path(earth), theme.ground(at: 0.6)),
          .stroke(Path(lines), Stroke(theme.decadeLine, width: 0.9)),
        ]),
    ]
  }

  /// A small dot for every step that has room, so that the length of steps is seen.
  private func stepDots(_ paths: [TracedPath], _ theme: Theme) -> [Mark] {
    paths.filter { $0.style.presence == .shown }.sorted { $0.style.rank > $1.style.rank }.flatMap { path -> [Mark] in
      guard var previous = path.start else { return [] }
      var dots: [Path.Piece] = []
      for place in path.points.dropFirst() where box.contains(place) && place.distance(to: previous) >= 2.6 {
        dots += Path.circle(center: place, radius: 0.9).pieces
        previous = place
      }
      return dots.isEmpty ? [] : [.fill(Path(dots), path.style.hue)]
    }
  }
}
