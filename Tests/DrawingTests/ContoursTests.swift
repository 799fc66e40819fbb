import Drawing
import Testing

/// A grid with nodes at whole coordinates.
private func grid(_ rows: [[Double]]) -> Grid {
  Grid(
    columns: rows[0].count, rows: rows.count,
    frame: Rect(0, 0, Double(rows[0].count - 1), Double(rows.count - 1)), values: rows.flatMap { $0 })
}

private func rings(_ rows: [[Double]], above level: Double, on scale: Scale = .linear) -> [Ring] {
  grid(rows).rings(above: [level], on: scale)[0]
}

private func area(_ rings: [Ring]) -> Double { rings.reduce(0) { $0 + $1.area } }

@Suite("Contours of small grids, worked by hand")
struct SmallContours {
  @Test("a straight level through one cell")
  func straight() throws {
    let found = rings([[0, 1], [0, 1]], above: 0.25)
    let ring = try #require(found.first)
    #expect(found.count == 1)
    #expect(Set(ring.points) == [Point(0.25, 0), Point(1, 0), Point(1, 1), Point(0.25, 1)])
    #expect(ring.area == 0.75)
    #expect(ring.lines == [Path.Piece([Point(0.25, 0), Point(0.25, 1)], isClosed: false)])
    #expect(ring.visibleLength == 1)
  }

  @Test(
    "each corner alone above the level",
    arguments: [([1.0, 0, 0, 0], 0.125), ([0, 1, 0, 0], 0.125), ([0, 0, 1, 0], 0.125), ([0, 0, 0, 1], 0.125)])
  func corner(values: [Double], expected: Double) {
    let found = rings([[values[0], values[1]], [values[2], values[3]]], above: 0.5)
    #expect(found.count == 1)
    #expect(area(found) == expected)
    #expect(found[0].isHidden.filter { !$0 }.count == 1)
  }

  @Test("the centre decides a saddle", arguments: [(0.4, 1, 0.84), (0.6, 2, 0.16)])
  func saddle(level: Double, count: Int, expected: Double) {
    for rows in [[[1.0, 0], [0, 1]], [[0, 1.0], [1, 0]]] {
      let found = rings(rows, above: level)
      #expect(found.count == count)
      #expect(abs(area(found) - expected) < 1e-15)
      #expect(found.flatMap(\.lines).count == 2)
    }
  }

  @Test("a peak is a closed line")
  func peak() {
    let found = rings([[0, 0, 0], [0, 1, 0], [0, 0, 0]], above: 0.5)
    #expect(found.count == 1)
    #expect(Set(found[0].points) == [Point(1, 0.5), Point(1.5, 1), Point(1, 1.5), Point(0.5, 1)])
    #expect(found[0].area == 0.5)
    #expect(found[0].lines.map(\.isClosed) == [true])
  }

  @Test("a pit is a hole, walked the other way round")
  func pit() {
    let found = rings([[1, 1, 1], [1, 0, 1], [1, 1, 1]], above: 0.5).sorted { $0.area > $1.area }
    #expect(found.map(\.area) == [4, -0.5])
    #expect(found[0].lines.isEmpty)
    #expect(found[1].lines.map(\.isClosed) == [true])
  }

  @Test("a level on a node leaves the node below it")
  func onNode() {
    #expect(rings([[0, 1], [0, 1]], above: 1).isEmpty)
    #expect(area(rings([[0, 1], [0, 1]], above: 0)) == 1)
    #expect(area(rings([[0, 0, 0], [0, 1, 0], [0, 0, 0]], above: 0)) == 2)
    #expect(rings([[0, 0, 0], [0, 1, 0], [0, 0, 0]], above: 1).isEmpty)
  }

  @Test("levels outside the values are the whole frame or nothing, and no line")
  func outside() {
    let below = rings([[0, 1], [2, 3]], above: -1)
    #expect(below.map(\.area) == [1])
    #expect(below[0].lines.isEmpty)
    #expect(rings([[0, 1], [2, 3]], above: 3.5).isEmpty)
  }

