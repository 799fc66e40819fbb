import Experiments
import Surfaces
import Testing

/// What would have been, had another rate been taken.
@Suite struct RateGridTests {
  private func comparison(_ names: [String], steps: Int = 60, noise: Double = 0) throws -> Comparison {
    let surface = try card("rosenbrock")
    let terms = Terms(start: surface.starts[0], steps: steps, noise: noise, seed: 3)
    return Comparison(try names.map { try entrant($0) }, on: surface, terms: terms)
  }

  /// The run that was compared is one of them, and every other is the run that its rate alone would have given.
  @Test(arguments: [0, 0.5]) func everyRunIsTheOneThatItsRateGives(_ noise: Double) throws {
    let comparison = try comparison(["adam", "momentum"], noise: noise)
    let grids = comparison.rateGrids()
    #expect(grids.count == 2)
    for (run, grid) in zip(comparison.runs, grids) {
      #expect(grid.runs.count == RateTuning.rates)
      #expect(grid.runs[grid.chosen].trajectory == run.trajectory && grid.runs[grid.chosen].rate == run.rate)
      let rates = grid.runs.compactMap(\.rate)
      #expect(zip(rates, rates.dropFirst()).allSatisfy { $0 < $1 && agrees($1, $0 * 1.2589254117941673, to: 1e-12) })
      for place in [0, 20, 45, 60] {
        var alone = run.entrant
        alone.rate = rates[place]
        let other = Comparison([alone], on: comparison.surface, terms: comparison.terms).runs[0]
        #expect(other.trajectory == grid.runs[place].trajectory && other.verdict == grid.runs[place].verdict)
        #expect(other.arrival == grid.runs[place].arrival)
      }
    }
  }

  /// A rate that was given, and an optimizer without one, have nothing beside them.
  @Test func whatWasNotTunedStandsAlone() throws {
    let surface = try card("rosenbrock")
    let entrants = [try entrant("adam", rate: 0.1), try entrant("newton"), try entrant("sgd")]
    let comparison = Comparison(entrants, on: surface, terms: Terms(start: surface.starts[0], steps: 20))
    for (run, grid) in zip(comparison.runs, comparison.rateGrids()) {
      #expect(grid.runs.count == (run.entrant.name == "sgd" ? 61 : 1))
      #expect(grid.runs[grid.chosen].trajectory == run.trajectory)
    }
  }

  /// Where there is no room for all, rates are left out evenly, and never the chosen one.
  @Test(arguments: [(61 * 61, 61), (61 * 31, 31), (61 * 8, 8), (61, 1), (0, 1)]) func keepsToItsRoom(
    _ most: Int, _ expected: Int
  ) throws {
    let comparison = try comparison(["adam"])
    let grid = comparison.rateGrids(most: most)[0]
    #expect(grid.runs[grid.chosen].trajectory == comparison.runs[0].trajectory)
    #expect((max(1, expected - 1)...expected).contains(grid.runs.count))
    let steps = zip(grid.runs, grid.runs.dropFirst()).map { ($1.rate ?? 0) / ($0.rate ?? 1) }
    #expect(steps.allSatisfy { agrees($0, steps[0], to: 1e-9) })
  }

  @Test func threadsChangeNothing() throws {
    let comparison = try comparison(["adam", "sgd", "rmsprop"])
    let (one, many) = (comparison.rateGrids(threads: 1), comparison.rateGrids(threads: 4))
    for (a, b) in zip(one, many) { #expect(a.runs.map(\.trajectory) == b.runs.map(\.trajectory)) }
  }
}
