extension Grid {
  /// The closed rings around the regions where the function lies above each of some levels: marching squares.
  ///
  /// All levels are found in one pass: each node holds in a byte how many levels lie below it, and a level passes
  /// between two nodes whose bytes differ around it. Outside the grid there is nothing known, so its border is a frame
  /// of nodes without a value; around these, as around NaN inside, a ring follows the last nodes that have one, on
  /// sides marked as hidden. Every ring crosses some row of nodes from below the level on the left to above it on the
  /// right; such edges are where rings are looked for, and one mark for each tells which are walked already.
  ///
  /// A node exactly on a level counts as below it. In a cell with both diagonals on different sides the centre, taken as
  /// the mean on the scale, decides which corners are joined. Crossings are found by linear interpolation on the scale;
  /// next to an infinite value, halfway.
  ///
  /// - Parameters:
  ///   - levels: increasing, at most 255; `-infinity` asks for the region where the function has a value.
  ///   - scale: on which the function is closest to linear between two nodes.
  /// - Returns: the rings of each level, in the order of the levels.
  public func rings(above levels: [Double], on scale: Scale) -> [[Ring]] {
    precondition(levels.count <= 255, "at most 255 levels are drawn in one pass")
    precondition(zip(levels, levels.dropFirst()).allSatisfy { $0 < $1 }, "levels increase")
    let counts = levelsBelow(levels)
    // Where the marks of the edge from each node to its right neighbour begin.
    var firstMark = [Int32](repeating: 0, count: counts.count)
    var marks = 0
    for node in 0..<counts.count - 1 where counts[node] < counts[node + 1] {
      firstMark[node] = Int32(marks)
      marks += Int(counts[node + 1] - counts[node])
    }
    var isWalked = [Bool](repeating: false, count: marks)
    var result = [[Ring]](repeating: [], count: levels.count)
    let positions = levels.map(scale.position)
    let bordered = valuesWithBorder()
    counts.withUnsafeBufferPointer { counts in
      for node in 0..<counts.count - 1 where counts[node] < counts[node + 1] {
        for level in counts[node]..<counts[node + 1]
        where !isWalked[Int(firstMark[node]) + Int(level - counts[node])] {
          var walk = Walk(
            grid: self, scale: scale, level: level, position: positions[Int(level)], counts: counts,
            values: bordered)
          walk.trace(from: node) { isWalked[Int(firstMark[$0]) + Int(level - counts[$0])] = true }
          if let ring = walk.ring { result[Int(level)].append(ring) }
        }
      }
    }
    return result
  }

  /// How many levels lie below each node, with a border of nodes that lie above none.
  ///
  /// NaN lies above none.
  private func levelsBelow(_ levels: [Double]) -> [UInt8] {
    var counts = [UInt8](repeating: 0, count: (columns + 2) * (rows + 2))
    // Neighbours differ little: the search starts at the count of the node before.
    var count = 0
    values.withUnsafeBufferPointer { values in
      levels.withUnsafeBufferPointer { levels in
        for row in 0..<rows {
          for column in 0..<columns {
            let value = values[row * columns + column]
            while count < levels.count && value > levels[count] { count += 1 }
            while count > 0 && !(value > levels[count - 1]) { count -= 1 }
            counts[(row + 1) * (columns + 2) + column + 1] = UInt8(count)
          }
        }
      }
    }
    return counts
  }

  /// The values with a border of nodes that have none.
  private func valuesWithBorder() -> [Double] {
    var bordered = [Double](repeating: .nan, count: (columns + 2) * (rows + 2))
    for row in 0..<rows {
      let start = (row + 1) * (columns + 2) + 1
      bordered.replaceSubrange(start..<start + columns, with: values[row * columns..<(row + 1) * columns])
    }
    return bordered
  }
}

/// A walk along one ring, from cell to cell, with the region above the level on the left.
private struct Walk {
  let grid: Grid
  let scale: Scale
  let level: UInt8
  let position: Double
  let counts: UnsafeBufferPointer<UInt8>
  let values: [Double]
  var points: [Point] = []
  var isHidden: [Bool] = []

