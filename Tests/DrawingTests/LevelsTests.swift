import Drawing
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite("Levels")
struct LevelsTests {
  private func sampled(_ x: ClosedRange<Double>, _ y: ClosedRange<Double>, _ function: (Double, Double) -> Double)
    -> [Double]
  {
    (0..<201).flatMap { row in
      (0..<201).map { column in
        function(
          x.lowerBound + (x.upperBound - x.lowerBound) * Double(column) / 200,
          y.lowerBound + (y.upperBound - y.lowerBound) * Double(row) / 200)
      }
    }
  }

  private func heavy(_ levels: Levels) -> [Double] { levels.all.filter { $0.weight != .minor }.map(\.value) }

  @Test("Rosenbrock from 10^-2 to 10^3")
  func rosenbrock() {
    let levels = Levels.logarithmic(
      sampled(-2...2, -1...3) { (1 - $0) * (1 - $0) + 100 * ($1 - $0 * $0) * ($1 - $0 * $0) }, base: 0)
    #expect(heavy(levels) == [0.01, 0.1, 1, 10, 100, 1000])
    #expect(levels.all.count == 17)
    #expect(
      levels.all.filter { $0.weight == .major }.map(\.label)
        == ["10^{\u{2212}2}", "10^{\u{2212}1}", "1", "10", "10^{2}", "10^{3}"])
    #expect(levels.fills.compactMap { $0 }.last == 1)
    #expect(levels.fills.compactMap { $0 }.count == 6)
  }

  @Test("Beale from 10^-2 to 10^5")
  func beale() {
    let levels = Levels.logarithmic(
      sampled(-4.5...4.5, -4.5...4.5) { x, y in
        let (a, b, c) = (1.5 - x + x * y, 2.25 - x + x * y * y, 2.625 - x + x * y * y * y)
        return a * a + b * b + c * c
      }, base: 0)
    #expect(heavy(levels).first == 0.01)
    #expect(heavy(levels).last == 1e5)
  }

  @Test("a saddle from -1 to 1, zero marked")
  func saddle() {
    let levels = Levels.symmetric(sampled(-2...2, -2...2) { $0 * $0 - $1 * $1 })
    #expect(heavy(levels) == [-1, -0.1, 0, 0.1, 1])
    #expect(levels.all.filter { $0.weight == .zero }.map(\.value) == [0])
    #expect(levels.scale == .symmetric(unit: 0.2 * 0.1))
    #expect(levels.all.map(\.value).contains(-2))
  }

  @Test("levels follow the size of the values", arguments: [1e-12, 1e-3, 1, 1e9])
  func scaling(size: Double) {
    let values = sampled(-2...2, -2...2) { size * ($0 * $0 - $1 * $1) }
    let levels = Levels.symmetric(values)
    #expect(heavy(levels).count == 5)
    let bowl = sampled(-2...2, -2...2) { size * ($0 * $0 + $1 * $1) }
    #expect((3...7).contains(heavy(Levels.logarithmic(bowl, base: 0)).count))
    #expect((3...9).contains(heavy(Levels.linear(bowl)).count))
  }

  @Test("a hundred decades have at most ten heavy lines")
  func manyDecades() {
    let levels = Levels.logarithmic((0...1000).map { Double("1e\($0 / 10)") ?? 0 }, base: 0)
    #expect((4...12).contains(heavy(levels).count))
  }

  @Test("a narrow range has three levels at least")
  func narrow() {
    for top in [2.0, 3, 5, 9.9] {
      let levels = Levels.logarithmic((0...1000).map { 1 + (top - 1) * Double($0) / 1000 }, base: 0)
      #expect(heavy(levels).count >= 3 || levels.scale == .linear)
    }
  }

  @Test("linear levels are round and labelled with one precision")
  func linear() {
    let levels = Levels.linear((0...1000).map { 14.3 * Double($0) / 1000 })
    #expect(heavy(levels) == [2, 4, 6, 8, 10, 12, 14])
    #expect(levels.all.first { $0.value == 2 }?.label == "2")
  }

  @Test("quantiles divide the map into about equal areas, at round heights")
  func quantile() {
    let levels = Levels.quantile((0...1000).map { Double($0 * $0) })
    #expect(levels.all.map(\.value) == [10e3, 40e3, 90e3, 160e3, 260e3, 360e3, 500e3, 640e3, 800e3])
  }

  @Test("a height between quantiles is rounded, but never past its neighbours", arguments: [1.0, 1e-9, 1e9, -29.6])
  func quantilesStayApart(unit: Double) {
    let values = (0...1000).map { unit * (exp(Double($0) / 150) - 7.77) }
    let sorted = values.sorted()
    let levels = Levels.quantile(values).all
    #expect(levels.count == 9)
    for (part, level) in zip(1..., levels) {
      let height = sorted[part * 100]
      let room = min(height - sorted[part * 100 - 100], sorted[part * 100 + 100] - height)
      #expect(abs(level.value - height) <= 0.16 * room)
      if level.weight == .major { #expect(level.label.count <= 12) }
    }
  }

  @Test("where most of the map is flat its height is kept")
  func quantilesOfAPlain() {
    let levels = Levels.quantile([0, 1] + [Double](repeating: 0.123, count: 98))
    #expect(levels.all.map(\.value) == [0.123])
  }

  @Test(
    "nothing sensible gives no levels and no trap",
    arguments: [
      [Double](), [Double.nan], [3, 3, 3], [Double.infinity, -Double.infinity],
    ])
  func degenerate(values: [Double]) {
    #expect(Levels.logarithmic(values, base: 3).all.isEmpty)
    #expect(Levels.linear(values).all.isEmpty)
    #expect(Levels.quantile(values).all.isEmpty)
    #expect(Levels.symmetric(values).all.count < 20)
  }
}
