public import Calculus

/// An objective given by a graph: a formula with its derivatives, compiled.
public struct GraphObjective: Objective {
  /// How many coordinates a point has.
  public let dimension: Int
  let valueProgram: Program
  let gradientProgram: Program
  let bothProgram: Program
  /// The graph with the gradient's nodes, from which Hessian products are made when somebody asks for them.
  let graph: Graph
  let gradientNodes: [Graph.Index]

  /// Differentiates and compiles the value at `root` as a function of `dimension` variables.
  public init(graph: Graph, root: Graph.Index, dimension: Int) {
    var graph = graph
    let gradient = graph.gradient(of: root, dimension: dimension)
    self.dimension = dimension
    self.graph = graph
    gradientNodes = gradient
    valueProgram = Program(graph, results: [root], inputs: dimension)
    gradientProgram = Program(graph, results: gradient, inputs: dimension)
    bothProgram = Program(graph, results: [root] + gradient, inputs: dimension)
  }

  /// Working memory to evaluate blocks of up to `width` vectors of lanes.
  public func evaluator(width: Int) -> any Evaluator { GraphEvaluator(self, width: width) }

  /// The program of the Hessian's product with a direction; its inputs are the point, then the direction.
  func productProgram() -> Program {
    var graph = graph
    let direction = (0..<dimension).map { graph.variable(dimension + $0) }
    let products = graph.derivatives(of: gradientNodes, along: direction)
    return Program(graph, results: products, inputs: 2 * dimension)
  }
}

/// The tapes of an objective.
///
/// Hessian products are compiled when somebody first asks for them.
private final class GraphEvaluator: Evaluator {
  private let objective: GraphObjective
  private let width: Int
  private let valueTape: Tape
  private let gradientTape: Tape
  private let bothTape: Tape
  private lazy var productTape = Tape(objective.productProgram(), width: width)

  init(_ objective: GraphObjective, width: Int) {
    self.objective = objective
    self.width = width
    valueTape = Tape(objective.valueProgram, width: width)
    gradientTape = Tape(objective.gradientProgram, width: width)
    bothTape = Tape(objective.bothProgram, width: width)
  }

  func value(at points: Block, vectors: Int, step: Int, into value: Block) {
    bind(points, to: valueTape, from: 0)
    bind(value, to: valueTape, from: objective.dimension)
    valueTape.run(vectors: vectors)
  }

  func gradient(at points: Block, vectors: Int, step: Int, into gradient: Block) {
    bind(points, to: gradientTape, from: 0)
    bind(gradient, to: gradientTape, from: objective.dimension)
    gradientTape.run(vectors: vectors)
  }

  func valueAndGradient(at points: Block, vectors: Int, step: Int, value: Block, gradient: Block) {
    bind(points, to: bothTape, from: 0)
    bind(value, to: bothTape, from: objective.dimension)
    bind(gradient, to: bothTape, from: objective.dimension + 1)
    bothTape.run(vectors: vectors)
  }

  func hessianProduct(at points: Block, along direction: Block, vectors: Int, step: Int, into product: Block) {
    bind(points, to: productTape, from: 0)
    bind(direction, to: productTape, from: objective.dimension)
    bind(product, to: productTape, from: 2 * objective.dimension)
    productTape.run(vectors: vectors)
  }

  private func bind(_ block: Block, to tape: Tape, from place: Int) {
    for row in 0..<block.rows { tape.bind(place + row, to: block.row(row)) }
  }
}
