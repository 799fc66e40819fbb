/// A part of a line that lies inside a box.
public struct ClippedRun: Sendable, Equatable {
  /// The corners, the places where it crosses the border included.
  public var points: [Point]
  /// Whether the line came in over the border at its first point.
  public var entered: Bool
  /// Whether the line goes out over the border at its last point.
  public var left: Bool
  /// The place in the line of the last corner at or before the first point.
  public var startIndex: Int
  /// Length of the line before the first point, in points; dashes go on from there.
  public var skippedLength: Double
}

extension Rect {
  /// The part of a straight stroke inside the box, as shares of its length, or nothing.
  ///
  /// - Source: Y.-D. Liang and B. A. Barsky, "A new concept and method for line clipping", ACM TOG 3 (1984) 1.
  public func clip(from start: Point, to end: Point) -> ClosedRange<Double>? {
    let (dx, dy) = (end.x - start.x, end.y - start.y)
    guard dx.isFinite, dy.isFinite else { return nil }
    var (first, last) = (0.0, 1.0)
    for (delta, room) in [
      (-dx, start.x - x), (dx, maxX - start.x), (-dy, start.y - y), (dy, maxY - start.y),
    ] {
      if delta == 0 {
        if room < 0 { return nil }
        continue
      }
      let share = room / delta
      if delta < 0 { first = max(first, share) } else { last = min(last, share) }
      if first > last { return nil }
    }
    return first...last
  }

  /// The parts of a line inside the box. Corners that are not finite interrupt the line.
  public func clip(line: [Point], isClosed: Bool = false) -> [ClippedRun] {
    if line.allSatisfy(contains), !isClosed {
      return line.isEmpty
        ? [] : [ClippedRun(points: line, entered: false, left: false, startIndex: 0, skippedLength: 0)]
    }
    var runs: [ClippedRun] = []
    var current: ClippedRun?
    var length = 0.0
    func finish(left: Bool) {
      guard var run = current else { return }
      run.left = left
      runs.append(run)
      current = nil
    }
    let count = isClosed ? line.count : line.count - 1
    for index in 0..<max(count, 0) {
      let (start, end) = (line[index], line[(index + 1) % line.count])
      guard let inside = clip(from: start, to: end) else {
        finish(left: true)
        length += start.distance(to: end)
        continue
      }
      let stroke = start.distance(to: end)
      let (entered, left) = (inside.lowerBound > 0, inside.upperBound < 1)
      if entered || current == nil {
        finish(left: true)
        let first = entered ? start.towards(end, inside.lowerBound) : start
        current = ClippedRun(
          points: [first], entered: entered, left: false, startIndex: index,
          skippedLength: length + stroke * inside.lowerBound)
      }
      current?.points.append(left ? start.towards(end, inside.upperBound) : end)
      if left { finish(left: true) }
      length += stroke
    }
    finish(left: false)
    return runs
  }

  /// The part of a ring inside the box; strokes along the border join what was cut. Corners that are not finite fall away.
  ///
  /// - Source: I. E. Sutherland and G. W. Hodgman, "Reentrant polygon clipping", CACM 17 (1974) 32.
  public func clip(ring: [Point]) -> [Point] {
    var points = ring
    if !points.allSatisfy({ $0.isFinite }) { points = points.filter(\.isFinite) }
    if points.allSatisfy(contains) { return points }
    points = Self.cut(points) { $0.x - self.x }
    points = Self.cut(points) { maxX - $0.x }
    points = Self.cut(points) { $0.y - self.y }
    return Self.cut(points) { maxY - $0.y }
  }

  /// Keeps the side of a straight border where `room` is not negative.
  private static func cut(_ ring: [Point], room: (Point) -> Double) -> [Point] {
    guard var previous = ring.last else { return [] }
    var result: [Point] = []
    result.reserveCapacity(ring.count + 4)
    var previousRoom = room(previous)
    for point in ring {
      let pointRoom = room(point)
      if (previousRoom < 0) != (pointRoom < 0) {
        let share = previousRoom / (previousRoom - pointRoom)
        if share.isFinite { result.append(previous.towards(point, share)) }
      }
      if pointRoom >= 0 { result.append(point) }
      (previous, previousRoom) = (point, pointRoom)
    }
    return result
  }
}

extension Point {
  /// Whether both distances are numbers.
  public var isFinite: Bool { x.isFinite && y.isFinite }

  /// How far away the other place is, in points.
  public func distance(to other: Point) -> Double {
    let (dx, dy) = (other.x - x, other.y - y)
    return (dx * dx + dy * dy).squareRoot()
  }

  /// The place `share` of the way to another one.
  public func towards(_ other: Point, _ share: Double) -> Point {
    share == 1 ? other : Point(x + share * (other.x - x), y + share * (other.y - y))
  }
}
