import Drawing

/// Where the parts of a figure of small multiples stand on the page, in points.
struct FacetLayout {
  /// The cells.
  let grid: FacetGrid
  /// The ground of the loss curves; nothing where there is none, or no room.
  let loss: Rect?
  /// The upper left corner of the table, and its width; nothing where there is none.
  let table: (left: Double, top: Double, width: Double)?
  /// The edges of what is written.
  let margins: (left: Double, right: Double)
  /// Whether every cell is large enough to show something.
  let hasRoom: Bool

  /// What is to be laid out.
  struct Wish {
    /// How many cells.
    var cells: Int
    /// The width of a cell in terms of its height.
    var aspect = 1.0
    /// The number of columns, if it is given.
    var columns: Int?
    /// How many curves have a disc at the right of the loss panel; nil without a loss panel.
    var curves: Int?
    /// How high the table is; nil without one.
    var table: Double?
    /// How far tick labels reach to the left of the first cell.
    var reach: Double
    /// Whether every cell has ticks of its own.
    var hasOwnAxes = false
    /// Whether heads have two lines.
    var hasTallHeads = false
  }

  /// The least width and height of a cell.
  static let least = 34.0
  private static let firstLine = 42.7
  private static let bottom = 31.4
  private static let gap = 9.5
  private static let between = 17.0

  init(_ wish: Wish, on page: Size) {
    let left = max(27, wish.reach + 6)
    let head = FacetHead.height(inTwoLines: wish.hasTallHeads)
    let top = Self.firstLine + head
    let floor = page.height - Self.bottom
    // With a table the column is as wide as the one of a comparison; a loss panel alone is narrow and high.
    let columnWidth = wish.table == nil ? max(96, min(190, 0.25 * page.width)) : max(150, min(300, 0.405 * page.width))
    let columnRight = page.width - 10
    let own = wish.hasOwnAxes ? Size(wish.reach, FacetAxes.depth) : Size(0, 0)
    func cells(left: Double, top: Double, width: Double) -> FacetGrid {
      FacetGrid(
        count: wish.cells, aspect: wish.aspect, in: Rect(left, top, width, floor - top),
        gap: Size(Self.gap + own.width, head + own.height), columns: wish.columns)
    }
    let room = columnRight - columnWidth - Self.between - left
    let widest = cells(left: left, top: top, width: room)
    // What the cells leave at the right goes to the column, up to a third of its width; the rest to both sides.
    let over = max(0, left + room - widest.right)
    let growth = min(over, 0.35 * columnWidth)
    let spare = (over - growth) / 2
    // What they leave below is shared with what is above. A table needs the height; low cells do not set it alone.
    let least = top + (wish.table == nil ? 0.6 : 0.85) * (floor - top)
    let drop = min(10, max(0, floor - max(widest.bottom, least)) / 2)
    grid = cells(left: left + spare, top: top + drop, width: room - over)
    let base = max(grid.bottom, least + drop)
    let column = grid.right + Self.between
    let width = columnWidth + growth
    let tableTop = wish.table.map { base - $0 + 1 }
    let lossFloor = (tableTop ?? base + 26) - 26
    let lossTop = Self.firstLine + drop + 13.3
    let discs = EndDiscs.width(count: wish.curves ?? 0, height: lossFloor - lossTop)
    let box = Rect(column + 26, lossTop, width - 26 - discs, lossFloor - lossTop)
    loss = wish.curves != nil && box.height >= 40 && box.width >= 40 ? box : nil
    // Without a loss panel the table stands beside the first row.
    let isAlone = wish.curves == nil
    table = tableTop.map { top in (column, isAlone ? lossTop - 8 : top, width) }
    margins = (left + spare, 10 + spare)
    let reaches = isAlone ? lossTop - 8 + (wish.table ?? 0) : base
    hasRoom =
      min(grid.size.width, grid.size.height) >= Self.least && reaches <= floor + 4 && (isAlone || loss != nil)
  }
}
