internal import Calculus

/// A graph made ready to run: a list of instructions on rows of lanes.
///
/// Only what the wanted results depend on is kept. Each instruction works on a whole row of a block, so that its
/// dispatch is paid once for up to 64 vectors. Rows are addressed by number: first the inputs (one a coordinate), then
/// the outputs, then the working rows, which are taken again as soon as nothing will read them.
struct Program: Sendable {
  /// One operation on rows.
  struct Instruction: Sendable {
    /// Where a constant operand stands, if one does; it is then held in a register and not read from a row.
    enum Form: UInt8, Sendable { case rows, constantFirst, constantSecond }

    var operation: Operation
    var form: Form
    var target: UInt32
    var a: UInt32
    var b: UInt32
    var c: UInt32
    var constant: Double
  }

  /// What is done, in order.
  private(set) var instructions: [Instruction] = []
  /// How many inputs there are.
  let inputs: Int
  /// How many results there are.
  let outputs: Int
  /// How many working rows are needed.
  private(set) var workingRows = 0
  /// Working rows that hold one number from the start.
  private(set) var constants: [(row: Int, number: Double)] = []

  /// Compiles the results of a graph whose variables are numbered below `inputs`.
  init(_ graph: Graph, results: [Graph.Index], inputs: Int) {
    self.inputs = inputs
    outputs = results.count
    var compiler = Compiler(graph: graph, results: results, inputs: inputs)
    instructions = compiler.compile()
    workingRows = compiler.workingRows
    constants = compiler.constants
  }
}

/// The way from a graph to a program.
private struct Compiler {
  let graph: Graph
  let results: [Graph.Index]
  let inputs: Int
  /// For each node the last node that reads it, or -1 if none does.
  var lastUse: [Int]
  /// The row that holds a node once it is computed.
  var rows: [Int?]
  var freeRows: [Int] = []
  var workingRows = 0
  var constants: [(row: Int, number: Double)] = []

  init(graph: Graph, results: [Graph.Index], inputs: Int) {
    self.graph = graph
    self.results = results
    self.inputs = inputs
    lastUse = Array(repeating: -1, count: graph.nodes.count)
    rows = Array(repeating: nil, count: graph.nodes.count)
    for index in stride(from: graph.nodes.count - 1, through: 0, by: -1)
    where results.contains(index) || lastUse[index] >= 0 {
      for input in graph.nodes[index].inputs where lastUse[input] < 0 { lastUse[input] = index }
    }
  }

  mutating func compile() -> [Program.Instruction] {
    var instructions: [Program.Instruction] = []
    let wanted = Set(results)
    for (index, node) in graph.nodes.enumerated() where node.operation != .constant {
      if node.operation == .variable {
        rows[index] = node.a
        continue
      }
      guard wanted.contains(index) || lastUse[index] >= 0 else { continue }
      instructions.append(instruction(for: node, at: index))
    }
    // A result that is an input, a constant or a result already written is copied.
    for (place, result) in results.enumerated() where rows[result] != inputs + place {
      instructions.append(
        .init(operation: .variable, form: .rows, target: UInt32(inputs + place), a: row(of: result), b: 0, c: 0, constant: 0))
    }
    return instructions
  }

  private mutating func instruction(for node: Graph.Node, at index: Int) -> Program.Instruction {
    let first = graph.nodes[node.a].constant
    let second = node.operation.arity == 2 ? graph.nodes[node.b].constant : nil
    var form = Program.Instruction.Form.rows
    if Self.takesConstants(node.operation) {
      if node.operation.arity == 2 && first != nil { form = .constantFirst }
      if second != nil { form = .constantSecond }
    }
    let a = form == .constantFirst ? 0 : row(of: node.a)
    let b = node.operation.arity < 2 || form == .constantSecond ? 0 : row(of: node.b)
    let c = node.operation.arity < 3 ? 0 : row(of: node.c)
    // The inputs' rows are given back first: every instruction reads a vector before it writes it, so the result may
    // take the place of an input.
    for input in Set(node.inputs) where lastUse[input] == index && !isConstant(input) { release(input) }
    let target = results.firstIndex(of: index).map { inputs + $0 } ?? takeRow()
    rows[index] = target
    return .init(
      operation: node.operation, form: form, target: UInt32(target), a: a, b: b, c: c,
      constant: (form == .constantFirst ? first : second) ?? 0)
  }

  /// Whether the operation has a form with the constant in a register.
  private static func takesConstants(_ operation: Operation) -> Bool {
    switch operation {
    case .add, .subtract, .multiply, .divide: true
    default: false
    }
  }

  private func isConstant(_ index: Int) -> Bool { graph.nodes[index].operation == .constant }

  private mutating func row(of index: Int) -> UInt32 {
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

  private mutating func release(_ index: Int) {
    if let row = rows[index], row >= inputs + results.count { freeRows.append(row) }
  }
}
