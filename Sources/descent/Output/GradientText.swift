import Formulas
import Surfaces

/// The gradient of a surface in symbols.
enum GradientText {
  /// The longest derivative that helps anybody.
  private static let longest = 160

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
      // The sign of a factor in front becomes that of the term.
      let isNegative = right.hasPrefix("-") || right.hasPrefix("(-")
      if right.hasPrefix("-"), node.operation == .add { return ("\(left) - \(right.dropFirst())", 0) }
      if isNegative, let term = opposite(node.b, &room) {
        return ("\(left) \(node.operation == .add ? "-" : "+") \(term)", 0)
      }
      return ("\(left) \(node.operation == .add ? "+" : "-") \(right)", 0)
    case .negate: return held(node.a, 1, &room).map { ("-\($0)", 0) }
    case .multiply, .carry: return product(index, sign: 1, &room)
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

  /// A product without its sign, if it has one in front.
  private func opposite(_ index: Graph.Index, _ room: inout Int) -> String? {
    let operation = graph.nodes[index].operation
    guard operation == .multiply || operation == .carry else { return nil }
    return product(index, sign: -1, &room)?.text
  }

  /// A product, its numbers joined in front.
  private func product(_ index: Graph.Index, sign: Double, _ room: inout Int) -> Piece? {
    var number = sign
    var factors: [Graph.Index] = []
    var rest = [index]
    while let next = rest.popLast() {
      let node = graph.nodes[next]
      if let constant = node.constant {
        number *= constant
      } else if node.operation == .multiply || node.operation == .carry {
        rest += [node.b, node.a]
      } else {
        factors.append(next)
      }
      guard factors.count < 20 else { return nil }
    }
    var texts: [String] = []
    for (place, factor) in factors.enumerated() where !factors[..<place].contains(factor) {
      let power = factors.count { $0 == factor }
      guard let piece = piece(factor, &room) else { return nil }
      let text = piece.grip < (power > 1 ? 3 : 1) ? "(\(piece.text))" : piece.text
      texts.append(power > 1 ? "\(text)^\(power)" : text)
    }
    if number == -1 { return ("-" + texts.joined(separator: "*"), 0) }
    if number != 1 { texts.insert(Numbers.shortest(number), at: 0) }
    return (texts.joined(separator: "*"), number < 0 ? 0 : texts.count == 1 ? 2 : 1)
  }
}
