/// What a formula is read into.
///
/// The grammar is written once, in `Parser`; a reading says what comes of it: a graph to compute with, or markup to
/// print.
protocol Reading {
  associatedtype Value

  mutating func number(_ number: Double) -> Value
  mutating func variable(_ coordinate: Int, name: String) -> Value
  mutating func parameter(_ value: Double, name: String) -> Value
  mutating func constant(_ value: Double, name: String) -> Value
  /// `let name = value;` and what the name stands for from then on.
  mutating func definition(_ value: Value, name: String) -> Value
  mutating func negation(of value: Value) -> Value
  /// One of `+ - * / ^` and the comparisons.
  mutating func binary(_ symbol: Symbol, _ left: Value, _ right: Value) -> Value
  mutating func call(_ function: Function, _ arguments: [Value]) -> Value
  /// The values that the index of a sum takes and for each of which its term is read; `nil` if there are none.
  func indices(from first: Value, to last: Value) -> [Double]?
  /// What the index stands for in the term.
  mutating func index(_ index: Double, name: String) -> Value
  mutating func sum(of terms: [Value], index: String, from first: Value, to last: Value) -> Value
}

/// Reads a formula into a graph.
struct GraphReading: Reading {
  var graph = Graph()

  mutating func number(_ number: Double) -> Graph.Index { graph.constant(number) }
  mutating func variable(_ coordinate: Int, name: String) -> Graph.Index { graph.variable(coordinate) }
  mutating func parameter(_ value: Double, name: String) -> Graph.Index { graph.constant(value) }
  mutating func constant(_ value: Double, name: String) -> Graph.Index { graph.constant(value) }
  mutating func definition(_ value: Graph.Index, name: String) -> Graph.Index { value }
  mutating func negation(of value: Graph.Index) -> Graph.Index { graph.apply(.negate, value) }

  mutating func binary(_ symbol: Symbol, _ left: Graph.Index, _ right: Graph.Index) -> Graph.Index {
    switch symbol {
    case .plus: graph.apply(.add, left, right)
    case .minus: graph.apply(.subtract, left, right)
    case .times: graph.apply(.multiply, left, right)
    case .divide: graph.apply(.divide, left, right)
    case .power: graph.apply(.power, left, right)
    case .less: graph.apply(.less, left, right)
    case .lessOrEqual: graph.apply(.lessOrEqual, left, right)
    case .greater: graph.apply(.less, right, left)
    case .greaterOrEqual: graph.apply(.lessOrEqual, right, left)
    case .equal: graph.apply(.equal, left, right)
    case .different: graph.apply(.choose, graph.apply(.equal, left, right), graph.constant(0), graph.constant(1))
    case .open, .close, .comma, .semicolon, .assign: preconditionFailure("not an operator")
    }
  }

  mutating func call(_ function: Function, _ arguments: [Graph.Index]) -> Graph.Index {
    if function.takesMore {
      return arguments.dropFirst().reduce(arguments[0]) { graph.apply(function.operation, $0, $1) }
    }
    let padded = arguments + [0, 0]
    return graph.apply(function.operation, padded[0], padded[1], padded[2])
  }

  func indices(from first: Graph.Index, to last: Graph.Index) -> [Double]? {
    guard let first = graph.constant(at: first).flatMap(Int.init(exactly:)),
      let last = graph.constant(at: last).flatMap(Int.init(exactly:)), first <= last
    else { return nil }
    // One more than may be read is enough to see that they are too many.
    return (first...last).prefix(Parser<Self>.mostTerms + 1).map(Double.init)
  }

  mutating func index(_ index: Double, name: String) -> Graph.Index { graph.constant(index) }

  mutating func sum(
    of terms: [Graph.Index], index: String, from first: Graph.Index, to last: Graph.Index
  ) -> Graph.Index {
    terms.dropFirst().reduce(terms[0]) { graph.apply(.add, $0, $1) }
  }
}
