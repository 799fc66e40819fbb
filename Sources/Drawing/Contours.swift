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
  ///   - refinement: the cells that are walked in finer steps.
  /// - Returns: the rings of each level, in the order of the levels.
  public func rings(above levels: [Double], on scale: Scale, refinement: Refinement? = nil) -> [[Ring]] {
    precondition(levels.count <= 255, "at most 255 levels are drawn in one pass")
    precondition(zip(levels, levels.dropFirst()).allSatisfy { $0 < $1 }, "levels increase")
    let mesh = ContourMesh(self, levels: levels, scale: scale, refinement: refinement)
    // Where the marks of the edge from each node to its right neighbour begin.
    var firstMark = [Int32](repeating: 0, count: mesh.counts.count)
    var marks = 0
    for node in mesh.counts.indices where mesh.isStart(node) {
      firstMark[node] = Int32(marks)
      marks += Int(mesh.counts[node + 1] - mesh.counts[node])
    }
    var isWalked = [Bool](repeating: false, count: marks)
    var result = [[Ring]](repeating: [], count: levels.count)
    let positions = levels.map(scale.position)
    for node in mesh.counts.indices where mesh.isStart(node) {
      for level in mesh.counts[node]..<mesh.counts[node + 1]
      where !isWalked[Int(firstMark[node]) + Int(level - mesh.counts[node])] {
        var walk = ContourWalk(mesh: mesh, level: level, position: positions[Int(level)])
        walk.trace(from: node) { isWalked[Int(firstMark[$0]) + Int(level - mesh.counts[$0])] = true }
        if let ring = walk.ring { result[Int(level)].append(ring) }
      }
    }
    return result
  }
}
