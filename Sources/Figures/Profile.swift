package import Calculus

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A function of one coordinate over a window: what a curve is drawn from.
package struct Profile: Sendable {
  /// The window.
  package let window: ClosedRange<Double>
  /// Evenly spread over the window, both ends included.
  let places: [Double]
  /// The values there; NaN or infinite where there is none to draw.
  let values: [Double]

  /// Samples an objective of one coordinate.
  ///
  /// - Parameter count: how many places, at least two.
  package init(of objective: any Objective, over window: ClosedRange<Double>, count: Int) {
    self.window = window
    let step = (window.upperBound - window.lowerBound) / Double(count - 1)
    let places = (0..<count).map { $0 == count - 1 ? window.upperBound : window.lowerBound + step * Double($0) }
    self.places = places
    var values = [Double](repeating: .nan, count: count)
    let width = 32
    let evaluator = objective.evaluator(width: width)
    let (points, value) = (Block(rows: 1, width: width), Block(rows: 1, width: width))
    for start in stride(from: 0, to: count, by: width * Lanes.count) {
      let range = start..<min(count, start + width * Lanes.count)
      for index in range { points[0, index - start] = places[index] }
      evaluator.value(
        at: points, vectors: (range.count + Lanes.count - 1) / Lanes.count, step: 0, into: value)
      for index in range { values[index] = value[0, index - start] }
    }
    self.values = values
  }

  /// The lowest and the highest finite value; 0 twice if there is none.
  package var range: ClosedRange<Double> {
    let finite = values.lazy.filter(\.isFinite)
    return (finite.min() ?? 0)...(finite.max() ?? 0)
  }

  /// Whether half of the window lies in the lowest fiftieth of the heights above a base, so that a curve of the values
  /// themselves would show a wall and a floor.
  func isWide(above base: Double) -> Bool {
    let gaps = values.filter(\.isFinite).map { $0 - base }.sorted()
    guard let highest = gaps.last, highest > 0 else { return false }
    return gaps[gaps.count / 2] < highest / 50
  }
}

/// How the values of a curve are spread over its height.
package enum ProfileScale: Sendable, Equatable {
  /// Even steps.
  case linear
  /// Decades of the gap to a base, down to a floor on which everything nearer lies.
  case logarithmic(base: Double, floor: Double)

  /// Where a value lies, upwards.
  package func position(_ value: Double) -> Double {
    switch self {
    case .linear: value
    case .logarithmic(let base, let floor): value.isNaN ? .nan : log10(max(value - base, floor))
    }
  }
}
