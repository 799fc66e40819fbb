internal import Calculus

/// A computation as a list of nodes, each after its inputs.
///
/// Equal nodes are stored once, so that common sub-expressions are shared from the start; constants are folded as they
/// arise; and a few rewritings that change no bit of a finite result keep derivatives short. Because inputs always stand
/// before the nodes that use them, every pass over a graph is a loop and never a recursion.
public struct Graph: Sendable {
  /// Where a node stands in its graph.
  public typealias Index = Int

  /// One computation: an operation and its inputs.
  public struct Node: Sendable, Hashable {
    /// What is done.
    public let operation: Operation
    /// The inputs; as many as the operation takes are meaningful.
    ///
    /// For a variable, `a` is the number of the coordinate.
    public let a: Index, b: Index, c: Index
    /// The bits of a constant.
    let bits: UInt64

    /// The number, if the node is a constant.
    public var constant: Double? { operation == .constant ? Double(bitPattern: bits) : nil }

    /// The inputs in order.
    var inputs: [Index] {
      switch operation.arity {
      case 0: []
      case 1: [a]
      case 2: [a, b]
      default: [a, b, c]
      }
    }
  }

  /// The nodes, inputs first.
  public private(set) var nodes: [Node] = []
  private var places: [Node: Index] = [:]
  /// For each node, whether it and all it depends on keep finite numbers finite, and whether a choice can make it 0.
  private var traits: [(keepsFinite: Bool, switchesOff: Bool)] = []

  /// A graph with nothing in it.
  public init() {}

  /// The node of a number.
  public mutating func constant(_ number: Double) -> Index {
    insert(Node(operation: .constant, a: 0, b: 0, c: 0, bits: number.bitPattern))
  }

  /// The node of a coordinate, counted from 0.
  public mutating func variable(_ coordinate: Int) -> Index {
    insert(Node(operation: .variable, a: coordinate, b: 0, c: 0, bits: 0))
  }

  /// The number a node stands for, if it is a constant.
  public func constant(at index: Index) -> Double? { nodes[index].constant }

  /// The node of an operation on earlier nodes; pass as many inputs as the operation takes.
  public mutating func apply(_ operation: Operation, _ a: Index, _ b: Index = 0, _ c: Index = 0) -> Index {
    if let folded = fold(operation, a, b, c) { return folded }
    if let shorter = simplify(operation, a, b, c) { return shorter }
    let swap = operation.isCommutative && b < a
    return insert(Node(operation: operation, a: swap ? b : a, b: swap ? a : b, c: c, bits: 0))
  }

  private mutating func insert(_ node: Node) -> Index {
    if let place = places[node] { return place }
    let inputs = node.inputs
    traits.append(
      (
        node.operation.keepsFinite && inputs.allSatisfy { traits[$0].keepsFinite } && node.constant?.isFinite != false,
        node.operation.switchesOff || inputs.contains { traits[$0].switchesOff }
      ))
    nodes.append(node)
    places[node] = nodes.count - 1
    return nodes.count - 1
  }

  /// The constant that an operation on constants gives, computed by the lane functions so that its bits are theirs.
  private mutating func fold(_ operation: Operation, _ a: Index, _ b: Index, _ c: Index) -> Index? {
    let numbers = [a, b, c].prefix(operation.arity).compactMap { nodes[$0].constant }
    if operation == .choose, let condition = nodes[a].constant { return condition == 0 ? c : b }
    guard numbers.count == operation.arity else { return nil }
    let lanes = numbers.map { Lanes($0) } + [0, 0, 0]
    return constant(operation(lanes[0], lanes[1], lanes[2])[0])
  }

  /// A shorter node with the same value to the last bit (up to the sign of a zero).
  private mutating func simplify(_ operation: Operation, _ a: Index, _ b: Index, _ c: Index) -> Index? {
    switch operation {
    case .add: simplifySum(a, b)
    case .subtract: simplifyDifference(a, b)
    case .multiply: simplifyProduct(a, b)
    case .carry: simplifyCarry(a, b)
    case .negate: simplifyNegation(a)
    case .divide: nodes[b].constant.flatMap { isPowerOfTwo($0) ? apply(.multiply, constant(1 / $0), a) : nil }
    case .power: nodes[b].constant.flatMap { wholePower(a, $0) }
    case .choose: b == c ? b : nil
    default: nil
    }
  }

  private mutating func simplifySum(_ a: Index, _ b: Index) -> Index? {
    if nodes[a].constant == 0 { return b }
    if nodes[b].constant == 0 { return a }
    if a == b { return apply(.multiply, constant(2), a) }
    if let opposite = opposite(of: b) { return apply(.subtract, a, opposite) }
    if let opposite = opposite(of: a) { return apply(.subtract, b, opposite) }
    return nil
  }

