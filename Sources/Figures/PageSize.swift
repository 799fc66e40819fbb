public import Drawing

/// How large a page is in points, for a number of pixels.
public struct PageSize: Sendable, Equatable {
  /// Width and height in points.
  public let size: Size
  /// Pixels in an inch.
  public let dpi: Double

  /// The page the layout was made for: 1600 x 1000 pixels at 200 dots an inch.
  public static let usual = Size(576, 360)
  /// The smallest page on which figures of several panels have room.
  public static let least = Size(400, 250)

  /// A page of some pixels.
  ///
  /// Without a resolution it follows from the pixels, so that the page is as large as the usual one: 800 x 500 pixels
  /// are the same figure at 100 dots an inch. With one, the page is as large as it says.
  public init(width: Int, height: Int, dpi: Double? = nil) {
    let fitting = min(Double(width) / Self.usual.width, Double(height) / Self.usual.height) * 72
    self.dpi = dpi ?? fitting
    size = Size(Double(width) * 72 / self.dpi, Double(height) * 72 / self.dpi)
  }

  /// Whether the figure has room on the page.
  public var isLargeEnough: Bool { size.width >= Self.least.width && size.height >= Self.least.height }

  /// The smallest page on which a single comparison has room: in a column of a journal, or on a small screen.
  public static let leastOfComparison = Size(240, 216)
}
