import Experiments
import Surfaces
import Testing

/// Distances of paths and the tree of them.
@Suite struct KinshipTests {
  /// Four on a line, at 0, 1, 5 and 7: the mean distances of groups are worked by hand.
  @Test func theTreeOfFourOnALine() {
    let places = [0.0, 1, 5, 7]
    let distances = places.map { a in places.map { (a - $0).magnitude } }
    let tree = KinshipTree(distances)
    #expect(
      tree.joints == [
        .init(left: 0, right: 1, height: 1), .init(left: 2, right: 3, height: 2),
        // (5 + 7 + 4 + 6) / 4.
        .init(left: 4, right: 5, height: 5.5),
      ])
    #expect(tree.order == [0, 1, 2, 3])
  }

  /// Those who are near stand side by side even if they were named apart.
  @Test func neighboursStandTogether() {
    let places = [0.0, 10, 1, 11]
    let tree = KinshipTree(places.map { a in places.map { (a - $0).magnitude } })
    #expect([[0, 2, 1, 3], [3, 1, 2, 0]].contains(tree.order))
    #expect(KinshipTree([[0.0]]).order == [0])
    #expect(KinshipTree([]).order.isEmpty)
  }

  /// The mean gap of two parallel strokes is the distance of their lines, whatever the speed.
  @Test func distancesOfLines() {
    let low = PathShape([(0, 0), (1, 0), (4, 0)])
    let high = PathShape([(0, 0.5), (3, 0.5), (3.5, 0.5), (4, 0.5)])
    #expect((low.distance(to: high) - 0.5).magnitude < 1e-12)
    #expect(low.distance(to: low) == 0)
    // A stroke of 2 beside one of 1: the far half is 0 to 1 away, the near half and the short one not at all.
    let half = PathShape([(0, 0), (2, 0)]).distance(to: PathShape([(0, 0), (1, 0)]))
    #expect((half - 0.125).magnitude < 0.003)
    // One that never moved is a point.
    #expect(PathShape([(1, 1)]).distance(to: PathShape([(1, 1), (1, 1)])) == 0)
  }

  /// EMA momentum with the rate tuned is momentum; and the matrix is symmetric whatever the number of threads.
  @Test func twinsAreFound() throws {
    let catalogue = Catalogue()
    let places = try ["beale", "booth"].map { name in
      let surface = try catalogue.surface(named: name)
      return Kinship.Place(surface: surface, start: surface.starts[0])
    }
    let entrants = try ["adam", "momentum", "sgd", "ema-momentum"].map { try Entrant($0) }
    let kinship = Kinship(of: entrants, on: places, steps: 100, threads: 2)
    #expect(kinship.tree.joints[0].height < 1e-9)
    #expect(Set([kinship.tree.joints[0].left, kinship.tree.joints[0].right]) == [1, 3])
    #expect(kinship.nearest(to: 1)?.index == 3)
    for first in 0..<4 {
      for second in 0..<4 { #expect(kinship.distances[first][second] == kinship.distances[second][first]) }
    }
    let alone = Kinship(of: entrants, on: places, steps: 100)
    #expect(alone.distances == kinship.distances)
  }
}
