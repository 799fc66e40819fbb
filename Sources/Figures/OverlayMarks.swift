import Calculus
import Drawing
import Surfaces

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// An overlay on the page.
struct OverlayMarks {
  let overlay: MapOverlay
  let objective: any Objective
  let landscape: Landscape

  private var frame: MapFrame { landscape.frame }
  private var box: Rect { landscape.frame.box }

  /// How many levels of the map below its own value a model shows.
  private static let levelsBelow = 1
  /// Between two arrows of a field.
  private static let spacing = 16.5
  /// The lengths of arrows where it is flattest and steepest.
  private static let lengths = 3.2...11.0
  /// How long the longer half axis of curvature is, and the shorter one at least.
  private static let axes = (longest: 40.0, least: 3.0)

  /// The marks, first painted first, to be clipped to the box.
  func marks(_ theme: Theme) -> [Mark] {
    switch overlay {
    case .gradient: field(theme)
    case .taylor(let place): contours(of: Quadratic(objective, at: place), theme) + point(place, theme)
    case .newton(let place):
      contours(of: Quadratic(objective, at: place), theme) + step(Quadratic(objective, at: place), theme)
        + point(place, theme)
    case .eigenvectors(let place): curvature(at: place, theme) + point(place, theme)
    }
  }

  /// What labels and discs keep away from.
  var obstacles: [Point] {
    switch overlay {
    case .gradient: return []
    case .taylor(let place): return samples(of: Quadratic(objective, at: place))
    case .newton(let place):
      let model = Quadratic(objective, at: place)
      let step = model.stationaryPoint.map { [frame.page(place), near(frame.page($0))] } ?? []
      return samples(of: model) + (step.isEmpty ? [] : ArcLength(step).samples(every: 2))
    case .eigenvectors(let place):
      return halfAxes(at: place).flatMap { axis in
        ArcLength([axis.start, axis.end]).samples(every: 2)
      }
    }
  }

  /// Places along the lines of a model.
  private func samples(of model: Quadratic) -> [Point] {
    let lines = lines(of: model)
    return [frame.page(model.place)] + (lines.own + lines.others).flatMap { ArcLength($0.points).samples(every: 2) }
  }

  /// How it is to be read.
  func words(_ variables: [String]) -> String {
    func text(_ place: Place) -> String { ComparisonWords.place([place.x, place.y], variables) }
    switch overlay {
    case .gradient: return "arrows: downhill"
    case .taylor(let place): return "broken: second-order model at \(text(place))"
    case .newton(let place):
      let hasStep = Quadratic(objective, at: place).stationaryPoint != nil
      return "broken: second-order model at \(text(place)), "
        + (hasStep ? "arrow: Newton's step" : "which has no Newton step")
    case .eigenvectors(let place):
      guard let system = Quadratic(objective, at: place).eigensystem else { return "no curvature at \(text(place))" }
      let values = system.values.map { NumberText.value($0) }.joined(separator: " and ")
      return "cross: curvature \(values) at \(text(place))"
    }
  }

  // MARK: - Arrows downhill

  private func field(_ theme: Theme) -> [Mark] {
    let columns = max(2, Int(box.width / Self.spacing))
    let rows = max(2, Int(box.height / Self.spacing))
    let centers = (0..<columns * rows).map { index in
      Point(
        box.x + box.width * (Double(index % columns) + 0.5) / Double(columns),
        box.y + box.height * (Double(index / columns) + 0.5) / Double(rows))
    }
    let places = centers.map { frame.place($0) }
    guard let slopes = Terrain(objective).slopes?(places.map { $0.x }, places.map { $0.y }) else { return [] }
    let steepness = places.indices.map { hypot(slopes.x[$0], slopes.y[$0]) }
    let known = steepness.filter { $0.isFinite && $0 > 0 }.map { log10($0) }.sorted()
    guard let most = known.last else { return [] }
    // Where it is flattest, but for the flattest twentieth.
    let low = known[known.count / 20]
    var lines: [Path.Piece] = []
    var heads: [Path.Piece] = []
    for (index, center) in centers.enumerated() where steepness[index].isFinite && steepness[index] > 0 {
      let share = most > low ? min(1, max(0, (log10(steepness[index]) - low) / (most - low))) : 1
      let length = Self.lengths.lowerBound + share * (Self.lengths.upperBound - Self.lengths.lowerBound)
      let downhill = Point(-slopes.x[index] * frame.unitX, slopes.y[index] * frame.unitY)
      let size = hypot(downhill.x, downhill.y)
      guard size.isFinite, size > 0 else { continue }
      let (x, y) = (downhill.x / size * length / 2, downhill.y / size * length / 2)
      let (tail, tip) = (Point(center.x - x, center.y - y), Point(center.x + x, center.y + y))
      lines.append(Path.Piece([tail, tip], isClosed: false))
      heads += Path.arrowHead(tip: tip, direction: downhill, length: 2.4).pieces
    }
    let ink = theme.secondaryInk.withAlpha(0.6)
    return [.stroke(Path(lines), Stroke(ink, width: 0.45, cap: .butt)), .fill(Path(heads), ink)]
  }

  // MARK: - The model at a point

  private func contours(of model: Quadratic, _ theme: Theme) -> [Mark] {
    let lines = lines(of: model)
    let ink = theme.ink.withAlpha(0.75)
    return [
      .stroke(Path(lines.others), Stroke(ink, width: 0.6, dash: [2.4, 1.6], cap: .butt)),
      .stroke(Path(lines.own), Stroke(ink, width: 0.9, dash: [4.4, 1.8], cap: .butt)),
    ]
  }

