/// The inner product of two vectors.
func dot(_ one: [Double], _ other: [Double]) -> Double {
  zip(one, other).reduce(0) { $0 + $1.0 * $1.1 }
}

/// The Euclidean length of a vector, also where the squares of its coordinates overflow or vanish.
func length(_ vector: [Double]) -> Double {
  let largest = largestMagnitude(vector)
  guard largest > 0, largest.isFinite else { return largest }
  // A power of two changes no bits.
  let scale = max(largest.binade, .leastNormalMagnitude)
  return scale * vector.reduce(0) { $0 + ($1 / scale) * ($1 / scale) }.squareRoot()
}

/// The largest magnitude of a coordinate.
func largestMagnitude(_ vector: [Double]) -> Double {
  vector.reduce(0) { max($0, $1.magnitude) }
}

/// Whether a gradient leads somewhere: finite, and not zero.
func leads(_ gradient: [Double]) -> Bool {
  gradient.allSatisfy(\.isFinite) && gradient.contains { $0 != 0 }
}

/// One vector minus another.
func difference(_ one: [Double], _ other: [Double]) -> [Double] {
  zip(one, other).map { $0 - $1 }
}
