/// Substitution: the same computation with other inputs.
extension Graph {
  /// Adds the nodes of a computation with other nodes in place of its first variables.
  ///
  /// What does not depend on them is shared with the computation as it was.
  ///
  /// - Parameters:
  ///   - root: the result of the computation.
  ///   - replacements: the node that takes the place of each coordinate; variables beyond stay.
  /// - Returns: The result of the new computation.
  public mutating func substitute(_ replacements: [Index], in root: Index) -> Index {
    var needed = Array(repeating: false, count: root + 1)
    needed[root] = true
    for index in stride(from: root, through: 0, by: -1) where needed[index] {
      for input in nodes[index].inputs { needed[input] = true }
    }
    var places = Array(0...root)
    for index in 0...root where needed[index] {
      let node = nodes[index]
      switch node.operation {
      case .constant: continue
      case .variable: if node.a < replacements.count { places[index] = replacements[node.a] }
      default:
        let inputs = node.inputs.map { places[$0] } + [0, 0]
        if Array(inputs.prefix(node.operation.arity)) != node.inputs {
          places[index] = apply(node.operation, inputs[0], inputs[1], inputs[2])
        }
      }
    }
    return places[root]
  }

  /// The value of a computation at a point, worked out by the lane functions, for computations of nothing but the point.
  ///
  /// - Returns: `nil` if the computation has further variables.
  public func value(of root: Index, at point: [Double]) -> Double? {
    var graph = self
    let numbers = point.map { graph.constant($0) }
    let result = graph.substitute(numbers, in: root)
    return graph.constant(at: result)
  }
}
