import Drawing
import Testing

/// Rosenbrock's valley on a page of 1200 x 1200 pixels.
private struct Valley {
  static let frame = Rect(0, 0, 1200, 1200)
  static let levels: [Double] = [-2, -1, 0, 1, 2, 3].flatMap { exponent in
    [1, 2, 5].map { $0 * power(exponent) }
  }
  static let unit = 300.0

  private static func power(_ exponent: Int) -> Double {
    exponent < 0
      ? 1 / (0..<(-exponent)).reduce(1.0) { product, _ in product * 10 }
      : (0..<exponent).reduce(1.0) { product, _ in product * 10 }
  }

  static func place(_ point: Point) -> (x: Double, y: Double) { (-2 + point.x / unit, 3 - point.y / unit) }

  static func value(_ point: Point) -> Double {
    let (x, y) = place(point)
    return (1 - x) * (1 - x) + 100 * (y - x * x) * (y - x * x)
  }

  static func probe(_ point: Point) -> Probe {
    let (x, y) = place(point)
    let slopeX = -2 * (1 - x) - 400 * x * (y - x * x)
    return Probe(value: value(point), slopeX: slopeX / unit, slopeY: -200 * (y - x * x) / unit)
  }

  static func grid(_ nodes: Int) -> Grid {
    let blank = Grid(columns: nodes, rows: nodes, frame: frame, values: [Double](repeating: 0, count: nodes * nodes))
    return Grid(
      columns: nodes, rows: nodes, frame: frame,
      values: (0..<nodes * nodes).map { value(blank.place(column: $0 % nodes, row: $0 / nodes)) })
  }

  static func rings(_ nodes: Int, isRefined: Bool) -> [[Ring]] {
    let (grid, scale) = (grid(nodes), Scale.logarithmic(base: 0))
    let refinement = isRefined ? Refinement(of: grid, levels: levels, on: scale) { $0.map(value) } : nil
    var rings = grid.rings(above: levels, on: scale, refinement: refinement)
    grid.project(&rings, onto: levels, on: scale) { $0.map(probe) }
    return rings
  }
}

@Suite("Refined contours")
struct RefinementTests {
  @Test("Rosenbrock's valley has no beads: 400 nodes find no more lines than 1600")
  func components() {
    func counts(_ nodes: Int, isRefined: Bool) -> [Int] {
      Valley.rings(nodes, isRefined: isRefined).map { $0.flatMap(\.lines).count }
    }
    let found = counts(400, isRefined: true)
    // Where (1 - x)^2 alone keeps x^2 below 3, what lies below a level is one island: 0.01 to 0.5.
    #expect(found.prefix(6).allSatisfy { $0 == 1 })
    #expect(zip(found, counts(1600, isRefined: false)).allSatisfy { $0 <= $1 })
    // Without refinement there would be beads.
    #expect(counts(400, isRefined: false).prefix(6).contains { $0 > 1 })
  }

  @Test("corners of 400 nodes lie within a hundredth of a pixel of the true level", arguments: [200, 400])
  func accuracy(nodes: Int) {
    var misses: [Double] = []
    for (level, rings) in zip(Valley.levels, Valley.rings(nodes, isRefined: true)) {
      for point in rings.flatMap(\.lines).flatMap(\.points) {
        let probe = Valley.probe(point)
        let slope = (probe.slopeX * probe.slopeX + probe.slopeY * probe.slopeY).squareRoot()
        misses.append(abs(probe.value - level) / slope)
      }
    }
    misses.sort()
    #expect(misses.count > 5000)
    #expect(misses[misses.count * 99 / 100] < 0.01)
  }
}
