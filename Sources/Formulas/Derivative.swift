/// Differentiation of graphs.
///
/// Both modes rest on one table, `partials`: how much a node changes with each of its inputs. The reverse mode carries
/// adjoints from the result back to the coordinates and is the back-propagation of neural networks; the forward mode
/// carries a direction from the coordinates to every node. The forward mode over the reverse one gives Hessian products.
///
/// At kinks the derivatives are PyTorch's: ties of `min` and `max` go half to each side, `abs` and `relu` have slope 0
/// at 0. Where PyTorch gives NaN, they are finite: `sqrt`, `cbrt`, `hypot` and powers below one have slope 0 at 0, and
/// an adjoint that is 0 stays 0, so that the branch of an `if` that was not taken never spoils the gradient.
extension Graph {
  /// Adds the nodes of the gradient of `root` by reverse mode.
  ///
  /// The nodes are visited from the result back to the leaves. When a node is reached, every node that uses it has
  /// already handed it its share, so its adjoint, the derivative of the result by this node, is complete; it is then
  /// handed on to the node's inputs, each times its partial derivative.
  ///
  /// - Returns: One node a coordinate.
  public mutating func gradient(of root: Index, dimension: Int) -> [Index] {
    var adjoints: [Index?] = Array(repeating: nil, count: root + 1)
    adjoints[root] = constant(1)
    for index in stride(from: root, through: 0, by: -1) {
      guard let adjoint = adjoints[index] else { continue }
      for (input, partial) in partials(at: index) {
        let share = apply(.carry, adjoint, partial)
        adjoints[input] = adjoints[input].map { apply(.add, $0, share) } ?? share
      }
    }
    return (0..<dimension).map { coordinate in
      let leaf = variable(coordinate)
      return (leaf <= root ? adjoints[leaf] : nil) ?? constant(0)
    }
  }

  /// Adds the nodes of the derivatives of `results` along a direction, by forward mode.
  ///
  /// - Parameter direction: One node a coordinate.
  /// - Returns: One node a result.
  public mutating func derivatives(of results: [Index], along direction: [Index]) -> [Index] {
    guard let last = results.max() else { return [] }
    var tangents: [Index?] = Array(repeating: nil, count: last + 1)
    for index in 0...last {
      let node = nodes[index]
      if node.operation == .variable {
        tangents[index] = direction[node.a]
        continue
      }
      var sum: Index?
      for (input, partial) in partials(at: index) {
        guard let tangent = tangents[input] else { continue }
        // What was not chosen, and the partial under an adjoint of 0, must not count even if its change is not finite.
        let isSwitched = node.operation.selects || (node.operation == .carry && input == node.b && input != node.a)
        let share = isSwitched ? apply(.carry, partial, tangent) : apply(.carry, tangent, partial)
        sum = sum.map { apply(.add, $0, share) } ?? share
      }
      tangents[index] = sum
    }
    return results.map { tangents[$0] ?? constant(0) }
  }

  /// How much a node changes with each of its inputs: pairs of an input and the node of the partial derivative.
  ///
  /// Inputs on which the node depends only in steps (conditions, `sign`, `floor`) are left out.
  private mutating func partials(at index: Index) -> [(input: Index, partial: Index)] {
    let node = nodes[index]
    let a = node.a
    let b = node.b
    let one = constant(1)
    switch node.operation {
    case .constant, .variable, .less, .lessOrEqual, .equal, .sign, .floor, .ceil: return []
    case .add: return [(a, one), (b, one)]
    case .subtract: return [(a, one), (b, constant(-1))]
    case .negate: return [(a, constant(-1))]
    case .multiply, .carry: return [(a, b), (b, a)]
    case .divide: return [(a, apply(.divide, one, b)), (b, apply(.negate, apply(.divide, index, b)))]
    case .power: return powerPartials(index, a, b)
    case .choose:
      let taken = apply(.choose, a, one, constant(0))
      return [(b, taken), (node.c, apply(.subtract, one, taken))]
    case .minimum: return extremePartials(a, b, smaller: a, larger: b)
    case .maximum: return extremePartials(a, b, smaller: b, larger: a)
    case .hypot:
      return [(a, zeroWhere(index, apply(.divide, a, index))), (b, zeroWhere(index, apply(.divide, b, index)))]
    case .atan2:
      let square = apply(.add, apply(.multiply, a, a), apply(.multiply, b, b))
      return [(a, apply(.divide, b, square)), (b, apply(.negate, apply(.divide, a, square)))]
    default: return [(a, slope(of: node.operation, at: a, result: index))]
    }
  }

  /// The derivative of a function of one number.
  private mutating func slope(of operation: Operation, at a: Index, result: Index) -> Index {
    let one = constant(1)
    switch operation {
    case .sin: return apply(.cos, a)
    case .cos: return apply(.negate, apply(.sin, a))
    case .tan: return apply(.add, one, apply(.multiply, result, result))
    case .asin: return apply(.divide, one, apply(.sqrt, apply(.subtract, one, apply(.multiply, a, a))))
    case .acos: return apply(.divide, constant(-1), apply(.sqrt, apply(.subtract, one, apply(.multiply, a, a))))
    case .atan: return apply(.divide, one, apply(.add, one, apply(.multiply, a, a)))
    case .sinh: return apply(.cosh, a)
    case .cosh: return apply(.sinh, a)
    case .tanh: return apply(.subtract, one, apply(.multiply, result, result))
    case .exp: return result
    case .log: return apply(.divide, one, a)
    case .log10: return apply(.divide, constant(0.4342944819032518), a)
    case .log2: return apply(.divide, constant(1.4426950408889634), a)
    case .sqrt: return zeroWhere(result, apply(.divide, constant(0.5), result))
    case .cbrt: return zeroWhere(result, apply(.divide, constant(1.0 / 3), apply(.multiply, result, result)))
    case .abs: return apply(.sign, a)
    case .relu: return apply(.less, constant(0), a)
    case .sigmoid: return apply(.multiply, result, apply(.subtract, one, result))
    default: return constant(0)
    }
  }

  /// `a^b`: `b a^(b-1)` with a, `a^b log a` with b; both 0 at a = 0 where they would not be finite.
  private mutating func powerPartials(_ index: Index, _ a: Index, _ b: Index) -> [(input: Index, partial: Index)] {
    let slope = apply(.multiply, b, apply(.power, a, apply(.subtract, b, constant(1))))
    let withBase = apply(.choose, apply(.less, b, constant(1)), zeroWhere(a, slope), slope)
    if nodes[b].constant != nil { return [(a, withBase)] }
    let withExponent = zeroWhere(a, apply(.multiply, index, apply(.log, a)))
    return [(a, withBase), (b, withExponent)]
  }

  /// The shares of `min(a, b)` or `max(a, b)`: all to the one chosen, half to each at a tie.
  private mutating func extremePartials(
    _ a: Index, _ b: Index, smaller: Index, larger: Index
  ) -> [(input: Index, partial: Index)] {
    let first = apply(.less, smaller, larger)
    let tie = apply(.equal, a, b)
    let share = apply(.choose, tie, constant(0.5), first)
    return [(a, share), (b, apply(.subtract, constant(1), share))]
  }

  /// `value`, but 0 where `guarded` is 0.
  private mutating func zeroWhere(_ guarded: Index, _ value: Index) -> Index {
    apply(.choose, guarded, value, constant(0))
  }
}
