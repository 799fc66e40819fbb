import Drawing
import Testing

@Suite("Ticks")
struct TicksTests {
  private func labels(_ ticks: Ticks) -> [String] { ticks.labelled.compactMap(\.label) }

  @Test(
    "linear axes",
    arguments: [
      (-2.0, 2.0, 5, ["\u{2212}2", "\u{2212}1", "0", "1", "2"]),
      (-1, 3, 5, ["\u{2212}1", "0", "1", "2", "3"]),
      (-4.5, 4.5, 5, ["\u{2212}4", "\u{2212}2", "0", "2", "4"]),
      (0, 1, 5, ["0.00", "0.25", "0.50", "0.75", "1.00"]),
      (2.62, 3.22, 3, ["2.7", "2.9", "3.1"]),
      (1, 1.000001, 5, ["1.00000000", "1.00000025", "1.00000050", "1.00000075", "1.00000100"]),
    ])
  func linear(low: Double, high: Double, wanted: Int, expected: [String]) {
    #expect(labels(Ticks.linear(low...high, wanted: wanted)) == expected)
  }

  @Test("large and tiny values share a power of ten")
  func exponent() {
    let large = Ticks.linear(0...400_000, wanted: 5)
    #expect(large.exponent == 5)
    #expect(labels(large) == ["0", "1", "2", "3", "4"])
    let tiny = Ticks.linear(-2e-6...2e-6, wanted: 5)
    #expect(tiny.exponent == -6)
    #expect(labels(tiny) == ["\u{2212}2", "\u{2212}1", "0", "1", "2"])
    #expect(Ticks.linear(0...99_000, wanted: 5).exponent == 0)
  }

  @Test("ticks stay inside, increase, and differ in their labels", arguments: 0..<200)
  func laws(seed: Int) {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
    func next() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 40) / Double(1 << 24)
    }
    let size = Double("1e\(seed % 13 - 6)") ?? 1
    let low = (next() - 0.5) * size * 4
    let high = low + (0.1 + next()) * size
    let wanted = 2 + seed % 8
    let ticks = Ticks.linear(low...high, wanted: wanted)
    let values = ticks.marks.map(\.value)
    #expect(values.count >= 2 && values.count <= 2 * wanted + 1)
    #expect(zip(values, values.dropFirst()).allSatisfy { $0 < $1 })
    #expect(values.allSatisfy { $0 >= low - 1e-6 * (high - low) && $0 <= high + 1e-6 * (high - low) })
    #expect(Set(labels(ticks)).count == values.count)
  }

  @Test(
    "logarithmic axes",
    arguments: [
      (1e-6, 1500.0, ["10^{\u{2212}6}", "10^{\u{2212}4}", "10^{\u{2212}2}", "1", "10^{2}"], 0),
      (2, 2500, ["10", "10^{2}", "10^{3}"], 25),
      (3, 60, ["5", "10", "20", "50"], 9),
      (0.07, 0.9, ["0.1", "0.2", "0.5"], 9),
      (2, 8, ["2", "3", "4", "5", "6", "7", "8"], 0),
    ])
  func logarithmic(low: Double, high: Double, expected: [String], minor: Int) {
    let ticks = Ticks.logarithmic(low...high)
    #expect(labels(ticks) == expected)
    #expect(ticks.marks.count - ticks.labelled.count == minor)
  }

  @Test("three hundred decades still have at most seven labels")
  func wide() {
    let ticks = Ticks.logarithmic(1e-300...1e300)
    #expect(ticks.marks.count <= 7 && ticks.marks.count >= 3)
  }

  @Test("a symmetric axis has zero, and decades to both sides")
  func symmetric() {
    #expect(
      labels(Ticks.symmetric(-2...4, unit: 0.005))
        == [
          "\u{2212}1", "\u{2212}10^{\u{2212}1}", "\u{2212}10^{\u{2212}2}", "0", "10^{\u{2212}2}", "10^{\u{2212}1}", "1",
        ])
    #expect(labels(Ticks.symmetric(-2e9...1, unit: 0.01)).count <= 7)
  }

  @Test(
    "steps",
    arguments: [
      (500, 6, ["0", "100", "200", "300", "400", "500"]), (3, 6, ["0", "1", "2", "3"]), (0, 6, ["0"]),
      (1, 2, ["0", "1"]),
    ])
  func steps(count: Int, wanted: Int, expected: [String]) {
    #expect(labels(Ticks.steps(upTo: count, wanted: wanted)) == expected)
  }

  @Test("axes without a length have one tick, and none where nothing is finite")
  func degenerate() {
    #expect(labels(Ticks.linear(2...2, wanted: 5)) == ["2"])
    #expect(Ticks.linear(-Double.infinity...Double.infinity, wanted: 5).marks.isEmpty)
    #expect(labels(Ticks.logarithmic(-1...1)).count >= 3)
    #expect(Ticks.linear(1e15...1e15 + 2, wanted: 5).marks.count >= 1)
    #expect(Ticks.linear(-1.7e308...1.7e308, wanted: 5).marks.count <= 1)
  }
}
