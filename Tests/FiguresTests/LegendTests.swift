import Drawing
import Figures
import Testing

private func row(_ rank: Int, name: String = "Momentum", badge: String = "↘ still falling") -> LegendTable.Row {
  LegendTable.Row(
    style: RunStyle(rank: rank, hue: Theme.light.freeHues[rank % 24]), name: name, rate: "0.000744", steps: "312",
    finalLoss: "−1.23×10^{−6}", badge: .init(.good, badge), isWinner: rank == 1)
}

struct LegendTableTests {
  @Test(arguments: 1...14)
  func rowsStandUnderOneAnotherAndNothingTouches(_ count: Int) {
    let table = LegendTable(left: 333, bottom: 324, width: 207, rows: (1...count).map { row($0) })
    #expect(Written.overlaps(Written.texts(table.marks(.light))).isEmpty)
    let centers = (1...count).compactMap { table.rowCenters[$0] }
    #expect(centers.count == count)
    #expect(centers == centers.sorted())
    #expect(centers.allSatisfy { $0 < 324 && $0 > 324 - LegendTable.height(count: count) })
  }

  @Test(arguments: [
    "Adam", "Stochastic gradient descent with warm restarts and lookahead", "a^{2}", "x^{very long exponent here}",
    "损失函数优化器名称很长很长", "",
  ])
  func longWordsAreCutToTheirColumn(_ word: String) {
    let table = LegendTable(left: 333, bottom: 324, width: 207, rows: [row(1, name: word, badge: word), row(2)])
    let marks = table.marks(.light)
    #expect(Written.overlaps(Written.texts(marks).filter { !$0.string.isEmpty }).isEmpty)
    for text in Written.texts(marks) { #expect(text.box.bounds.maxX <= 540 + 1e-9) }
  }

  /// A minus sign must not run into the dash or the steps before it; the whole column has one size.
  @Test(arguments: ["−1.23×10^{−5}", "−8.11×10^{−55}", "0.0383"])
  func lossesKeepClearOfSteps(_ loss: String) throws {
    var rows = [row(1), row(2)]
    rows[1].finalLoss = loss
    let texts = Written.texts(LegendTable(left: 333, bottom: 324, width: 207, rows: rows).marks(.light))
    let losses = texts.filter { $0.string == loss || $0.string == rows[0].finalLoss }
    let steps = texts.filter { $0.string == "312" }
    #expect(losses.count == 2 && Set(losses.map(\.size)).count == 1)
    let edge = try #require(steps.map(\.box.bounds.maxX).max())
    #expect(losses.allSatisfy { $0.box.bounds.x >= edge + 3 })
  }

  @Test func onlyTheWinnerIsBold() {
    let table = LegendTable(left: 333, bottom: 324, width: 207, rows: [row(1, name: "First"), row(2, name: "Second")])
    let written = Written.texts(table.marks(.dark))
    #expect(written.first { $0.string == "First" }?.weight == .bold)
    #expect(written.first { $0.string == "Second" }?.weight == .regular)
  }
}

struct LeadersTests {
  private func leaders(_ heights: [Double]) -> [[Point]] {
    let ends = heights.enumerated().map { index, y in
      LossPanel.End(style: RunStyle(rank: index + 1, hue: Theme.light.freeHues[index]), place: Point(540, y))
    }
    let rows = Dictionary(uniqueKeysWithValues: heights.indices.map { ($0 + 1, 200 + 15 * Double($0)) })
    let marks = Leaders(from: ends, to: rows, in: Rect(545, 48, 25, 276)).marks(.light)
    return marks.compactMap { mark in if case .stroke(let path, _) = mark { path.pieces.first?.points } else { nil } }
  }

  private func cross(_ a: Point, _ b: Point, _ c: Point, _ d: Point) -> Bool {
    func side(_ p: Point, _ q: Point, _ r: Point) -> Double { (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x) }
    return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0
  }

  /// Where rank and final loss agree, brackets nest.
  @Test(arguments: [
    [150.0], [150, 149, 148, 147, 146, 145, 144, 143], [150, 150, 150, 150], [158, 120, 119.5, 80, 60, 59.9, 59.8, 55],
  ])
  func bracketsNestWithoutCrossing(_ heights: [Double]) {
    let lines = leaders(heights)
    #expect(lines.count == heights.count)
    for first in lines.indices {
      for second in lines.indices where second > first {
        for i in lines[first].indices.dropFirst() {
          for j in lines[second].indices.dropFirst() {
            #expect(!cross(lines[first][i - 1], lines[first][i], lines[second][j - 1], lines[second][j]))
          }
        }
      }
    }
  }

  @Test func leadersKeepToTheGutter() {
    for line in leaders((0..<20).map { 150 - 2 * Double($0) }) {
      #expect(line.allSatisfy { $0.x <= 570 + 1e-9 && $0.x >= 540 })
    }
  }
}

struct HeadingsTests {
  private func written(_ title: String, subtitle: String = "") -> [Text] {
    let headings = Headings(title: title, subtitle: subtitle, terms: "500 steps", key: "dots")
    return Written.texts(headings.marks(on: Size(576, 360), left: 27, right: 10, .light))
  }

  @Test func aLongTitleLosesItsSecondHalfThenItsSize() {
    let short = "Beale: Nesterov within 10^{−6} in 74 steps"
    #expect(written(short + "; two of eight never").first?.string == short + "; two of eight never")
    let long = short + "; " + String(repeating: "and so on ", count: 20)
    #expect(written(long).first?.string == short)
    let longer = String(repeating: "A long name ", count: 7)
    #expect(written(longer).first.map { $0.size < 11.6 && $0.size >= 9.5 } == true)
    let longest = written(String(repeating: "A long name ", count: 30)).first
    #expect(longest?.string.hasSuffix("…") == true && longest?.size == 9.5)
  }

  @Test(arguments: [1, 10, 40, 400])
  func nothingReachesBeyondTheMargins(_ repetitions: Int) {
    let words = String(repeating: "formula^{2} ", count: repetitions)
    let lines = Written.texts(
      Headings(title: words, subtitle: words, terms: words, key: words)
        .marks(on: Size(576, 360), left: 27, right: 10, .light))
    #expect(Written.overlaps(lines).isEmpty)
    for line in lines { #expect(line.box.bounds.maxX <= 566 + 1e-9 && line.box.bounds.x >= 27) }
  }
}
