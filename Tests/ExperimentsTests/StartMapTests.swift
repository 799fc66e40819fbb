import Calculus
import Experiments
import Optimizers
import Surfaces
import Testing

@Suite("Maps of starts")
struct StartMapTests {
  private func map(
    _ name: String, on surface: Surface, cells: (Int, Int) = (37, 29), steps: Int = 300, endsEarly: Bool = true,
    noise: Double = 0, threads: Int = 1
  ) throws -> StartMap {
    var terms = StartMap.Terms(columns: cells.0, rows: cells.1, steps: steps)
    (terms.endsEarly, terms.noise, terms.seed) = (endsEarly, noise, 11)
    return StartMap(try Entrant(name), on: surface, terms: terms, threads: threads)
  }

  /// The destination and the step since which a run is there, read off its whole path.
  private func reading(_ path: [SIMD2<Double>], in map: StartMap) -> (Destination, Int) {
    func place(_ point: SIMD2<Double>) -> Destination {
      guard point.x.isFinite, point.y.isFinite else { return .diverged }
      for (index, attractor) in map.attractors.enumerated() {
        let (dx, dy) = (point.x - attractor.at.x, point.y - attractor.at.y)
        if dx * dx + dy * dy <= map.radius * map.radius { return .attractor(index) }
      }
      let isInside =
        abs(point.x - middle(map.grid.x).0) <= middle(map.grid.x).1
        && abs(point.y - middle(map.grid.y).0) <= middle(map.grid.y).1
      return isInside ? .underWay : .outside
    }
    let last = place(path[path.count - 1])
    // Outside is outside whether or not a minimum beyond the window is near by.
    let since = (path.lastIndex { place($0) != last } ?? -1) + 1
    return (last, since)
  }

  private func middle(_ range: ClosedRange<Double>) -> (Double, Double) {
    ((range.lowerBound + range.upperBound) / 2, (range.upperBound - range.lowerBound) / 2)
  }

