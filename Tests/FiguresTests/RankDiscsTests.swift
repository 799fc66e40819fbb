import Drawing
import Figures
import Testing

@Suite("Rank discs")
struct RankDiscsTests {
  private let frame = Rect(0, 0, 280, 280)
  private let radius = 4.3

  private func discs(_ paths: [Point] = [], _ obstacles: [RankDiscs.Obstacle] = []) -> RankDiscs {
    RankDiscs(in: frame, radius: radius, paths: paths, obstacles: obstacles)
  }

  private func check(_ placed: [RankDiscs.Placed], _ obstacles: [RankDiscs.Obstacle] = []) {
    for (index, disc) in placed.enumerated() {
      #expect(frame.inset(by: radius).contains(disc.center))
      for other in placed[..<index] {
        #expect(disc.center.distance(to: other.center) >= 2 * radius + 2.4)
      }
      for obstacle in obstacles {
        #expect(disc.center.distance(to: obstacle.center) >= radius + obstacle.radius)
      }
    }
  }

  @Test("an end with nothing around it has its disc on it")
  func alone() {
    #expect(discs().place([Point(100, 100)]).map(\.center) == [Point(100, 100)])
    #expect(discs().place([]).isEmpty)
  }

  @Test("discs at one place fan out without touching", arguments: [2, 4, 8, 12, 20, 30])
  func crowd(count: Int) {
    for place in [Point(140, 140), Point(3, 3), Point(279, 140)] {
      let star = RankDiscs.Obstacle(center: place, radius: 5)
      let paths = ArcLength([Point(0, 0), place, Point(280, 90)]).samples(every: 1.2)
      let placed = discs(paths, [star]).place((0..<count).map { Point(place.x + 0.01 * Double($0), place.y) })
      #expect(placed.map(\.index) == Array(0..<count))
      check(placed, [star])
    }
  }

  @Test("leaders do not cross where they need not", arguments: 3...8)
  func leaders(count: Int) {
    let anchors = (0..<count).map { Point(140 + 3 * Double($0), 140) }
    let placed = discs(ArcLength(anchors).samples(every: 1.2)).place(anchors)
    check(placed)
    func side(_ a: Point, _ b: Point, _ c: Point) -> Double { (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x) }
    for (index, one) in placed.enumerated() {
      for other in placed[..<index] {
        let crosses =
          side(one.anchor, one.center, other.anchor) * side(one.anchor, one.center, other.center) < 0
          && side(other.anchor, other.center, one.anchor) * side(other.anchor, other.center, one.center) < 0
        #expect(!crosses)
      }
    }
  }

  @Test("the same wishes give the same discs")
  func determinism() {
    let anchors = (0..<8).map { Point(100 + 2 * Double($0 % 3), 100 + Double($0)) }
    #expect(discs().place(anchors) == discs().place(anchors))
  }

  @Test("a map too small for all discs has those that fit")
  func tiny() {
    let small = RankDiscs(in: Rect(0, 0, 25, 25), radius: radius, paths: [], obstacles: [])
    let placed = small.place([Point](repeating: Point(12, 12), count: 9))
    #expect((1..<9).contains(placed.count))
  }
}
