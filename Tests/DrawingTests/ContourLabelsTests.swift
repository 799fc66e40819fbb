import Drawing
import Testing

@Suite("Contour labels")
struct ContourLabelsTests {
  private let frame = Rect(0, 0, 300, 300)
  private func labels(keepingFrom paths: [Point] = []) -> ContourLabels {
    ContourLabels(in: frame, size: 5.6, color: Color(0), paths: DistanceField(to: paths, over: frame))
  }

  @Test("a level line carries two labels 90 apart and is broken around them")
  func straight() {
    let line = Path.Piece([Point(0, 150), Point(300, 150)], isClosed: false)
    var placer = labels()
    let (texts, lines) = placer.place("10^{2}", on: [line])
    #expect(texts.count == 2)
    #expect(abs(texts[0].position.x - texts[1].position.x) >= 90)
    #expect(texts.allSatisfy { $0.rotation == 0 })
    #expect(lines.count == 3)
    let gap = 300 - lines.reduce(0) { $0 + ArcLength($1.points).total }
    #expect(abs(gap - 2 * (texts[0].width + 3.4)) < 1e-9)
    for text in texts {
      for piece in lines {
        for place in ArcLength(piece.points).samples(every: 0.5) { #expect(!text.box.contains(place)) }
      }
    }
  }

  @Test("a closed line is broken once for each label, and nothing else of it is lost")
  func closed() {
    let square = Path.Piece([Point(100, 100), Point(200, 100), Point(200, 200), Point(100, 200)], isClosed: true)
    var placer = labels()
    let (texts, lines) = placer.place("1", on: [square])
    #expect(texts.count == 2)
    #expect(lines.count == 2)
    #expect(abs(400 - lines.reduce(0) { $0 + ArcLength($1.points).total } - 2 * (texts[0].width + 3.4)) < 1e-9)
  }

  @Test("text is upright whichever way the line runs", arguments: [(0.0, 0.0), (300, 300), (0, 300), (300, 0)])
  func upright(x: Double, y: Double) {
    let line = Path.Piece([Point(x, y), Point(300 - x, 300 - y)], isClosed: false)
    var placer = labels()
    let texts = placer.place("10", on: [line]).texts
    #expect(!texts.isEmpty)
    #expect(texts.allSatisfy { abs($0.rotation) <= .pi / 2 })
  }

  @Test("no label near a path, on a wild line or on a short one")
  func none() {
    let straight = Path.Piece([Point(0, 150), Point(300, 150)], isClosed: false)
    var crowded = labels(keepingFrom: ArcLength(straight.points).samples(every: 1))
    #expect(crowded.place("1", on: [straight]).texts.isEmpty)
    #expect(crowded.place("1", on: [straight]).lines == [straight])
    // A small ring: round enough for its length, but bent too much.
    let bent = Path.Piece(
      [(6, 0), (4, 4), (0, 6), (-4, 4), (-6, 0), (-4, -4), (0, -6), (4, -4)].map { Point(150 + $0, 150 + $1) },
      isClosed: true)
    var wild = labels()
    #expect(wild.place("10^{3}", on: [bent]).texts.isEmpty)
    let short = Path.Piece([Point(100, 100), Point(104, 100)], isClosed: false)
    #expect(wild.place("10^{3}", on: [short]).texts.isEmpty)
  }

  @Test("labels of different levels do not overlap")
  func apart() {
    var placer = labels()
    let texts = (0..<20).flatMap { index -> [Text] in
      let y = 130 + 2 * Double(index)
      return placer.place("10^{2}", on: [Path.Piece([Point(0, y), Point(300, y)], isClosed: false)]).texts
    }
    for (index, text) in texts.enumerated() {
      for other in texts[..<index] { #expect(!text.box.overlaps(other.box)) }
    }
  }

  @Test("distances to the nearest point")
  func distances() {
    let field = DistanceField(to: [Point(10, 10), Point(200, 250)], over: frame, cell: 1)
    for place in [Point(10, 60), Point(100, 100), Point(299, 299), Point(0, 0)] {
      let exact = min(place.distance(to: Point(10, 10)), place.distance(to: Point(200, 250)))
      #expect(abs(field.distance(at: place) - exact) < 1.5)
    }
    #expect(DistanceField(to: [], over: frame).distance(at: Point(1, 1)) > 1e5)
  }
}
