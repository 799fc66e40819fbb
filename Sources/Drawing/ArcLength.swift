/// Places along a line of straight strokes, found by how far one has walked.
public struct ArcLength: Sendable {
  private let points: [Point]
  /// The length of the line up to each corner, in points.
  public let lengths: [Double]

  /// Measures a line; corners that are not finite are left out.
  public init(_ line: [Point]) {
    points = line.filter(\.isFinite)
    var lengths: [Double] = []
    lengths.reserveCapacity(points.count)
    var length = 0.0
    for index in points.indices {
      if index > 0 { length += points[index - 1].distance(to: points[index]) }
      lengths.append(length)
    }
    self.lengths = lengths
  }

  /// The length of the whole line, in points.
  public var total: Double { lengths.last ?? 0 }

  /// The place after walking `length`; before the start it is the start, behind the end the end, of no line nothing.
  public func point(at length: Double) -> Point? {
    guard let first = points.first, let last = points.last else { return nil }
    if length <= 0 { return first }
    if length >= total { return last }
    var (low, high) = (0, lengths.count - 1)
    while high - low > 1 {
      let middle = (low + high) / 2
      if lengths[middle] <= length { low = middle } else { high = middle }
    }
    let stroke = lengths[high] - lengths[low]
    return stroke > 0 ? points[low].towards(points[high], (length - lengths[low]) / stroke) : points[low]
  }

  /// Places `spacing` apart, from the start on; the end is added when it is not one of them.
  public func samples(every spacing: Double) -> [Point] {
    guard spacing > 0, let last = points.last else { return points }
    let count = Int((total / spacing).rounded(.down))
    var result = (0...count).compactMap { point(at: Double($0) * spacing) }
    if total > Double(count) * spacing { result.append(last) }
    return result
  }
}
