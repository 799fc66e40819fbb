import Drawing

/// Where the parts of a comparison figure stand on the page, in points.
///
/// Type and lines keep their sizes: a larger page has more room, not larger letters. What stands where follows from the
/// shape of the page.
struct ComparisonLayout {
  /// What stands where.
  enum Arrangement: Equatable {
    /// The map at the left; losses and table in a column at its right.
    case beside
    /// The same on a page too small for the table: names and steps alone.
    case slim
    /// Map and table side by side, losses below both.
    case below
    /// Map, losses and table under one another.
    case stacked
  }

  /// What stands where.
  let arrangement: Arrangement
  /// The square the map is fitted into.
  private(set) var map = Rect(0, 0, 0, 0)
  /// The ground of the loss curves; nothing where the table leaves no room for it.
  private(set) var loss: Rect?
  /// The ground of the rates under the losses; nothing where no rate moves or there is no room.
  private(set) var rate: Rect?
  /// The left edge, the lower edge and the width of the table.
  private(set) var table = (left: 0.0, bottom: 0.0, width: 0.0)
  /// How high a row of the table is.
  private(set) var rowHeight: Double
  /// How many runs have a row in the table.
  private(set) var rows: Int
  /// Where the leaders run.
  private(set) var gutter = Rect(0, 0, 0, 0)
  /// The edges of what is written.
  private(set) var margins = (left: 0.0, right: 0.0)

  private let page: Size
  private let edges: (top: Double, bottom: Double)
  private let reach: Double
  private let hasRates: Bool

  private static let between = 27.0
  private static let leastColumn = 207.0
  private static let mostColumn = 260.0
  private static let gutterWidth = 30.0
  private static let rightMargin = 6.0
  /// Between losses and rates: the heading of the rates.
  private static let overRates = 17.0
  /// From the map to the right edge of a narrow page: room for half a label under its last tick.
  private static let underTicks = 17.0
  /// From the upper edge of a part to the ground of the losses: their heading.
  private static let overLosses = 9.0
  /// Under the losses: the labels of steps, and air.
  private static let underLosses = 26.0

  /// - Parameters:
  ///   - runs: how many runs are compared.
  ///   - reach: how far the map's tick labels reach to its left.
  ///   - hasRates: whether rates are to be shown under the losses.
  ///   - edges: what the words above and below take.
  init(
    on page: Size, runs: Int, reach: Double, hasRates: Bool = false, edges: (top: Double, bottom: Double) = (45, 36)
  ) {
    (self.page, self.reach, self.hasRates, self.edges) = (page, reach, hasRates, edges)
    arrangement = Self.arrangement(on: page)
    rows = runs
    rowHeight = LegendTable.rowHeight(count: runs)
    switch arrangement {
    case .beside: standBeside()
    case .slim: standSlim()
    case .below: standBelow()
    case .stacked: stack()
    }
  }

  /// The arrangement for a page.
  static func arrangement(on page: Size) -> Arrangement {
    let shape = page.width / page.height
    if shape >= 1.2 { return page.width >= PageSize.least.width ? .beside : .slim }
    return shape >= 0.85 && page.width >= 460 ? .below : .stacked
  }

  private var left: Double { max(27, reach + 6) }
  private var height: Double { page.height - edges.top - edges.bottom }
  private var tableHeight: Double { 13 + rowHeight * Double(rows) }

  // MARK: - Arrangements

