/// A motion of the plane, or of a space: `p -> A (p - center) + center + offset`.
///
/// What is at a point before is at its image after, so a surface f becomes f of the inverse.
struct Motion {
  /// The matrix A, row by row.
  let matrix: [[Double]]
  /// Its inverse.
  let inverse: [[Double]]
  /// The point that A leaves where it is.
  let center: [Double]
  /// How far all is moved after that.
  let offset: [Double]

  /// A motion that stretches each coordinate, then moves it.
  init(factors: [Double], offset: [Double]) {
    func diagonal(_ numbers: [Double]) -> [[Double]] {
      numbers.indices.map { row in numbers.indices.map { $0 == row ? numbers[row] : 0 } }
    }
    matrix = diagonal(factors)
    inverse = diagonal(factors.map { 1 / $0 })
    center = factors.map { _ in 0 }
    self.offset = offset
  }

  /// A turn of the plane, anticlockwise, about a point.
  init(cosine: Double, sine: Double, about center: [Double]) {
    matrix = [[cosine, -sine], [sine, cosine]]
    inverse = [[cosine, sine], [-sine, cosine]]
    self.center = center
    offset = [0, 0]
  }

  /// Whether boxes become boxes: each coordinate comes from one alone.
  var keepsBoxes: Bool { matrix.allSatisfy { row in row.count { $0 != 0 } == 1 } }

  /// Where a point comes to lie.
  func image(of point: [Double]) -> [Double] {
    matrix.indices.map { row in
      // Terms that are nothing are left out, so that a coordinate that stays where it is keeps every bit.
      var sum = 0.0
      for (entry, column) in zip(matrix[row], point.indices) where entry != 0 {
        sum += entry * (point[column] - center[column])
      }
      return sum + center[row] + offset[row]
    }
  }

  /// The least box around the image of a box; of no size where numbers end.
  func image(of box: [ClosedRange<Double>]) -> [ClosedRange<Double>] {
    matrix.indices.map { row in
      var (lower, upper) = (0.0, 0.0)
      for (column, entry) in matrix[row].enumerated() where entry != 0 {
        let first = entry * (box[column].lowerBound - center[column])
        let second = entry * (box[column].upperBound - center[column])
        lower += min(first, second)
        upper += max(first, second)
      }
      lower += center[row] + offset[row]
      upper += center[row] + offset[row]
      return lower <= upper ? lower...upper : 0...0
    }
  }
}
