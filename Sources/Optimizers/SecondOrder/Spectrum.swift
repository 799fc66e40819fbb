import Calculus

extension Eigensystem {
  /// The coordinates of a vector along the eigenvectors.
  func coordinates(of vector: [Double]) -> [Double] { vectors.map { dot($0, vector) } }

  /// The vector with these coordinates along the eigenvectors.
  func vector(of coordinates: [Double]) -> [Double] {
    var result = Array(repeating: 0.0, count: coordinates.count)
    for (coordinate, direction) in zip(coordinates, vectors) {
      for row in result.indices { result[row] += coordinate * direction[row] }
    }
    return result
  }
}
