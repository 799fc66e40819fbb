import Drawing
import Testing

/// Triangles and what they hide.
@Suite struct DepthBufferTests {
  private typealias Corner = DepthBuffer.Corner

  /// A corner at a place in samples.
  private func corner(_ x: Double, _ y: Double, _ nearness: Float, tone: Float = 0, light: Float = 1) -> Corner {
    Corner(x: Int32(x * 256), y: Int32(y * 256), nearness: nearness, tone: tone, light: (light, 0))
  }

  /// The plane x + 2 y over the triangle (0, 0), (4, 0), (0, 4): samples lie in the middle of their squares.
  @Test func aPlaneHasItsDepth() {
    let buffer = DepthBuffer(width: 5, rows: 0..<5)
    buffer.fill(corner(0, 0, 0), corner(4, 0, 4), corner(0, 4, 8))
    for row in 0..<5 {
      for column in 0..<5 {
        let isInside = column + row + 1 <= 4
        let expected = isInside ? Float(column) + 0.5 + 2 * (Float(row) + 0.5) : -.infinity
        #expect(buffer.nearness(column: column, row: row) == expected)
        #expect((buffer[column, row] != 0) == isInside)
      }
    }
  }

  @Test(arguments: [[0, 1], [1, 0]]) func theNearestIsSeen(order: [Int]) {
    let far = [corner(0, 0, 1, tone: 0.25), corner(4, 0, 1, tone: 0.25), corner(0, 4, 1, tone: 0.25)]
    let near = [corner(0, 0, 2, tone: 0.75), corner(2, 0, 2, tone: 0.75), corner(0, 2, 2, tone: 0.75)]
    let buffer = DepthBuffer(width: 4, rows: 0..<4)
    for index in order {
      let triangle = [far, near][index]
      buffer.fill(triangle[0], triangle[1], triangle[2])
    }
    #expect(buffer[0, 0] == DepthBuffer.pack(tone: 0.75, light: 1))
    #expect(buffer[2, 0] == DepthBuffer.pack(tone: 0.25, light: 1))
    #expect(buffer[3, 3] == 0)
  }

  /// Two slanted planes cross in the middle: each hides the other on one side.
  @Test func planesThatCrossHideHalfOfEachOther() {
    let buffer = DepthBuffer(width: 8, rows: 0..<8)
    buffer.fill(corner(0, 0, 0, tone: 0), corner(8, 0, 8, tone: 0), corner(0, 8, 0, tone: 0))
    buffer.fill(corner(0, 0, 4, tone: 1), corner(8, 0, 4, tone: 1), corner(0, 8, 4, tone: 1))
    #expect((0..<8).map { buffer[$0, 0] == DepthBuffer.pack(tone: 1, light: 1) } == (0..<8).map { $0 < 4 })
  }

  /// Clockwise on the page it is seen from above, else from below.
  @Test func bothSidesHaveTheirLight() {
    let corners = [corner(0, 0, 1), corner(2, 0, 1), corner(0, 2, 1)]
    let buffer = DepthBuffer(width: 2, rows: 0..<2)
    buffer.fill(corners[0], corners[2], corners[1])
    #expect(buffer[0, 0] == DepthBuffer.pack(tone: 0, light: 0))
    let above = DepthBuffer(width: 2, rows: 0..<2)
    above.fill(corners[0], corners[1], corners[2])
    #expect(above[0, 0] == DepthBuffer.pack(tone: 0, light: 1))
  }

  /// A square cut into two thousand triangles of all shapes: every sample is covered, whatever the order.
  @Test(arguments: 1...5) func trianglesLeaveNoSeams(seed: Int) {
    let count = 32
    var state = UInt64(seed)
    func random() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 40) / Double(1 << 24)
    }
    // A grid whose inner nodes are moved by less than half a cell.
    let nodes = (0...count).map { row in
      (0...count).map { column -> Corner in
        let isInner = row > 0 && row < count && column > 0 && column < count
        let (dx, dy) = isInner ? (random() - 0.5, random() - 0.5) : (0, 0)
        return corner((Double(column) + 0.9 * dx) * 3.7, (Double(row) + 0.9 * dy) * 3.7, Float(random()))
      }
    }
    var cells = (0..<count * count).map { ($0 / count, $0 % count) }
    for index in cells.indices { cells.swapAt(index, Int(random() * Double(cells.count))) }
    let side = Int(3.7 * Double(count))
    let buffer = DepthBuffer(width: side, rows: 0..<side)
    for (row, column) in cells {
      buffer.fill(nodes[row][column], nodes[row][column + 1], nodes[row + 1][column + 1])
      buffer.fill(nodes[row][column], nodes[row + 1][column + 1], nodes[row + 1][column])
    }
    let holes = (0..<side * side).count { buffer[$0 % side, $0 / side] == 0 }
    #expect(holes == 0)
  }

  @Test func aBandHoldsItsRowsOnly() {
    let corners = [corner(-3, -5, 0.5), corner(40, 3, 7), corner(2, 30, -4)]
    let whole = DepthBuffer(width: 20, rows: 0..<20)
    whole.fill(corners[0], corners[1], corners[2])
    let band = DepthBuffer(width: 20, rows: 7..<12)
    band.fill(corners[0], corners[1], corners[2])
    for row in 7..<12 {
      for column in 0..<20 {
        #expect(band[column, row] == whole[column, row])
        #expect(band.nearness(column: column, row: row) == whole.nearness(column: column, row: row))
      }
    }
  }

  @Test func aTriangleWithoutAreaCoversNothing() {
    let buffer = DepthBuffer(width: 4, rows: 0..<4)
    buffer.fill(corner(0, 0, 1), corner(2, 2, 1), corner(4, 4, 1))
    #expect((0..<16).allSatisfy { buffer[$0 % 4, $0 / 4] == 0 })
  }
}
