public import Calculus

/// The mean of a formula over the rows of data.
///
/// The formula's first variables are the coordinates, the others the columns. For each run the formula runs on eight rows
/// at once; eight partial sums are added in a fixed order, so that a run's bits depend on nothing but the run.
public struct MeanObjective: SampledObjective {
  /// How many coordinates a point has.
  public let dimension: Int
  /// The data.
  public let data: DataColumns
  /// In which order rows are drawn.
  public let order: RowOrder
  let bothProgram: Program
  let valueProgram: Program
  let gradientProgram: Program
  private let graph: Graph
  private let gradientNodes: [Graph.Index]

  /// Differentiates and compiles a formula of `dimension` coordinates and as many further variables as data has columns.
  public init(graph: Graph, root: Graph.Index, dimension: Int, data: DataColumns, order: RowOrder = .shuffled) {
    var graph = graph
    let gradient = graph.gradient(of: root, dimension: dimension)
    self.dimension = dimension
    self.data = data
    self.order = order
    self.graph = graph
    gradientNodes = gradient
    let inputs = dimension + data.count
    valueProgram = Program(graph, results: [root], inputs: inputs)
    bothProgram = Program(graph, results: [root] + gradient, inputs: inputs)
    gradientProgram = Program(graph, results: gradient, inputs: inputs)
  }

  /// How many rows there are.
  public var rows: Int { data.rows }

  /// The same mean over other rows with the same columns.
  public func over(_ data: DataColumns) -> MeanObjective {
    MeanObjective(self, data: data)
  }

  private init(_ other: MeanObjective, data: DataColumns) {
    (dimension, order, graph, gradientNodes) = (other.dimension, other.order, other.graph, other.gradientNodes)
    (valueProgram, bothProgram) = (other.valueProgram, other.bothProgram)
    gradientProgram = other.gradientProgram
    self.data = data
  }

  /// Working memory to evaluate the mean over all rows.
  public func evaluator(width: Int) -> any Evaluator { MeanEvaluator(self, width: width, sampler: nil) }

  /// Working memory to evaluate the mean over rows drawn for each run.
  public func sampledEvaluator(width: Int, batch: Int) -> any SampledEvaluator {
    MeanEvaluator(self, width: width, sampler: EpochSampler(rows: rows, batch: batch, order: order))
  }

  /// The program of the Hessian's product with a direction; its inputs are the point, the columns, then the direction.
  func productProgram() -> Program {
    var graph = graph
    let first = dimension + data.count
    // Columns do not move.
    let still = graph.constant(0)
    let direction = (0..<dimension).map { graph.variable(first + $0) } + (0..<data.count).map { _ in still }
    let products = graph.derivatives(of: gradientNodes, along: direction)
    return Program(graph, results: products, inputs: first + dimension)
  }
}

/// The tapes of a mean, run by run.
private final class MeanEvaluator: SampledEvaluator {
  private let objective: MeanObjective
  private let dimension: Int
  private let sampler: EpochSampler?
  private let valueTape: Tape
  private let bothTape: Tape
  private let gradientTape: Tape
  private lazy var productTape = Tape(objective.productProgram(), width: Self.width)
  /// The point, or a direction, in every lane of as many vectors as a tape runs on.
  private let point: Block
  private let direction: Block
  private let results: Block
  private var sums: [Lanes]
  /// The mean of each result.
  private var means: [Double]
  /// What each lane looks at; all look at the whole data without a sampler.
  private var samples: [Sample] = []
  private var known: [RandomNumbers: Sample] = [:]

  /// How many vectors of eight rows a tape runs on at a time.
  private static let width = 32

  /// The rows that runs of one stream meet in a step.
  private final class Sample {
    var epoch = -1
    var order: [UInt32] = []
    let data: DataColumns
    var step = -1

    init(room: Int, like data: DataColumns) { self.data = DataColumns(room: room, like: data) }
  }

  init(_ objective: MeanObjective, width: Int, sampler: EpochSampler?) {
    self.objective = objective
    self.sampler = sampler
    dimension = objective.dimension
    let vectors = Self.width
    valueTape = Tape(objective.valueProgram, width: vectors)
    bothTape = Tape(objective.bothProgram, width: vectors)
    gradientTape = Tape(objective.gradientProgram, width: vectors)
    point = Block(rows: objective.dimension, width: vectors)
    direction = Block(rows: objective.dimension, width: vectors)
    results = Block(rows: objective.dimension + 1, width: vectors)
    sums = Array(repeating: 0, count: objective.dimension + 1)
    means = Array(repeating: 0, count: objective.dimension + 1)
    rowsInStep = objective.rows
  }

  private(set) var rowsInStep: Int

  func draw(step: Int, streams: ArraySlice<RandomNumbers>) {
    guard let sampler else { return }
    let (epoch, places) = sampler.place(step: step)
    rowsInStep = places.count
    samples.removeAll(keepingCapacity: true)
    for stream in streams {
      let sample = known[stream] ?? Sample(room: sampler.batch, like: objective.data)
      known[stream] = sample
      if sample.epoch != epoch {
        sample.order = sampler.order(epoch: epoch, stream: stream)
        sample.epoch = epoch
      }
      if sample.step != step {
        sample.data.take(sample.order[places], of: objective.data)
        sample.step = step
      }
      samples.append(sample)
    }
  }

