/// Heights over the nodes of a grid in the plan, and what they hide.
///
/// The plan is centred on the origin of space. Rows run along the first coordinate, the row of the lowest second
/// coordinate first. NaN is a hole.
public struct HeightField: Sendable, Equatable {
  /// Nodes in a row, at least two.
  public let columns: Int
  /// Rows, at least two.
  public let rows: Int
  /// How far the plan reaches along each coordinate, in units.
  public let size: SIMD2<Double>
  /// The heights in units, row by row.
  public let heights: [Double]
  /// The highest of them; 0 if there is none.
  public let highest: Double

  /// How far above a line of sight the surface has to rise to hide what is behind, in units: less is the difference
  /// between a surface and its grid.
  private static let tolerance = 0.0025

  /// Heights over a plan.
  ///
  /// - Precondition: at least two rows and columns, and one height for each node.
  public init(columns: Int, rows: Int, size: SIMD2<Double>, heights: [Double]) {
    precondition(columns >= 2 && rows >= 2, "a grid has at least two rows and two columns")
    precondition(heights.count == columns * rows, "a grid has one height for each node")
    self.columns = columns
    self.rows = rows
    self.size = size
    self.heights = heights
    highest = heights.lazy.filter(\.isFinite).max() ?? 0
  }

  /// The distances between two columns and between two rows, in units.
  public var spacing: SIMD2<Double> { size / SIMD2(Double(columns - 1), Double(rows - 1)) }

  /// The place of a node.
  public func spot(column: Int, row: Int) -> Spot {
    let place = SIMD2(Double(column), Double(row)) * spacing - size / 2
    return Spot(place.x, place.y, heights[row * columns + column])
  }

  /// The height over a place in the plan, bilinear between nodes; NaN in a hole, and outside.
  public func height(at place: SIMD2<Double>) -> Double {
    let cell = (place + size / 2) / spacing
    guard cell.x >= 0, cell.y >= 0, cell.x <= Double(columns - 1), cell.y <= Double(rows - 1) else { return .nan }
    let (column, row) = (min(Int(cell.x), columns - 2), min(Int(cell.y), rows - 2))
    let (x, y) = (cell.x - Double(column), cell.y - Double(row))
    let node = row * columns + column
    let front = heights[node] + x * (heights[node + 1] - heights[node])
    let back = heights[node + columns] + x * (heights[node + columns + 1] - heights[node + columns])
    return front + y * (back - front)
  }

  /// How steep the surface is at a node along each coordinate: the mean of the slopes to both neighbours that are there.
  public func slope(column: Int, row: Int) -> SIMD2<Double> {
    heights.withUnsafeBufferPointer { heights in
      let node = row * columns + column
      func slope(_ place: Int, _ count: Int, _ stride: Int, _ spacing: Double) -> Double {
        let here = heights[node]
        let before = place > 0 && heights[node - stride].isFinite ? heights[node - stride] : here
        let after = place < count - 1 && heights[node + stride].isFinite ? heights[node + stride] : here
        let isInside =
          place > 0 && place < count - 1 && heights[node - stride].isFinite && heights[node + stride].isFinite
        return (after - before) / (isInside ? 2 * spacing : spacing)
      }
      return SIMD2(slope(column, columns, 1, spacing.x), slope(row, rows, columns, spacing.y))
    }
  }

  /// Whether the surface stands between a place on it and the viewer.
  ///
  /// The line of sight is followed from cell to cell until it leaves the plan or rises above all heights.
  ///
  /// - Parameter isSeenFromBelow: whether what lies on the surface is also seen where the viewer looks at it from below,
  ///   as its lines are; what stands on it is not.
  public func hides(_ spot: Spot, from direction: ViewDirection, isSeenFromBelow: Bool = false) -> Bool {
    let toward = direction.toward
    let cells = max(abs(toward.x) / spacing.x, abs(toward.y) / spacing.y)
    guard cells > 1e-9 else { return false }
    let stride = toward / cells
    let ground = height(at: SIMD2(spot.x, spot.y))
    var place = Spot(spot.x, spot.y, ground > spot.z ? ground : spot.z) + stride
    let first = height(at: SIMD2(place.x, place.y))
    let isBelow = isSeenFromBelow && first > place.z
    while place.z <= highest || isBelow {
      guard abs(place.x) <= size.x / 2, abs(place.y) <= size.y / 2 else { return false }
      let height = height(at: SIMD2(place.x, place.y))
      if isBelow ? height < place.z - Self.tolerance : height > place.z + Self.tolerance { return true }
      place += stride
    }
    return false
  }
}
