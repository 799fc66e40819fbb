/// How far two paths are apart, whatever the speed at which they are walked.
///
/// Each path is taken as a line of 64 points at equal distances along it. From every point of one the distance to the
/// nearest place of the other is measured; the mean of these, taken both ways, is the distance, in terms of a unit.
///
/// - Source: the mean in place of the maximum of Hausdorff's distance is that of M.-P. Dubuisson, A. K. Jain, A modified
///   Hausdorff distance for object matching, ICPR 1994, with the mean of both ways in place of the greater.
package struct PathShape: Sendable {
  /// How many points stand for a path.
  static let count = 64

  /// The points, at equal distances along the path.
  let points: [(x: Double, y: Double)]

  /// The shape of a walk in a plane, up to its first point outside a box that is `reach` times as wide.
  init(_ walk: Trajectory, in window: [ClosedRange<Double>], reach: Double = 3) {
    func isNear(_ step: Int) -> Bool {
      (0..<2).allSatisfy { axis in
        let range = window[axis]
        let value = walk.coordinate(axis, step)
        let side = range.upperBound - range.lowerBound
        let margin = side * (reach - 1) / 2
        return value >= range.lowerBound - margin && value <= range.upperBound + margin
      }
    }
    let steps = 0..<walk.losses.count
    let end = steps.first { !isNear($0) } ?? steps.upperBound
    points = Self.resampled((0..<max(1, end)).map { (walk.coordinate(0, $0), walk.coordinate(1, $0)) })
  }

  /// A shape from points, for tests.
  package init(_ points: [(Double, Double)]) { self.points = Self.resampled(points) }

  private static func resampled(_ path: [(Double, Double)]) -> [(x: Double, y: Double)] {
    var lengths = [0.0]
    for (a, b) in zip(path, path.dropFirst()) { lengths.append(lengths[lengths.count - 1] + distance(a, b)) }
    let total = lengths[lengths.count - 1]
    guard total > 0, let first = path.first else { return path.prefix(1).map { (x: $0.0, y: $0.1) } }
    var side = 0
    return (0..<count).map { index in
      guard index > 0 else { return (first.0, first.1) }
      let place = total * Double(index) / Double(count - 1)
      while side < path.count - 2, lengths[side + 1] < place { side += 1 }
      let length = lengths[side + 1] - lengths[side]
      let share = length > 0 ? min(1, (place - lengths[side]) / length) : 1
      let (a, b) = (path[side], path[side + 1])
      return (a.0 + share * (b.0 - a.0), a.1 + share * (b.1 - a.1))
    }
  }

  /// The distance to another shape.
  package func distance(to other: PathShape) -> Double { (mean(to: other) + other.mean(to: self)) / 2 }

  /// The mean, over the points, of the distance to the nearest place of another shape.
  private func mean(to other: PathShape) -> Double {
    points.reduce(0) { $0 + other.nearest($1) } / Double(max(1, points.count))
  }

  /// The distance from a place to the nearest one on the line.
  private func nearest(_ place: (x: Double, y: Double)) -> Double {
    guard points.count > 1 else { return points.first.map { Self.distance(place, $0) } ?? 0 }
    var least = Double.infinity
    for side in 0..<points.count - 1 {
      let (a, b) = (points[side], points[side + 1])
      let (dx, dy) = (b.x - a.x, b.y - a.y)
      let (ex, ey) = (place.x - a.x, place.y - a.y)
      let square = dx * dx + dy * dy
      let share = square > 0 ? min(1, max(0, (ex * dx + ey * dy) / square)) : 0
      let (rx, ry) = (ex - share * dx, ey - share * dy)
      least = min(least, rx * rx + ry * ry)
    }
    return least.squareRoot()
  }

  private static func distance(_ a: (Double, Double), _ b: (Double, Double)) -> Double {
    ((a.0 - b.0) * (a.0 - b.0) + (a.1 - b.1) * (a.1 - b.1)).squareRoot()
  }
}
