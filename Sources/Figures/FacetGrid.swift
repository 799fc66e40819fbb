import Drawing

/// Cells of one shape in rows and columns, as large as their space allows.
struct FacetGrid {
  /// The boxes, row by row.
  let cells: [Rect]
  /// How many stand side by side.
  let columns: Int

  /// Finds the number of columns that makes the cells largest.
  ///
  /// - Parameters:
  ///   - count: how many cells there are; at least one.
  ///   - aspect: the width of a cell in terms of its height.
  ///   - space: from the top of the first row to the bottom of the last.
  ///   - gap: between two cells; heads and labels stand in it.
  ///   - columns: the number of columns, if it is given.
  init(count: Int, aspect: Double, in space: Rect, gap: Size, columns given: Int? = nil) {
    func rows(_ columns: Int) -> Int { (count + columns - 1) / columns }
    func width(_ columns: Int) -> Double {
      let (across, down) = (Double(columns), Double(rows(columns)))
      let wide = (space.width - (across - 1) * gap.width) / across
      let high = (space.height - (down - 1) * gap.height) / down
      return max(1, min(wide, high * aspect))
    }
    // Of arrangements that are as good, the one with the fewest places left empty.
    let choices = given.map { $0...$0 } ?? 1...max(1, count)
    let widest = choices.map(width).max() ?? 1
    let columns =
      choices.filter { width($0) >= 0.96 * widest }.min {
        ($0 * rows($0) - count, -width($0)) < ($1 * rows($1) - count, -width($1))
      } ?? 1
    let size = Size(width(columns), width(columns) / aspect)
    // What is over on one side goes between the cells, as far as they still belong together.
    func pitch(_ side: Double, _ room: Double, _ gap: Double, _ count: Int, _ most: Double) -> Double {
      guard count > 1 else { return side }
      return side + min(most * gap, (room - Double(count) * side) / Double(count - 1))
    }
    let across = pitch(size.width, space.width, gap.width, columns, 1.25)
    let down = pitch(size.height, space.height, gap.height, rows(columns), 1.5)
    self.columns = columns
    cells = (0..<count).map { index in
      Rect(
        space.x + across * Double(index % columns), space.y + down * Double(index / columns), size.width, size.height)
    }
  }

  /// The size of a cell.
  var size: Size { cells.first.map { Size($0.width, $0.height) } ?? Size(0, 0) }
  /// Where the lowest cells end.
  var bottom: Double { cells.last?.maxY ?? 0 }
  /// Where the cells end at the right.
  var right: Double { cells.map(\.maxX).max() ?? 0 }
  /// The distance between two cells side by side.
  var gap: Double { columns > 1 && cells.count > 1 ? cells[1].x - cells[0].maxX : 0 }

  /// Whether no cell stands to the left.
  func isLeftmost(_ index: Int) -> Bool { index % columns == 0 }
  /// Whether no cell stands below.
  func isLowest(_ index: Int) -> Bool { index + columns >= cells.count }
}
