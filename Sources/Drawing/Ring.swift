/// A closed contour: the edge of the region where a function lies above a level, walked with the region on the left.
///
/// Rings close along the edge of the grid and around places without a value. Those sides belong to the region, so a fill
/// keeps them, but they are no contour: `isHidden` marks them, and a line leaves them out.
public struct Ring: Sendable, Equatable {
  /// The corners; the last is joined to the first.
  public var points: [Point]
  /// For each corner, whether the side from it to the next is no contour.
  public var isHidden: [Bool]

  /// A ring from its corners and the marks of its sides.
  ///
  /// - Precondition: one mark for each corner.
  public init(points: [Point], isHidden: [Bool]) {
    precondition(points.count == isHidden.count, "a ring has as many sides as corners")
    self.points = points
    self.isHidden = isHidden
  }

  /// The area inside: positive around a region above the level, negative around a hole in it.
  public var area: Double {
    guard let origin = points.first, var previous = points.last else { return 0 }
    var sum = 0.0
    for point in points {
      sum += (point.x - origin.x) * (previous.y - origin.y) - (previous.x - origin.x) * (point.y - origin.y)
      previous = point
    }
    return sum / 2
  }

  /// The length of the sides that are contour.
  public var visibleLength: Double {
    var sum = 0.0
    for index in points.indices where !isHidden[index] {
      sum += points[index].distance(to: points[index + 1 == points.count ? 0 : index + 1])
    }
    return sum
  }

  /// The contour without its hidden sides: one closed line, or open ones.
  public var lines: [Path.Piece] {
    guard let firstHidden = isHidden.firstIndex(of: true) else {
      return points.isEmpty ? [] : [Path.Piece(points, isClosed: true)]
    }
    var lines: [Path.Piece] = []
    var current: [Point] = []
    for offset in 1...points.count {
      let index = (firstHidden + offset) % points.count
      if isHidden[index] {
        if !current.isEmpty {
          lines.append(Path.Piece(current + [points[index]], isClosed: false))
          current = []
        }
      } else {
        current.append(points[index])
      }
    }
    return lines
  }

  /// How wide the island inside a closed contour is: twice its area over its length, the radius of a disc.
  ///
  /// Infinite for
  /// rings with hidden sides, which are not islands.
  public var thinness: Double {
    isHidden.contains(true) || points.isEmpty ? .infinity : 2 * abs(area) / visibleLength
  }

  /// How wide the region *below* a level is where its contour runs: twice its area over the length of the contour.
  ///
  /// A long strip of width w between two lines has thinness w. Lines of regions too thin for the page are left out: in
  /// a narrow valley they would only smear. Infinite where no contour is seen.
  ///
  /// - Parameters:
  ///   - rings: all rings of the level.
  ///   - area: the area of the whole map on which the function has a value.
  public static func thinness(below rings: [Ring], of area: Double) -> Double {
    let length = rings.reduce(0) { $0 + $1.visibleLength }
    let above = rings.reduce(0) { $0 + $1.area }
    return length > 0 ? 2 * max(0, area - above) / length : .infinity
  }
}
