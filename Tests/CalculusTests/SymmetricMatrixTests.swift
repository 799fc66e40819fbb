import Calculus
import Testing

struct SymmetricMatrixTests {
  /// A matrix of the given size with elements in -1...1, the same each time.
  static func random(_ dimension: Int, seed: UInt64) -> SymmetricMatrix {
    var matrix = SymmetricMatrix(dimension: dimension)
    for row in 0..<dimension {
      for column in 0...row {
        matrix[row, column] = 2 * RandomNumbers(seed: seed).uniform(UInt64(row), UInt64(column)) - 1
      }
    }
    return matrix
  }

  @Test func twoRowsByHand() throws {
    // (2 1; 1 2): 1 along (1, -1), 3 along (1, 1).
    let system = try #require(SymmetricMatrix(rows: [[2, 1], [1, 2]]).eigensystem())
    #expect(abs(system.values[0] - 1) < 1e-15 && abs(system.values[1] - 3) < 1e-15)
    #expect(abs(system.vectors[0][0] + system.vectors[0][1]) < 1e-15)
    #expect(abs(system.vectors[1][0] - system.vectors[1][1]) < 1e-15)
    #expect(abs(system.conditionNumber - 3) < 1e-14)
  }

  @Test func threeRowsByHand() throws {
    // The second difference: 2 - sqrt 2, 2, 2 + sqrt 2.
    let system = try #require(SymmetricMatrix(rows: [[2, -1, 0], [-1, 2, -1], [0, -1, 2]]).eigensystem())
    for (value, expected) in zip(system.values, [2 - (2.0).squareRoot(), 2, 2 + (2.0).squareRoot()]) {
      #expect(abs(value - expected) < 1e-14)
    }
  }

  /// Rosenbrock's Hessian at its minimum, (802 -400; -400 200): trace 1002, determinant 400.
  @Test func smallEigenvaluesKeepTheirDigits() throws {
    let system = try #require(SymmetricMatrix(rows: [[802, -400], [-400, 200]]).eigensystem())
    let large = 501 + (250_601.0).squareRoot()
    #expect(abs(system.values[1] - large) < 1e-15 * large)
    #expect(abs(system.values[0] - 400 / large) < 1e-15 * 400 / large)
    // A condition of 1e16, and one that is singular but for the last place.
    let steep = try #require(SymmetricMatrix(rows: [[1e16, 1], [1, 1]]).eigensystem())
    #expect(abs(steep.values[0] - (1 - 1e-16)) < 1e-15)
    let flat = try #require(SymmetricMatrix(rows: [[1 + 0x1p-52, 1], [1, 1]]).eigensystem())
    #expect(abs(flat.values[0] - 0x1p-53) < 1e-15 * 0x1p-53)
  }

  @Test(arguments: 1...8, [1, 2, 3] as [UInt64])
  func eigensystemsRebuildTheMatrix(dimension: Int, seed: UInt64) throws {
    let matrix = Self.random(dimension, seed: seed)
    let system = try #require(matrix.eigensystem())
    #expect(system.values == system.values.sorted())
    for row in 0..<dimension {
      for column in 0..<dimension {
        let rebuilt = (0..<dimension).reduce(0.0) {
          $0 + system.values[$1] * system.vectors[$1][row] * system.vectors[$1][column]
        }
        #expect(abs(rebuilt - matrix[row, column]) < 1e-14 * Double(dimension))
        let angle = (0..<dimension).reduce(0.0) { $0 + system.vectors[row][$1] * system.vectors[column][$1] }
        #expect(abs(angle - (row == column ? 1 : 0)) < 1e-14 * Double(dimension))
      }
    }
  }

  @Test(arguments: [1e-300, 1e-150, 1, 1e150, 1e300])
  func anyScaleWorks(scale: Double) throws {
    let matrix = SymmetricMatrix(rows: [[2 * scale, scale], [scale, -3 * scale]])
    let system = try #require(matrix.eigensystem())
    let root = (29.0).squareRoot()
    #expect(abs(system.values[0] / scale - (-1 - root) / 2) < 1e-14)
    #expect(abs(system.values[1] / scale - (-1 + root) / 2) < 1e-14)
    #expect(matrix.stationaryKind() == .saddle)
  }

  @Test(arguments: 1...8, [0, 0.5, 40])
  func solutionsSolve(dimension: Int, shift: Double) throws {
    let matrix = Self.random(dimension, seed: 5)
    let right = (0..<dimension).map { Double($0) - 1.5 }
    let solution = try #require(matrix.solve(right, shift: shift))
    for (row, product) in matrix.product(solution).enumerated() {
      #expect(abs(product + shift * solution[row] - right[row]) < 1e-12)
    }
  }

  @Test func singularMatricesHaveNoSolution() {
    #expect(SymmetricMatrix(rows: [[1, 2], [2, 4]]).solve([1, 1]) == nil)
    #expect(SymmetricMatrix(rows: [[0]]).solve([1]) == nil)
    #expect(SymmetricMatrix(rows: [[1, 0], [0, -1]]).solve([1, 1], shift: 1) == nil)
    #expect(SymmetricMatrix(rows: [[.nan]]).solve([1]) == nil)
    #expect(SymmetricMatrix(rows: [[1]]).solve([1], shift: .infinity) == nil)
    #expect(SymmetricMatrix(rows: [[.infinity, 0], [0, 1]]).eigensystem() == nil)
  }

  @Test func definitenessTurnsWithTheShift() {
    let matrix = SymmetricMatrix(rows: [[1, 2], [2, 1]])  // -1 and 3
    #expect(!matrix.isPositiveDefinite())
    #expect(!matrix.isPositiveDefinite(shift: 1))
    #expect(matrix.isPositiveDefinite(shift: 1.001))
  }

  @Test(
    arguments: [
      ([[2, 0], [0, 3]], StationaryKind.minimum), ([[-2, 0], [0, -3]], .maximum), ([[2, 0], [0, -3]], .saddle),
      ([[0, 1], [1, 0]], .saddle), ([[1, 1], [1, 1]], .degenerate), ([[0, 0], [0, 0]], .degenerate),
      ([[1, 0], [0, 1e-8]], .minimum), ([[1, 0], [0, 1e-10]], .degenerate), ([[1, 0], [0, -1e-10]], .degenerate),
      ([[5]], .minimum), ([[1, 0, 0], [0, -1, 0], [0, 0, 0]], .saddle),
    ] as [([[Double]], StationaryKind)])
  func kindsOfStationaryPoints(rows: [[Double]], kind: StationaryKind) {
    #expect(SymmetricMatrix(rows: rows).stationaryKind() == kind)
  }

  @Test func aMatrixWithoutNumbersHasNoKind() {
    #expect(SymmetricMatrix(rows: [[.nan, 0], [0, 1]]).stationaryKind() == nil)
  }

  @Test func rowsAreMadeSymmetric() {
    let matrix = SymmetricMatrix(rows: [[1, 2], [4, 5]])
    #expect(matrix[0, 1] == 3 && matrix[1, 0] == 3)
    #expect(matrix.product([1, 10]) == [31, 53])
  }
}
