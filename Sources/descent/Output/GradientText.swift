import Formulas
import Surfaces

/// The gradient of a surface in symbols.
enum GradientText {
  /// The longest derivative that helps anybody.
  private static let longest = 90

  /// A line for each coordinate; nothing if the formula is not all there is to the surface, or a line is too long.
  static func lines(of surface: Surface) -> [String] {
    guard surface.data == nil, surface.wrappers.isEmpty, !surface.isGame else { return [] }
    var graph = surface.formula.graph
    let roots = graph.gradient(of: surface.formula.root, dimension: surface.dimension)
    let writer = GraphWriter(graph: graph, variables: surface.variables)
    let lines = zip(surface.variables, roots).compactMap { variable, root in
      writer.text(root, longest: longest).map { "df/d\(variable) = \($0)" }
    }
    return lines.count == surface.dimension ? lines : []
  }
}

/// Writes a node of a graph as people write formulas.
private struct GraphWriter {
  let graph: Graph
  let variables: [String]

  /// A text and how tightly it holds together: sums 0, products 1, powers 2, all else 3.
  private typealias Piece = (text: String, grip: Int)

  /// The text of a node; nil if it is too long, or has parts that no formula has.
  func text(_ root: Graph.Index, longest: Int) -> String? {
    var room = 4 * longest
    guard let text = piece(root, &room)?.text, text.count <= longest else { return nil }
    return text
  }

  private func piece(_ index: Graph.Index, _ room: inout Int) -> Piece? {
    // Shared parts are written out again, so a small graph may be a long text.
    room -= 1
    guard room > 0 else { return nil }
    let node = graph.nodes[index]
    if let number = node.constant {
      return (Numbers.shortest(number), number < 0 ? 0 : 3)
    }
    func held(_ index: Graph.Index, _ least: Int, _ room: inout Int) -> String? {
      piece(index, &room).map { $0.grip < least ? "(\($0.text))" : $0.text }
    }
    switch node.operation {
    case .variable: return (variables[node.a], 3)
    case .add, .subtract:
      guard let left = held(node.a, 0, &room), let right = held(node.b, 1, &room) else { return nil }
      return ("\(left) \(node.operation == .add ? "+" : "-") \(right)", 0)
    case .negate: return held(node.a, 1, &room).map { ("-\($0)", 0) }
    case .multiply, .carry:
      if node.a == node.b { return held(node.a, 3, &room).map { ("\($0)^2", 2) } }
      let isNegative = graph.nodes[node.a].constant.map { $0 < 0 } ?? false
      guard let left = isNegative ? piece(node.a, &room)?.text : held(node.a, 1, &room),
        let right = held(node.b, 1, &room)
      else { return nil }
      return ("\(left)*\(right)", isNegative ? 0 : 1)
    case .divide:
      guard let left = held(node.a, 1, &room), let right = held(node.b, 2, &room) else { return nil }
      return ("\(left)/\(right)", 1)
    case .power:
      guard let left = held(node.a, 3, &room), let right = held(node.b, 3, &room) else { return nil }
      return ("\(left)^\(right)", 2)
    case .sin, .cos, .tan, .asin, .acos, .atan, .sinh, .cosh, .tanh, .exp, .log, .sqrt, .cbrt, .abs, .sign:
      return piece(node.a, &room).map { ("\(node.operation)(\($0.text))", 3) }
    default: return nil
    }
  }
}
