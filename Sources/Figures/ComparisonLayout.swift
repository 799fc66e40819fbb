public import Drawing

/// Where the parts of a comparison figure stand on the page, in points.
///
/// The map is a square whose side follows from the height of the page; the column at its right takes the rest. Type and
/// lines keep their sizes: a larger page has more room, not larger letters.
struct ComparisonLayout {
  /// The square the map is fitted into.
  let map: Rect
  /// The ground of the loss curves; nothing where the table leaves no room for it.
  let loss: Rect?
  /// The ground of the rates under the losses; nothing where no rate moves or there is no room.
  let rate: Rect?
  /// The left edge, the lower edge and the width of the table.
  let table: (left: Double, bottom: Double, width: Double)
  /// How many runs have a row in the table.
  let rows: Int
  /// Where the leaders run.
  let gutter: Rect
  /// The edges of what is written.
  let margins: (left: Double, right: Double)

  private static let top = 45.0
  private static let bottom = 36.0
  private static let between = 27.0
  private static let leastColumn = 207.0
  private static let mostColumn = 260.0
  private static let gutterWidth = 30.0
  private static let rightMargin = 6.0
  /// Between losses and rates: the heading of the rates.
  private static let overRates = 17.0

  /// - Parameters:
  ///   - runs: how many runs are compared.
  ///   - reach: how far the map's tick labels reach to its left.
  ///   - hasRates: whether rates are to be shown under the losses.
  init(on page: Size, runs: Int, reach: Double, hasRates: Bool = false) {
    let left = max(27, reach + 6)
    let right = Self.gutterWidth + Self.rightMargin
    let beside = Self.between + right
    let side = min(page.height - Self.top - Self.bottom, page.width - left - beside - Self.leastColumn)
    let columnWidth = min(Self.mostColumn, page.width - left - beside - side)
    // What a wide or a high page has over is left at both sides.
    let spare = max(0, page.width - left - side - Self.between - columnWidth - right) / 2
    let y = Self.top + max(0, page.height - Self.top - Self.bottom - side) / 2
    map = Rect(left + spare, y, side, side)
    margins = (left + spare, 10 + spare)
    let column = map.maxX + Self.between
    table = (column, map.maxY, columnWidth)
    // As many rows as stand under one another, header and heading included.
    var rows = runs
    while rows > 1, LegendTable.height(count: rows) > side { rows -= 1 }
    self.rows = rows
    let lossTop = map.y + 9
    let lossHeight = map.maxY - LegendTable.height(count: rows) - 26 - lossTop
    let whole = lossHeight >= 40 ? Rect(column + 22, lossTop, columnWidth - 22, lossHeight) : nil
    let rateHeight = (0.3 * lossHeight).rounded()
    if let whole, hasRates, rateHeight >= 22 {
      loss = Rect(whole.x, whole.y, whole.width, whole.height - rateHeight - Self.overRates)
      rate = Rect(whole.x, whole.maxY - rateHeight, whole.width, rateHeight)
    } else {
      (loss, rate) = (whole, nil)
    }
    // Leaders start between the edges of the loss panel, so that they keep off the labels of its steps.
    gutter = Rect(column + columnWidth + 5, lossTop, Self.gutterWidth - 5, max(0, lossHeight))
  }
}

/// How large a page is in points, for a number of pixels.
public struct PageSize: Sendable, Equatable {
  /// Width and height in points.
  public let size: Size
  /// Pixels in an inch.
  public let dpi: Double

  /// The page the layout was made for: 1600 x 1000 pixels at 200 dots an inch.
  public static let usual = Size(576, 360)
  /// The smallest page on which the layout holds.
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
}
