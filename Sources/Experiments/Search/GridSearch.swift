internal import Calculus

/// Grid search: the middles of equal cells, as many on each axis as the budget has whole rows for.
///
/// Of 200 trials on two axes it makes 14 times 14. Which cell comes first is arbitrary, so their order is random:
/// row by row, a grid would look better or worse for the mere direction of an axis.
struct GridSearch: SearchStrategy {
  private let points: [[Double]]

  init(dimension: Int, budget: Int, random: RandomNumbers) {
    let counts = Self.counts(dimension: dimension, budget: budget)
    var order = Array(0..<counts.reduce(1, *))
    // R. A. Fisher and F. Yates, in the form of R. Durstenfeld, Communications of the ACM 7 (1964) 420.
    for last in order.indices.dropFirst().reversed() {
      order.swapAt(last, random.whole(below: last + 1, UInt64(last)))
    }
    points = order.map { cell in
      var rest = cell
      return counts.map { count in
        defer { rest /= count }
        return (Double(rest % count) + 0.5) / Double(count)
      }
    }
  }

  /// How many settings of each axis are tried: equally many, then one more on the first axes while the budget lasts.
  static func counts(dimension: Int, budget: Int) -> [Int] {
    func cells(_ counts: [Int]) -> Int {
      counts.reduce(1) { product, count in
        let (cells, overflows) = product.multipliedReportingOverflow(by: count)
        return overflows ? .max : cells
      }
    }
    var side = 1
    while cells(Array(repeating: side + 1, count: dimension)) <= budget { side += 1 }
    var counts = Array(repeating: side, count: dimension)
    for axis in 0..<dimension {
      counts[axis] += 1
      guard cells(counts) > budget else { continue }
      counts[axis] -= 1
      break
    }
    return counts
  }

  mutating func next(after trials: [SearchTrial]) -> [[Double]] { Array(points.dropFirst(trials.count)) }
}
