import Calculus
import Formulas
import Optimizers

/// What a walk left behind: the points after every step, of every lane.
struct Walked {
  /// `points[step][lane]`; step 0 is the start.
  var points: [[[Double]]]
  /// The evaluations each lane has asked for.
  var evaluations: [Int]
}

/// A block of runs that is stepped by hand, as the engine does it.
final class Walker {
  let optimizer: any Optimizer
  let points: Block
  let rates: Block
  let memory: any Memory
  let oracle: Oracle
  private(set) var step = 0

  /// One run a start, in the first lanes of a block; the other lanes stand at the first start.
  init(_ optimizer: any Optimizer, on objective: any Objective, from starts: [[Double]], rate: Double, width: Int = 1) {
    self.optimizer = optimizer
    points = Block(rows: objective.dimension, width: width)
    rates = Block(rows: 1, width: width)
    for lane in 0..<width * Lanes.count {
      for (row, coordinate) in starts[lane < starts.count ? lane : 0].enumerated() { points[row, lane] = coordinate }
      rates[0, lane] = rate
    }
    memory = optimizer.makeMemory(dimension: objective.dimension, width: width)
    oracle = Oracle(objective: objective, width: width)
  }

  func advance(_ steps: Int = 1) {
    for _ in 0..<steps {
      step += 1
      oracle.begin(step: step, lanes: points.width * Lanes.count)
      optimizer.step(points: points, rates: rates, memory: memory, oracle: oracle)
    }
  }

  func point(_ lane: Int) -> [Double] { (0..<points.rows).map { points[$0, lane] } }

  func point(_ lane: Int, seeing iterate: Iterate) -> [Double] {
    let point = point(lane)
    if case .point = iterate { return point }
    let companions = optimizer.companions(lane: lane, points: points, memory: memory)
    guard let companion = companions.first else { return point.map { _ in .nan } }
    guard case .mix(let share) = iterate else { return companion }
    return zip(point, companion).map { share * $0 + (1 - share) * $1 }
  }

  /// Copies everything one lane has over another.
  func move(lane source: Int, to target: Int) {
    points.move(lane: source, to: target)
    rates.move(lane: source, to: target)
    memory.move(lane: source, to: target)
    oracle.move(lane: source, to: target)
  }
}

/// Which point of a run is looked at.
enum Iterate: Sendable {
  /// The one that people evaluate.
  case point
  /// The companion, such as fast weights.
  case companion
  /// So much of the point, and the rest of the companion.
  case mix(Double)
}

/// Every point of one run.
func walk(
  _ optimizer: any Optimizer, on objective: any Objective, from start: [Double], rate: Double, steps: Int,
  seeing iterate: Iterate = .point
) -> [[Double]] {
  let walker = Walker(optimizer, on: objective, from: [start], rate: rate)
  return [start]
    + (0..<steps).map { _ in
      walker.advance()
      return walker.point(0, seeing: iterate)
    }
}

/// The objective of a formula in x and y.
func surface(_ formula: String, _ parameters: [(name: String, value: Double)] = []) throws -> any Objective {
  let formula = try Formula(formula, parameters: parameters)
  return GraphObjective(graph: formula.graph, root: formula.root, dimension: 2)
}

/// The bits of a point, so that equal means equal and a NaN equals itself.
func bits(_ point: [Double]) -> [UInt64] { point.map(\.bitPattern) }

/// The optimizer with a name, wrapped as in `sgd+sam`, its knobs set from text as on the command line.
func optimizer(_ name: String, _ knobs: [(String, String)] = []) throws -> any Optimizer {
  struct Unknown: Error { let name: String }
  let parts = name.split(separator: "+").map(String.init)
  guard let type = OptimizerCatalogue.find(parts[0]) else { throw Unknown(name: name) }
  var optimizer: any Optimizer = type.init()
  for part in parts.dropFirst() {
    guard let wrapper = OptimizerWrapperCatalogue.find(part) else { throw Unknown(name: part) }
    optimizer = try wrapper.init().around(optimizer)
  }
  for (knob, value) in knobs { try optimizer.set(knob, to: value) }
  return optimizer
}

/// The names of all optimizers.
let everyone = OptimizerCatalogue.all.map { $0.identity.name }

/// The names of all wrappers.
let wrappers = OptimizerWrapperCatalogue.all.map { $0.identity.name }

/// Every wrapper around two optimizers, and some that stand in each other.
let wrapped =
  ["sgd", "adam"].flatMap { name in wrappers.map { "\(name)+\($0)" } } + [
    "momentum+clip+sam", "nesterov-look-ahead+sam+lookahead", "adam+weight-decay+lookahead+ema",
    "sgd+coupled-decay+schedule-free", "rmsprop+grokfast+cautious+clip-value", "bfgs+lookahead", "lbfgs+average",
    "nesterov-look-ahead+average", "nesterov-look-ahead+schedule-free",
  ]

/// All optimizers, alone and wrapped.
let everybody = everyone + wrapped

extension Optimizer {
  /// The usual rate, or a number of no meaning.
  var usualRate: Double { Self.identity.defaultRate ?? .nan }
}
