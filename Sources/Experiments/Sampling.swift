internal import Calculus
internal import Optimizers
public import Surfaces

extension Surface {
  /// How many rows a step really draws: nil for all of them, or where there are no data.
  func sample(_ wanted: Int?) -> Int? {
    guard let wanted, let data, wanted < data.rows else { return nil }
    return wanted
  }

  /// What stands for the surface where very many evaluations are made: the mean over some of the rows, if there are many.
  var quickObjective: any Objective { data?.thinned ?? objective }
}

extension Trajectory {
  /// How many rows of data the run has met after each step, every evaluation counted.
  ///
  /// - Parameters:
  ///   - rows: how many rows there are.
  ///   - batch: how many a step drew; nil for all.
  public func examples(rows: Int, batch: Int?) -> [Int] {
    let sampler = EpochSampler(rows: rows, batch: batch ?? rows, order: .cyclic)
    var total = 0
    return losses.indices.map { step in
      guard step > 0 else { return 0 }
      total += sampler.place(step: step).places.count * (evaluations[step] - evaluations[step - 1])
      return total
    }
  }
}

extension Surface {
  /// What standardizing its data did to the condition number at the minimum, from and to; nothing if they are as they are,
  /// or where no minimum with a definite Hessian is found.
  public var conditionNumbers: (from: Double, to: Double)? {
    guard let data, data.isStandardized else { return nil }
    guard let from = condition(of: data.unstandardized), let to = condition(of: data.objective) else { return nil }
    return (from, to)
  }

  private func condition(of objective: any Objective) -> Double? {
    let batch = Batch(
      objective: objective, optimizer: DampedNewton(), steps: 100, lanes: [.init(start: starts[0], rate: 1)])
    let end = batch.ends()[0]
    guard end.allSatisfy(\.isFinite) else { return nil }
    let system = SymmetricMatrix(rows: objective.hessian(at: end)).eigensystem()
    guard let system, let least = system.values.first, least > 0 else { return nil }
    return system.conditionNumber
  }
}

extension Run {
  /// The loss over the rows that are not trained on, after each step; nothing if the surface has none.
  public func validationLosses(on surface: Surface) -> [Double]? {
    guard let objective = surface.data?.validation else { return nil }
    let size = 8 * Lanes.count
    let evaluator = objective.evaluator(width: 8)
    let points = Block(rows: objective.dimension, width: 8)
    let values = Block(rows: 1, width: 8)
    var losses: [Double] = []
    for first in stride(from: 0, to: trajectory.losses.count, by: size) {
      let count = min(size, trajectory.losses.count - first)
      for lane in 0..<size {
        let step = first + min(lane, count - 1)
        for row in 0..<objective.dimension { points[row, lane] = trajectory.coordinate(row, step) }
      }
      evaluator.value(at: points, vectors: 8, step: 0, into: values)
      for lane in 0..<count { losses.append(values[0, lane]) }
    }
    return losses
  }
}

extension Comparison {
  /// Whether it is batches that are compared, and not optimizers.
  public var comparesBatches: Bool { runs.count > 1 && runs.allSatisfy { $0.entrant.batch != nil } }

  /// The rows of data a step draws, where it is the same number for all runs; nil for all rows, or without data.
  public var commonBatch: Int? {
    let sizes = Set(runs.map(\.batch))
    return sizes.count == 1 ? sizes.first ?? nil : nil
  }
}

extension [Entrant] {
  /// Every entrant with batches of every size, named by the size, or by both where there are several entrants.
  ///
  /// - Parameter sizes: numbers of rows; `.max` for all.
  public func withBatches(of sizes: [Int]) -> [Entrant] {
    flatMap { entrant in
      sizes.map { size in
        var sampled = entrant
        sampled.batch = size
        let name = size == .max ? "full batch" : size == 1 ? "one row" : "batch of \(size)"
        let short = size == .max ? "all" : "\(size)"
        sampled.label = count == 1 ? name : "\(entrant.label), \(short)"
        sampled.specification += " batch=\(size == .max ? "all" : "\(size)")"
        return sampled
      }
    }
  }
}
