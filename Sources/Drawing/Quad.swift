/// Four corners in order: a box that may be turned.
public struct Quad: Sendable, Hashable {
  /// The corners, going round.
  public var corners: [Point]

  /// A box from its corners, going round.
  public init(_ first: Point, _ second: Point, _ third: Point, _ fourth: Point) {
    corners = [first, second, third, fourth]
  }

  /// An unturned box.
  public init(_ rect: Rect) {
    self.init(
      Point(rect.x, rect.y), Point(rect.maxX, rect.y), Point(rect.maxX, rect.maxY), Point(rect.x, rect.maxY))
  }

  /// The smallest unturned box around it.
  public var bounds: Rect {
    let (xs, ys) = (corners.map(\.x), corners.map(\.y))
    let (left, top) = (xs.min() ?? 0, ys.min() ?? 0)
    return Rect(left, top, (xs.max() ?? left) - left, (ys.max() ?? top) - top)
  }

  /// Whether the two share an inner point.
  ///
  /// Two convex shapes are apart exactly if the line of one of their sides separates them.
  public func overlaps(_ other: Quad) -> Bool {
    !isSeparated(from: other) && !other.isSeparated(from: self)
  }

  /// Whether the place lies inside or on the edge.
  public func contains(_ point: Point) -> Bool {
    var signs = (negative: false, positive: false)
    for index in 0..<4 {
      let (from, to) = (corners[index], corners[(index + 1) % 4])
      let side = (to.x - from.x) * (point.y - from.y) - (to.y - from.y) * (point.x - from.x)
      if side < 0 { signs.negative = true }
      if side > 0 { signs.positive = true }
    }
    return !(signs.negative && signs.positive)
  }

  private func isSeparated(from other: Quad) -> Bool {
    for index in 0..<4 {
      let (from, to) = (corners[index], corners[(index + 1) % 4])
      let normal = Point(to.y - from.y, from.x - to.x)
      func reach(_ quad: Quad) -> ClosedRange<Double> {
        let values = quad.corners.map { $0.x * normal.x + $0.y * normal.y }
        return (values.min() ?? 0)...(values.max() ?? 0)
      }
      let (mine, theirs) = (reach(self), reach(other))
      let tolerance = 1e-9 * max(abs(mine.lowerBound), abs(mine.upperBound), 1)
      if mine.upperBound <= theirs.lowerBound + tolerance || theirs.upperBound <= mine.lowerBound + tolerance {
        return true
      }
    }
    return false
  }
}
