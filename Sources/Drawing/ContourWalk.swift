/// A walk along one ring, from cell to cell, with the region above the level on the left.
struct ContourWalk {
  let mesh: ContourMesh
  let level: UInt8
  let position: Double
  private var points: [Point] = []
  private var isHidden: [Bool] = []

  init(mesh: ContourMesh, level: UInt8, position: Double) {
    self.mesh = mesh
    self.level = level
    self.position = position
  }

  /// The ring, if it surrounds anything.
  var ring: Ring? { points.count > 2 ? Ring(points: points, isHidden: isHidden) : nil }

  /// Walks once around, beginning downwards across the edge from `start` to its right neighbour.
  mutating func trace(from start: Int, markEdge: (Int) -> Void) {
    let first = below(start)
    var cell = first
    var heading = Heading.down
    // The node whose edge to the right has just been crossed downwards.
    var crossed = start
    repeat {
      let stride = cell < mesh.coarse ? mesh.stride : Refinement.side
      let (upperLeft, upperRight, lowerRight, lowerLeft) = (cell, cell + 1, cell + stride + 1, cell + stride)
      let (left, right, aheadLeft, aheadRight): (Int, Int, Int, Int)
      switch heading {
      case .down: (left, right, aheadLeft, aheadRight) = (upperRight, upperLeft, lowerRight, lowerLeft)
      case .right: (left, right, aheadLeft, aheadRight) = (upperLeft, lowerLeft, upperRight, lowerRight)
      case .up: (left, right, aheadLeft, aheadRight) = (lowerLeft, lowerRight, upperLeft, upperRight)
      case .left: (left, right, aheadLeft, aheadRight) = (lowerRight, upperRight, lowerLeft, upperLeft)
      }
      if heading == .down { markEdge(crossed) }
      let corners =
        mesh.positions[upperLeft] + mesh.positions[upperRight] + mesh.positions[lowerRight]
        + mesh.positions[lowerLeft]
      append(
        crossing(from: right, to: left),
        isHidden: mesh.positions[upperLeft].isNaN || mesh.positions[upperRight].isNaN
          || mesh.positions[lowerRight].isNaN || mesh.positions[lowerLeft].isNaN)
      switch (isAbove(aheadLeft), isAbove(aheadRight)) {
      case (true, false): break
      case (true, true): heading = heading.turnedRight
      case (false, false): heading = heading.turnedLeft
      case (false, true): heading = corners / 4 > position ? heading.turnedRight : heading.turnedLeft
      }
      if heading == .down { crossed = cell + stride }
      let next = neighbour(of: cell, heading)
      if heading == .down && next >= mesh.coarse { crossed = next }
      cell = next
    } while cell != first || heading != .down
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

  private func isAbove(_ node: Int) -> Bool { mesh.counts[node] > level }

  /// Where the level lies between a node below it and a node above it.
  private func crossing(from below: Int, to above: Int) -> Point {
    let end = mesh.place(above)
    let (low, high) = (mesh.positions[below], mesh.positions[above])
    if low.isNaN { return end }
    let start = mesh.place(below)
    let share = low.isFinite && high.isFinite ? (position - low) / (high - low) : 0.5
    return Point(start.x + (end.x - start.x) * share, start.y + (end.y - start.y) * share)
  }

  // MARK: - From cell to cell

  /// The cell under the edge from a node to its right neighbour.
  private func below(_ node: Int) -> Int {
    guard node >= mesh.coarse else { return node }
    let home = mesh.home(of: node)
    return home.row < Refinement.parts ? node : home.cell + mesh.stride
  }

  private func neighbour(of cell: Int, _ heading: Heading) -> Int {
    guard cell >= mesh.coarse else {
      let next = cell + heading.step(mesh.stride)
      guard let patch = mesh.patch(of: next) else { return next }
      return entry(of: patch, heading)
    }
    let home = mesh.home(of: cell)
    let last = Refinement.parts - 1
    let (isLeaving, wrapped): (Bool, Int)
    switch heading {
    case .down: (isLeaving, wrapped) = (home.row == last, home.column)
    case .right: (isLeaving, wrapped) = (home.column == last, home.row * Refinement.side)
    case .up: (isLeaving, wrapped) = (home.row == 0, last * Refinement.side + home.column)
    case .left: (isLeaving, wrapped) = (home.column == 0, home.row * Refinement.side + last)
    }
    guard isLeaving else { return cell + heading.step(Refinement.side) }
    let next = home.cell + heading.step(mesh.stride)
    return mesh.patch(of: next).map { $0 + wrapped } ?? next
  }

  /// The cell of a patch in which a walk arrives that comes from a cell without one: the level passes its edge once.
  private func entry(of patch: Int, _ heading: Heading) -> Int {
    let (side, last) = (Refinement.side, Refinement.parts - 1)
    let (first, along, inward): (Int, Int, Int)
    switch heading {
    case .down: (first, along, inward) = (patch, 1, 0)
    case .right: (first, along, inward) = (patch, side, 0)
    case .up: (first, along, inward) = (patch + side * Refinement.parts, 1, -side)
    case .left: (first, along, inward) = (patch + Refinement.parts, side, -1)
    }
    let part = (0..<last).first { isAbove(first + $0 * along) != isAbove(first + ($0 + 1) * along) } ?? last
    return first + part * along + inward
  }
}

enum Heading {
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

  /// How far the next cell lies, with so many nodes in a row.
  func step(_ stride: Int) -> Int {
    switch self {
    case .down: stride
    case .right: 1
    case .up: -stride
    case .left: -1
    }
  }
}
