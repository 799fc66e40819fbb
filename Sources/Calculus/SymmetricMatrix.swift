/// A small symmetric matrix: a Hessian at one point, say.
///
/// Only sums, products, quotients and square roots are used, in a fixed order, so that results have the same bits on
/// every machine. The methods are meant for up to some hundred rows.
public struct SymmetricMatrix: Sendable, Equatable {
  /// How many rows and columns there are, at least 1.
  public let dimension: Int
  private var elements: [Double]

  /// The matrix of zeros.
  public init(dimension: Int) {
    precondition(dimension > 0, "a matrix has at least one row")
    self.dimension = dimension
    elements = Array(repeating: 0, count: dimension * dimension)
  }

  /// The symmetric part of a square matrix given by its rows: a computed Hessian is symmetric up to rounding only.
  public init(rows: [[Double]]) {
    precondition(rows.allSatisfy { $0.count == rows.count }, "a symmetric matrix is square")
    self.init(dimension: rows.count)
    for row in 0..<dimension {
      for column in 0...row { self[row, column] = 0.5 * rows[row][column] + 0.5 * rows[column][row] }
    }
  }

  /// One element; setting it sets its mirror image as well.
  public subscript(row: Int, column: Int) -> Double {
    get { elements[row * dimension + column] }
    set {
      elements[row * dimension + column] = newValue
      elements[column * dimension + row] = newValue
    }
  }

  /// Whether no element is infinite or NaN.
  public var isFinite: Bool { elements.allSatisfy(\.isFinite) }

  /// The product with a vector.
  public func product(_ vector: [Double]) -> [Double] {
    (0..<dimension).map { row in
      var sum = 0.0
      for column in 0..<dimension { sum += self[row, column] * vector[column] }
      return sum
    }
  }
}

// MARK: Eigenvalues

/// The eigenvalues of a symmetric matrix, in ascending order, with unit eigenvectors.
public struct Eigensystem: Sendable, Equatable {
  /// The eigenvalues, the lowest first.
  public let values: [Double]
  /// `vectors[k]` belongs to `values[k]`; they are orthonormal.
  public let vectors: [[Double]]

  /// The largest magnitude of an eigenvalue.
  public var largest: Double { values.reduce(0) { max($0, abs($1)) } }

  /// The largest magnitude of an eigenvalue over the smallest, infinite for a singular matrix.
  public var conditionNumber: Double {
    let smallest = values.reduce(Double.infinity) { min($0, abs($1)) }
    return smallest == 0 ? .infinity : largest / smallest
  }
}

/// What a point of zero gradient is, by its Hessian.
public enum StationaryKind: String, Sendable {
  /// All eigenvalues are positive.
  case minimum
  /// All eigenvalues are negative.
  case maximum
  /// There are eigenvalues of both signs, whatever the others are.
  case saddle
  /// The nonzero eigenvalues have one sign and some are zero: second derivatives do not decide.
  case degenerate
}

extension SymmetricMatrix {
  /// Eigenvalues and eigenvectors by Jacobi's rotations, or nil if an element is infinite or NaN.
  ///
  /// Each rotation annuls one element off the diagonal, with the smaller of the two angles that do. Sweeps end when
  /// every such element is lost beside its diagonal neighbours, after about 5 to 10 (G. H. Golub and C. F. Van Loan,
  /// Matrix Computations, 4th edition, section 8.5). For two rows one rotation is the closed form, and the smaller
  /// eigenvalue follows from the determinant, so that both are exact to a few ulp.
  public func eigensystem() -> Eigensystem? {
    guard isFinite else { return nil }
    // Elements of about 1, so that nothing overflows; a power of two changes no bits.
    let scale = max(elements.reduce(0) { max($0, abs($1)) }.binade, .leastNormalMagnitude)
    var matrix = self
    matrix.elements = elements.map { $0 / scale }
    var vectors = (0..<dimension).map { row in (0..<dimension).map { $0 == row ? 1.0 : 0 } }
    var rotated = true
    // Convergence is quadratic; the bound is a guard that no matrix has been seen to reach.
    for _ in 0..<64 where rotated {
      rotated = false
      for p in 0..<dimension {
        for q in p + 1..<dimension where matrix.matters(p, q) {
          matrix.rotate(p, q, &vectors)
          rotated = true
        }
      }
    }
    if dimension == 2 { matrix.mendSmaller(determinant: Self.determinant(elements.map { $0 / scale })) }
    let order = (0..<dimension).sorted { (matrix[$0, $0], $0) < (matrix[$1, $1], $1) }
    return Eigensystem(values: order.map { scale * matrix[$0, $0] }, vectors: order.map { vectors[$0] })
  }

  /// In a diagonal matrix of two rows, replaces the eigenvalue of smaller magnitude by what the determinant says.
  private mutating func mendSmaller(determinant: Double) {
    let larger = abs(self[0, 0]) < abs(self[1, 1]) ? 1 : 0
    if self[larger, larger] != 0 { self[1 - larger, 1 - larger] = determinant / self[larger, larger] }
  }

