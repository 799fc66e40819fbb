import Calculus
import Experiments
import Optimizers
import Surfaces
import Testing

@Suite("Maps over two knobs")
struct KnobMapTests {
  /// A map with the axes as they are typed.
  private func map(
    _ name: String, on surface: String, over axes: (String, String), cells: (Int, Int) = (23, 17), steps: Int = 150,
    noise: Double = 0, threads: Int = 1
  ) throws -> KnobMap {
    let entrant = try Entrant(name)
    let surface = try card(surface)
    let rates = RateTuning.range(of: entrant.optimizer, on: surface, from: surface.starts[0])
    return try KnobMap(
      entrant, on: surface, over: try Axis(axes.0, of: entrant.optimizer, rates: rates),
      try Axis(axes.1, of: entrant.optimizer, rates: rates), columns: cells.0, rows: cells.1,
      terms: Terms(start: surface.starts[0], steps: steps, noise: noise, seed: 7), threads: threads)
  }

  @Test(
    "A cell is what a single run with its knobs comes to, bit for bit",
    arguments: [
      ("momentum", "rosenbrock", "lr", "momentum"), ("adam", "beale", "beta1=0..0.99", "lr"),
      ("adam", "himmelblau", "beta1", "beta2"), ("momentum+sam", "ackley", "sam.rho", "momentum=0..0.95"),
      ("sgd+lookahead", "ellipse100", "lr=1e-4..0.1", "lookahead.k=1..12"),
      ("adam+lookahead:k=4", "six-hump-camel", "lookahead.k=2..9", "beta1"), ("radam", "booth", "beta2", "beta1"),
      ("rmsprop", "saddle", "lr", "alpha"),
    ])
  func cellsAreRuns(_ name: String, _ surface: String, _ first: String, _ second: String) throws {
    let map = try map(name, on: surface, over: (first, second))
    let random = RandomNumbers(seed: 3)
    for sample in 0..<UInt64(40) {
      let place = Int(random.uniform(sample) * Double(map.outcomes.count))
      let cell = map.cell(at: place)
      let run = try map.run(column: cell.column, row: cell.row)
      let outcome = map.outcomes[place]
      #expect(outcome.final.bitPattern == run.course.last?.bitPattern || outcome.final.isNaN)
      #expect(outcome.arrival == run.arrival)
      #expect(outcome.ending == KnobEnding(run.verdict), "\(run.verdict) at \(cell)")
      if outcome.ending != .diverged { #expect(outcome.peak == run.course.max()) }
    }
  }

  @Test("Every optimizer may have knobs of its own in every run, also where runs around it end", arguments: everybody)
  func everybodysCells(_ name: String) throws {
    let entrant = try Entrant(name)
    let reals = type(of: entrant.optimizer).knobNames.filter { knob in
      (try? Axis(knob, of: entrant.optimizer, rates: nil))?.differsFromRunToRun == true
    }
    let surface = try card("rosenbrock")
    guard let first = reals.first, let last = reals.last, first != last else { return }
    // So high a rate that many runs are lost on the way, at different steps.
    let rates = RateTuning.range(of: entrant.optimizer, on: surface, from: surface.starts[0])
    var fast = entrant
    if let rates { fast.rate = rates.upperBound }
    let map = try KnobMap(
      fast, on: surface, over: try Axis(last, of: entrant.optimizer, rates: nil),
      try Axis(first, of: entrant.optimizer, rates: nil), columns: 13, rows: 2,
      terms: Terms(start: surface.starts[0], steps: 40))
    for place in map.outcomes.indices {
      let cell = map.cell(at: place)
      let run = try map.run(column: cell.column, row: cell.row)
      #expect(map.outcomes[place].ending == KnobEnding(run.verdict), "\(last), \(first) at \(cell)")
      let (final, expected) = (map.outcomes[place].final, run.course.last ?? 0)
      #expect(
        final.bitPattern == expected.bitPattern || (final.isNaN && expected.isNaN), "\(last), \(first) at \(cell)")
    }
  }

