internal import Calculus

/// Looks for a value below the lowest that the card knows, on a fine grid over window and domain.
///
/// What of the window lies outside the domain does not count: no run gets there.
func checkLowest(_ surface: Surface) -> [Finding] {
  guard let claimed = surface.minimumValue else { return [] }
  let domain = surface.domain.map { [("domain", $0)] } ?? []
  let window = domain.isEmpty ? surface.window : zip(surface.window, domain[0].1).map { $0.clamped(to: $1) }
  // Nor can a domain without end be searched: the box of a wrapper may leave variables free.
  let boxes = [("window", window)] + domain.filter { $0.1.allSatisfy(isWide) }
  return boxes.map { name, box in
    let points = grid(over: box)
    var lowest = (value: Double.infinity, at: [Double]())
    for (point, value) in zip(points, values(of: surface.objective, at: points)) where value < lowest.value {
      lowest = (value, point)
    }
    return Finding(
      claim: "nothing in the \(name) lies below \(claimed)",
      found: "the lowest of \(points.count) points is \(lowest.value) at \(text(lowest.at))",
      holds: lowest.value >= claimed - 1e-10 * max(1, abs(claimed)))
  }
}

/// About 250 000 points: a grid in one or two dimensions, strewn points beyond.
private func grid(over box: [ClosedRange<Double>]) -> [[Double]] {
  func axis(_ interval: ClosedRange<Double>, _ count: Int) -> [Double] {
    (0..<count).map { index in
      let fraction = Double(index) / Double(count - 1)
      return interval.lowerBound * (1 - fraction) + interval.upperBound * fraction
    }
  }
  switch box.count {
  case 1: return axis(box[0], 250_001).map { [$0] }
  case 2:
    let columns = axis(box[0], 501)
    return axis(box[1], 501).flatMap { y in columns.map { x in [x, y] } }
  default: return strewn(box, count: 250_000)
  }
}
