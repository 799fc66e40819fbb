import Drawing

/// Where the parts of a figure of very many small multiples stand: rows of cells over the whole width, then one table in
/// columns beneath.
struct FacetPoster {
  /// The cells.
  let grid: FacetGrid
  /// The upper left corners of the columns of the table.
  let tables: [Point]
  /// The width of a column of the table.
  let tableWidth: Double
  /// How many rows a column has.
  let tableRows: Int
  /// The edges of what is written.
  let margins: (left: Double, right: Double)
  /// Whether every cell is large enough to show something, and everything has room.
  let hasRoom: Bool

  private static let top = 42.7
  private static let bottom = 31.4
  private static let air = 9.0
  private static let between = 14.0
  private static let columns = 3

  /// A page on which `count` cells of a width in terms of their height are comfortable.
  static func page(count: Int, aspect: Double, reach: Double) -> Size {
    let width = PageSize.usual.width
    let across = max(8, min(14, Int((Double(count) * 1.1).squareRoot())))
    let cell = (width - left(reach) - 10 - Double(across - 1) * air) / Double(across)
    let rows = Double((count + across - 1) / across)
    let head = FacetHead.height(inTwoLines: true)
    let tableRows = (count + columns - 1) / columns
    return Size(
      width,
      top + rows * (head + cell / aspect) + FacetAxes.depth + between + SlimTable.height(count: tableRows) + bottom)
  }

  private static func left(_ reach: Double) -> Double { max(27, reach + 6) }

  init(count: Int, aspect: Double, reach: Double, on page: Size) {
    let head = FacetHead.height(inTwoLines: true)
    let left = Self.left(reach)
    tableRows = (count + Self.columns - 1) / Self.columns
    let tableHeight = SlimTable.height(count: tableRows)
    let tableTop = page.height - Self.bottom - tableHeight
    let floor = tableTop - Self.between - FacetAxes.depth
    let space = Rect(left, Self.top + head, page.width - left - 10, max(1, floor - Self.top - head))
    grid = FacetGrid(count: count, aspect: aspect, in: space, gap: Size(Self.air, head))
    margins = (left, 10)
    let gap = 12.0
    let width = page.width - left - 10
    tableWidth = (width - gap * Double(Self.columns - 1)) / Double(Self.columns)
    tables = (0..<Self.columns).map { [tableWidth] in Point(left + Double($0) * (tableWidth + gap), tableTop) }
    hasRoom = min(grid.size.width, grid.size.height) >= FacetLayout.least && grid.bottom <= floor + 1
  }
}
