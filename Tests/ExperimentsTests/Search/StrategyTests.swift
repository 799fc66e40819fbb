import Calculus
import Experiments
import Testing

/// A search of the lowest value of a function on the unit cube.
private func course(
  _ kind: SearchKind, _ dimension: Int, budget: Int, seed: UInt64, of function: @escaping ([Double]) -> Double
) -> SearchCourse {
  SearchCourse(kind, dimension: dimension, budget: budget, random: RandomNumbers(seed: seed)) { points in
    points.map { SearchTrial(point: $0, settings: $0, score: function($0)) }
  }
}

private func bowl(_ point: [Double]) -> Double {
  zip(point, [0.31, 0.77, 0.5, 0.12, 0.9, 0.6]).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
}

private func middle(_ numbers: [Double]) -> Double { numbers.sorted()[numbers.count / 2] }

@Suite("Strategies of search")
struct StrategyTests {
  @Test("a strategy spends what it says, inside the cube", arguments: SearchKind.allCases, 1...6)
  func spends(kind: SearchKind, dimension: Int) {
    for budget in [1, 2, 7, 40] {
      let trials = course(kind, dimension, budget: budget, seed: 5, of: bowl).trials
      #expect(trials.count == kind.trials(dimension: dimension, budget: budget) && trials.count <= budget)
      #expect(trials.allSatisfy { $0.point.count == dimension && $0.point.allSatisfy { 0 < $0 && $0 < 1 } })
      if kind != .grid { #expect(trials.count == budget) }
    }
  }

  @Test("the same seed finds the same points, another one others", arguments: SearchKind.allCases)
  func repeats(kind: SearchKind) {
    func points(_ seed: UInt64) -> [[Double]] {
      course(kind, 2, budget: 30, seed: seed, of: bowl).trials.map(\.point)
    }
    #expect(points(1) == points(1))
    #expect(points(1) != points(2))
  }

  @Test(
    "a grid has as many cells as the budget has room for",
    arguments: [(1, 200, 200), (2, 200, 196), (2, 210, 210), (3, 200, 180), (6, 63, 32), (6, 64, 64), (4, 1, 1)])
  func grid(dimension: Int, budget: Int, count: Int) {
    let trials = course(.grid, dimension, budget: budget, seed: 3, of: bowl).trials
    #expect(trials.count == count && SearchKind.grid.trials(dimension: dimension, budget: budget) == count)
    #expect(Set(trials.map(\.point)).count == count)
    // Each axis is cut into equal cells, and their middles are taken.
    for axis in 0..<dimension {
      let stops = Set(trials.map { $0.point[axis] }).sorted()
      for (index, stop) in stops.enumerated() {
        #expect(abs(stop - (Double(index) + 0.5) / Double(stops.count)) < 1e-15)
      }
    }
  }

  @Test("boxes shrink around the best, by two fifths a round")
  func coarseToFine() {
    let course = course(.coarseToFine, 2, budget: 50, seed: 8, of: bowl)
    for round in 0..<5 {
      let points = course.trials[10 * round..<10 * (round + 1)].map(\.point)
      let before = Array(course.trials[..<(10 * round)]).best?.point ?? [0.5, 0.5]
      let side = [1, 0.4, 0.16, 0.064, 0.0256][round]
      for axis in 0..<2 {
        let corner = min(max(before[axis] - side / 2, 0), 1 - side)
        #expect(points.allSatisfy { corner <= $0[axis] && $0[axis] <= corner + side })
      }
      // Ten points fill their box more than half way, or the box is another one.
      #expect((points.map { $0[0] }.max() ?? 0) - (points.map { $0[0] }.min() ?? 0) > 0.5 * side)
    }
  }

  @Test("equal scores go to the earlier arrival, then to the earlier trial")
  func ties() {
    let trials = [(0.0, nil), (-3, 40), (-3, 20), (-3, 20), (-3, nil)].enumerated().map { index, known in
      SearchTrial(point: [Double(index)], score: known.0, arrival: known.1)
    }
    #expect(trials.best?.point == [2])
  }

  @Test("random search beats a grid where one axis does not matter")
  func uselessAxis() {
    let seeds = UInt64(0)..<11
    func lowest(_ kind: SearchKind) -> Double {
      middle(seeds.map { seed in course(kind, 2, budget: 49, seed: seed) { abs($0[0] - 0.43) }.best?.score ?? 1 })
    }
    // Seven settings lie a seventh apart, the nearest of them at 0.5; 49 lie fifteen times as near on the average.
    #expect(abs(lowest(.grid) - 0.07) < 1e-12 || lowest(.grid) < 0.0715)
    #expect(lowest(.random) < 0.3 * lowest(.grid))
  }

  @Test("Bayesian search beats random search on a bowl, in the median of eleven seeds", arguments: 1...4)
  func bayesian(dimension: Int) {
    let seeds = UInt64(0)..<11
    func lowest(_ kind: SearchKind) -> Double {
      middle(seeds.map { course(kind, dimension, budget: 40, seed: $0, of: bowl).best?.score ?? 1 })
    }
    #expect(lowest(.bayesian) < 0.1 * lowest(.random))
  }

  @Test("Bayesian search goes on where all scores are the same, and looks everywhere")
  func flat() {
    let trials = course(.bayesian, 1, budget: 30, seed: 2) { _ in -8 }.trials
    let places = trials.map { $0.point[0] }.sorted()
    #expect(zip(places, places.dropFirst()).allSatisfy { $1 - $0 < 0.2 && $1 > $0 })
  }
}