  func value(at points: Block, vectors: Int, step: Int, into value: Block) {
    each(points, nil, vectors, valueTape, results: 1) { lane, means in value[0, lane] = means[0] }
  }

  func gradient(at points: Block, vectors: Int, step: Int, into gradient: Block) {
    each(points, nil, vectors, gradientTape, results: dimension) { lane, means in
      for row in 0..<dimension { gradient[row, lane] = means[row] }
    }
  }

  func valueAndGradient(at points: Block, vectors: Int, step: Int, value: Block, gradient: Block) {
    each(points, nil, vectors, bothTape, results: dimension + 1) { lane, means in
      value[0, lane] = means[0]
      for row in 0..<dimension { gradient[row, lane] = means[row + 1] }
    }
  }

  func hessianProduct(at points: Block, along direction: Block, vectors: Int, step: Int, into product: Block) {
    each(points, direction, vectors, productTape, results: dimension) { lane, means in
      for row in 0..<dimension { product[row, lane] = means[row] }
    }
  }

  /// Evaluates lane by lane; a lane that repeats the one before it, as those beyond the last run do, costs nothing.
  private func each(
    _ points: Block, _ directions: Block?, _ vectors: Int, _ tape: Tape, results count: Int,
    _ write: (Int, [Double]) -> Void
  ) {
    var previous: DataColumns?
    for lane in 0..<vectors * Lanes.count {
      let data = samples.isEmpty ? objective.data : samples[min(lane, samples.count - 1)].data
      if data !== previous || !repeats(points, lane) || directions.map({ repeats($0, lane) }) == false {
        let width = min(Self.width, (data.rows + Lanes.count - 1) / Lanes.count)
        load(points, lane, into: point, width)
        if let directions { load(directions, lane, into: direction, width) }
        sum(data, tape, results: count, hasDirection: directions != nil)
      }
      previous = data
      write(lane, means)
    }
  }

  private func repeats(_ block: Block, _ lane: Int) -> Bool {
    guard lane > 0 else { return false }
    for row in 0..<dimension where block[row, lane].bitPattern != block[row, lane - 1].bitPattern { return false }
    return true
  }

  private func load(_ source: Block, _ lane: Int, into target: Block, _ width: Int) {
    for row in 0..<dimension {
      let number = Lanes(source[row, lane])
      for vector in 0..<width { target.row(row)[vector] = number }
    }
  }

  /// Runs a tape over all rows of some data and leaves the means of its results.
  private func sum(_ data: DataColumns, _ tape: Tape, results count: Int, hasDirection: Bool) {
    for row in 0..<dimension { tape.bind(row, to: point.row(row)) }
    var place = dimension + data.count
    if hasDirection {
      for row in 0..<dimension { tape.bind(place + row, to: direction.row(row)) }
      place += dimension
    }
    for row in 0..<count { tape.bind(place + row, to: results.row(row)) }
    for index in 0..<count { sums[index] = 0 }
    let whole = (data.rows + Lanes.count - 1) / Lanes.count
    var first = 0
    while first < whole {
      let vectors = min(Self.width, whole - first)
      for column in 0..<data.count { tape.bind(dimension + column, to: data.column(column) + first) }
      tape.run(vectors: vectors)
      let isLast = first + vectors == whole
      if isLast { leaveOut(whole * Lanes.count - data.rows, at: vectors - 1, of: count) }
      // The sum of each piece, then the sum of pieces, so that rounding grows with the pieces and not with the rows.
      for index in 0..<count {
        sums[index] += sum(of: results.row(index), vectors)
      }
      first += vectors
    }
    for index in 0..<count {
      let sum = sums[index]
      let total = ((sum[0] + sum[4]) + (sum[1] + sum[5])) + ((sum[2] + sum[6]) + (sum[3] + sum[7]))
      means[index] = total / Double(data.rows)
    }
  }

  /// The sum of a row's vectors, in four strands so that additions need not wait for each other.
  private func sum(of row: UnsafeMutablePointer<Lanes>, _ vectors: Int) -> Lanes {
    var (a, b, c, d): (Lanes, Lanes, Lanes, Lanes) = (0, 0, 0, 0)
    var vector = 0
    while vector &+ 4 <= vectors {
      a += row[vector]
      b += row[vector &+ 1]
      c += row[vector &+ 2]
      d += row[vector &+ 3]
      vector &+= 4
    }
    while vector < vectors {
      a += row[vector]
      vector &+= 1
    }
    return (a + b) + (c + d)
  }

  /// Makes the results of the rows that fill up the last vector zero.
  private func leaveOut(_ missing: Int, at vector: Int, of count: Int) {
    guard missing > 0 else { return }
    for index in 0..<count {
      for lane in Lanes.count - missing..<Lanes.count { results.row(index)[vector][lane] = 0 }
    }
  }
}
