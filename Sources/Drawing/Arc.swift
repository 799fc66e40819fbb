extension Path.Piece {
  /// The length of the line, in points.
  public var length: Double { arcs.last ?? 0 }

  /// For each corner, and for the return of a closed line, the length walked to get there.
  var arcs: [Double] {
    var walked = 0.0
    var result: [Double] = []
    result.reserveCapacity(points.count + 1)
    for (index, point) in points.enumerated() {
      if index > 0 { walked += point.distance(to: points[index - 1]) }
      result.append(walked)
    }
    if isClosed, let first = points.first, let last = points.last { result.append(walked + last.distance(to: first)) }
    return result
  }

  /// Places along the line, the first at its start, no further apart than `spacing`.
  public func samples(every spacing: Double) -> [Point] {
    var result: [Point] = []
    let corners = isClosed && !points.isEmpty ? points + [points[0]] : points
    for (index, point) in corners.enumerated() {
      if index > 0 {
        let before = corners[index - 1]
        let parts = Int(min(1e6, (before.distance(to: point) / spacing).rounded(.up)))
        for part in stride(from: 1, to: parts, by: 1) {
          let share = Double(part) / Double(parts)
          result.append(Point(before.x + (point.x - before.x) * share, before.y + (point.y - before.y) * share))
        }
      }
      result.append(point)
    }
    return result
  }

  /// What is left of the line when some stretches are cut out.
  ///
  /// - Parameter cuts: where each stretch begins and ends, as length walked from the start. On a closed line a stretch
  ///   may begin before the start or end after it.
  func without(_ cuts: [ClosedRange<Double>]) -> [Path.Piece] {
    guard let first = cuts.min(by: { $0.lowerBound < $1.lowerBound }) else { return [self] }
    guard !isClosed else {
      // Opened at the end of the first cut, so that no stretch to keep runs over the start.
      let arcs = arcs
      let total = arcs[arcs.count - 1]
      let start = first.upperBound - (first.upperBound / total).rounded(.down) * total
      let index = arcs.dropLast().firstIndex { $0 > start } ?? points.count
      let place = point(at: start, arcs)
      let line = Path.Piece([place] + points[index...] + points[..<index] + [place], isClosed: false)
      let moved = cuts.map { cut -> ClosedRange<Double> in
        let shifted = cut.lowerBound - start
        let begin = shifted - (shifted / total).rounded(.down) * total
        return begin...(begin + cut.upperBound - cut.lowerBound)
      }
      return line.without(moved)
    }
    let arcs = arcs
    let total = length
    var pieces: [Path.Piece] = []
    var from = 0.0
    for cut in cuts.sorted(by: { $0.lowerBound < $1.lowerBound }) + [total...(total + 1)] {
      if cut.lowerBound > from + 1e-9 { pieces.append(stretch(from: from, to: min(total, cut.lowerBound), arcs)) }
      from = max(from, cut.upperBound)
    }
    return pieces
  }

  private func stretch(from start: Double, to end: Double, _ arcs: [Double]) -> Path.Piece {
    let inner = points.indices.filter { arcs[$0] > start && arcs[$0] < end }.map { points[$0] }
    return Path.Piece([point(at: start, arcs)] + inner + [point(at: end, arcs)], isClosed: false)
  }

  /// The place at a length walked from the start.
  private func point(at arc: Double, _ arcs: [Double]) -> Point {
    let next = arcs.firstIndex { $0 >= arc } ?? arcs.count - 1
    guard next > 0 else { return points[0] }
    let (a, b) = (points[next - 1], points[next % points.count])
    let side = arcs[next] - arcs[next - 1]
    let share = side > 0 ? min(1, max(0, (arc - arcs[next - 1]) / side)) : 0
    return Point(a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share)
  }
}