  @Test("where the function has no value, the fill stops and no line is drawn")
  func gaps() {
    let found = rings([[.nan, 1, 1], [1, 1, 1], [1, 1, 1]], above: 0)
    #expect(area(found) == 3.5)
    #expect(found.flatMap(\.lines).isEmpty)
    let inner = rings([[1, 1, 1], [1, .nan, 1], [1, 1, 1]], above: 0)
    #expect(area(inner) == 4 - 2)
    #expect(inner.flatMap(\.lines).isEmpty)
    let all = rings([[.nan, .nan], [.nan, .nan]], above: 0)
    #expect(all.isEmpty)
    let cut = rings([[0, 1, 1], [0, 1, .nan], [0, 1, 1]], above: 0.5)
    #expect(cut.flatMap(\.lines) == [Path.Piece([Point(0.5, 0), Point(0.5, 1), Point(0.5, 2)], isClosed: false)])
  }

  @Test("the region with a value is the region above minus infinity")
  func domain() {
    let rows = [[Double.nan, 1, 1], [1, -5, 1], [1, 1, .infinity]]
    #expect(area(rings(rows, above: -.infinity)) == 3.5)
  }

  @Test("beside an infinite value the level lies halfway")
  func infinite() {
    #expect(area(rings([[0, .infinity], [0, .infinity]], above: 7)) == 0.5)
    #expect(area(rings([[-.infinity, 1], [-.infinity, 1]], above: 0.9)) == 0.5)
    // The gap to the base is zero: infinitely many decades down.
    #expect(area(rings([[2, 3], [2, 3]], above: 2.5, on: .logarithmic(base: 2))) == 0.5)
  }

  @Test("crossings are linear on the scale")
  func scales() {
    // From 1 to 100, 10 lies in the middle on a logarithmic scale.
    #expect(abs(area(rings([[1, 100], [1, 100]], above: 10, on: .logarithmic(base: 0))) - 0.5) < 1e-15)
    // asinh is odd: zero lies in the middle between opposite values.
    #expect(abs(area(rings([[-3, 3], [-3, 3]], above: 0, on: .symmetric(unit: 0.02))) - 0.5) < 1e-15)
  }
}

@Suite("Contours of functions")
struct FunctionContours {
  static func sampled(_ count: Int, _ function: (Double, Double) -> Double) -> Grid {
    let nodes = (0..<count).map { -2 + 4 * Double($0) / Double(count - 1) }
    return Grid(
      columns: count, rows: count, frame: Rect(-2, -2, 4, 4),
      values: nodes.flatMap { y in nodes.map { function($0, y) } })
  }

  static func wave(_ x: Double, _ y: Double) -> Double {
    (x * x + y - 1.1) * (x * x + y - 1.1) + (x + y * y - 0.7) * (x + y * y - 0.7) - 3 * x * y
  }

  @Test("areas of a bowl", arguments: [0.25, 1, 2.25, 3.24])
  func bowl(level: Double) {
    let rings = Self.sampled(201) { $0 * $0 + $1 * $1 }.rings(above: [level], on: .linear)[0]
    #expect(abs(area(rings) - (16 - .pi * level)) < 1e-3)
    #expect(rings.flatMap(\.lines).map(\.isClosed) == [true])
  }

  @Test("corners moved along the gradient lie on the level")
  func projection() {
    let grid = Self.sampled(41) { ($0 * $0 + $1 * $1) * ($0 * $0 + $1 * $1) }
    let levels = [0.01, 0.3, 2.0, 17, 31]
    var rings = grid.rings(above: levels, on: .logarithmic(base: 0))
    grid.project(&rings, onto: levels, on: .logarithmic(base: 0)) { points in
      points.map { point in
        let square = point.x * point.x + point.y * point.y
        return Probe(value: square * square, slopeX: 4 * square * point.x, slopeY: 4 * square * point.y)
      }
    }
    for (level, rings) in zip(levels, rings) {
      for ring in rings {
        for (index, point) in ring.points.enumerated() where !ring.isHidden[index] {
          // The cells are 0.1 wide: a thousandth of a cell.
          let radius = (point.x * point.x + point.y * point.y).squareRoot()
          #expect(abs(radius - level.squareRoot().squareRoot()) < 1e-4)
        }
        #expect(ring.points.allSatisfy(grid.frame.contains))
      }
    }
  }

