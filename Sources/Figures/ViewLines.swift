import Drawing

/// A line in space, cut into what is seen of it and what the surface hides.
struct ViewLines {
  /// What is seen, on the page.
  private(set) var seen: [Path.Piece] = []
  /// What is hidden, on the page.
  private(set) var hidden: [Path.Piece] = []

  /// The distance between two tests, in points.
  static let spacing = 0.6

  /// No line.
  init() {}

  /// - Parameters:
  ///   - lines: places near each other; what is not finite interrupts a line.
  ///   - isSeenFromBelow: whether they lie in the surface, so that they are seen from both its sides.
  init(_ lines: [[Spot]], on field: HeightField, _ camera: Camera, isSeenFromBelow: Bool) {
    for line in lines {
      var points: [Point] = []
      var isHidden = false
      for spot in line {
        guard spot.z.isFinite else {
          finish(&points, isHidden)
          continue
        }
        let next = field.hides(spot, from: camera.direction, isSeenFromBelow: isSeenFromBelow)
        let place = camera.page(spot)
        if points.isEmpty {
          isHidden = next
        } else if next != isHidden {
          points.append(place)
          finish(&points, isHidden)
          isHidden = next
        }
        points.append(place)
      }
      finish(&points, isHidden)
    }
  }

  private mutating func finish(_ points: inout [Point], _ isHidden: Bool) {
    if points.count > 1 {
      let piece = Path.Piece(points, isClosed: false).simplified(tolerance: Landscape.tolerance)
      if isHidden { hidden.append(piece) } else { seen.append(piece) }
    }
    points = []
  }
}

extension Path.Piece {
  /// The corners, with as many places between them that none is farther than a length from the next.
  func dense(_ spacing: Double) -> [Point] {
    guard let first = points.first else { return [] }
    var result = [first]
    for (from, to) in zip(points, points.dropFirst() + (isClosed ? [first] : [])) {
      let parts = max(1, Int((from.distance(to: to) / spacing).rounded(.up)))
      for part in 1...min(parts, 4096) { result.append(from.towards(to, Double(part) / Double(min(parts, 4096)))) }
    }
    return result
  }
}
