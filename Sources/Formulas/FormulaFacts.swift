internal import Calculus

extension Formula {
  /// Whether the value is always yes or no, 1 or 0: a comparison, or some of them joined by `*`, `min`, `max` or `if`.
  public var isCondition: Bool { isCondition(root) }

  /// Whether the value is a number that no variable can change.
  public var isConstant: Bool { graph.constant(at: root) != nil }

  /// The places among the variables of those that the formula mentions, in order.
  public var mentioned: [Int] {
    graph.nodes.filter { $0.operation == .variable }.map(\.a).sorted()
  }

  /// The value where the variables have these values.
  public func value(at numbers: [Double]) -> Double { objective.value(at: numbers) }

  /// The formula as something to be evaluated.
  public var objective: GraphObjective { GraphObjective(graph: graph, root: root, dimension: variables.count) }

  private func isCondition(_ index: Graph.Index) -> Bool {
    let node = graph.nodes[index]
    return switch node.operation {
    case .less, .lessOrEqual, .equal: true
    case .constant: node.constant == 0 || node.constant == 1
    case .multiply, .minimum, .maximum: isCondition(node.a) && isCondition(node.b)
    case .choose: isCondition(node.b) && isCondition(node.c)
    default: false
    }
  }
}
