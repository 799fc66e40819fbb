import Calculus
import Optimizers
import Testing

/// Methods that ask values alone: steps worked on paper, and where their luck comes from.
@Suite struct DerivativeFreeTests {
  /// On x + 2 y from (0, 0) the corners are (0, 0), (1, 0) and (0, 1); the highest goes over the centre of the others.
  ///
  /// The reflection (1, -1) has -1, lower than all, so (1.5, -2) is tried, with -2.5.
  @Test func aTriangleStretchesDownhill() throws {
    let walker = Walker(
      try optimizer("nelder-mead", [("size", "1")]), on: try surface("x + 2*y"), from: [[0, 0]], rate: .nan)
    walker.advance()
    #expect(walker.point(0) == [1.5, -2])
    #expect(walker.oracle.evaluations(lane: 0) == 5)
    let corners = walker.optimizer.companions(lane: 0, points: walker.points, memory: walker.memory)
    #expect(corners == [[1.5, -2], [0, 0], [1, 0]])
  }

  /// On |x| + |y| around the origin nothing beats it: the triangle draws in towards its lowest corner.
  ///
  /// The corners are (0, 0), (1, 0) and (0, 1). The reflection (1, -1) has 2 and the inside (0.25, 0.5) 0.75, below 1.
  @Test func aTriangleContracts() throws {
    let walker = Walker(
      try optimizer("nelder-mead", [("size", "1")]), on: try surface("abs(x) + abs(y)"), from: [[0, 0]], rate: .nan)
    walker.advance()
    #expect(walker.point(0) == [0, 0])
    let corners = walker.optimizer.companions(lane: 0, points: walker.points, memory: walker.memory)
    #expect(corners == [[0, 0], [0.25, 0.5], [1, 0]])
  }

  /// Where all but the lowest corner lie beyond the wall of a logarithm, the triangle shrinks towards it.
  @Test func aTriangleShrinksFromAWall() throws {
    let walker = Walker(
      try optimizer("nelder-mead", [("size", "1")]), on: try surface("x*y + log(0.4 - x) + log(0.4 - y)"),
      from: [[0, 0]], rate: .nan)
    walker.advance()
    // Reflection (1, -1) and inside (0.25, 0.5) have no value either.
    let corners = walker.optimizer.companions(lane: 0, points: walker.points, memory: walker.memory)
    #expect(corners == [[0, 0], [0.5, 0], [0, 0.5]])
    #expect(walker.oracle.evaluations(lane: 0) == 7)
  }

  @Test func theCompassGoesToTheLowestSide() throws {
    let points = try walk(
      optimizer("compass", [("size", "1")]), on: surface("(x - 0.5)^2 + 3*(y + 1)^2"), from: [0, 0], rate: .nan,
      steps: 3)
    // Down by a whole step, then neither side is lower than the point between them, then right by half a step.
    #expect(points == [[0, 0], [0, -1], [0, -1], [0.5, -1]])
  }

  /// In one dimension a sign is all that is random: both signs measure the same slope, 2, of a parabola at 1.
  @Test func aMeasuredSlopeOfAParabolaIsExact() throws {
    let formula = try surface("x^2 + 0*y")
    let points = try walk(
      optimizer("spsa", [("perturbation", "0.5"), ("alpha", "1")]), on: formula, from: [1, 0], rate: 0.25, steps: 2)
    #expect(points.map { $0[0] } == [1, 0.5, 0.375])
  }

  /// The cloud has as many points as trials are asked for, around the centre of the step before.
  @Test func aCloudIsItsTrials() throws {
    let walker = Walker(
      try optimizer("cma-es", [("population", "9")]), on: try surface("x^2 + y^2"), from: [[30, -7]], rate: .nan)
    walker.advance()
    let cloud = walker.optimizer.companions(lane: 0, points: walker.points, memory: walker.memory)
    #expect(cloud.count == 9 && walker.oracle.evaluations(lane: 0) == 9)
    #expect(cloud.allSatisfy { ($0[0] - 30).magnitude < 4 && ($0[1] + 7).magnitude < 4 })
    let lowest = cloud.map { $0[0] * $0[0] + $0[1] * $0[1] }.sorted()
    let centre = walker.point(0)
    #expect(centre[0] * centre[0] + centre[1] * centre[1] < lowest[4])
  }