  @Test("Threads and neighbours change nothing, and luck is the same in every cell")
  func isIndependent() throws {
    let alone = try map("momentum", on: "beale", over: ("lr", "momentum"), noise: 0.2)
    let shared = try map("momentum", on: "beale", over: ("lr", "momentum"), noise: 0.2, threads: 2)
    #expect(alone.outcomes.map(\.final.bitPattern) == shared.outcomes.map(\.final.bitPattern))
    let place = try #require(alone.best)
    let cell = alone.cell(at: place)
    #expect(try alone.run(column: cell.column, row: cell.row).course.last == alone.outcomes[place].final)
    // Axes in the other order are the same map, turned.
    let turned = try map("momentum", on: "beale", over: ("momentum", "lr"), cells: (17, 23), noise: 0.2)
    #expect(
      (0..<17).allSatisfy { row in
        (0..<23).allSatisfy { column in
          turned.outcome(column: row, row: column).final.bitPattern
            == alone.outcome(column: column, row: row).final.bitPattern
        }
      })
  }

  @Test(
    "The edge of divergence along the rate lies within 2 % of the line of theory",
    arguments: [
      ("sgd", "weight_decay=0..1e-9:linear", 0.02), ("momentum", "momentum", 0.038), ("nesterov", "momentum", 0.0),
    ])
  func edgeOfStability(_ name: String, _ knob: String, _ expected: Double) throws {
    let map = try map(
      name, on: "ellipse100", over: ("lr=0.005..0.05:linear", knob), cells: (450, 9), steps: 4000)
    let theory = KnobTheory(map)
    let line = try #require(
      theory.lines.first { if case .stability = $0.kind { true } else { false } })
    for row in map.rows.indices where map.rows[row] < 0.97 {
      let edge = try #require(line.points.min { abs($0.y - map.rows[row]) < abs($1.y - map.rows[row]) }).x
      guard edge < 0.0495 else { continue }
      let lost = try #require(map.columns.indices.first { map.outcome(column: $0, row: row).peak > 1e6 })
      #expect(agrees(map.columns[lost], edge, to: 0.02), "row \(map.rows[row]): \(map.columns[lost]) against \(edge)")
    }
    if expected > 0, let row = map.rows.indices.min(by: { abs(map.rows[$0] - 0.9) < abs(map.rows[$1] - 0.9) }) {
      let value = name == "sgd" ? 0 : map.rows[row]
      let exact = 2 * (1 + value) / 100
      let edge = try #require(line.points.min { abs($0.y - map.rows[row]) < abs($1.y - map.rows[row]) }).x
      #expect(agrees(edge, exact, to: 0.005))
    }
  }

  @Test("The best of a heavy ball is where the lines of critical damping meet")
  func optimum() throws {
    let map = try map("momentum", on: "ellipse100", over: ("lr=0.001..0.04:linear", "momentum=0..0.99"))
    let theory = KnobTheory(map)
    let best = try #require(theory.optimum)
    #expect(agrees(best.x, 4 / 121, to: 1e-12) && agrees(best.y, 81 / 121.0, to: 1e-12))
    let damping = theory.lines.filter { if case .damping = $0.kind { true } else { false } }
    #expect(damping.count == 2)
    for line in damping {
      let near = try #require(line.points.min { abs($0.x - best.x) < abs($1.x - best.x) })
      #expect(abs(near.y - best.y) < 0.02)
    }
  }

  @Test("The map of regimes: on a parabola runs converge below the line 2(1+β), and nowhere above")
  func regimes() throws {
    // Curvature 1, so that the rate is rate times curvature.
    let entrant = try Entrant("momentum")
    let surface = try Surface(formula: "0.5*x^2", variables: ["x"], window: [-2...2], start: [1])
    let axes = try [
      Axis("lr=0..4:linear", of: entrant.optimizer, rates: nil),
      Axis("momentum=0..1", of: entrant.optimizer, rates: nil),
    ]
    let map = try KnobMap(
      entrant, on: surface, over: axes[0], axes[1], columns: 40, rows: 20, terms: Terms(start: [1], steps: 2000))
    for place in map.outcomes.indices {
      let cell = map.cell(at: place)
      let (z, beta) = (map.columns[cell.column], map.rows[cell.row])
      // The spectral radius: the root of beta in the region of ripples, else the larger of two real roots.
      let trace = 1 + beta - z
      let square = trace * trace - 4 * beta
      let radius = square < 0 ? beta.squareRoot() : (abs(trace) + square.squareRoot()) / 2
      if radius < 0.99 { #expect(map.outcomes[place].arrival != nil, "z \(z), momentum \(beta)") }
      if radius > 1.01 { #expect(map.outcomes[place].final > 0.5, "z \(z), momentum \(beta)") }
    }
  }
}

@Suite("Sensitivity and invariance")
struct SensitivityTests {
  @Test("Good rates are those that come within the goal, and their width counts in decades")
  func sensitivity() throws {
    let surface = try card("ellipse100")
    let entrants = try ["sgd", "momentum", "adam"].map { try Entrant($0) }
    let axis = try Axis("lr=1e-4..1", of: entrants[0].optimizer, rates: nil)
    let terms = Terms(start: surface.starts[0], steps: 1000)
    let found = try #require(Sensitivity(entrants, on: surface, over: axis, count: 80, terms: terms))
    #expect(found.isArrival && found.rates.count == 80)
    for curve in found.curves {
      #expect(agrees(curve.width, 0.05 * Double(curve.isGood.count { $0 }), to: 1e-12))
      #expect(curve.stretches.reduce(0) { $0 + $1.count } == curve.isGood.count { $0 })
      for (place, outcome) in curve.outcomes.enumerated() where curve.isGood[place] {
        #expect(outcome.final - found.least <= 1e-6 * found.firstGap)
      }
    }
    // 2/100 is the edge for gradient descent; half a decade below it is too slow.
    let descent = try #require(found.curves.first { $0.entrant.name == "sgd" })
    #expect(descent.stretches.last.map { found.rates[$0.upperBound] } ?? 1 < 0.02)
    #expect(found.curves.map(\.width) == found.curves.map(\.width).sorted(by: >))
  }

  @Test("Gradient descent and momentum do not notice a turn, Adam and Adagrad do")
  func rotation() throws {
    let surface = try card("ellipse100").with(starts: [[-2.5, 1]])
    let entrants = try [
      "sgd:lr=0.019801980198019802", "momentum:lr=0.03305785123966942,momentum=0.6694214876033058", "adam:lr=0.1",
      "adagrad:lr=0.5",
    ].map { try Entrant($0) }
    let test = try InvarianceTest(
      entrants, on: surface, changing: .rotation, values: [0, 15, 30, 45],
      terms: Terms(start: [-2.5, 1], steps: 2000), goal: 1e-6)
    func steps(_ name: String) -> [Int?] { test.curves.first { $0.entrant.name == name }?.arrivals ?? [] }
    #expect(steps("sgd") == [445, 445, 445, 445])
    #expect(steps("momentum") == [69, 69, 69, 69])
    #expect(steps("adam") == [162, 302, 481, 542])
    #expect(steps("adagrad").first == 65 && steps("adagrad").last == 1127)
    #expect(test.curves.prefix(2).allSatisfy { $0.ratio == 1 })
  }

  @Test("With a condition number come more steps at the same rate")
  func condition() throws {
    let surface = try card("ellipse100")
    let test = try InvarianceTest(
      [try Entrant("sgd"), try Entrant("newton")], on: surface, changing: .condition, values: [1, 10, 100],
      terms: Terms(start: surface.starts[0], steps: 3000), tunesEach: true)
    let descent = try #require(test.curves.first { $0.entrant.name == "sgd" })
    let newton = try #require(test.curves.first { $0.entrant.name == "newton" })
    #expect(newton.ratio == 1)
    let steps = descent.arrivals.compactMap(\.self)
    #expect(steps.count == 3 && steps[1] > 3 * steps[0] && steps[2] > 5 * steps[1])
    #expect(throws: (any Error).self) {
      try InvarianceTest(
        [try Entrant("sgd")], on: try card("beale"), changing: .condition, values: [1, 2],
        terms: Terms(start: [1, 1], steps: 10))
    }
  }
}
