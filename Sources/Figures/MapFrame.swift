public import Drawing

/// A place on a surface: its two coordinates.
public typealias Place = SIMD2<Double>

/// A window of a surface and the box on the page it is seen in.
public struct MapFrame: Sendable, Equatable {
  /// The range of the first coordinate, left to right.
  public let x: ClosedRange<Double>
  /// The range of the second coordinate, bottom to top.
  public let y: ClosedRange<Double>
  /// The box on the page.
  public let box: Rect
  /// Whether one unit is equally long on both axes.
  public let unitsAreEqual: Bool

  /// The most one side of a map may be longer than the other before the units are made unequal.
  static let longest = 3.0

  /// A window fitted into a square or other space on the page: one unit is equally long on both axes and the box stands
  /// in the middle of the space.
  ///
  /// Where that would make one side more than three times as long as the other there would be nothing to see; then the
  /// window fills the space and `unitsAreEqual` is false, which the figure has to state.
  public init(x: ClosedRange<Double>, y: ClosedRange<Double>, in space: Rect) {
    self.x = x
    self.y = y
    let (width, height) = (x.upperBound - x.lowerBound, y.upperBound - y.lowerBound)
    let ratio = width / height
    unitsAreEqual = ratio.isFinite && ratio <= Self.longest && ratio >= 1 / Self.longest
    let unit = unitsAreEqual ? min(space.width / width, space.height / height) : 0
    let size = unitsAreEqual ? Size(width * unit, height * unit) : Size(space.width, space.height)
    box = Rect(
      space.x + (space.width - size.width) / 2, space.y + (space.height - size.height) / 2, size.width, size.height)
  }

  /// A window that fills a box, for axes that have nothing in common.
  init(x: ClosedRange<Double>, y: ClosedRange<Double>, filling box: Rect) {
    self.x = x
    self.y = y
    self.box = box
    unitsAreEqual = false
  }

  /// Points on the page for one unit to the right.
  public var unitX: Double { box.width / (x.upperBound - x.lowerBound) }
  /// Points on the page for one unit upwards.
  public var unitY: Double { box.height / (y.upperBound - y.lowerBound) }

  /// Where a place lies on the page; far outside or not finite where the place is.
  public func page(_ place: Place) -> Point {
    Point(box.x + (place.x - x.lowerBound) * unitX, box.maxY - (place.y - y.lowerBound) * unitY)
  }

  /// The place seen at a point of the page.
  public func place(_ point: Point) -> Place {
    Place(x.lowerBound + (point.x - box.x) / unitX, y.lowerBound + (box.maxY - point.y) / unitY)
  }
}
