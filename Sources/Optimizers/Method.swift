public import Calculus

/// An optimizer that sees the whole point, and runs one run at a time because it may branch.
public protocol Method: Optimizer {
  /// What is remembered from step to step.
  associatedtype State: Sendable

  /// The state before the first step.
  func start(dimension: Int) -> State

  /// The further points that a state holds, as `companion` says.
  func companions(of state: State) -> [[Double]]

  /// Takes one step.
  ///
  /// - Parameters:
  ///   - point: The point, changed in place.
  ///   - rate: The rate of this step; of no meaning if the method has none.
  ///   - lane: Where this run's knobs stand in their lanes.
  ///   - oracle: Answers questions at any point, and counts them.
  func step(_ point: inout [Double], state: inout State, rate: Double, lane: Int, oracle: PointOracle)
}

extension Method {
  /// None.
  public func companions(of state: State) -> [[Double]] { [] }

  /// What the state of the run holds.
  public func companions(lane: Int, points: Block, memory: any Memory) -> [[Double]] {
    companions(of: unsafeDowncast(memory, to: States<State>.self).states[lane])
  }

  /// One state a run.
  public func makeMemory(dimension: Int, width: Int) -> any Memory {
    States(Array(repeating: start(dimension: dimension), count: width * Lanes.count), dimension: dimension)
  }

  /// Steps the runs of the block one after the other.
  public func step(points: Block, rates: Block, memory: any Memory, oracle: Oracle) {
    let states = unsafeDowncast(memory, to: States<State>.self)
    for lane in 0..<oracle.lanes {
      var point = (0..<points.rows).map { points[$0, lane] }
      let questions = oracle.point(lane: lane)
      step(&point, state: &states.states[lane], rate: rates[0, lane], lane: lane % Lanes.count, oracle: questions)
      oracle.count(questions.evaluations, lane: lane)
      for (row, coordinate) in point.enumerated() { points[row, lane] = coordinate }
    }
  }
}

/// The states of a method, one a run.
final class States<State>: Memory {
  var states: [State]
  private let dimension: Int

  init(_ states: [State], dimension: Int) {
    self.states = states
    self.dimension = dimension
  }

  func remembered(lane: Int) -> [Remembered] { Fields.state(states[lane], dimension: dimension) }

  /// A first state may hold a knob, and is the same for all runs.
  var followsKnobs: Bool { false }

  func move(lane source: Int, to target: Int) { states[target] = states[source] }
}

/// Answers the questions of one run in one step.
public final class PointOracle {
  private let evaluator: any Evaluator
  private let sampler: (any SampledEvaluator)?
  private let point: Block
  private let value = Block(rows: 1, width: 1)
  private let gradient: Block
  private let direction: Block
  private var tilt: [Double] = []
  private var step = 0
  private var random = RandomNumbers(seed: 0)
  private var witness: Witness?
  /// How many evaluations have been asked for in this step.
  public private(set) var evaluations = 0

  init(objective: any Objective, batch: Int? = nil) {
    sampler = batch.flatMap { (objective as? any SampledObjective)?.sampledEvaluator(width: 1, batch: $0) }
    evaluator = sampler ?? objective.evaluator(width: 1)
    point = Block(rows: objective.dimension, width: 1)
    gradient = Block(rows: objective.dimension, width: 1)
    direction = Block(rows: objective.dimension, width: 1)
  }

  func begin(step: Int, witness: Witness? = nil, tilt: [Double], stream: RandomNumbers? = nil) {
    self.step = step
    self.witness = witness
    witness?.close()
    random = stream ?? RandomNumbers(seed: 0)
    if let stream { sampler?.draw(step: step, streams: [stream]) }
    self.tilt = tilt
    evaluations = 0
  }

  /// The value at a point: one evaluation.
  public func value(at place: [Double]) -> Double {
    load(place)
    evaluations += 1
    evaluator.value(at: point, vectors: 1, step: step, into: value)
    let answer = value[0, 0] + tilted(place)
    witness?.heard(at: place, value: answer)
    return answer
  }

  /// The value and the gradient at a point: together one evaluation.
  public func valueAndGradient(at place: [Double]) -> (value: Double, gradient: [Double]) {
    load(place)
    evaluations += 1
    evaluator.valueAndGradient(at: point, vectors: 1, step: step, value: value, gradient: gradient)
    let slopes = (0..<gradient.rows).map { gradient[$0, 0] + (tilt.isEmpty ? 0 : tilt[$0]) }
    let answer = (value: value[0, 0] + tilted(place), gradient: slopes)
    witness?.heard(at: place, value: answer.value, gradient: answer.gradient)
    return answer
  }

  /// The Hessian at a point: one evaluation.
  ///
  /// A tilt does not bend the surface.
  public func hessian(at place: [Double]) -> SymmetricMatrix {
    load(place)
    evaluations += 1
    var matrix = SymmetricMatrix(dimension: place.count)
    for column in place.indices {
      for row in place.indices { direction.row(row)[0] = row == column ? 1 : 0 }
      evaluator.hessianProduct(at: point, along: direction, vectors: 1, step: step, into: gradient)
      for row in 0...column { matrix[row, column] = gradient[row, 0] }
    }
    return matrix
  }

  /// A normal number of mean 0 and variance 1 that belongs to this run and step: the first is number 0.
  ///
  /// It is the same for all optimizers and whoever asks, and independent of what tilts the surface or draws its rows.
  public func normal(_ number: Int) -> Double {
    // The tilt has the numbers of the steps from 1; those below 0 are nobody else's.
    random.normal(step: -step, coordinate: number)
  }

  private func load(_ place: [Double]) {
    for (row, coordinate) in place.enumerated() { point.row(row)[0] = Lanes(coordinate) }
  }

  private func tilted(_ place: [Double]) -> Double {
    zip(tilt, place).reduce(0) { $0 + $1.0 * $1.1 }
  }
}
