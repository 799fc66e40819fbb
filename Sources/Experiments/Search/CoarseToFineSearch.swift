internal import Calculus

/// Search from coarse to fine: rounds of random points in boxes that shrink around the best so far.
///
/// Up to five rounds share the budget evenly, with at least four trials each. Each box is 2/5 as wide as the one before,
/// centred on the best trial and moved so that it lies inside the whole.
struct CoarseToFineSearch: SearchStrategy {
  private static let mostRounds = 5
  private static let shrinkage = 0.4

  let dimension: Int
  let budget: Int
  let random: RandomNumbers
  private var round = 0

  init(dimension: Int, budget: Int, random: RandomNumbers) {
    self.dimension = dimension
    self.budget = budget
    self.random = random
  }

  private var rounds: Int { max(1, min(Self.mostRounds, budget / 4)) }

  mutating func next(after trials: [SearchTrial]) -> [[Double]] {
    guard trials.count < budget, round < rounds else { return [] }
    // What does not divide evenly goes to the later rounds.
    let end = budget * (round + 1) / rounds
    let side = (0..<round).reduce(1) { product, _ in product * Self.shrinkage }
    let center = trials.best?.point ?? Array(repeating: 0.5, count: dimension)
    let corner = center.map { min(max($0 - side / 2, 0), 1 - side) }
    round += 1
    return (trials.count..<end).map { trial in
      corner.enumerated().map { axis, lower in
        UnitInterval.reflected(lower + side * random.uniform(UInt64(trial), UInt64(axis)))
      }
    }
  }
}