  private mutating func simplifyDifference(_ a: Index, _ b: Index) -> Index? {
    if nodes[b].constant == 0 { return a }
    if nodes[a].constant == 0 { return apply(.negate, b) }
    if let opposite = opposite(of: b) { return apply(.add, a, opposite) }
    return nil
  }

  private mutating func simplifyProduct(_ a: Index, _ b: Index) -> Index? {
    guard let factor = nodes[a].constant else {
      if nodes[b].constant != nil { return apply(.multiply, b, a) }
      if let left = opposite(of: a), let right = opposite(of: b) { return apply(.multiply, left, right) }
      if let left = opposite(of: a) { return apply(.negate, apply(.multiply, left, b)) }
      if let right = opposite(of: b) { return apply(.negate, apply(.multiply, a, right)) }
      return pullFactorOut(a, b) ?? pullFactorOut(b, a)
    }
    if factor == 1 { return b }
    if factor == -1 { return apply(.negate, b) }
    let other = nodes[b]
    if other.operation == .negate { return apply(.multiply, constant(-factor), other.a) }
    // Doubling and halving round nothing, so they may be joined with another factor.
    if other.operation == .multiply, let inner = nodes[other.a].constant, isPowerOfTwo(factor) || isPowerOfTwo(inner) {
      return apply(.multiply, constant(factor * inner), other.b)
    }
    return nil
  }

  /// `(2^k u) v` as `2^k (u v)`, where it meets further factors.
  private mutating func pullFactorOut(_ a: Index, _ b: Index) -> Index? {
    let node = nodes[a]
    guard node.operation == .multiply, let factor = nodes[node.a].constant, isPowerOfTwo(factor) else { return nil }
    return apply(.multiply, node.a, apply(.multiply, node.b, b))
  }

  private mutating func simplifyCarry(_ adjoint: Index, _ partial: Index) -> Index? {
    if let number = nodes[adjoint].constant { return number == 0 ? adjoint : apply(.multiply, adjoint, partial) }
    // The plain product will do where the partial stays finite and the adjoint is not switched off by a choice.
    if traits[partial].keepsFinite && (nodes[partial].constant != nil || !traits[adjoint].switchesOff) {
      return apply(.multiply, adjoint, partial)
    }
    let choice = nodes[partial]
    if choice.operation == .choose, nodes[choice.b].constant == 1, nodes[choice.c].constant == 0 {
      return apply(.choose, choice.a, adjoint, choice.c)
    }
    if let opposite = opposite(of: adjoint) { return apply(.negate, apply(.carry, opposite, partial)) }
    if let opposite = opposite(of: partial) { return apply(.negate, apply(.carry, adjoint, opposite)) }
    return nil
  }

  private mutating func simplifyNegation(_ a: Index) -> Index? {
    let node = nodes[a]
    if node.operation == .negate { return node.a }
    if node.operation == .subtract { return apply(.subtract, node.b, node.a) }
    if node.operation == .multiply, let factor = nodes[node.a].constant {
      return apply(.multiply, constant(-factor), node.b)
    }
    return nil
  }

  /// The node whose negation this one is: of `negate(x)`, `x`; of `-2 x`, `2 x`.
  private mutating func opposite(of index: Index) -> Index? {
    let node = nodes[index]
    if node.operation == .negate { return node.a }
    if node.operation == .multiply, let factor = nodes[node.a].constant, factor < 0 {
      return apply(.multiply, constant(-factor), node.b)
    }
    return nil
  }

  /// Powers with a small whole exponent, or one half, as products and roots.
  private mutating func wholePower(_ base: Index, _ exponent: Double) -> Index? {
    if exponent == 0.5 { return apply(.sqrt, base) }
    guard let whole = Int(exactly: exponent), (-64...64).contains(whole) else { return nil }
    if whole == 0 { return constant(1) }
    var result: Index?
    var square = base
    var rest = abs(whole)
    while rest > 0 {
      if rest & 1 == 1 { result = result.map { apply(.multiply, $0, square) } ?? square }
      rest >>= 1
      if rest > 0 { square = apply(.multiply, square, square) }
    }
    guard let product = result else { return nil }
    return whole < 0 ? apply(.divide, constant(1), product) : product
  }

  private func isPowerOfTwo(_ number: Double) -> Bool {
    number.isNormal && number.significand == 1 && Swift.abs(number.exponent) < 500
  }
}