  /// The line of the model through its point, and those of the map's levels next to it.
  private func lines(of model: Quadratic) -> (own: [Path.Piece], others: [Path.Piece]) {
    guard model.isFinite else { return ([], []) }
    let heavy = landscape.levels.all.filter { $0.weight != .minor }
    let above = heavy.firstIndex { $0.value > model.value } ?? heavy.count
    // All together would smear where the model has a narrow valley.
    let near = heavy[max(0, above - Self.levelsBelow)..<min(heavy.count, above + 1)]
    let terrain = Terrain(values: { xs, ys in zip(xs, ys).map { model.value(at: Place($0, $1)) } })
    func lines(_ levels: [Levels.Level]) -> [Path.Piece] {
      let levels = Levels(levels, scale: landscape.levels.scale)
      return Landscape(of: terrain, in: frame) { _ in levels }.rings.flatMap { $0.flatMap(\.lines) }
    }
    return (lines([Levels.Level(model.value, .zero)]), lines(Array(near)))
  }

  private func step(_ model: Quadratic, _ theme: Theme) -> [Mark] {
    guard let target = model.stationaryPoint else { return [] }
    let (from, to) = (frame.page(model.place), near(frame.page(target)))
    guard from.distance(to: to) > 1 else { return [] }
    let direction = Point(to.x - from.x, to.y - from.y)
    let head = Path.arrowHead(tip: to, direction: direction, length: 5.4)
    let shaft = Path(line: [from, from.towards(to, max(0, 1 - 4 / from.distance(to: to)))])
    return [
      .stroke(shaft, Stroke(theme.halo, width: 3)), .stroke(head, Stroke(theme.halo, width: 1.6)),
      .stroke(shaft, Stroke(theme.ink, width: 1.2, cap: .butt)), .fill(head, theme.ink),
    ]
  }

  private func point(_ place: Place, _ theme: Theme) -> [Mark] {
    let center = frame.page(place)
    return [
      .fill(.circle(center: center, radius: 2.6), theme.halo), .fill(.circle(center: center, radius: 1.7), theme.ink),
    ]
  }

  // MARK: - Axes of curvature

  private func curvature(at place: Place, _ theme: Theme) -> [Mark] {
    halfAxes(at: place).flatMap { axis -> [Mark] in
      let line = Path(line: [axis.start, axis.end])
      return [
        .stroke(line, Stroke(theme.halo, width: 2.8)),
        .stroke(line, Stroke(theme.ink, width: 1.1, dash: axis.isDownhill ? [2.4, 1.6] : [], cap: .butt)),
      ]
    }
  }

  /// Both axes, as long as the section of the surface is wide: one over the root of the curvature.
  private func halfAxes(at place: Place) -> [(start: Point, end: Point, isDownhill: Bool)] {
    guard let system = Quadratic(objective, at: place).eigensystem else { return [] }
    let widths = system.values.map { $0 == 0 ? .infinity : 1 / abs($0).squareRoot() }
    let finite = widths.filter(\.isFinite)
    let widest = finite.count == widths.count ? finite.max() ?? 1 : (finite.max() ?? 1) * 4
    let center = frame.page(place)
    return system.values.indices.compactMap { index in
      let vector = system.vectors[index]
      let direction = Point(vector[0] * frame.unitX, -vector[1] * frame.unitY)
      let size = hypot(direction.x, direction.y)
      guard size > 0, size.isFinite else { return nil }
      let length = max(Self.axes.least, Self.axes.longest * min(1, widths[index] / widest))
      let (x, y) = (direction.x / size * length, direction.y / size * length)
      return (Point(center.x - x, center.y - y), Point(center.x + x, center.y + y), system.values[index] < 0)
    }
  }

  /// A point on the page, brought nearer to the box along a straight line if it is absurdly far away.
  private func near(_ point: Point) -> Point {
    let reach = max(abs(point.x - box.center.x), abs(point.y - box.center.y))
    return reach > 1e5 ? box.center.towards(point, 1e5 / reach) : point
  }
}

/// The quadratic that a surface is near a point.
struct Quadratic {
  let place: Place
  let value: Double
  private let gradient: [Double]
  private let hessian: SymmetricMatrix

  init(_ objective: any Objective, at place: Place) {
    self.place = place
    let point = [place.x, place.y]
    value = objective.value(at: point)
    gradient = objective.gradient(at: point)
    hessian = SymmetricMatrix(rows: objective.hessian(at: point))
  }

  var isFinite: Bool { value.isFinite && gradient.allSatisfy(\.isFinite) && hessian.isFinite }

  func value(at other: Place) -> Double {
    let way = [other.x - place.x, other.y - place.y]
    let bent = hessian.product(way)
    return value + gradient[0] * way[0] + gradient[1] * way[1] + 0.5 * (bent[0] * way[0] + bent[1] * way[1])
  }

  /// Curvatures and their directions.
  var eigensystem: Eigensystem? { isFinite ? hessian.eigensystem() : nil }

  /// What its stationary point is.
  var kind: StationaryKind? { isFinite ? hessian.stationaryKind() : nil }

  /// Where its gradient is zero; nothing if it has no such point, or many.
  var stationaryPoint: Place? {
    let determinant = hessian[0, 0] * hessian[1, 1] - hessian[0, 1] * hessian[0, 1]
    guard isFinite, determinant != 0 else { return nil }
    let x = (hessian[1, 1] * gradient[0] - hessian[0, 1] * gradient[1]) / determinant
    let y = (hessian[0, 0] * gradient[1] - hessian[0, 1] * gradient[0]) / determinant
    let target = Place(place.x - x, place.y - y)
    return target.x.isFinite && target.y.isFinite ? target : nil
  }
}
