internal import Calculus
internal import Optimizers
internal import Schedules
public import Surfaces

/// A demo as it came out: what was measured, which claims hold, and the runs of the figure.
public struct Performance: Sendable {
  /// A claim and whether it holds.
  public struct Finding: Sendable {
    /// The claim.
    public let claim: Demo.Claim
    /// Whether the runs show it.
    public let holds: Bool
  }

  /// The demo.
  public let demo: Demo
  /// What was measured, in the order of `demo.names`; infinity for what never happened.
  public let numbers: [Double]
  /// The claims, in order.
  public let findings: [Finding]
  /// What the figure shows.
  public let exhibit: Exhibit

  /// What the figure of a demo shows.
  public enum Exhibit: Sendable {
    /// The runs, best first.
    case comparison(Comparison)
    /// Runs on several surfaces, each as a comparison of one.
    case apart([Comparison])
    /// A range test.
    case rangeTest(RangeFinding)
    /// A map over two knobs.
    case map(KnobMap)
    /// Maps over starts.
    case basins([StartMap])
  }

  /// Walks every run of a demo, measures, and checks the claims.
  ///
  /// Throws what is wrong with the optimizer of a run, at its place in the file.
  public init(_ demo: Demo, threads: Int = 1) throws(CardError) {
    var entrants: [Entrant] = []
    for run in demo.runs { entrants.append(try Self.entrant(run, in: demo)) }
    var numbers = [Double.infinity]
    for (run, entrant) in zip(demo.runs, entrants) {
      let walks = Self.walks(of: run, by: entrant, in: demo, threads: threads)
      for measure in demo.measures {
        let gauge = Gauge(measure)
        let readings = concurrently(walks.count, threads: threads) { gauge.reading(of: walks[$0]) }
        numbers.append(readings.contains(where: \.isNaN) ? .nan : median(readings))
      }
    }
    let finding = try demo.rangeTest.map { (test) throws(CardError) in
      try Self.finding(of: test, in: demo, threads: threads)
    }
    if let finding { numbers += finding.numbers }
    let map = try demo.map.map { (map) throws(CardError) in try KnobMap(map, in: demo, threads: threads) }
    if let map, let row = demo.map?.row { numbers += map.numbers(alongRowAt: row) }
    let basins = try demo.basins.map { (basins) throws(CardError) in
      try StartMaps(basins, in: demo, threads: threads).maps
    }
    numbers += basins?.flatMap(\.numbers) ?? []
    self.demo = demo
    self.numbers = numbers
    findings = demo.claims.map { Finding(claim: $0, holds: $0.holds.value(at: numbers) == 1) }
    if let finding {
      exhibit = .rangeTest(finding)
    } else if let map {
      exhibit = .map(map)
    } else if let basins {
      exhibit = .basins(basins)
    } else {
      exhibit = try Self.exhibit(of: demo, entrants, numbers)
    }
  }

  private static func finding(
    of test: Demo.RangeTest, in demo: Demo, threads: Int
  ) throws(CardError) -> RangeFinding {
    do {
      var terms = RangeTerms(start: demo.surface.starts[0])
      (terms.from, terms.to, terms.points) = (test.from, test.to, test.points)
      (terms.steps, terms.noise, terms.seed) = (demo.steps, demo.noise, demo.seed)
      return try RangeFinding(
        try Entrant(test.optimizer), on: demo.surface, terms: terms, threads: threads)
    } catch {
      throw test.place.error("\(error)")
    }
  }

  /// The number a name stands for: `gd_leaves`.
  public subscript(name: String) -> Double? {
    demo.names.firstIndex(of: name).map { numbers[$0] }
  }

  /// What was measured of a run.
  public func number(run: Int, measure: Int) -> Double { numbers[1 + run * demo.measures.count + measure] }

  private static func entrant(_ run: Demo.Run, in demo: Demo) throws(CardError) -> Entrant {
    do {
      var entrant = try Entrant(run.optimizer)
      if let usual = type(of: entrant.optimizer).identity.defaultRate, entrant.rate == nil {
        throw SpecificationError("a demo pins every rate; write '\(run.optimizer):lr=\(usual)' or another")
      }
      entrant.label = run.label ?? entrant.label
      entrant.batch = run.batch
      if let schedule = run.schedule {
        entrant.plan = try PlanSpecification.plan([schedule])
        try entrant.plan?.check(on: entrant.optimizer, steps: demo.steps)
      }
      try entrant.checkPlaying(demo.surfaces[run.surface], from: run.start, under: entrant.plan ?? .constant)
      return entrant
    } catch {
      throw run.place.error("\(error)")
    }
  }

