import Drawing
import Experiments

extension Raster {
  /// A pixel for each cell of a grid, the top row first.
  ///
  /// - Parameter color: the colour of a cell as `0xRRGGBB`.
  init(_ grid: CellGrid, color: (Int) -> UInt32) {
    let bytes = [UInt8](unsafeUninitializedCapacity: 4 * grid.count) { buffer, count in
      var place = 0
      for row in (0..<grid.rows).reversed() {
        for cell in row * grid.columns..<(row + 1) * grid.columns {
          let color = color(cell)
          buffer[place] = UInt8(truncatingIfNeeded: color >> 16)
          buffer[place + 1] = UInt8(truncatingIfNeeded: color >> 8)
          buffer[place + 2] = UInt8(truncatingIfNeeded: color)
          buffer[place + 3] = 0xFF
          place += 4
        }
      }
      count = place
    }
    self.init(width: grid.columns, height: grid.rows, bytes: bytes)
  }
}

extension StartMap {
  /// The map in colours.
  func raster(_ palette: BasinPalette) -> Raster {
    let table = attractors.indices.map { palette.table(of: .attractor($0), steps: terms.steps) }
    let outside = palette.table(of: .outside, steps: terms.steps)
    let underWay = palette.shade(of: .underWay, 0).hexadecimal
    let diverged = palette.shade(of: .diverged, 0).hexadecimal
    return Raster(grid) { cell in
      switch destination(of: cell) {
      case .attractor(let index): table[index][arrival(of: cell)]
      case .outside: outside[arrival(of: cell)]
      case .underWay: underWay
      case .diverged: diverged
      }
    }
  }
}
