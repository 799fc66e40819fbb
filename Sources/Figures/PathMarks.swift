import Drawing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The lines of a traced path: the way it makes, and the strokes that only go back and forth.
///
/// At the edge of stability an optimizer jumps from one wall of a valley to the other and back, hundreds of times in the
/// same place. Such strokes, longer than .8 points and with a turn of more than 120 degrees at both ends, are drawn thin
/// and pale, each piece in one stroke so that overlaps do not add up to a blot.
struct PathLines {
  /// What is drawn at full width.
  var way: [Path.Piece] = []
  /// What is drawn thin.
  var strokes: [Path.Piece] = []

  private static let shortest = 0.8
  private static let turn = -0.5  // the cosine of 120 degrees

  init(_ path: TracedPath) { self.init(path.runs) }

  /// The lines of some runs.
  ///
  /// - Parameters:
  ///   - pitch: how far a stroke may get along x and still count as one that only goes back and forth.
  ///   - fewest: how many such strokes in a row are drawn thin; fewer belong to the way.
  init(_ runs: [ClippedRun], pitch: Double = .infinity, fewest: Int = 1) {
    for run in runs {
      let points = run.points
      guard points.count > 1 else { continue }
      let sides = points.count - 1
      let turnsBack = (0...sides).map { corner in
        corner > 0 && corner < sides && Self.turnsBack(points[corner - 1], points[corner], points[corner + 1])
      }
      var isStroke = (0..<sides).map { side in
        turnsBack[side] && turnsBack[side + 1] && points[side].distance(to: points[side + 1]) > Self.shortest
          && abs(points[side + 1].x - points[side].x) < pitch
      }
      for range in Self.stretches(of: isStroke) where isStroke[range.lowerBound] && range.count < fewest {
        for side in range { isStroke[side] = false }
      }
      for range in Self.stretches(of: isStroke) {
        append(points[range.lowerBound...range.upperBound], isStroke[range.lowerBound])
      }
    }
  }

  /// The ranges over which marks stay the same.
  private static func stretches(of marks: [Bool]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var start = 0
    for index in marks.indices where index + 1 == marks.count || marks[index + 1] != marks[index] {
      result.append(start..<index + 1)
      start = index + 1
    }
    return result
  }

  private mutating func append(_ points: ArraySlice<Point>, _ isStroke: Bool) {
    guard points.count > 1 else { return }
    let piece = Path.Piece(Array(points), isClosed: false).simplified(tolerance: Landscape.tolerance)
    if isStroke { strokes.append(piece) } else { way.append(piece) }
  }

  private static func turnsBack(_ before: Point, _ corner: Point, _ after: Point) -> Bool {
    let (ax, ay) = (corner.x - before.x, corner.y - before.y)
    let (bx, by) = (after.x - corner.x, after.y - corner.y)
    let lengths = ((ax * ax + ay * ay) * (bx * bx + by * by)).squareRoot()
    return ax * bx + ay * by < turn * lengths
  }
}

/// How paths are drawn.
enum PathMarks {
  static let width = 1.35

  /// All halos, then the paths from the worst to the best, each over a halo of its own: the best lies on top, and
  /// crossings stay readable.
  static func lines(_ paths: [TracedPath], in box: Rect, _ theme: Theme, scale: Double = 1) -> [Mark] {
    let width = width * scale
    let worstFirst = seen(paths).map { ($0, PathLines($0)) }
    var marks: [Mark] = []
    for (path, lines) in worstFirst where path.style.presence == .shown {
      stroke(lines.strokes, Stroke(theme.halo.withAlpha(0.55), width: 0.9), to: &marks)
      stroke(lines.way, Stroke(theme.halo.withAlpha(0.85), width: width + 1.5), to: &marks)
    }
    return marks
      + worstFirst.flatMap { path, lines in path.style.titled(self.lines(of: path, lines, in: box, width, theme)) }
  }

  /// One path over its halo.
  private static func lines(
    of path: TracedPath, _ lines: PathLines, in box: Rect, _ width: Double, _ theme: Theme
  ) -> [Mark] {
    var marks: [Mark] = []
    guard path.style.presence == .shown else {
      stroke(lines.way + lines.strokes, Stroke(path.style.hue.withAlpha(0.7), width: 0.6), to: &marks)
      return marks
    }
    guard path.tints.runs.isEmpty else {
      stroke(lines.way, Stroke(theme.halo.withAlpha(0.85), width: width + 0.7), to: &marks)
      tinted(path, in: box, width: width, theme, to: &marks)
      return marks
    }
    for piece in lines.strokes {
      stroke([piece], Stroke(path.style.hue.withAlpha(0.6), width: 0.5), to: &marks)
    }
    stroke(lines.way, Stroke(theme.halo.withAlpha(0.85), width: width + 0.7), to: &marks)
    let dash = path.style.dash
    stroke(
      lines.way, Stroke(path.style.hue, width: width, dash: dash, cap: dash.isEmpty ? .round : .butt), to: &marks)
    return marks
  }