  private mutating func standBeside() {
    let right = Self.gutterWidth + Self.rightMargin
    let beside = Self.between + right
    let side = min(height, page.width - left - beside - Self.leastColumn)
    let columnWidth = min(Self.mostColumn, page.width - left - beside - side)
    // What a wide or a high page has over is left at both sides.
    let spare = max(0, page.width - left - side - Self.between - columnWidth - right) / 2
    let y = edges.top + max(0, height - side) / 2
    map = Rect(left + spare, y, side, side)
    margins = (left + spare, 10 + spare)
    let column = map.maxX + Self.between
    table = (column, map.maxY, columnWidth)
    // As many rows as stand under one another, header and heading included.
    while rows > 1, tableHeight > side { rows -= 1 }
    let lossTop = map.y + Self.overLosses
    let lossHeight = map.maxY - tableHeight - Self.underLosses - lossTop
    setLosses(Rect(column + 22, lossTop, columnWidth - 22, lossHeight))
    // Leaders start between the edges of the loss panel, so that they keep off the labels of its steps.
    gutter = Rect(column + columnWidth + 5, lossTop, Self.gutterWidth - 5, max(0, lossHeight))
  }

  private mutating func standSlim() {
    let (between, right) = (14.0, 8.0)
    let side = min(height, page.width - left - between - right - 92)
    map = Rect(left, edges.top + (height - side) / 2, side, side)
    margins = (left, right)
    let column = map.maxX + between
    table = (column, map.maxY, page.width - right - column)
    while rows > 1, SlimTable.height(count: rows) > side { rows -= 1 }
    let lossTop = map.y + Self.overLosses
    let room = map.maxY - SlimTable.height(count: rows) - 20 - lossTop
    setLosses(Rect(column + 18, lossTop, table.width - 18, room))
  }

  private mutating func standBelow() {
    let right = Self.gutterWidth + Self.rightMargin
    let side = min(0.62 * height, page.width - left - Self.between - right - Self.leastColumn)
    let columnWidth = min(Self.mostColumn + 20, page.width - left - Self.between - right - side)
    let spare = max(0, page.width - left - side - Self.between - columnWidth - right) / 2
    map = Rect(left + spare, edges.top, side, side)
    margins = (left + spare, 10 + spare)
    rowHeight = max(9.5, min(30, (side - 13) / Double(rows)))
    while rows > 1, tableHeight > side { rows -= 1 }
    let column = map.maxX + Self.between
    table = (column, map.y + tableHeight, columnWidth)
    let lossTop = map.maxY + 36
    let lossHeight = page.height - edges.bottom - lossTop
    setLosses(Rect(map.x + 22, lossTop, column + columnWidth - map.x - 22, lossHeight))
    gutter = Rect(column + columnWidth + 5, lossTop, Self.gutterWidth - 5, max(0, lossHeight))
  }

  private mutating func stack() {
    let right = Self.gutterWidth + Self.rightMargin
    let column = 12.0
    let columnWidth = page.width - column - right
    rowHeight = max(9.5, min(15.6, 0.17 * height / Double(rows)))
    // Under the map its labels, then the heading of the losses.
    let overLosses = 32.0
    let leastLosses = 46.0
    func room() -> Double { height - overLosses - Self.underLosses - tableHeight }
    while rows > 1, room() < leastLosses + 100 { rows -= 1 }
    let side = max(60, min(page.width - left - Self.underTicks, room() - max(leastLosses, 0.14 * height)))
    map = Rect(left + (page.width - left - Self.underTicks - side) / 2, edges.top, side, side)
    margins = (column, 10)
    table = (column, page.height - edges.bottom, columnWidth)
    let lossTop = map.maxY + overLosses
    let lossHeight = table.bottom - tableHeight - Self.underLosses - lossTop
    setLosses(Rect(column + 22, lossTop, columnWidth - 22, lossHeight))
    gutter = Rect(column + columnWidth + 5, lossTop, Self.gutterWidth - 5, max(0, lossHeight))
  }

  /// Takes the ground of the losses, and gives a part of it to the rates where they are wanted and there is room.
  private mutating func setLosses(_ whole: Rect) {
    guard whole.height >= 40 else { return }
    let rateHeight = (0.3 * whole.height).rounded()
    guard hasRates, rateHeight >= 22 else { return loss = whole }
    loss = Rect(whole.x, whole.y, whole.width, whole.height - rateHeight - Self.overRates)
    rate = Rect(whole.x, whole.maxY - rateHeight, whole.width, rateHeight)
  }
}
