/// How many steps a run takes to come back to the same points.
enum Period {
  /// The longest that is looked for.
  static let longest = 16

  /// The number of steps after which the last points come back, from 2 to 16, if they do.
  ///
  /// - Parameter coordinates: the last points, one after the other; four rounds of the longest period say all.
  static func length(of coordinates: ArraySlice<Double>, dimension: Int) -> Int? {
    let steps = coordinates.count / dimension - 1
    guard steps >= 8 else { return nil }
    func apart(_ a: Int, _ b: Int) -> Double {
      let (from, to) = (coordinates.startIndex + a * dimension, coordinates.startIndex + b * dimension)
      var sum = 0.0
      for row in 0..<dimension {
        let difference = coordinates[from + row] - coordinates[to + row]
        sum += difference * difference
      }
      let plain = sum.squareRoot()
      guard !(1e-140...1e140).contains(plain) else { return plain }
      return distance(Array(coordinates[from..<from + dimension]), Array(coordinates[to..<to + dimension]))
    }
    // Each length is needed by several periods.
    let reach = min(steps, 3 * longest)
    let lengths = (steps - reach..<steps).map { apart($0 + 1, $0) }
    return (2...longest).first { period in
      guard steps >= 4 * period else { return false }
      let farthest = lengths.suffix(3 * period).max() ?? 0
      let scale = coordinates.suffix(dimension * period).reduce(0) { max($0, $1.magnitude) }
      guard farthest > 1e-9 * max(scale, 1e-3) else { return false }
      return (steps - 2 * period...steps).allSatisfy { apart($0, $0 - period) <= 1e-6 * farthest }
    }
  }
}
