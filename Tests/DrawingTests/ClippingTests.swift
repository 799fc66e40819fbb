import Drawing
import Testing

private let box = Rect(0, 0, 10, 10)

/// Numbers that look random and are the same every time.
private struct Sequence64 {
  var state: UInt64
  mutating func next(in range: ClosedRange<Double>) -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return range.lowerBound + Double(state >> 11) / 9_007_199_254_740_992 * (range.upperBound - range.lowerBound)
  }
}

struct LineClippingTests {
  @Test func aLineAcrossIsCutAtBothBorders() {
    let runs = box.clip(line: [Point(-5, 5), Point(15, 5)])
    #expect(runs.count == 1)
    #expect(runs[0].points == [Point(0, 5), Point(10, 5)])
    #expect(runs[0].entered && runs[0].left)
    #expect(runs[0].startIndex == 0 && runs[0].skippedLength == 5)
  }

  @Test func aLineInsideIsLeftAlone() {
    let line = [Point(1, 1), Point(5, 9), Point(9, 1)]
    let runs = box.clip(line: line)
    #expect(runs.map(\.points) == [line])
    #expect(runs.allSatisfy { !$0.entered && !$0.left && $0.startIndex == 0 && $0.skippedLength == 0 })
  }

  @Test func aLineThatComesBackHasTwoParts() {
    let runs = box.clip(line: [Point(5, 5), Point(15, 5), Point(15, 7), Point(5, 7)])
    #expect(runs.map(\.points) == [[Point(5, 5), Point(10, 5)], [Point(10, 7), Point(5, 7)]])
    #expect(runs.map(\.entered) == [false, true])
    #expect(runs.map(\.left) == [true, false])
    #expect(runs[1].startIndex == 2 && runs[1].skippedLength == 17)
  }

  @Test func aClosedLineHasItsLastStroke() {
    let runs = box.clip(line: [Point(5, 5), Point(15, 5), Point(5, 15)], isClosed: true)
    #expect(runs.contains { $0.points == [Point(5, 10), Point(5, 5)] })
  }

  @Test func cornersThatAreNotNumbersInterrupt() {
    let runs = box.clip(line: [Point(1, 1), Point(2, 2), Point(.nan, 3), Point(4, 4), Point(5, 5)])
    #expect(runs.map(\.points) == [[Point(1, 1), Point(2, 2)], [Point(4, 4), Point(5, 5)]])
  }

  @Test func nothingComesOfNothing() {
    #expect(box.clip(line: []).isEmpty)
    #expect(box.clip(line: [Point(20, 20), Point(30, 30)]).isEmpty)
    #expect(box.clip(line: [Point(.nan, .nan)]).isEmpty)
  }

  @Test(arguments: 0..<40)
  func partsLieInsideAndOnTheLine(_ seed: Int) {
    var random = Sequence64(state: UInt64(seed))
    let line = (0..<30).map { _ in Point(random.next(in: -20...30), random.next(in: -20...30)) }
    for run in box.clip(line: line) {
      #expect(run.points.allSatisfy(box.inset(by: -1e-9).contains))
      #expect(run.points.count >= 2)
      let stroke = (line[run.startIndex], line[run.startIndex + 1])
      let first = run.points[0]
      #expect(abs(stroke.0.distance(to: first) + first.distance(to: stroke.1) - stroke.0.distance(to: stroke.1)) < 1e-9)
    }
  }
}

extension LineClippingTests {
  /// Coordinates like these come from runs that diverge; the border must be met all the same.
  @Test(arguments: [1e6, 1e15, 1e30, 1e200, 1.7e308])
  func strokesFromAfarEndOnTheBorder(_ far: Double) {
    for (from, to) in [
      (Point(far, 5), Point(5, 5)), (Point(5, 5), Point(-far, 5)), (Point(5, -far), Point(5, far)),
      (Point(-far, far), Point(3, 4)), (Point(far, far), Point(-far, -far)),
    ] {
      for run in box.clip(line: [from, to]) {
        #expect(run.points.allSatisfy(box.contains))
        #expect(run.points.count == 2)
      }
      #expect(!box.clip(line: [from, to]).isEmpty)
    }
  }
}

struct RingClippingTests {
  private func area(_ ring: [Point]) -> Double {
    ring.indices.reduce(0) { sum, index in
      let (one, two) = (ring[index], ring[(index + 1) % ring.count])
      return sum + (one.x * two.y - two.x * one.y) / 2
    }
  }

  @Test func areasAreThoseOfTheOverlap() {
    #expect(area(box.clip(ring: Quad(Rect(5, 5, 20, 20)).corners)) == 25)
    #expect(area(box.clip(ring: Quad(Rect(-5, -5, 50, 50)).corners)) == 100)
    #expect(area(box.clip(ring: [Point(-5, 0), Point(10, 0), Point(10, 15)])) == 87.5)
    #expect(box.clip(ring: Quad(Rect(20, 20, 5, 5)).corners).isEmpty)
  }

  @Test(arguments: 0..<40)
  func wildRingsStayInside(_ seed: Int) {
    var random = Sequence64(state: UInt64(seed) &* 977)
    let ring = (0..<12).map { index in
      index % 7 == 3 ? Point(.infinity, 1) : Point(random.next(in: -1e30...1e30), random.next(in: -20...30))
    }
    #expect(box.clip(ring: ring).allSatisfy(box.inset(by: -1e-9).contains))
  }
}

struct ShapeTests {
  @Test(arguments: [0.5, 1.25, 4.3, 60])
  func circlesAreRound(_ radius: Double) throws {
    let ring = try #require(Path.circle(center: Point(3, 4), radius: radius).pieces.first).points
    for index in ring.indices {
      let next = ring[(index + 1) % ring.count]
      #expect(abs(ring[index].distance(to: Point(3, 4)) - radius) < 1e-9)
      #expect(radius - ring[index].towards(next, 0.5).distance(to: Point(3, 4)) <= 0.002 + 1e-9)
    }
  }

  @Test func roundedBoxesTouchTheirSides() throws {
    let rect = Rect(10, 20, 30, 9)
    let points = try #require(Path.roundedBox(rect, radius: 100).pieces.first).points
    #expect(abs((points.map(\.x).min() ?? 0) - 10) < 1e-9 && abs((points.map(\.x).max() ?? 0) - 40) < 1e-9)
    #expect(abs((points.map(\.y).min() ?? 0) - 20) < 1e-9 && abs((points.map(\.y).max() ?? 0) - 29) < 1e-9)
  }

  @Test func arrowHeadsPointWhereTheyGo() throws {
    let corners = try #require(
      Path.arrowHead(tip: Point(10, 5), direction: Point(3, 0), length: 6, width: 1).pieces.first
    ).points
    #expect(corners == [Point(10, 5), Point(4, 8), Point(4, 2)])
  }

  @Test func walkingALine() {
    let way = ArcLength([Point(0, 0), Point(3, 4), Point(.nan, 0), Point(3, 10)])
    #expect(way.total == 11)
    #expect(way.point(at: 5) == Point(3, 4))
    #expect(way.point(at: 8) == Point(3, 7))
    #expect(way.point(at: -1) == Point(0, 0) && way.point(at: 99) == Point(3, 10))
    #expect(way.samples(every: 5).count == 4)
    #expect(ArcLength([]).point(at: 1) == nil)
  }
}
