/// A place where runs come to rest: a minimum, or a connected set of them.
public struct Attractor: Sendable, Equatable {
  /// Where it is: the minimum, or one of the set.
  public let at: SIMD2<Double>
  /// The loss there.
  public let value: Double
  /// The minimum on the card that it is, by its place there; nil for one that runs found.
  public let known: Int?
  /// The points whose surroundings belong to it: the minimum alone, or points all along the set.
  let centers: [SIMD2<Double>]

  init(at: SIMD2<Double>, value: Double, known: Int?, centers: [SIMD2<Double>]) {
    self.at = at
    self.value = value
    self.known = known
    self.centers = centers
  }
}

/// The parts of the plane that a run may end in: the surroundings of attractors, what is outside the window, and the rest.
struct Basins: Sendable {
  /// A point and the attractor that its surroundings belong to.
  struct Center {
    let x: Double
    let y: Double
    let attractor: Double
  }

  let attractors: [Attractor]
  let centers: [Center]
  /// How near to a center a run has arrived.
  let radius: Double
  let window: [ClosedRange<Double>]

  /// A hundredth of the window's diagonal, or a third of the way between two attractors if that is less.
  init(_ attractors: [Attractor], in window: [ClosedRange<Double>], diagonal: Double) {
    self.attractors = attractors
    self.window = window
    centers = attractors.enumerated().flatMap { index, attractor in
      attractor.centers.map { Center(x: $0.x, y: $0.y, attractor: Double(index)) }
    }
    var least = Double.infinity
    for (index, one) in centers.enumerated() {
      for other in centers[..<index] where other.attractor != one.attractor {
        let (dx, dy) = (one.x - other.x, one.y - other.y)
        least = min(least, (dx * dx + dy * dy).squareRoot())
      }
    }
    radius = min(diagonal / 100, least / 3)
  }
}