  init(
    grid: Grid, scale: Scale, level: UInt8, position: Double, counts: UnsafeBufferPointer<UInt8>, values: [Double]
  ) {
    self.grid = grid
    self.scale = scale
    self.level = level
    self.position = position
    self.counts = counts
    self.values = values
  }

  /// The ring, if it surrounds anything.
  var ring: Ring? { points.count > 2 ? Ring(points: points, isHidden: isHidden) : nil }

  /// Walks once around, beginning downwards across the edge from `start` to its right neighbour.
  mutating func trace(from start: Int, markEdge: (Int) -> Void) {
    let stride = grid.columns + 2
    // The corners of a cell seen from its upper left node: clockwise, upper left, upper right, lower right, lower left.
    let corners = (0, 1, stride + 1, stride)
    var cell = start
    var heading = Heading.down
    repeat {
      let (left, right, aheadLeft, aheadRight): (Int, Int, Int, Int)
      switch heading {
      case .down: (left, right, aheadLeft, aheadRight) = (corners.1, corners.0, corners.2, corners.3)
      case .right: (left, right, aheadLeft, aheadRight) = (corners.0, corners.3, corners.1, corners.2)
      case .up: (left, right, aheadLeft, aheadRight) = (corners.3, corners.2, corners.0, corners.1)
      case .left: (left, right, aheadLeft, aheadRight) = (corners.2, corners.1, corners.3, corners.0)
      }
      if heading == .down { markEdge(cell) }
      append(
        crossing(from: cell + right, to: cell + left),
        isHidden: values[cell].isNaN || values[cell + 1].isNaN || values[cell + stride].isNaN
          || values[cell + stride + 1].isNaN)
      switch (isAbove(cell + aheadLeft), isAbove(cell + aheadRight)) {
      case (true, false): break
      case (true, true): heading = heading.turnedRight
      case (false, false): heading = heading.turnedLeft
      case (false, true): heading = isAboveAtCentre(of: cell) ? heading.turnedRight : heading.turnedLeft
      }
      switch heading {
      case .down: cell += stride
      case .right: cell += 1
      case .up: cell -= stride
      case .left: cell -= 1
      }
    } while cell != start || heading != .down
    if points.count > 1, points.first == points.last {
      points.removeLast()
      isHidden.removeLast()
    }
  }

  /// Adds a corner and the mark of the side after it; a side of no length is left out.
  private mutating func append(_ point: Point, isHidden hidden: Bool) {
    if points.last == point {
      isHidden[isHidden.count - 1] = hidden
    } else {
      points.append(point)
      isHidden.append(hidden)
    }
  }

  private func isAbove(_ node: Int) -> Bool { counts[node] > level }

  private func isAboveAtCentre(of cell: Int) -> Bool {
    let stride = grid.columns + 2
    let sum =
      scale.position(values[cell]) + scale.position(values[cell + 1]) + scale.position(values[cell + stride])
      + scale.position(values[cell + stride + 1])
    return sum / 4 > position
  }

  /// Where the level lies between a node below it and a node above it.
  private func crossing(from below: Int, to above: Int) -> Point {
    let stride = grid.columns + 2
    let end = grid.place(column: above % stride - 1, row: above / stride - 1)
    let lowValue = values[below]
    if lowValue.isNaN { return end }
    let start = grid.place(column: below % stride - 1, row: below / stride - 1)
    let (low, high) = (scale.position(lowValue), scale.position(values[above]))
    let share = low.isFinite && high.isFinite ? (position - low) / (high - low) : 0.5
    return Point(start.x + (end.x - start.x) * share, start.y + (end.y - start.y) * share)
  }
}

private enum Heading {
  case down, right, up, left

  var turnedLeft: Heading {
    switch self {
    case .down: .right
    case .right: .up
    case .up: .left
    case .left: .down
    }
  }

  var turnedRight: Heading {
    switch self {
    case .down: .left
    case .left: .up
    case .up: .right
    case .right: .down
    }
  }
}