  @Test("a probe that knows nothing moves nothing", arguments: [Double.nan, .infinity, 0])
  func uselessProbe(value: Double) {
    let grid = Self.sampled(21, Self.wave)
    let before = grid.rings(above: [1.5], on: .linear)
    var after = before
    grid.project(&after, onto: [1.5], on: .linear) { $0.map { _ in Probe(value: value, slopeX: value, slopeY: value) } }
    #expect(after == before)
  }

  @Test("a simplified ring stays within the tolerance and keeps its ends on the frame", arguments: [0.001, 0.01, 0.05])
  func simplification(tolerance: Double) {
    let grid = Self.sampled(81, Self.wave)
    for ring in grid.rings(above: [-1, 0.5, 3, 9], on: .linear).flatMap({ $0 }) {
      let simple = ring.simplified(tolerance: tolerance)
      #expect(simple.points.count < ring.points.count)
      #expect(abs(simple.area - ring.area) <= 2 * tolerance * 16)
      #expect(Set(simple.points).isSubset(of: ring.points))
      #expect(simple.lines.map(\.isClosed) == ring.lines.map(\.isClosed))
      #expect(
        Set(simple.lines.filter { !$0.isClosed }.flatMap { [$0.points.first, $0.points.last] })
          == Set(ring.lines.filter { !$0.isClosed }.flatMap { [$0.points.first, $0.points.last] }))
    }
  }

  @Test("regions nest: areas fall from level to level, and no two levels cross")
  func nesting() {
    let levels = (0..<12).map { -2 + 1.3 * Double($0) }
    let rings = Self.sampled(25, Self.wave).rings(above: levels, on: .linear)
    let areas = rings.map(area)
    #expect(zip(areas, areas.dropFirst()).allSatisfy { $0 > $1 })
    let sides = rings.map { $0.flatMap(\.lines).flatMap { Array(zip($0.points, $0.points.dropFirst())) } }
    for (lower, upper) in zip(sides, sides.dropFirst()) {
      for one in lower {
        for other in upper { #expect(!cross(one, other)) }
      }
    }
  }

  @Test("whatever the values, lines end on the frame or beside a gap, and areas fall", arguments: 0..<20)
  func anything(seed: UInt64) {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    func next() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 40) / Double(1 << 24)
    }
    let size = 9
    let values = (0..<size * size).map { _ -> Double in
      let draw = next()
      return draw < 0.05 ? .nan : draw < 0.1 ? .infinity : draw < 0.15 ? -.infinity : next()
    }
    let grid = Grid(columns: size, rows: size, frame: Rect(0, 0, 8, 8), values: values)
    let levels = [-Double.infinity, 0.1, 0.3, 0.5, 0.7, 0.9]
    let rings = grid.rings(above: levels, on: .linear)
    let areas = rings.map(area)
    #expect(zip(areas, areas.dropFirst()).allSatisfy { $0 >= $1 - 1e-12 })
    for ring in rings.flatMap({ $0 }) {
      #expect(ring.points.allSatisfy { $0.x.isFinite && $0.y.isFinite && grid.frame.contains($0) })
      let next = ring.points.dropFirst() + ring.points.prefix(1)
      #expect(zip(ring.points, next).allSatisfy { $0 != $1 && $0.distance(to: $1) <= 2.0.squareRoot() + 1e-12 })
    }
  }

  private func area(_ rings: [Ring]) -> Double { rings.reduce(0) { $0 + $1.area } }

  private func cross(_ one: (Point, Point), _ other: (Point, Point)) -> Bool {
    func side(_ a: Point, _ b: Point, _ c: Point) -> Double { (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x) }
    return side(one.0, one.1, other.0) * side(one.0, one.1, other.1) < 0
      && side(other.0, other.1, one.0) * side(other.0, other.1, one.1) < 0
  }
}

@Suite("Thinness")
struct ThinnessTests {
  @Test("a strip between two lines is as thin as it is wide")
  func strip() {
    // |x - 5| < 2 between 0 and 10: a strip 4 wide.
    let row = (0...10).map { abs(Double($0) - 5) }
    let rings = grid([row, row, row]).rings(above: [2], on: .linear)[0]
    #expect(abs(Ring.thinness(below: rings, of: 20) - 4) < 1e-12)
  }

  @Test("without a line nothing is thin")
  func none() {
    #expect(Ring.thinness(below: [], of: 20) == .infinity)
  }
}
