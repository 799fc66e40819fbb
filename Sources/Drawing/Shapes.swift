#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Path {
  /// A single closed line.
  public init(ring points: [Point]) { self.init([Piece(points, isClosed: true)]) }

  /// A single open line.
  public init(line points: [Point]) { self.init([Piece(points, isClosed: false)]) }

  /// A circle, as a polygon that strays from it by less than .002 points: round at any size a page is printed in.
  public static func circle(center: Point, radius: Double) -> Path {
    Path(ring: arc(center: center, radius: radius, from: 0, to: 2 * .pi).dropLast())
  }

  /// A box.
  public static func box(_ rect: Rect) -> Path { Path(ring: Quad(rect).corners) }

  /// A box with round corners; the radius is at most half the shorter side.
  public static func roundedBox(_ rect: Rect, radius: Double) -> Path {
    let bend = min(radius, min(rect.width, rect.height) / 2)
    guard bend > 0 else { return box(rect) }
    let inner = rect.inset(by: bend)
    let corners = [
      Point(inner.maxX, inner.maxY), Point(inner.x, inner.maxY), Point(inner.x, inner.y), Point(inner.maxX, inner.y),
    ]
    let points = corners.enumerated().flatMap { index, corner in
      let start = Double(index) * .pi / 2
      return arc(center: corner, radius: bend, from: start, to: start + .pi / 2)
    }
    return Path(ring: points)
  }

  /// A five-pointed star, one point up; the inner corners lie at .42 of the radius.
  public static func star(center: Point, radius: Double) -> Path {
    let points = (0..<10).map { index in
      let angle = Double(index) * .pi / 5 - .pi / 2
      let reach = index.isMultiple(of: 2) ? radius : radius * 0.42
      return Point(center.x + reach * cos(angle), center.y + reach * sin(angle))
    }
    return Path(ring: points)
  }

  /// Two strokes that cross in the middle, corner to corner of a square of side `size`.
  public static func cross(center: Point, size: Double) -> Path {
    let reach = size / 2
    return Path([
      Piece(
        [Point(center.x - reach, center.y - reach), Point(center.x + reach, center.y + reach)], isClosed: false),
      Piece(
        [Point(center.x - reach, center.y + reach), Point(center.x + reach, center.y - reach)], isClosed: false),
    ])
  }

  /// The head of an arrow: a triangle with its point at `tip`, `length` long and `width` of that wide.
  ///
  /// `direction` need not have length one; a direction of length zero points up.
  public static func arrowHead(tip: Point, direction: Point, length: Double, width: Double = 0.9) -> Path {
    let reach = (direction.x * direction.x + direction.y * direction.y).squareRoot()
    let (along, across) = reach > 0 && reach.isFinite ? (direction.x / reach, direction.y / reach) : (0, -1)
    let base = Point(tip.x - along * length, tip.y - across * length)
    let half = length * width / 2
    return Path(ring: [
      tip, Point(base.x - across * half, base.y + along * half), Point(base.x + across * half, base.y - along * half),
    ])
  }

  /// An open line with its inner corners rounded off; the radius is at most half of either side of a corner.
  public static func roundedLine(_ corners: [Point], radius: Double) -> Path {
    guard corners.count > 2 else { return Path(line: corners) }
    var points = [corners[0]]
    for index in 1..<corners.count - 1 {
      let (before, corner, after) = (corners[index - 1], corners[index], corners[index + 1])
      let (first, second) = (corner.distance(to: before), corner.distance(to: after))
      let bend = min(radius, first / 2, second / 2)
      guard bend > 0 else {
        points.append(corner)
        continue
      }
      let (start, end) = (corner.towards(before, bend / first), corner.towards(after, bend / second))
      for step in 0...6 {
        let share = Double(step) / 6
        points.append(start.towards(corner, share).towards(corner.towards(end, share), share))
      }
    }
    points.append(corners[corners.count - 1])
    return Path(line: points)
  }

  /// Points along a part of a circle, ends included; angles in radians, clockwise on the page from the right.
  static func arc(center: Point, radius: Double, from start: Double, to end: Double) -> [Point] {
    guard radius > 0, radius.isFinite else { return [center, center] }
    let strayed = 0.002
    let step = 2 * acos(max(1 - strayed / radius, 0.5))
    let count = max(Int((abs(end - start) / step).rounded(.up)), 2)
    return (0...count).map { index in
      let angle = start + (end - start) * Double(index) / Double(count)
      return Point(center.x + radius * cos(angle), center.y + radius * sin(angle))
    }
  }
}
