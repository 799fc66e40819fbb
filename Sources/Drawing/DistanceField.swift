/// How far each place of a map is from the nearest of some points.
///
/// The exact distance transform on a grid of cells, in time that grows with the cells alone: a lower envelope of
/// parabolas along every row, then along every column.
///
/// - Source: P. Felzenszwalb, D. Huttenlocher, "Distance Transforms of Sampled Functions", Theory of Computing 8 (2012)
///   415.
public struct DistanceField: Sendable {
  private let frame: Rect
  private let cell: Double
  private let columns: Int
  private let rows: Int
  private var squares: [Double]

  /// The field of points over a box; points outside the box do not count.
  ///
  /// - Parameter cell: the size of a cell, in points; distances are right to about that.
  public init(to points: [Point], over frame: Rect, cell: Double = 1.5) {
    self.frame = frame
    self.cell = cell
    columns = max(1, Int((frame.width / cell).rounded(.up)))
    rows = max(1, Int((frame.height / cell).rounded(.up)))
    let far = 1e12
    squares = [Double](repeating: far, count: columns * rows)
    for point in points where frame.contains(point) {
      squares[index(of: point)] = 0
    }
    for row in 0..<rows { sweep(from: row * columns, by: 1, count: columns) }
    for column in 0..<columns { sweep(from: column, by: columns, count: rows) }
  }

  /// The distance from a place to the nearest point, in points; very large if there is none.
  public func distance(at place: Point) -> Double { squares[index(of: place)].squareRoot() * cell }

  private func index(of place: Point) -> Int {
    let column = min(columns - 1, max(0, Int((place.x - frame.x) / cell)))
    let row = min(rows - 1, max(0, Int((place.y - frame.y) / cell)))
    return row * columns + column
  }

  /// Replaces each entry of a row or column by the least of all entries plus their squared distance from it.
  private mutating func sweep(from first: Int, by stride: Int, count: Int) {
    let heights = (0..<count).map { squares[first + $0 * stride] }
    // The parabolas of the envelope, and where each begins to be the lowest.
    var roots = [0]
    var starts = [-Double.infinity]
    for root in 1..<max(1, count) {
      func meeting(_ other: Int) -> Double {
        (heights[root] + Double(root * root) - heights[other] - Double(other * other)) / Double(2 * (root - other))
      }
      while let last = roots.last, let start = starts.last, meeting(last) <= start {
        roots.removeLast()
        starts.removeLast()
      }
      starts.append(roots.last.map(meeting) ?? -.infinity)
      roots.append(root)
    }
    var current = 0
    for place in 0..<count {
      while current + 1 < starts.count, starts[current + 1] < Double(place) { current += 1 }
      let offset = Double(place - roots[current])
      squares[first + place * stride] = heights[roots[current]] + offset * offset
    }
  }
}
