internal import Calculus

/// A graph made ready to run: a list of instructions on rows of lanes.
///
/// Only what the wanted results depend on is kept. Each instruction works on a whole row of a block, so that its
/// dispatch is paid once for up to 64 vectors. Rows are addressed by number: first the inputs (one a coordinate), then
/// the outputs, then the working rows, which are taken again as soon as nothing will read them.
struct Program: Sendable {
  /// What an instruction does: an operation on rows, or one of the frequent forms that keep a number in a register or
  /// join a product with a sum.
  ///
  /// Joining rounds twice, as the two operations apart would.
  enum Kernel: Sendable, Equatable {
    /// Any operation, all operands in rows.
    case rows(Operation)
    /// `a + k`, `k - a`, `k a`, `k / a`; `a - k` is `a + (-k)`, exactly.
    case addConstant, subtractFromConstant, scale, divideConstant
    /// `a / k`.
    case divideByConstant
    /// `a b + c`, `a b - c`, `c - a b`.
    case productPlus, productMinus, minusProduct
    /// `k a + c`, `k a - c`, `c - k a`.
    case scaledPlus, scaledMinus, minusScaled
    /// `sin a`, and `cos a` into the row `b`: most of the work serves both.
    case sineAndCosine
  }

  /// One kernel on rows.
  struct Instruction: Sendable {
    var kernel: Kernel
    var target: UInt32
    var a: UInt32 = 0
    var b: UInt32 = 0
    var c: UInt32 = 0
    var constant: Double = 0
  }

  /// What is done, in order.
  let instructions: [Instruction]
  /// How many inputs there are.
  let inputs: Int
  /// How many results there are.
  let outputs: Int
  /// How many working rows are needed.
  let workingRows: Int
  /// Working rows that hold one number from the start.
  let constants: [(row: Int, number: Double)]

  /// Compiles the results of a graph whose variables are numbered below `inputs`.
  init(_ graph: Graph, results: [Graph.Index], inputs: Int) {
    self.inputs = inputs
    outputs = results.count
    var compiler = ProgramCompiler(graph: graph, results: results, inputs: inputs)
    instructions = compiler.compile()
    workingRows = compiler.workingRows
    constants = compiler.constants
  }
}