  /// The determinant of two rows, below 2 ulp.
  ///
  /// By Kahan's method; bound by C.-P. Jeannerod, N. Louvet and J.-M. Muller, Mathematics of Computation 82 (2013)
  /// 2245. The fused operation has the same bits on every machine.
  private static func determinant(_ elements: [Double]) -> Double {
    let square = elements[1] * elements[2]
    let lost = square.addingProduct(-elements[1], elements[2])
    return (-square).addingProduct(elements[0], elements[3]) + lost
  }

  /// Whether an element off the diagonal is above the rounding of the diagonal elements it would change.
  private func matters(_ p: Int, _ q: Int) -> Bool {
    let element = abs(self[p, q])
    return element > 0x1p-54 * abs(self[p, p]).squareRoot() * abs(self[q, q]).squareRoot()
  }

  private mutating func rotate(_ p: Int, _ q: Int, _ vectors: inout [[Double]]) {
    let ratio = (0.5 * self[q, q] - 0.5 * self[p, p]) / self[p, q]
    let size = abs(ratio)
    // sqrt(1 + ratio^2) is the ratio itself where its square would overflow.
    let tangent = (ratio < 0 ? -1 : 1) / (size + (size > 0x1p500 ? size : (1 + size * size).squareRoot()))
    let cosine = 1 / (1 + tangent * tangent).squareRoot()
    let sine = tangent * cosine
    let change = tangent * self[p, q]
    self[p, p] -= change
    self[q, q] += change
    self[p, q] = 0
    for other in 0..<dimension where other != p && other != q {
      let (first, second) = (self[other, p], self[other, q])
      self[other, p] = cosine * first - sine * second
      self[other, q] = sine * first + cosine * second
    }
    for other in 0..<dimension {
      let (first, second) = (vectors[p][other], vectors[q][other])
      vectors[p][other] = cosine * first - sine * second
      vectors[q][other] = sine * first + cosine * second
    }
  }

  /// What a stationary point with this Hessian is, or nil if an element is infinite or NaN.
  ///
  /// An eigenvalue counts as zero if its magnitude is at most `tolerance` times the largest.
  public func stationaryKind(tolerance: Double = 1e-9) -> StationaryKind? {
    guard let system = eigensystem() else { return nil }
    let bound = tolerance * system.largest
    let positive = system.values.count { $0 > bound }
    let negative = system.values.count { $0 < -bound }
    if positive == dimension { return .minimum }
    if negative == dimension { return .maximum }
    return positive > 0 && negative > 0 ? .saddle : .degenerate
  }
}

// MARK: Linear equations

extension SymmetricMatrix {
  /// The vector p with (H + shift I) p = right, or nil if that matrix is singular to rounding or not finite.
  ///
  /// A positive definite matrix is factored as L D L^T (Golub and Van Loan, section 4.1); any other goes through its
  /// eigenvalues, so that Newton's step is there at a saddle as well.
  public func solve(_ right: [Double], shift: Double = 0) -> [Double]? {
    precondition(right.count == dimension, "the right side has a number for each row")
    if let factor = shiftedFactor(shift) { return factor.solve(right) }
    guard let system = eigensystem(), shift.isFinite else { return nil }
    let shifted = system.values.map { $0 + shift }
    let bound = Double(dimension) * .ulpOfOne * shifted.reduce(0) { max($0, abs($1)) }
    guard shifted.allSatisfy({ abs($0) > bound }) else { return nil }
    var result = Array(repeating: 0.0, count: dimension)
    for (value, vector) in zip(shifted, system.vectors) {
      var part = 0.0
      for row in 0..<dimension { part += vector[row] * right[row] }
      for row in 0..<dimension { result[row] += part / value * vector[row] }
    }
    return result
  }

  /// Whether H + shift I is positive definite, safely beyond rounding.
  public func isPositiveDefinite(shift: Double = 0) -> Bool { shiftedFactor(shift) != nil }

  /// The factors of H + shift I if it is positive definite: each pivot must keep more than rounding of its diagonal
  /// element.
  private func shiftedFactor(_ shift: Double) -> TriangularFactor? {
    var lower = Array(repeating: 0.0, count: dimension * dimension)
    var pivots: [Double] = []
    for row in 0..<dimension {
      for column in 0..<row {
        var sum = self[row, column]
        for k in 0..<column { sum -= lower[row * dimension + k] * lower[column * dimension + k] * pivots[k] }
        lower[row * dimension + column] = sum / pivots[column]
      }
      let diagonal = self[row, row] + shift
      var pivot = diagonal
      for k in 0..<row { pivot -= lower[row * dimension + k] * lower[row * dimension + k] * pivots[k] }
      guard pivot > Double(dimension) * .ulpOfOne * diagonal, pivot.isFinite else { return nil }
      pivots.append(pivot)
    }
    return TriangularFactor(dimension: dimension, lower: lower, pivots: pivots)
  }

  /// L, of unit diagonal, and D of L D L^T.
  private struct TriangularFactor {
    let dimension: Int
    let lower: [Double]
    let pivots: [Double]

    func solve(_ right: [Double]) -> [Double] {
      var result = right
      for row in 0..<dimension {
        for column in 0..<row { result[row] -= lower[row * dimension + column] * result[column] }
      }
      for row in 0..<dimension { result[row] /= pivots[row] }
      for row in stride(from: dimension - 1, through: 0, by: -1) {
        for below in row + 1..<dimension { result[row] -= lower[below * dimension + row] * result[below] }
      }
      return result
    }
  }
}