  /// Whoever names a companion has one from the first step on, and nobody else has.
  @Test(arguments: everybody) func companionsAreThereWhereTheyAreNamed(_ name: String) throws {
    let walker = Walker(
      try optimizer(name), on: try surface("x^2 + 2*y^2"), from: [[1, 2], [2, -1]], rate: 0.01)
    walker.advance(3)
    let companions = (0..<2).map {
      walker.optimizer.companions(lane: $0, points: walker.points, memory: walker.memory)
    }
    let isNamed = type(of: walker.optimizer).companion != nil
    #expect(companions.allSatisfy { $0.isEmpty != isNamed && $0.allSatisfy { $0.count == 2 } })
  }

  /// Runs of one stream share their luck; another stream, or another seed, has its own.
  @Test(arguments: ["random-search", "spsa", "cma-es"]) func luckBelongsToTheStream(_ name: String) throws {
    let streams = [(0, 0), (0, 0), (0, 1), (1, 0)].map { RandomNumbers(seed: $0.0, stream: $0.1) }
    let ends = try ends(of: name, streams: streams)
    #expect(ends[0] == ends[1])
    #expect(Set(ends).count == 3)
    #expect(try ends[0] == self.ends(of: name, streams: [])[0])
  }

  /// The first run of each stream after ten steps, as bits.
  private func ends(of name: String, streams: [RandomNumbers]) throws -> [[UInt64]] {
    let optimizer = try optimizer(name)
    let points = Block(rows: 2, width: 1)
    for lane in 0..<8 { (points[0, lane], points[1, lane]) = (1, -2) }
    let rates = Block(rows: 1, width: 1)
    for lane in 0..<8 { rates[0, lane] = 0.01 }
    let memory = optimizer.makeMemory(dimension: 2, width: 1)
    let lanes = max(1, streams.count)
    let oracle = Oracle(objective: try surface("x^2 + 3*y^2"), width: 1, streams: streams)
    for step in 1...10 {
      oracle.begin(step: step, lanes: lanes)
      optimizer.step(points: points, rates: rates, memory: memory, oracle: oracle)
    }
    return (0..<lanes).map { lane in bits([points[0, lane], points[1, lane]]) }
  }

  /// A method's own numbers are those of the steps below 0, so that they are not the tilt's of the same step.
  @Test func aStepIsNotDrawnFromTheTilt() throws {
    let numbers = RandomNumbers(seed: 0)
    let points = try walk(
      optimizer("random-search", [("sigma", "1")]), on: surface("-x^2 - y^2"), from: [100, 100], rate: .nan, steps: 8)
    let steps = zip(points, points.dropFirst()).map { [$1[0] - $0[0], $1[1] - $0[1]] }
    var kept = 0
    for (index, step) in steps.enumerated() where step != [0, 0] {
      kept += 1
      for row in 0..<2 {
        #expect((step[row] - numbers.normal(step: -index - 1, coordinate: row)).magnitude < 1e-13)
        #expect((step[row] - numbers.normal(step: index + 1, coordinate: row)).magnitude > 1e-6)
      }
    }
    #expect(kept > 1)
  }

  /// Bowls, valleys and kinks at full length: as low as the method should get.
  @Test(
    arguments: [
      ("nelder-mead", "(1 - x)^2 + 100*(y - x^2)^2", [-1.2, 1.0], 100, 1e-6),
      ("nelder-mead", "abs(x) + 3*abs(y - 1)", [2.0, -1.0], 200, 1e-6),
      ("cma-es", "(1 - x)^2 + 100*(y - x^2)^2", [-1.2, 1.0], 150, 1e-6),
      ("cma-es", "x^2 + 1e6*y^2", [3.0, 1.0], 250, 1e-6),
      ("compass", "x^2 + 10*y^2", [2.0, 1.0], 100, 1e-9),
      ("random-search", "x^2 + y^2", [2.0, 1.0], 300, 1e-2),
      ("spsa", "x^2 + y^2", [2.0, 1.0], 300, 1e-2),
    ]) func arrives(_ name: String, _ formula: String, _ start: [Double], _ steps: Int, _ loss: Double) throws
  {
    let objective = try surface(formula)
    let optimizer = try optimizer(name)
    let end = walk(optimizer, on: objective, from: start, rate: optimizer.usualRate, steps: steps)[steps]
    #expect(objective.value(at: end) < loss)
  }
}
