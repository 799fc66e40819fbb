import Drawing
import Testing

@Suite struct SimpleTicksTests {
  @Test(arguments: [
    (-0.8, 2.7, 5, ["0", "1", "2"]), (-2, 2, 5, ["\u{2212}2", "\u{2212}1", "0", "1", "2"]),
    (-4.5, 4.5, 3, ["\u{2212}4", "0", "4"]), (0, 1, 3, ["0.0", "0.4", "0.8"]),
    (3.1, 3.9, 5, ["3.2", "3.4", "3.6", "3.8"]),
    (0, 3e6, 5, ["0", "1.00×10^{6}", "2.00×10^{6}", "3.00×10^{6}"]),
  ]) func theSimplestNumbersAreWritten(_ low: Double, _ high: Double, _ most: Int, _ labels: [String]) {
    #expect(Ticks.simple(low...high, most: most).labelled.compactMap(\.label) == labels)
  }

  /// Two to `most`, all inside, whatever the range.
  @Test(arguments: [1e-9, 0.037, 1, 7.3, 910, 4.4e8]) func thereAreAFew(_ length: Double) {
    for index in 0..<200 {
      let low = length * (Double(index) / 40 - 2.5)
      for most in 2...6 {
        let values = Ticks.simple(low...low + length, most: most).marks.map(\.value)
        #expect((2...max(most, 3)).contains(values.count))
        #expect(values.allSatisfy { $0 >= low - 1e-9 * length && $0 <= low + length * (1 + 1e-9) })
      }
    }
  }

  @Test func nothingIsDrawnForNothing() {
    #expect(Ticks.simple(1...1, most: 5).marks.count <= 1)
    #expect(Ticks.simple(-1e308...1e308, most: 5).marks.count <= 1)
  }
}
