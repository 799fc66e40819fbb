/// Values between the nodes of those cells of a grid that alone would show a wrong course of the contours.
///
/// In a narrow valley contours of the lowest levels pass between the nodes: a grid sees beads where there is one long
/// island. Only few cells are concerned, and only these are sampled finely.
public struct Refinement: Sendable, Equatable {
  /// Into how many parts each side of a refined cell is divided.
  static let parts = 8
  /// Nodes along the side of a refined cell.
  static let side = parts + 1
  /// Nodes in a refined cell.
  static let nodes = side * side

  /// The refined cells, by their upper left nodes in a grid with a border.
  let cells: [Int]
  /// The values of their nodes, row by row, cell by cell.
  let values: [Double]

  /// How far the centre of a cell may lie from the mean of its corners, in spacings of the levels.
  private static let tolerance = 0.15
  /// How far it may lie from it, in terms of how much the corners differ.
  private static let bend = 0.1
  /// The share of all cells that are refined at most: a function that is rough everywhere is not drawn better so.
  private static let most = 1.0 / 12

  /// Asks a function at the centres of the cells and, where that misses what the corners foretell and a level is near, within
  /// the cell and its neighbours; nothing if no cell needs it.
  ///
  /// - Parameters:
  ///   - levels: as for the rings.
  ///   - sample: the function at many places on the page at once.
  public init?(
    of grid: Grid, levels: [Double], on scale: Scale, sample: (_ points: [Point]) -> [Double]
  ) {
    let stride = grid.columns + 2
    let misses = Self.misses(of: grid, levels: levels.map(scale.position), on: scale, sample: sample)
    let room = Int(Double((grid.columns - 1) * (grid.rows - 1)) * Self.most)
    let worst =
      misses.count <= room ? misses : Array(misses.sorted { ($1.miss, $0.cell) < ($0.miss, $1.cell) }.prefix(room))
    var isRefined = [Bool](repeating: false, count: stride * (grid.rows + 2))
    for (cell, _) in worst {
      // Beyond the edge of the grid lie cells without a value: they see the edge as finely as those inside.
      for row in [cell - stride, cell, cell + stride] {
        for neighbour in row - 1...row + 1 { isRefined[neighbour] = true }
      }
    }
    cells = isRefined.indices.filter { isRefined[$0] }
    guard !cells.isEmpty else { return nil }
    var places: [Point] = []
    var targets: [Int] = []
    var values = [Double](repeating: .nan, count: cells.count * Self.nodes)
    for (patch, cell) in cells.enumerated() {
      let (column, row) = (cell % stride - 1, cell / stride - 1)
      for node in 0..<Self.nodes {
        let (part, rowPart) = (
          Double(node % Self.side) / Double(Self.parts), Double(node / Self.side) / Double(Self.parts)
        )
        let (x, y) = (Double(column) + part, Double(row) + rowPart)
        guard x >= 0, y >= 0, x <= Double(grid.columns - 1), y <= Double(grid.rows - 1) else { continue }
        let target = patch * Self.nodes + node
        if x == x.rounded(), y == y.rounded() {
          values[target] = grid.values[Int(y) * grid.columns + Int(x)]
        } else {
          places.append(grid.place(column: column, row: row, part: part, rowPart: rowPart))
          targets.append(target)
        }
      }
    }
    for (target, value) in zip(targets, sample(places)) { values[target] = value }
    self.values = values
  }

  /// The cells whose centre is not what their corners foretell, and by how much, in spacings of the levels.
  private static func misses(
    of grid: Grid, levels: [Double], on scale: Scale, sample: ([Point]) -> [Double]
  ) -> [(cell: Int, miss: Double)] {
    guard let lowest = levels.first, let highest = levels.last else { return [] }
    let positions = grid.values.map(scale.position)
    var places: [Point] = []
    places.reserveCapacity((grid.columns - 1) * (grid.rows - 1))
    for row in 0..<grid.rows - 1 {
      for column in 0..<grid.columns - 1 {
        places.append(grid.place(column: column, row: row, part: 0.5, rowPart: 0.5))
      }
    }
    let centres = sample(places)
    var result: [(cell: Int, miss: Double)] = []
    for (index, centre) in centres.enumerated() {
      let (row, column) = index.quotientAndRemainder(dividingBy: grid.columns - 1)
      let node = row * grid.columns + column
      let corners = (
        positions[node], positions[node + 1], positions[node + grid.columns], positions[node + grid.columns + 1]
      )
      let middle = scale.position(centre)
      let sum = corners.0 + corners.1 + corners.2 + corners.3
      let cell = (row + 1) * (grid.columns + 2) + column + 1
      if sum.isNaN || middle.isNaN {
        let known = [corners.0, corners.1, corners.2, corners.3, middle].count { !$0.isNaN }
        if known > 0 && known < 5 { result.append((cell, .infinity)) }
        continue
      }
      let miss = abs(middle - sum / 4)
      let low = min(min(corners.0, corners.1), min(corners.2, corners.3))
      let high = max(max(corners.0, corners.1), max(corners.2, corners.3))
      guard miss > 0, high + miss >= lowest, low - miss <= highest else { continue }
      let next = levels.firstIndex { $0 >= low - miss } ?? levels.count
      guard next < levels.count, levels[next] <= high + miss else { continue }
      let spacing = levels.count > 1 ? levels[max(next, 1)] - levels[max(next, 1) - 1] : 1
      // A level beyond all corners may still pass through the cell, and between corners that lie crosswise above and
      // below it either two may be joined: there islands end or meet.
      let falling = (max(corners.0, corners.3), min(corners.1, corners.2))
      let rising = (max(corners.1, corners.2), min(corners.0, corners.3))
      let isUnclear = levels[next...].prefix { $0 <= high + miss }.contains {
        $0 <= low || $0 >= high || (falling.0 < $0 && $0 < falling.1) || (rising.0 < $0 && $0 < rising.1)
      }
      // Where the centre leaves the range of the corners the floor of a valley or a ridge runs through the cell.
      let isBent = miss > bend * (high - low)
      guard isUnclear || isBent || miss > tolerance * spacing || !spacing.isFinite else { continue }
      result.append((cell, miss / spacing))
    }
    return result
  }
}
