internal import Calculus

/// The minimum of a convex function with a penalty on the magnitudes of its coordinates.
///
/// Coordinates are free, where the function is smooth, or held at 0, on the kink. Newton's method moves the free ones; one
/// that would change its sign is held at 0; one is freed again where the slope of the rest outweighs the penalty. What
/// comes out is put to the test, which for a convex function proves it: the slope vanishes along every free coordinate,
/// and along every held one it is at most the weight of the penalty.
struct ConvexMinimum {
  /// The function with its penalty, whose derivative by a coordinate at 0 leaves out the penalty's.
  let objective: any Objective
  /// The weight of the magnitudes.
  let weight: Double

  /// How far a slope may be from what it must be, for magnitudes around 1.
  private static let tolerance = 1e-11
  private static let mostRounds = 200

  /// Searches from a point; nil if nothing is found that stands the test.
  func search(from start: [Double]) -> Surface.StationaryPoint? {
    var point = start
    for _ in 0..<Self.mostRounds {
      let gradient = objective.gradient(at: point)
      guard gradient.allSatisfy(\.isFinite) else { return nil }
      let free = point.indices.filter { weight == 0 || point[$0] != 0 }
      let held = point.indices.filter { weight > 0 && point[$0] == 0 }
      let matrix = objective.hessian(at: point)
      let scale = max(1, largest(matrix.map(largest))) * max(1, largest(point))
      if largest(free.map { gradient[$0] }) <= Self.tolerance * scale {
        let released = held.filter { abs(gradient[$0]) > weight * (1 + Self.tolerance) }
        guard let worst = released.max(by: { abs(gradient[$0]) < abs(gradient[$1]) }) else {
          return Surface.StationaryPoint(at: point, value: objective.value(at: point))
        }
        // So far that the slope on the other side of the kink is felt; Newton's method does the rest.
        let curvature = max(matrix[worst][worst], 1e-6 * scale)
        point[worst] = -1e-3 * gradient[worst] / curvature
        continue
      }
      let part = SymmetricMatrix(rows: free.map { row in free.map { matrix[row][$0] } })
      guard let step = part.solve(free.map { -gradient[$0] }) else { return nil }
      point = moved(point, free, step)
    }
    return nil
  }

  /// The point after a step of the free coordinates, shortened to where the first of them reaches its kink, and halved
  /// until the value does not rise.
  private func moved(_ point: [Double], _ free: [Int], _ step: [Double]) -> [Double] {
    var length = 1.0
    var first: Int?
    if weight > 0 {
      for (coordinate, distance) in zip(free, step) where point[coordinate] * (point[coordinate] + distance) < 0 {
        let reach = -point[coordinate] / distance
        if reach < length { (length, first) = (reach, coordinate) }
      }
    }
    let value = objective.value(at: point)
    for _ in 0..<60 {
      var next = point
      for (coordinate, distance) in zip(free, step) { next[coordinate] += length * distance }
      if let first { next[first] = 0 }
      // A difference in the last digits is rounding.
      if objective.value(at: next) <= value + 1e-14 * max(1, abs(value)) { return next }
      length /= 2
      first = nil
    }
    return point
  }
}
