import Drawing

/// A line in space, cut into what is seen of it and what the surface hides.
struct ViewLines {
  /// What is seen, on the page.
  private(set) var seen: [Path.Piece] = []
  /// What is hidden, on the page.
  private(set) var hidden: [Path.Piece] = []

  /// The distance between two tests, in points.
  static let spacing = 0.6
  /// The shortest part that is told from those around it, in points.
  private static let shortest = 1.3

  /// No line.
  init() {}

  /// - Parameters:
  ///   - lines: places near each other; what is not finite interrupts a line.
  ///   - isSeenFromBelow: whether they lie in the surface, so that they are seen from both its sides.
  init(_ lines: [[Spot]], on field: HeightField, _ camera: Camera, isSeenFromBelow: Bool) {
    for line in lines {
      for part in line.split(whereSeparator: { !$0.z.isFinite }) {
        let points = part.map(camera.page)
        var isHidden = part.map { field.hides($0, from: camera.direction, isSeenFromBelow: isSeenFromBelow) }
        Self.smooth(&isHidden, along: points)
        var start = 0
        for index in 1..<max(1, points.count) where isHidden[index] != isHidden[index - 1] {
          add(points[start...index], isHidden[start])
          start = index
        }
        add(points[start...], isHidden[start])
      }
    }
  }

  /// Parts too short to be made out, between two longer ones, become as these are: where a grid is coarser than what it
  /// shows, places flicker.
  private static func smooth(_ isHidden: inout [Bool], along points: [Point]) {
    var start = 0
    while start < points.count {
      var end = start
      var length = 0.0
      while end + 1 < points.count, isHidden[end + 1] == isHidden[start] {
        length += points[end].distance(to: points[end + 1])
        end += 1
      }
      if start > 0, isHidden[start - 1] != isHidden[start], end + 1 < points.count, length < shortest {
        for index in start...end { isHidden[index].toggle() }
      }
      start = end + 1
    }
  }

  private mutating func add(_ points: ArraySlice<Point>, _ isHidden: Bool) {
    guard points.count > 1 else { return }
    let piece = Path.Piece(Array(points), isClosed: false).simplified(tolerance: Landscape.tolerance)
    if isHidden { hidden.append(piece) } else { seen.append(piece) }
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
