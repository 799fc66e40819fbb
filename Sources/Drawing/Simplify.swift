extension Ring {
  /// The ring with fewer corners, nowhere further than `tolerance` from where it was (Douglas and Peucker, 1973).
  ///
  /// The ends of hidden stretches stay where they are, so lines still end on the frame and fills still reach it.
  public func simplified(tolerance: Double) -> Ring {
    guard points.count > 4 else { return self }
    var keep = [Bool](repeating: false, count: points.count)
    // Fixed corners: where hidden and visible sides meet; a ring without such is held at its two furthest corners.
    let fixed = points.indices.filter { isHidden[$0] != isHidden[$0 == 0 ? points.count - 1 : $0 - 1] }
    let first = fixed.first ?? 0
    let anchors = fixed.count > 1 ? fixed : [first, furthest(from: first)].sorted()
    for index in anchors { keep[index] = true }
    // The ring opened at the first anchor, as a line that returns there.
    let order = Array(anchors[0]..<points.count) + Array(0...anchors[0])
    let line = order.map { points[$0] }
    let stops = order.indices.filter { $0 == order.count - 1 || keep[order[$0]] }
    for (start, end) in zip(stops, stops.dropFirst()) {
      markCorners(of: line, from: start, to: end, tolerance: tolerance) { keep[order[$0]] = true }
    }
    let kept = points.indices.filter { keep[$0] }
    guard kept.count > 2 else { return Ring(points: [], isHidden: []) }
    return Ring(points: kept.map { points[$0] }, isHidden: kept.map { isHidden[$0] })
  }

  private func furthest(from index: Int) -> Int {
    points.indices.max { points[$0].distance(to: points[index]) < points[$1].distance(to: points[index]) } ?? index
  }
}

extension Path.Piece {
  /// The line with fewer corners, nowhere further than `tolerance` from where it was; its ends stay.
  public func simplified(tolerance: Double) -> Path.Piece {
    guard points.count > 2, !isClosed else { return self }
    var keep = [Bool](repeating: false, count: points.count)
    keep[0] = true
    keep[points.count - 1] = true
    markCorners(of: points, from: 0, to: points.count - 1, tolerance: tolerance) { keep[$0] = true }
    return Path.Piece(points.indices.filter { keep[$0] }.map { points[$0] }, isClosed: false)
  }
}

/// Names the corners between two ends that a line within `tolerance` cannot do without.
private func markCorners(
  of line: [Point], from start: Int, to end: Int, tolerance: Double, mark: (Int) -> Void
) {
  var pending = [(start, end)]
  while let (start, end) = pending.popLast() {
    guard end > start + 1 else { continue }
    let (a, b) = (line[start], line[end])
    let (dx, dy) = (b.x - a.x, b.y - a.y)
    let square = dx * dx + dy * dy
    var (worst, worstIndex) = (tolerance * tolerance, start)
    for index in start + 1..<end {
      let (px, py) = (line[index].x - a.x, line[index].y - a.y)
      let along = square > 0 ? min(1, max(0, (px * dx + py * dy) / square)) : 0
      let (rx, ry) = (px - along * dx, py - along * dy)
      if rx * rx + ry * ry > worst { (worst, worstIndex) = (rx * rx + ry * ry, index) }
    }
    guard worstIndex > start else { continue }
    mark(worstIndex)
    pending.append((start, worstIndex))
    pending.append((worstIndex, end))
  }
}
