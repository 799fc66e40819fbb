package import Calculus

/// The lower triangular factors L of eight growing matrices A = L L^T, one in each lane.
///
/// The matrices are symmetric and positive definite. A further row and column of A cost n^2 operations, not the n^3 of a
/// new factor.
package struct CholeskyFactor: Sendable {
  /// The factors of matrices without rows.
  package init() {}

  /// How many rows there are.
  package private(set) var count = 0
  /// Half the logarithm of the determinant of A.
  package private(set) var halfLogDeterminant: Lanes = 0
  /// The rows below the diagonal one after the other: row r begins at r (r - 1) / 2.
  private var rows: [Lanes] = []
  /// One over the diagonal.
  private var inverses: [Lanes] = []

  /// Adds a row to the matrices.
  ///
  /// A matrix that rounding has made indefinite keeps a pivot of `1e-12` of its diagonal.
  ///
  /// - Parameters:
  ///   - row: what stands left of the diagonal.
  ///   - diagonal: what stands on it.
  package mutating func append(_ row: [Lanes], diagonal: Lanes) {
    precondition(row.count == count, "a new row has an element for each row before")
    var solution: [Lanes] = []
    solution.reserveCapacity(count)
    for index in 0..<count { solution.append(next(after: solution, right: row[index])) }
    var pivot = diagonal
    for element in solution { pivot -= element * element }
    pivot = Lanes.maximum(pivot, 1e-12 * diagonal)
    rows += solution
    inverses.append(1 / pivot.squareRoot())
    halfLogDeterminant += 0.5 * Lanes.log(pivot)
    count += 1
  }

  /// The next element of the solution x of L x = b, given those before.
  package func next(after solution: [Lanes], right: Lanes) -> Lanes {
    let row = solution.count
    return rows.withUnsafeBufferPointer { rows in
      solution.withUnsafeBufferPointer { solution in
        let first = row * (row - 1) / 2
        // Four sums, so that one product need not wait for the one before.
        var sums: (Lanes, Lanes, Lanes, Lanes) = (0, 0, 0, 0)
        var column = 0
        while column + 4 <= row {
          sums.0 += rows[first + column] * solution[column]
          sums.1 += rows[first + column + 1] * solution[column + 1]
          sums.2 += rows[first + column + 2] * solution[column + 2]
          sums.3 += rows[first + column + 3] * solution[column + 3]
          column += 4
        }
        while column < row {
          sums.0 += rows[first + column] * solution[column]
          column += 1
        }
        return (right - (sums.0 + sums.1 + (sums.2 + sums.3))) * inverses[row]
      }
    }
  }

  /// Solves L X = B in place.
  ///
  /// - Parameters:
  ///   - block: B, with as many rows as L, or more that are left alone.
  ///   - first: how many rows are solved already.
  package func solve(_ block: Block, from first: Int = 0) {
    precondition(block.rows >= count, "a right side has an element for each row")
    let solvedRows = first
    rows.withUnsafeBufferPointer { rows in
      for row in solvedRows..<count {
        let result = block.row(row)
        let first = row * (row - 1) / 2
        // Four rows at a time, so that the result is fetched and stored a quarter as often.
        var column = 0
        while column + 4 <= row {
          let elements = (
            rows[first + column], rows[first + column + 1], rows[first + column + 2], rows[first + column + 3]
          )
          let solved = block.row(column)
          let width = block.width
          for vector in 0..<width {
            let pair = elements.0 * solved[vector] + elements.1 * solved[vector + width]
            let other = elements.2 * solved[vector + 2 * width] + elements.3 * solved[vector + 3 * width]
            result[vector] -= pair + other
          }
          column += 4
        }
        while column < row {
          let element = rows[first + column]
          let solved = block.row(column)
          for vector in 0..<block.width { result[vector] -= element * solved[vector] }
          column += 1
        }
        for vector in 0..<block.width { result[vector] *= inverses[row] }
      }
    }
  }
}
