internal import Calculus

/// A program with the memory it runs in.
///
/// `run` walks the instructions; each is a loop over a row of vectors with the operation inside, so that the switch is
/// taken once a row and not once a number.
final class Tape {
  private let program: Program
  private let memory: Block
  /// The address of every row: inputs, outputs, working rows.
  private let rows: UnsafeMutablePointer<UnsafeMutablePointer<Lanes>>

  /// A tape for rows of up to `width` vectors.
  init(_ program: Program, width: Int) {
    self.program = program
    memory = Block(rows: program.workingRows, width: width)
    let fixed = program.inputs + program.outputs
    rows = .allocate(capacity: fixed + program.workingRows + 1)
    rows.initialize(repeating: memory.base, count: fixed + program.workingRows + 1)
    for row in 0..<program.workingRows { rows[fixed + row] = memory.row(row) }
    for (row, number) in program.constants {
      for vector in 0..<width { rows[row][vector] = Lanes(number) }
    }
  }

  deinit { rows.deallocate() }

  /// Gives input or output number `place` its row.
  ///
  /// Inputs come first, outputs after them.
  func bind(_ place: Int, to row: UnsafeMutablePointer<Lanes>) { rows[place] = row }

  /// Runs the program on the first `vectors` vectors of every row.
  func run(vectors: Int) {
    program.instructions.withUnsafeBufferPointer { instructions in
      for instruction in instructions { execute(instruction, vectors) }
    }
  }

  @inline(__always)
  private func execute(_ instruction: Program.Instruction, _ count: Int) {
    let target = rows[Int(instruction.target)]
    let a = rows[Int(instruction.a)]
    let b = rows[Int(instruction.b)]
    let c = rows[Int(instruction.c)]
    let number = Lanes(instruction.constant)
    switch instruction.kernel {
    case .addConstant: each(count) { target[$0] = a[$0] + number }
    case .subtractFromConstant: each(count) { target[$0] = number - a[$0] }
    case .scale: each(count) { target[$0] = number * a[$0] }
    case .divideConstant: each(count) { target[$0] = number / a[$0] }
    case .divideByConstant: each(count) { target[$0] = a[$0] / number }
    case .productPlus: each(count) { target[$0] = a[$0] * b[$0] + c[$0] }
    case .productMinus: each(count) { target[$0] = a[$0] * b[$0] - c[$0] }
    case .minusProduct: each(count) { target[$0] = c[$0] - a[$0] * b[$0] }
    case .scaledPlus: each(count) { target[$0] = number * a[$0] + b[$0] }
    case .scaledMinus: each(count) { target[$0] = number * a[$0] - b[$0] }
    case .minusScaled: each(count) { target[$0] = b[$0] - number * a[$0] }
    case .sineAndCosine: Lanes.sinesAndCosines(of: a, vectors: count, sines: target, cosines: b)
    // One loop an operation where it is frequent, so that each is compiled with its operation inside.
    case .rows(.constant), .rows(.variable): each(count) { target[$0] = a[$0] }
    case .rows(.add): each(count) { target[$0] = a[$0] + b[$0] }
    case .rows(.subtract): each(count) { target[$0] = a[$0] - b[$0] }
    case .rows(.multiply): each(count) { target[$0] = a[$0] * b[$0] }
    case .rows(.divide): each(count) { target[$0] = a[$0] / b[$0] }
    case .rows(.negate): each(count) { target[$0] = -a[$0] }
    case .rows(.carry): each(count) { target[$0] = Operation.carry(a[$0], b[$0]) }
    case .rows(.sqrt): each(count) { target[$0] = a[$0].squareRoot() }
    case .rows(.exp): each(count) { target[$0] = Lanes.exp(a[$0]) }
    case .rows(.log): each(count) { target[$0] = Lanes.log(a[$0]) }
    case .rows(.sin): each(count) { target[$0] = Lanes.sin(a[$0]) }
    case .rows(.cos): each(count) { target[$0] = Lanes.cos(a[$0]) }
    case .rows(let operation): each(count) { target[$0] = operation(a[$0], b[$0], c[$0]) }
    }
  }

  @inline(__always)
  private func each(_ count: Int, _ body: (Int) -> Void) {
    var vector = 0
    while vector < count {
      body(vector)
      vector &+= 1
    }
  }
}