  @Test(
    "A cell is what a single run from its middle comes to, bit for bit",
    arguments: [
      ("adam:lr=0.05", "himmelblau", 0), ("momentum:lr=0.01", "himmelblau", 0), ("sgd:lr=0.05", "two-wells", 0),
      ("momentum:lr=0.05", "two-wells", 0.5), ("rmsprop:lr=0.02", "six-hump-camel", 0), ("sgd:lr=0.05", "saddle", 0.1),
      ("adam:lr=0.3", "rastrigin", 0), ("nesterov:lr=0.002", "beale", 0), ("newton", "double-well", 0),
      ("adam:lr=0.1+lookahead:k=4", "four-wells", 0), ("sgd:lr=0.4", "rosenbrock", 0), ("lbfgs", "himmelblau", 0),
    ])
  func cellsAreRuns(_ name: String, _ surface: String, _ noise: Double) throws {
    let surface = try card(surface)
    for endsEarly in [true, false] {
      let map = try map(name, on: surface, endsEarly: endsEarly, noise: noise)
      let random = RandomNumbers(seed: 5)
      for sample in 0..<UInt64(25) {
        let cell = Int(random.uniform(sample) * Double(map.grid.count))
        let start = map.grid.middle(of: cell)
        let terms = Terms(start: [start.x, start.y], steps: map.terms.steps, rates: .usual, noise: noise, seed: 11)
        let walk = Comparison([try Entrant(name)], on: surface, terms: terms).runs[0].trajectory
        var path = (0..<walk.losses.count).map { SIMD2(walk.coordinate(0, $0), walk.coordinate(1, $0)) }
        // A run on the map goes on where only the loss has overflowed, and ends with its point.
        let steps = map.steps(of: cell)
        guard steps < path.count else { continue }
        path = Array(path[...steps])
        let (destination, since) = reading(path, in: map)
        #expect(map.destination(of: cell) == destination)
        if destination != .underWay { #expect(map.arrival(of: cell) == since) }
        if destination != .diverged { #expect(map.end(of: cell) == path[steps]) }
      }
    }
  }

  @Test("Threads change nothing, nor does it matter who else is on the map")
  func isIndependent() throws {
    let surface = try card("himmelblau")
    let alone = try map("adam:lr=0.3", on: surface, cells: (80, 70))
    for threads in [2, 3] {
      let shared = try map("adam:lr=0.3", on: surface, cells: (80, 70), threads: threads)
      for cell in 0..<alone.grid.count {
        #expect(alone.end(of: cell) == shared.end(of: cell))
        #expect(alone.arrival(of: cell) == shared.arrival(of: cell))
        #expect(alone.destination(of: cell) == shared.destination(of: cell))
      }
    }
  }

  @Test("Runs that have ended are not stepped")
  func endsCostNothing() throws {
    let surface = try card("himmelblau")
    let early = try map("sgd:lr=0.01", on: surface, cells: (64, 64), steps: 3000)
    let needed = (0..<early.grid.count).reduce(0) { $0 + early.steps(of: $1) }
    #expect(needed < early.grid.count * 400)
    // Those walked again together with others are counted twice.
    #expect(early.stepsTaken >= needed && Double(early.stepsTaken) < 1.1 * Double(needed))
    let whole = try map("sgd:lr=0.01", on: surface, cells: (64, 64), steps: 600, endsEarly: false)
    #expect(whole.stepsTaken == 64 * 64 * 600)
    #expect((0..<whole.grid.count).allSatisfy { whole.destination(of: $0) == early.destination(of: $0) })
  }

  @Test("Minima are found by runs, matched to the card's, and told apart")
  func findsMinima() throws {
    let known = try map("adam:lr=0.05", on: try card("himmelblau"))
    #expect(known.attractors.count == 4 && known.attractors.allSatisfy { $0.known != nil })
    #expect(known.tally.counts.reduce(0, +) == known.grid.count)
    // No card tells of these.
    let formula = try Surface(formula: "(x^2 - 1)^2 + (y^2 - 1)^2 + 0.1*x")
    let found = try map("momentum:lr=0.02", on: formula, steps: 600)
    #expect(found.attractors.count == 4 && found.attractors.allSatisfy { $0.known == nil })
    for attractor in found.attractors {
      #expect(abs(attractor.at.y.magnitude - 1) < 1e-6)
      #expect(found.surface.objective.gradient(at: [attractor.at.x, attractor.at.y]).allSatisfy { abs($0) < 1e-6 })
    }
    #expect(found.attractors[0].value <= found.attractors[3].value && found.lowest == [0, 1])
    // A whole circle of minima is one.
    let ring = try map("sgd:lr=0.05", on: try Surface(formula: "(x^2 + y^2 - 1)^2"), cells: (40, 40))
    #expect(ring.attractors.count == 1)
    #expect(ring.tally.counts[0] > 1500)
  }

  @Test("More than a thousand minima are told apart")
  func manyMinima() throws {
    let surface = try card("rastrigin").with(window: [-20...20, -20...20])
    let map = try map("sgd:lr=0.002", on: surface, cells: (160, 160), steps: 200)
    #expect(map.attractors.count > 1000)
    #expect(map.tally.counts.reduce(0, +) > 24_000)
  }

  @Test("On a surface without a bottom all leave, or stay on the ridge")
  func saddles() throws {
    let map = try map("sgd:lr=0.05", on: try card("saddle"), cells: (31, 31), steps: 400)
    #expect(map.attractors.isEmpty)
    // The middle row starts on the ridge.
    #expect(map.tally.outside == 31 * 30 && map.tally.underWay == 31 && map.tally.diverged == 0)
    let wild = try self.map("sgd:lr=3", on: try card("quartic-bowl"), cells: (10, 10))
    #expect(wild.tally.diverged + wild.tally.outside > 80)
  }

  /// From `Reference/basins.py`, which knows nothing of this program.
  @Test(
    "The basins of the two wells are those of an independent program",
    arguments: [("sgd", 2246, 1850), ("momentum", 3212, 884), ("adam", 2588, 1508)])
  func twoWells(_ name: String, _ left: Int, _ right: Int) throws {
    let map = try map("\(name):lr=0.05", on: try card("two-wells"), cells: (64, 64), steps: 1000, endsEarly: false)
    // The last digit of an exponential may send a start on the border the other way.
    #expect(abs(map.tally.counts[0] - left) <= 4 && abs(map.tally.counts[1] - right) <= 4)
    #expect(map.tally.counts.reduce(0, +) == 4096)
  }

  @Test("The tally counts every start once, and quantiles of steps are those of the sorted list")
  func tallies() throws {
    let map = try map("adam:lr=0.05", on: try card("two-wells"))
    let tally = map.tally
    #expect(tally.counts.reduce(0, +) + tally.outside + tally.underWay + tally.diverged == tally.total)
    let steps = (0..<map.grid.count).filter { map.destination(of: $0) == .attractor(0) }.map { map.arrival(of: $0) }
      .sorted()
    #expect(tally.arrival(at: 0.5, to: .attractor(0)) == steps[(steps.count + 1) / 2 - 1])
    #expect(tally.arrival(at: 1, to: .attractor(0)) == steps.last)
    #expect(tally.arrivals(to: .attractor(0), in: 0..<50) == steps.count { $0 < 50 })
  }

  @Test("A difference is read off two maps of the same starts")
  func differences() throws {
    let surface = try card("two-wells")
    let entrants = try ["sgd:lr=0.05", "momentum:lr=0.05"].map { (entrant: try Entrant($0), origin: RateOrigin.given) }
    let terms = StartMap.Terms(columns: 40, rows: 40, steps: 600)
    let maps = StartMaps(entrants, on: surface, terms: terms).maps
    let difference = StartDifference(maps[0], maps[1])
    #expect(difference.counts.reduce(0, +) == 1600)
    for cell in 0..<1600 {
      let (first, second) = (maps[0].destination(of: cell), maps[1].destination(of: cell))
      switch difference.outcome(of: cell) {
      case .firstLower: #expect(first == .attractor(0) && second != first)
      case .secondLower: #expect(second == .attractor(0) && second != first)
      case .firstSooner: #expect(first == second && maps[0].arrival(of: cell) < maps[1].arrival(of: cell))
      case .secondSooner: #expect(first == second && maps[0].arrival(of: cell) > maps[1].arrival(of: cell))
      case .same: #expect(first == second && maps[0].arrival(of: cell) == maps[1].arrival(of: cell))
      case .equallyLow, .neither: Issue.record("the wells differ in depth, and every start arrives")
      }
    }
    #expect(difference.counts[1] > difference.counts[0])
    let same = StartDifference(maps[0], maps[0])
    #expect(same.counts[StartDifference.Outcome.same.rawValue] == 1600)
  }
}
