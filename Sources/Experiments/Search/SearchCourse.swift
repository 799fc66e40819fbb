public import Calculus

/// All trials of one strategy, in order.
public struct SearchCourse: Sendable {
  /// The strategy.
  public let kind: SearchKind
  /// The trials, in the order in which they were made.
  public let trials: [SearchTrial]

  /// Lets a strategy look until it or its budget comes to an end.
  ///
  /// - Parameters:
  ///   - dimension: the number of axes.
  ///   - budget: the most trials.
  ///   - random: the luck of the strategy.
  ///   - evaluate: tries points of the unit cube.
  public init(
    _ kind: SearchKind, dimension: Int, budget: Int, random: RandomNumbers,
    evaluate: ([[Double]]) -> [SearchTrial]
  ) {
    var strategy = kind.strategy(dimension: dimension, budget: budget, random: random)
    var trials: [SearchTrial] = []
    while trials.count < budget {
      let points = strategy.next(after: trials).prefix(budget - trials.count)
      guard !points.isEmpty else { break }
      trials += evaluate(Array(points))
    }
    self.kind = kind
    self.trials = trials
  }

  /// The lowest score after each trial.
  public var bestSoFar: [Double] {
    var best = Double.infinity
    return trials.map { trial in
      best = min(best, trial.score)
      return best
    }
  }

  /// The best trial, the first of those equally good; there is none without trials.
  public var best: SearchTrial? { trials.best }

  /// How many trials it takes to score no higher than a number; nil if none does.
  public func trials(untilScore goal: Double) -> Int? {
    trials.firstIndex { $0.score <= goal }.map { $0 + 1 }
  }
}
