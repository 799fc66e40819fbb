/// The inner product of two vectors.
func dot(_ one: [Double], _ other: [Double]) -> Double {
  zip(one, other).reduce(0) { $0 + $1.0 * $1.1 }
}

/// The largest magnitude of a coordinate.
func largestMagnitude(_ vector: [Double]) -> Double {
  vector.reduce(0) { max($0, $1.magnitude) }
}
