import Drawing
import Testing

@Suite("Contour labels")
struct ContourLabelsTests {
  private let frame = Rect(0, 0, 300, 300)
  private func place(
    _ contours: [(label: String, line: Path.Piece)], keepingFrom paths: [Point] = []
  ) -> [ContourLabels.Labelled] {
    ContourLabels.place(
      on: contours.map { ContourLabels.Contour($0.label, [$0.line]) }, in: frame, size: 5.6, color: Color(0),
      paths: DistanceField(to: paths, over: frame))
  }

  private func length(_ lines: [Path.Piece]) -> Double { lines.reduce(0) { $0 + ArcLength($1.points).total } }

  @Test("a level line carries two labels 90 apart and is broken around them")
  func straight() {
    let line = Path.Piece([Point(0, 150), Point(300, 150)], isClosed: false)
    let found = place([("10^{2}", line)])[0]
    #expect(found.texts.count == 2)
    #expect(abs(found.texts[0].position.x - found.texts[1].position.x) >= 90)
    #expect(found.texts.allSatisfy { $0.rotation == 0 })
    #expect(found.lines.count == 3)
    #expect(abs(300 - length(found.lines) - 2 * (found.texts[0].width + 3.4)) < 1e-9)
    for text in found.texts {
      for piece in found.lines {
        for place in ArcLength(piece.points).samples(every: 0.5) { #expect(!text.box.contains(place)) }
      }
    }
  }

  @Test("a closed line is broken once for each label, and nothing else of it is lost")
  func closed() {
    let square = Path.Piece([Point(100, 100), Point(200, 100), Point(200, 200), Point(100, 200)], isClosed: true)
    let found = place([("1", square)])[0]
    #expect(found.texts.count == 2)
    #expect(found.lines.count == 2)
    #expect(abs(400 - length(found.lines) - 2 * (found.texts[0].width + 3.4)) < 1e-9)
  }

  @Test("text is upright whichever way the line runs", arguments: [(0.0, 0.0), (300, 300), (0, 300), (300, 0)])
  func upright(x: Double, y: Double) {
    let texts = place([("10", Path.Piece([Point(x, y), Point(300 - x, 300 - y)], isClosed: false))])[0].texts
    #expect(!texts.isEmpty)
    #expect(texts.allSatisfy { abs($0.rotation) <= .pi / 2 })
  }

  @Test("no label near a path, on a bent line or on a short one")
  func none() {
    let straight = Path.Piece([Point(0, 150), Point(300, 150)], isClosed: false)
    let crowded = place([("1", straight)], keepingFrom: ArcLength(straight.points).samples(every: 1))[0]
    #expect(crowded.texts.isEmpty)
    #expect(crowded.lines == [straight])
    // A small ring: long enough, but bent too much.
    let bent = Path.Piece(
      [(6, 0), (4, 4), (0, 6), (-4, 4), (-6, 0), (-4, -4), (0, -6), (4, -4)].map { Point(150 + $0, 150 + $1) },
      isClosed: true)
    #expect(place([("10^{3}", bent)])[0].texts.isEmpty)
    let short = Path.Piece([Point(100, 100), Point(104, 100)], isClosed: false)
    #expect(place([("10^{3}", short)])[0].texts.isEmpty)
  }

  @Test("a label never stands on the line of another level", arguments: [1.0, 2, 3, 4, 6, 9, 30])
  func apart(distance: Double) {
    let lines = (0..<8).map { index -> (label: String, line: Path.Piece) in
      let y = 50 + distance * Double(index)
      return ("10^{2}", Path.Piece([Point(0, y), Point(300, y)], isClosed: false))
    }
    let found = place(lines)
    let texts = found.flatMap(\.texts)
    if distance >= 6 { #expect(!texts.isEmpty) }
    for (index, text) in texts.enumerated() {
      for other in texts[..<index] { #expect(!text.box.overlaps(other.box)) }
      // The figures themselves: half their height about the line.
      for (_, line) in lines where line.points[0].y != text.position.y - Text.baselineDrop(size: 5.6) {
        #expect(abs(line.points[0].y - (text.position.y - Text.baselineDrop(size: 5.6))) > 2)
      }
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
