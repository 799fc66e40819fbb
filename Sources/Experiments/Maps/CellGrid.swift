/// A window divided into equal cells.
///
/// Cells are counted from the lower left one, row by row; the start of a cell is its middle.
public struct CellGrid: Sendable, Equatable {
  /// Cells in a row.
  public let columns: Int
  /// Rows.
  public let rows: Int
  /// The range of the first coordinate.
  public let x: ClosedRange<Double>
  /// The range of the second coordinate.
  public let y: ClosedRange<Double>

  /// The window in so many cells.
  ///
  /// - Precondition: at least one column and one row.
  public init(columns: Int, rows: Int, x: ClosedRange<Double>, y: ClosedRange<Double>) {
    precondition(columns > 0 && rows > 0, "a grid has cells")
    self.columns = columns
    self.rows = rows
    self.x = x
    self.y = y
  }

  /// How many cells there are.
  public var count: Int { columns * rows }

  /// The middle of a cell.
  public func middle(of cell: Int) -> SIMD2<Double> {
    let (column, row) = (cell % columns, cell / columns)
    return SIMD2(
      x.lowerBound + (Double(column) + 0.5) / Double(columns) * (x.upperBound - x.lowerBound),
      y.lowerBound + (Double(row) + 0.5) / Double(rows) * (y.upperBound - y.lowerBound))
  }

  /// The cells in tiles of at most sixteen by sixteen: neighbours end alike, so a block of them stays full for long.
  var tiles: Int { tilesInRow * ((rows + Self.side - 1) / Self.side) }

  private static let side = 16

  private var tilesInRow: Int { (columns + Self.side - 1) / Self.side }

  /// The cells of a tile.
  func cells(inTile tile: Int) -> [Int32] {
    let (left, bottom) = (tile % tilesInRow * Self.side, tile / tilesInRow * Self.side)
    return (bottom..<min(bottom + Self.side, rows)).flatMap { row in
      (left..<min(left + Self.side, columns)).map { Int32(row * columns + $0) }
    }
  }
}
