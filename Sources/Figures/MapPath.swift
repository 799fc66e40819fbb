import Drawing
public import Experiments

/// A run as a map shows it.
public struct MapPath: Sendable {
  /// The points, the start first.
  ///
  /// They may leave the window and need not be finite.
  public var points: [Place]
  /// Its rank and colour.
  public var style: RunStyle
  /// For a path coloured by something: the share of it, from 0 to 1, of the step to each point after the first.
  public var shares: [Double] = []
  /// Further points of the run, drawn thin beneath all paths.
  public var companions: CompanionTrack?

  /// A run from its points, its rank and its colour.
  public init(points: [Place], style: RunStyle) {
    self.points = points
    self.style = style
  }
}

/// A run on the page: the part of it that is seen, and how that ends.
struct TracedPath {
  /// Where the seen part ends.
  enum Ending {
    /// At the last point of the run.
    case inside(Point)
    /// At the frame, for good; the direction is the one it goes out in.
    case leaves(at: Point, direction: Point)
    /// Nothing of the run is seen.
    case unseen
  }

  let style: RunStyle
  /// The part that is seen, in runs between the places where it crosses the frame.
  let runs: [ClippedRun]
  /// The points up to where the path ends, in the frame or not; index is the step.
  let points: [Point]
  let ending: Ending
  let start: Point?
  /// Groups of steps of one colour each; empty for a path of one colour.
  let tints: TintedRuns

  /// Brings a run to the page.
  ///
  /// A run that diverges or ends outside the window is shown up to the first place where it goes out: what crosses the
  /// window later, on the way to nowhere, would say nothing.
  init(_ path: MapPath, in frame: MapFrame) {
    style = path.style
    tints = TintedRuns(path.shares)
    let box = frame.box
    var points = path.points.prefix { $0.x.isFinite && $0.y.isFinite }.map { Self.near(frame.page($0), box) }
    let isWhole = points.count == path.points.count
    start = points.first
    guard let first = points.first, let last = points.last, box.contains(first) else {
      (self.points, runs, ending) = ([], [], .unseen)
      return
    }
    if !isWhole || !box.contains(last) {
      // The first stroke that goes out, the stroke to the first lost point included.
      if let out = points.indices.dropFirst().first(where: { !box.contains(points[$0]) }) {
        points.removeSubrange((out + 1)...)
        let runs = box.clip(line: points)
        self.runs = runs
        self.points = points
        let (from, to) = (points[out - 1], points[out])
        let direction = Point(to.x - from.x, to.y - from.y)
        ending = runs.last?.points.last.map { .leaves(at: $0, direction: direction) } ?? .unseen
        return
      }
    }
    self.points = points
    runs = box.clip(line: points)
    ending = .inside(last)
  }

  /// A path whose parts are known.
  init(
    style: RunStyle, runs: [ClippedRun], points: [Point], ending: Ending, start: Point?, tints: TintedRuns
  ) {
    self.style = style
    self.runs = runs
    self.points = points
    self.ending = ending
    self.start = start
    self.tints = tints
  }

  /// The part of a run that is seen through a frame it need not start in.
  init(_ path: MapPath, through frame: MapFrame) {
    style = path.style
    tints = TintedRuns(path.shares)
    let box = frame.box
    points = path.points.prefix { $0.x.isFinite && $0.y.isFinite }.map { Self.near(frame.page($0), box) }
    runs = box.clip(line: points)
    start = points.first
    let end = points.count == path.points.count ? points.last : nil
    ending = end.flatMap { box.contains($0) ? .inside($0) : nil } ?? .unseen
  }

  /// A point on the page, brought nearer along a straight line to the box if it is absurdly far away.
  ///
  /// Backends work in fixed point; nothing visible changes.
  private static func near(_ point: Point, _ box: Rect) -> Point {
    let center = box.center
    let reach = max(abs(point.x - center.x), abs(point.y - center.y))
    guard reach > 1e6 else { return point }
    guard reach.isFinite else {
      func side(_ value: Double) -> Double { value.isFinite ? 0 : value > 0 ? 1e6 : -1e6 }
      return Point(center.x + side(point.x), center.y + side(point.y))
    }
    return center.towards(point, 1e6 / reach)
  }

  /// Places along what is seen, 1.2 points apart.
  var samples: [Point] {
    runs.flatMap { run in
      let arc = ArcLength(run.points)
      return arc.samples(every: max(1.2, arc.total / 20_000))
    }
  }
}