  /// The paths of which anything is seen, in the order of painting.
  private static func seen(_ paths: [TracedPath]) -> [TracedPath] {
    paths.filter(\.style.isSeen).sorted { RunStyle.isPaintedBefore($0.style, $1.style) }
  }

  /// A path in pieces of one colour each.
  private static func tinted(_ path: TracedPath, in box: Rect, width: Double, _ theme: Theme, to marks: inout [Mark]) {
    for run in path.tints.runs where run.range.lowerBound + 1 < path.points.count {
      let last = min(run.range.upperBound, path.points.count - 1)
      let lines = PathLines(box.clip(line: Array(path.points[run.range.lowerBound...last])))
      let hue = theme.tint(run.share)
      for piece in lines.strokes { stroke([piece], Stroke(hue.withAlpha(0.6), width: 0.5), to: &marks) }
      stroke(lines.way, Stroke(hue, width: width), to: &marks)
    }
  }

  private static func stroke(_ pieces: [Path.Piece], _ stroke: Stroke, to marks: inout [Mark]) {
    if !pieces.isEmpty { marks.append(.stroke(Path(pieces), stroke)) }
  }

  /// Dots at steps 1, 2, 5, 10, 20, 50, ...: how fast a path was.
  ///
  /// A dot is left out within 4.2 points of the dot before or the start, and within 3.4 of the end.
  static func timeDots(_ path: TracedPath, in box: Rect) -> [Point] {
    timeSteps(path, in: box).map { path.points[$0] }
  }

  /// The steps of those dots.
  static func timeSteps(_ path: TracedPath, in box: Rect) -> [Int] {
    guard var previous = path.start else { return [] }
    var end = path.points.last
    if case .leaves(let place, _) = path.ending { end = place }
    var dots: [Int] = []
    var decade = 1
    while decade < path.points.count {
      for step in [decade, 2 * decade, 5 * decade] where step < path.points.count {
        let place = path.points[step]
        guard box.contains(place), place.distance(to: previous) >= 4.2 else { continue }
        if let end, place.distance(to: end) < 3.4 { continue }
        dots.append(step)
        previous = place
      }
      decade *= 10
    }
    return dots
  }

  /// The dots of time, the dots at the ends, and the heads of arrows where paths leave, worst first.
  static func dots(_ paths: [TracedPath], in box: Rect, _ theme: Theme, scale: Double = 1) -> [Mark] {
    seen(paths).flatMap {
      dots(of: $0, at: timeDots($0, in: box), theme, scale: scale)
    }
  }

  /// The dots of time of one path in their places, and its end.
  static func dots(of path: TracedPath, at places: [Point], _ theme: Theme, scale: Double = 1) -> [Mark] {
    let radius = 1.25 * scale
    var marks: [Mark] = []
    for dot in path.style.presence == .shown ? places : [] {
      marks.append(.fill(.circle(center: dot, radius: radius), theme.halo))
      marks.append(.stroke(.circle(center: dot, radius: radius), Stroke(path.style.hue, width: 0.75 * scale)))
    }
    switch path.ending {
    case .inside(let place):
      marks.append(.fill(.circle(center: place, radius: radius), path.style.hue))
    case .leaves(let place, let direction):
      let head = Path.arrowHead(tip: place, direction: direction, length: 6.2 * scale)
      marks.append(.stroke(head, Stroke(theme.halo, width: 1.6)))
      marks.append(.fill(head, path.style.hue))
    case .unseen: break
    }
    return marks
  }

  /// The ring at the start.
  static func start(at place: Point, _ theme: Theme, scale: Double = 1) -> [Mark] {
    [
      .fill(.circle(center: place, radius: 4 * scale), theme.halo),
      .stroke(.circle(center: place, radius: 2.7 * scale), Stroke(theme.ink, width: 1.2 * scale)),
    ]
  }

  /// The star at a minimum.
  static func minimum(at place: Point, _ theme: Theme, scale: Double = 1) -> [Mark] {
    let star = Path.star(center: place, radius: 5 * scale)
    return [.stroke(star, Stroke(theme.halo, width: 2.2)), .fill(star, theme.star)]
  }

  /// The cross at a saddle.
  static func saddle(at place: Point, _ theme: Theme, scale: Double = 1) -> [Mark] {
    let cross = Path.cross(center: place, size: 6 * scale)
    return [
      .stroke(cross, Stroke(theme.halo.withAlpha(0.85), width: 2.2)), .stroke(cross, Stroke(theme.star, width: 1)),
    ]
  }
}
