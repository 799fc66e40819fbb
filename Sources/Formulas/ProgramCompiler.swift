internal import Calculus

/// The way from a graph to a program: which nodes are needed, which are joined, and which row holds what.
struct ProgramCompiler {
  /// A node as it will be computed: a kernel and the nodes it reads.
  private struct Plan {
    var kernel: Program.Kernel
    var reads: [Graph.Index]
    var constant = 0.0
    /// A second node that the kernel computes, the cosine beside a sine.
    var companion: Graph.Index?
  }

  private let graph: Graph
  private let results: [Graph.Index]
  private let inputs: Int
  /// How each needed node is computed; nil for leaves, for what nobody needs, and for products joined with a sum.
  private var plans: [Plan?]
  /// For each node the last one whose plan reads it, or -1.
  private var lastUse: [Int]
  /// The row that holds a node once it is computed.
  private var rows: [Int?]
  private var freeRows: [Int] = []
  /// How many working rows have been handed out.
  private(set) var workingRows = 0
  /// Working rows that hold one number from the start.
  private(set) var constants: [(row: Int, number: Double)] = []

  init(graph: Graph, results: [Graph.Index], inputs: Int) {
    self.graph = graph
    self.results = results
    self.inputs = inputs
    plans = Array(repeating: nil, count: graph.nodes.count)
    lastUse = Array(repeating: -1, count: graph.nodes.count)
    rows = Array(repeating: nil, count: graph.nodes.count)
  }

  mutating func compile() -> [Program.Instruction] {
    plan()
    var instructions: [Program.Instruction] = []
    for (index, node) in graph.nodes.enumerated() {
      if node.operation == .variable { rows[index] = node.a }
      if let plan = plans[index] { instructions.append(instruction(for: plan, at: index)) }
    }
    // A result that is an input, a constant or a result already written is copied.
    for (place, result) in results.enumerated() where rows[result] != inputs + place {
      let target = UInt32(inputs + place)
      instructions.append(.init(kernel: .rows(.variable), target: target, a: row(of: result)))
    }
    return instructions
  }

  // MARK: What is computed

  /// Plans every needed node, from the results back, so that a sum meets its product before the product is planned.
  private mutating func plan() {
    var readers = Array(repeating: 0, count: graph.nodes.count)
    for result in results { readers[result] += 2 }
    countReaders(&readers)
    var joined = Set<Graph.Index>()
    for index in stride(from: graph.nodes.count - 1, through: 0, by: -1) where readers[index] > 0 {
      let node = graph.nodes[index]
      guard node.operation.arity > 0, !joined.contains(index) else { continue }
      plans[index] = plan(for: node, readers: readers, joined: &joined)
    }
    pairSinesWithCosines()
    for (index, plan) in plans.enumerated() {
      for read in plan?.reads ?? [] { lastUse[read] = index }
    }
  }

  /// Where sine and cosine of one angle are needed, the earlier of the two computes both.
  private mutating func pairSinesWithCosines() {
    var sines: [Graph.Index: Graph.Index] = [:]
    for (index, plan) in plans.enumerated() where plan?.kernel == .rows(.sin) { sines[graph.nodes[index].a] = index }
    for (cosine, plan) in plans.enumerated() where plan?.kernel == .rows(.cos) {
      let angle = graph.nodes[cosine].a
      guard let sine = sines[angle] else { continue }
      plans[max(sine, cosine)] = nil
      plans[min(sine, cosine)] = Plan(kernel: .sineAndCosine, reads: [angle], companion: max(sine, cosine))
    }
  }

  /// How many nodes read each node that a result depends on; results count as read often, so that they are kept.
  private func countReaders(_ readers: inout [Int]) {
    for index in stride(from: graph.nodes.count - 1, through: 0, by: -1) where readers[index] > 0 {
      for input in graph.nodes[index].inputs { readers[input] += 1 }
    }
  }

