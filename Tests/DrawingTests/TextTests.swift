import Drawing
import Testing

struct TextTests {
  private let ink = Color(0)

  @Test func widthsAddUpFromTheFontsAdvances() {
    // DejaVu Sans: A 1401, x 1212, one 1303 of 2048.
    #expect(Text.width(of: "A", size: 2048) == 1401)
    #expect(Text.width(of: "Ax1", size: 2048) == 1401 + 1212 + 1303)
    #expect(Text.width(of: "A", size: 2048, weight: .bold) == 1585)
    #expect(Text.width(of: "", size: 10) == 0)
  }

  @Test func raisedAndLoweredRunsAreSmaller() {
    #expect(abs(Text.width(of: "1^{1}", size: 2048) - 1303 * 1.72) < 1e-9)
    let placed = Text("a^{b}_{c}", at: Point(0, 0), size: 100, color: ink).placed
    #expect(placed.map(\.origin.y).map { $0.rounded() } == [0, -36, 14])
    #expect(placed.map(\.size) == [100, 72, 72])
  }

  @Test(arguments: ["a^b", "weight_decay", "a^{b", "x_", "}", "{a}"])
  func whatIsNotMarkupIsWrittenAsItStands(_ string: String) {
    let placed = Text(string, at: Point(0, 0), size: 10, color: ink).placed
    #expect(placed.map(\.character) == Array(string.unicodeScalars))
  }

  @Test(arguments: [Text.Anchor.start, .middle, .end])
  func anchorsShiftTheLine(_ anchor: Text.Anchor) {
    let text = Text("Rosenbrock", at: Point(100, 50), size: 10, color: ink, anchor: anchor)
    let bounds = text.box.bounds
    switch anchor {
    case .start: #expect(bounds.x == 100)
    case .middle: #expect(abs(bounds.center.x - 100) < 1e-9)
    case .end: #expect(abs(bounds.maxX - 100) < 1e-9)
    }
    #expect(abs(bounds.width - text.width) < 1e-9)
    #expect(abs(bounds.height - 10 * (FontMetrics.ascent + FontMetrics.descent)) < 1e-9)
  }

  @Test func aQuarterTurnExchangesTheSides() {
    var text = Text("turned", at: Point(0, 0), size: 10, color: ink)
    let flat = text.box.bounds
    text.rotation = .pi / 2
    let turned = text.box.bounds
    #expect(abs(turned.height - flat.width) < 1e-9)
    #expect(abs(turned.width - flat.height) < 1e-9)
    #expect(turned.maxY > 0 && turned.y > -1e-9)  // clockwise: the line runs down the page
  }

  @Test func turnedBoxesOverlapOnlyWhereTheyDo() {
    let one = Text("aaaa", at: Point(0, 0), size: 10, color: ink, rotation: -.pi / 4)
    let beside = Text("aaaa", at: Point(20, 0), size: 10, color: ink, rotation: -.pi / 4)
    #expect(!one.box.overlaps(beside.box))
    #expect(one.box.bounds.overlaps(beside.box.bounds))
    #expect(one.box.overlaps(Text("a", at: Point(8, -6), size: 10, color: ink).box))
  }

  @Test func theTableCoversWhatFiguresWrite() {
    for character in "AZaz09−–×·…∞√Δθαβ⁻⁶²₁↘↗→✓✕★○≤≥≈∂∇°".unicodeScalars {
      #expect(FontMetrics.covers(character), "\(character)")
    }
    #expect(!FontMetrics.covers("损"))
    #expect(FontMetrics.advance(of: "损") == 1)
    #expect(FontMetrics.advance(of: "\u{0301}") == 0)
  }

  @Test func figuresAreAsWideAsEachOther() {
    for weight in FontWeight.allCases {
      let widths = Set("0123456789".unicodeScalars.map { FontMetrics.advance(of: $0, weight: weight) })
      #expect(widths.count == 1)
    }
  }
}
