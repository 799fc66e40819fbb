internal import Calculus
internal import Surfaces

/// Reads a measure of a demo off walks.
struct Gauge: Sendable {
  private let measure: Demo.Measure
  private let objective: any Objective

  init(_ measure: Demo.Measure) {
    self.measure = measure
    objective = measure.quantity.objective
  }

  /// What the measure is on a walk: infinity if it asks for a step and there is none.
  func reading(of walk: Trajectory) -> Double {
    // A walk that infinity cut short never comes to the steps beyond.
    if case .value(let step?) = measure.kind, step > walk.steps { return .nan }
    let values = values(along: walk, upTo: min(walk.steps, measure.until ?? walk.steps))
    switch measure.kind {
    case .first:
      return values.firstIndex(of: 1).map(Double.init) ?? .infinity
    case .from:
      guard walk.isFinite, values.last == 1 else { return .infinity }
      return Double(values.lastIndex { $0 != 1 }.map { $0 + 1 } ?? 0)
    case .value(let step):
      return values[step ?? values.count - 1]
    case .flips:
      let signs = values.filter { $0 != 0 && !$0.isNaN }.map { $0 < 0 }
      return Double(zip(signs, signs.dropFirst()).count { $0 != $1 })
    case .largest:
      return values.lazy.filter { !$0.isNaN }.max() ?? .nan
    case .smallest:
      return values.lazy.filter { !$0.isNaN }.min() ?? .nan
    }
  }

  /// The formula's value after every step, from 0.
  private func values(along walk: Trajectory, upTo last: Int) -> [Double] {
    let size = 64 * Lanes.count
    let evaluator = objective.evaluator(width: 64)
    let names = Block(rows: objective.dimension, width: 64)
    let results = Block(rows: 1, width: 64)
    var values: [Double] = []
    for first in stride(from: 0, through: last, by: size) {
      let count = min(size, last + 1 - first)
      for lane in 0..<count {
        let step = first + lane
        let known =
          walk.point(step) + [
            walk.losses[step], walk.gradientNorms[step], Double(step), Double(walk.evaluations[step]),
          ]
        for (row, number) in known.enumerated() { names[row, lane] = number }
      }
      evaluator.value(at: names, vectors: (count + Lanes.count - 1) / Lanes.count, step: 0, into: results)
      for lane in 0..<count { values.append(results[0, lane]) }
    }
    return values
  }
}