  private func plan(for node: Graph.Node, readers: [Int], joined: inout Set<Graph.Index>) -> Plan {
    let (first, second) = (graph.nodes[node.a].constant, graph.nodes[node.b].constant)
    switch node.operation {
    case .add:
      if let first { return Plan(kernel: .addConstant, reads: [node.b], constant: first) }
      if let second { return Plan(kernel: .addConstant, reads: [node.a], constant: second) }
      if let plan = join(node.a, with: node.b, .productPlus, .scaledPlus, readers, &joined) { return plan }
      if let plan = join(node.b, with: node.a, .productPlus, .scaledPlus, readers, &joined) { return plan }
    case .subtract:
      if let first { return Plan(kernel: .subtractFromConstant, reads: [node.b], constant: first) }
      if let second { return Plan(kernel: .addConstant, reads: [node.a], constant: -second) }
      if let plan = join(node.b, with: node.a, .minusProduct, .minusScaled, readers, &joined) { return plan }
      if let plan = join(node.a, with: node.b, .productMinus, .scaledMinus, readers, &joined) { return plan }
    case .multiply:
      if let first { return Plan(kernel: .scale, reads: [node.b], constant: first) }
      if let second { return Plan(kernel: .scale, reads: [node.a], constant: second) }
    case .divide:
      if let first { return Plan(kernel: .divideConstant, reads: [node.b], constant: first) }
      if let second { return Plan(kernel: .divideByConstant, reads: [node.a], constant: second) }
    default: break
    }
    return Plan(kernel: .rows(node.operation), reads: node.inputs)
  }

  /// A product that nobody else reads, joined with the other side of a sum.
  private func join(
    _ product: Graph.Index, with other: Graph.Index, _ kernel: Program.Kernel, _ scaled: Program.Kernel,
    _ readers: [Int],
    _ joined: inout Set<Graph.Index>
  ) -> Plan? {
    let node = graph.nodes[product]
    guard node.operation == .multiply, readers[product] == 1, product != other else { return nil }
    joined.insert(product)
    if let factor = graph.nodes[node.a].constant {
      return Plan(kernel: scaled, reads: [node.b, other], constant: factor)
    }
    return Plan(kernel: kernel, reads: [node.a, node.b, other])
  }

  // MARK: Where it stands

  private mutating func instruction(for plan: Plan, at index: Graph.Index) -> Program.Instruction {
    let operands = plan.reads.map { row(of: $0) } + [0, 0, 0]
    // The inputs' rows are given back first: every kernel reads a vector before it writes it, so the result may take the
    // place of an input.
    for read in Set(plan.reads) where lastUse[read] == index && graph.nodes[read].operation != .constant {
      release(read)
    }
    let target = place(index)
    guard let companion = plan.companion else {
      return .init(
        kernel: plan.kernel, target: target, a: operands[0], b: operands[1], c: operands[2], constant: plan.constant)
    }
    let second = place(companion)
    let isSine = graph.nodes[index].operation == .sin
    return .init(
      kernel: plan.kernel, target: isSine ? target : second, a: operands[0], b: isSine ? second : target)
  }

  /// Gives a node its row: an output's, if it is a result.
  private mutating func place(_ index: Graph.Index) -> UInt32 {
    let row = results.firstIndex(of: index).map { inputs + $0 } ?? takeRow()
    rows[index] = row
    return UInt32(row)
  }

  private mutating func row(of index: Graph.Index) -> UInt32 {
    if let row = rows[index] { return UInt32(row) }
    let row = inputs + results.count + workingRows
    workingRows += 1
    rows[index] = row
    constants.append((row, graph.nodes[index].constant ?? .nan))
    return UInt32(row)
  }

  private mutating func takeRow() -> Int {
    if let row = freeRows.popLast() { return row }
    workingRows += 1
    return inputs + results.count + workingRows - 1
  }

  private mutating func release(_ index: Graph.Index) {
    if let row = rows[index], row >= inputs + results.count { freeRows.append(row) }
  }
}
