internal import Calculus

/// A filter that makes one gradient of one gradient, wherever it is asked.
///
/// The closure changes the numbers in place, for the first vectors of every row.
struct Reshaping: GradientFilter {
  let reshape: (_ gradient: Block, _ vectors: Int) -> Void

  func gradient(at points: Block, oracle: Oracle) -> Block { reshaped(oracle.gradient(at: points), oracle) }

  func gradient(elsewhere points: Block, oracle: Oracle) -> Block {
    reshaped(oracle.gradient(elsewhere: points), oracle)
  }

  private func reshaped(_ gradient: Block, _ oracle: Oracle) -> Block {
    let answer = oracle.draft
    answer.copy(gradient, vectors: oracle.vectors)
    reshape(answer, oracle.vectors)
    return answer
  }
}

/// The sums over the coordinates of one vector of runs.
extension Block {
  /// The Euclidean length of one vector's columns.
  func norm(_ vector: Int) -> Lanes {
    var sum: Lanes = 0
    for row in 0..<rows { sum += self.row(row)[vector] * self.row(row)[vector] }
    return sum.squareRoot()
  }

  /// Multiplies one vector's columns.
  func scale(_ vector: Int, by factor: Lanes) {
    for row in 0..<rows { self.row(row)[vector] *= factor }
  }
}