  private static func walks(of run: Demo.Run, by entrant: Entrant, in demo: Demo, threads: Int) -> [Trajectory] {
    let lanes = (0..<UInt64(run.seeds)).map {
      Batch.Lane(start: run.start, rate: entrant.rate ?? .nan, seed: demo.seed &+ $0)
    }
    let surface = demo.surfaces[run.surface]
    var batch = Batch(
      objective: surface.played, optimizer: entrant.optimizer, plan: entrant.plan ?? .constant, steps: demo.steps,
      noise: run.noise, domain: surface.domain, lanes: lanes)
    batch.sample = surface.sample(run.batch)
    return batch.trajectories(threads: threads)
  }

  /// The runs of the figure: on one map, or where they are on several surfaces, each on its own, in the order of the file.
  private static func exhibit(of demo: Demo, _ entrants: [Entrant], _ numbers: [Double]) throws(CardError) -> Exhibit {
    let figure = demo.figure
    if figure.runs.allSatisfy({ demo.runs[$0].surface == demo.runs[figure.runs[0]].surface }) {
      return .comparison(try comparison(of: demo, entrants, numbers, figure.runs))
    }
    var alone: [Comparison] = []
    for run in figure.runs { alone.append(try comparison(of: demo, entrants, numbers, [run])) }
    return .apart(alone)
  }

  /// Runs on one surface, each on its own terms.
  ///
  /// If the figure's measure is a step, those that come to it first stand first. Noise that is not the same for all is
  /// left to the names of the runs.
  private static func comparison(
    of demo: Demo, _ entrants: [Entrant], _ numbers: [Double], _ places: [Int]
  ) throws(CardError) -> Comparison {
    let figure = demo.figure
    if let run = places.map({ demo.runs[$0] }).first(where: { $0.schedule != nil }), figure.steps != demo.steps {
      throw run.place.error("a schedule unfolds over all \(demo.steps) steps; leave the steps of the figure out")
    }
    let first = demo.runs[places[0]]
    let surface: Surface
    do {
      let whole = demo.surfaces[first.surface]
      surface = try whole.with(window: figure.window ?? whole.window).with(starts: [first.start])
    } catch {
      throw first.place.error("\(error)")
    }
    let least = surface.leastCourse
    func terms(_ run: Demo.Run) -> Terms {
      Terms(start: run.start, steps: figure.steps, rates: .usual, noise: run.noise, seed: demo.seed)
    }
    let runs = places.map { place in
      Run(entrants[place], entry: place, on: surface, terms: terms(demo.runs[place]), least: least)
    }
    var common = terms(first)
    if places.contains(where: { demo.runs[$0].noise != common.noise }) { common.noise = 0 }
    return Comparison(runs, on: surface, terms: common, least: least) { run in
      let usual = run.rankKey(hasMinimum: least != nil)
      guard let measure = figure.measure, demo.measures[measure].kind.isStep else { return usual }
      return [numbers[1 + run.entry * demo.measures.count + measure]] + usual
    }
  }
}

extension RangeFinding {
  /// What a demo may speak of, in the order of `Demo.RangeTest.names`; nan for what there is not.
  fileprivate var numbers: [Double] {
    let rules: [SuggestionRule] = [.valley, .slide, .minimum, .steep, .perRate]
    let lowestRaw = test.losses.indices.filter { test.losses[$0].isFinite }.min { test.losses[$0] < test.losses[$1] }
    return rules.map { test.suggestion($0) ?? .nan } + [
      test.rates[test.phases.lowest], lowestRaw.map { test.rates[$0] } ?? .nan,
      test.phases.stop.map { test.rates[$0] } ?? .nan, Double(test.losses.count),
      truth.best?.rate ?? .nan, truth.best?.finalLoss ?? .nan, limits.first?.rate ?? .nan,
    ]
  }
}
