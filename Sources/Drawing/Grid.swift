/// Values of a function on the nodes of a rectangular grid that is stretched over a box on the page.
///
/// Rows run from the top of the box to its bottom, columns from left to right; the outermost nodes lie on the edges of
/// the box. A value may be infinite; NaN says that the function has no value there.
public struct Grid: Sendable, Equatable {
  /// Nodes in a row, at least two.
  public let columns: Int
  /// Nodes in a column, at least two.
  public let rows: Int
  /// The box the nodes are spread over.
  public let frame: Rect
  /// The values, row by row, the top row first.
  public let values: [Double]

  /// A grid of known values.
  ///
  /// - Precondition: at least two rows and columns, and one value for each node.
  public init(columns: Int, rows: Int, frame: Rect, values: [Double]) {
    precondition(columns >= 2 && rows >= 2, "a grid has at least two rows and two columns")
    precondition(values.count == columns * rows, "a grid has one value for each node")
    self.columns = columns
    self.rows = rows
    self.frame = frame
    self.values = values
  }

  /// The distance between two columns and between two rows, on the page.
  public var spacing: Size {
    Size(frame.width / Double(columns - 1), frame.height / Double(rows - 1))
  }

  /// The place of a node on the page.
  ///
  /// The last row and column lie on the edges of the box to the bit.
  public func place(column: Int, row: Int) -> Point {
    Point(
      column == columns - 1 ? frame.maxX : frame.x + spacing.width * Double(column),
      row == rows - 1 ? frame.maxY : frame.y + spacing.height * Double(row))
  }

  /// A place within the cell at the right of and below a node, at shares of its width and height from 0 to 1.
  ///
  /// The place on a shared edge is the same to the bit, whichever of the two cells it is asked for.
  func place(column: Int, row: Int, part: Double, rowPart: Double) -> Point {
    let (x, y) = (Double(column) + part, Double(row) + rowPart)
    return Point(
      x == Double(columns - 1) ? frame.maxX : frame.x + spacing.width * x,
      y == Double(rows - 1) ? frame.maxY : frame.y + spacing.height * y)
  }

  /// Whether some node has no value.
  public var hasGaps: Bool { values.contains { $0.isNaN } }
}
