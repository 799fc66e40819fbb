/// What a walk along a contour asks: the nodes of a grid, and behind them those of its refined cells.
///
/// The grid has a border of nodes without a value. A cell is known by its upper left node. The patch of a refined cell
/// has nodes of its own, also on the edges it shares. Where a refined cell meets one that is not, its nodes on their edge are set
/// to the linear interpolation that the other sees, so that a contour leaves the one where it enters the other and rings
/// stay closed.
struct ContourMesh {
  /// How many levels lie below each node; NaN lies above none.
  private(set) var counts: [UInt8]
  /// Where the value of each node lies on the scale; NaN where there is none.
  private(set) var positions: [Double]
  /// Nodes in a row of the grid, the border included.
  let stride: Int
  /// How many nodes the grid has, the border included; those of patches follow.
  let coarse: Int

  private let grid: Grid
  /// The patch of each cell, -1 without one; empty if no cell is refined.
  private var patches: [Int32] = []
  /// The cell of each patch.
  private let cells: [Int]

  init(_ grid: Grid, levels: [Double], scale: Scale, refinement: Refinement?) {
    self.grid = grid
    stride = grid.columns + 2
    coarse = stride * (grid.rows + 2)
    cells = refinement?.cells ?? []
    let total = coarse + cells.count * Refinement.nodes
    counts = [UInt8](repeating: 0, count: total)
    positions = [Double](repeating: .nan, count: total)
    // Neighbours differ little: the search starts at the count of the node before.
    var count = 0
    func enter(_ value: Double, at node: Int) {
      while count < levels.count && value > levels[count] { count += 1 }
      while count > 0 && !(value > levels[count - 1]) { count -= 1 }
      counts[node] = UInt8(count)
      positions[node] = scale.position(value)
    }
    for row in 0..<grid.rows {
      for column in 0..<grid.columns {
        enter(grid.values[row * grid.columns + column], at: (row + 1) * stride + column + 1)
      }
    }
    guard let refinement else { return }
    for (index, value) in refinement.values.enumerated() { enter(value, at: coarse + index) }
    patches = [Int32](repeating: -1, count: coarse)
    for (patch, cell) in cells.enumerated() { patches[cell] = Int32(patch) }
    sew(to: levels.map(scale.position))
  }

  // MARK: - Cells

  /// Whether a cell has a patch; beyond the border there are none.
  private func isRefined(_ cell: Int) -> Bool { patches.indices.contains(cell) && patches[cell] >= 0 }

  /// The first node of the patch of a cell, or nothing if the cell is not refined.
  func patch(of cell: Int) -> Int? {
    guard isRefined(cell) else { return nil }
    return coarse + Int(patches[cell]) * Refinement.nodes
  }

  /// The cell that a node of a patch belongs to, and the node's row and column in it.
  func home(of node: Int) -> (cell: Int, row: Int, column: Int) {
    let (patch, place) = (node - coarse).quotientAndRemainder(dividingBy: Refinement.nodes)
    let (row, column) = place.quotientAndRemainder(dividingBy: Refinement.side)
    return (cells[patch], row, column)
  }

  /// Whether a walk may start across the edge from a node to its right neighbour.
  ///
  /// An edge that a refined cell shares is looked for among the nodes of the patch below it, else of the one above.
  func isStart(_ node: Int) -> Bool {
    guard node + 1 < counts.count, counts[node] < counts[node + 1] else { return false }
    guard !patches.isEmpty else { return true }
    if node < coarse { return node + 1 < coarse && !isRefined(node) && !isRefined(node - stride) }
    let (cell, row, column) = home(of: node)
    return column < Refinement.parts && (row < Refinement.parts || !isRefined(cell + stride))
  }

  /// Where a node lies.
  func place(_ node: Int) -> Point {
    guard node >= coarse else { return grid.place(column: node % stride - 1, row: node / stride - 1) }
    let (cell, row, column) = home(of: node)
    return grid.place(
      column: cell % stride - 1, row: cell / stride - 1, part: Double(column) / Double(Refinement.parts),
      rowPart: Double(row) / Double(Refinement.parts))
  }

  // MARK: - Edges between refined and other cells

  private mutating func sew(to levels: [Double]) {
    let (side, parts) = (Refinement.side, Refinement.parts)
    for (patch, cell) in cells.enumerated() {
      let first = coarse + patch * Refinement.nodes
      if !isRefined(cell - stride) { sew(from: first, by: 1, levels) }
      if !isRefined(cell + stride) { sew(from: first + parts * side, by: 1, levels) }
      if !isRefined(cell - 1) { sew(from: first, by: side, levels) }
      if !isRefined(cell + 1) { sew(from: first + parts, by: side, levels) }
    }
  }

  /// Sets the nodes between the two ends of an edge as the cell behind it sees them.
  private mutating func sew(from start: Int, by step: Int, _ levels: [Double]) {
    let end = start + Refinement.parts * step
    let (low, high) = (positions[start], positions[end])
    let isFalling = counts[end] < counts[start]
    let (least, most) = (min(counts[start], counts[end]), max(counts[start], counts[end]))
    for part in 1..<Refinement.parts {
      let node = start + part * step
      guard !low.isNaN, !high.isNaN else {
        (positions[node], counts[node]) = (.nan, 0)
        continue
      }
      guard low.isFinite, high.isFinite else {
        let nearer = 2 * part <= Refinement.parts ? start : end
        (positions[node], counts[node]) = (positions[nearer], counts[nearer])
        continue
      }
      let position = low + (high - low) * (Double(part) / Double(Refinement.parts))
      positions[node] = position
      // Between the counts of the ends, and never turning back, whatever is rounded.
      var count = isFalling ? counts[node - step] : max(least, counts[node - step])
      if isFalling {
        while count > least, !(position > levels[Int(count) - 1]) { count -= 1 }
      } else {
        while count < most, position > levels[Int(count)] { count += 1 }
      }
      counts[node] = count
    }
  }
}
