extension Path.Piece {
  /// The corners in the order they are walked, back at the start where the line is closed.
  var walk: [Point] { isClosed ? points + points.prefix(1) : points }

  /// What is left of the line when some stretches are cut out.
  ///
  /// - Parameter cuts: where each stretch begins and ends, as length walked from the start. On a closed line a stretch
  ///   may begin before the start or end after it.
  func without(_ cuts: [ClosedRange<Double>]) -> [Path.Piece] {
    guard let first = cuts.min(by: { $0.lowerBound < $1.lowerBound }) else { return [self] }
    let arc = ArcLength(walk)
    guard isClosed else {
      var pieces: [Path.Piece] = []
      var from = 0.0
      for cut in cuts.sorted(by: { $0.lowerBound < $1.lowerBound }) + [arc.total...arc.total] {
        if cut.lowerBound > from { pieces.append(stretch(from: from, to: cut.lowerBound, arc)) }
        from = max(from, cut.upperBound)
      }
      return pieces
    }
    // Opened at the end of the first cut, so that no stretch to keep runs over the start.
    let start = remainder(first.upperBound, arc.total)
    let opened = stretch(from: start, to: arc.total, arc).points + stretch(from: 0, to: start, arc).points.dropFirst()
    let moved = cuts.map { cut -> ClosedRange<Double> in
      let begin = remainder(cut.lowerBound - start, arc.total)
      return begin...(begin + cut.upperBound - cut.lowerBound)
    }
    return Path.Piece(opened, isClosed: false).without(moved)
  }

  private func stretch(from start: Double, to end: Double, _ arc: ArcLength) -> Path.Piece {
    let inner = points.indices.filter { arc.lengths[$0] > start && arc.lengths[$0] < end }.map { points[$0] }
    let ends = [start, end].compactMap(arc.point(at:))
    return Path.Piece(ends.prefix(1) + inner + ends.suffix(1), isClosed: false)
  }

  private func remainder(_ length: Double, _ total: Double) -> Double {
    length - (length / total).rounded(.down) * total
  }
}
