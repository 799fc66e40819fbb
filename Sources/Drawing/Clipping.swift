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
  /// The part of a straight stroke inside the box, or nothing.
  ///
  /// It is cut border by border, each cut measured from the end that is nearer to the border: with coordinates like
  /// 1e30 a cut as a share of the whole stroke would miss the border by far more than the page.
  public func clip(from start: Point, to end: Point) -> (start: Point, end: Point)? {
    guard start.isFinite, end.isFinite else { return nil }
    var (first, last) = (start, end)
    for border in Border.allCases {
      let (firstRoom, lastRoom) = (border.room(of: first, in: self), border.room(of: last, in: self))
      if firstRoom < 0, lastRoom < 0 { return nil }
      if firstRoom < 0 { first = border.crossing(first, last, of: self) }
      if lastRoom < 0 { last = border.crossing(first, last, of: self) }
    }
    return (first, last)
  }

  /// The parts of a line inside the box; corners that are not finite interrupt it.
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
      let (entered, left) = (inside.start != start, inside.end != end)
      if entered || current == nil {
        finish(left: true)
        current = ClippedRun(
          points: [inside.start], entered: entered, left: false, startIndex: index,
          skippedLength: length + start.distance(to: inside.start))
      }
      current?.points.append(inside.end)
      if left { finish(left: true) }
      length += stroke
    }
    finish(left: false)
    return runs
  }

  /// The part of a ring inside the box; strokes along the border join what was cut.
  ///
  /// Corners that are not finite fall away.
  ///
  /// - Source: I. E. Sutherland and G. W. Hodgman, "Reentrant polygon clipping", CACM 17 (1974) 32.
  public func clip(ring: [Point]) -> [Point] {
    var points = ring
    if !points.allSatisfy({ $0.isFinite }) { points = points.filter(\.isFinite) }
    if points.allSatisfy(contains) { return points }
    for border in Border.allCases { points = cut(points, at: border) }
    return points
  }

  /// Keeps the inner side of one border.
  private func cut(_ ring: [Point], at border: Border) -> [Point] {
    guard var previous = ring.last else { return [] }
    var result: [Point] = []
    result.reserveCapacity(ring.count + 4)
    var wasInside = border.room(of: previous, in: self) >= 0
    for point in ring {
      let isInside = border.room(of: point, in: self) >= 0
      if wasInside != isInside { result.append(border.crossing(previous, point, of: self)) }
      if isInside { result.append(point) }
      (previous, wasInside) = (point, isInside)
    }
    return result
  }
}

/// One side of a box.
private enum Border: CaseIterable {
  case left, right, top, bottom

  /// How far inside a place is; negative outside.
  func room(of point: Point, in rect: Rect) -> Double {
    switch self {
    case .left: point.x - rect.x
    case .right: rect.maxX - point.x
    case .top: point.y - rect.y
    case .bottom: rect.maxY - point.y
    }
  }

  /// Where a stroke with one end on either side crosses: exactly on the border.
  func crossing(_ one: Point, _ other: Point, of rect: Rect) -> Point {
    let (oneRoom, otherRoom) = (room(of: one, in: rect), room(of: other, in: rect))
    let oneIsNearer = abs(oneRoom) <= abs(otherRoom)
    let (near, far) = oneIsNearer ? (one, other) : (other, one)
    // Halved, because the difference of two great numbers may be beyond all numbers.
    let nearRoom = (oneIsNearer ? oneRoom : otherRoom) / 2
    let share = nearRoom / (nearRoom - (oneIsNearer ? otherRoom : oneRoom) / 2)
    let x = near.x + 2 * share * (far.x / 2 - near.x / 2)
    let y = near.y + 2 * share * (far.y / 2 - near.y / 2)
    switch self {
    case .left: return Point(rect.x, y)
    case .right: return Point(rect.maxX, y)
    case .top: return Point(x, rect.y)
    case .bottom: return Point(x, rect.maxY)
    }
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
