import Experiments
import Optimizers
import Surfaces
import Testing

@Suite struct ComparisonSetTests {
  private let entrants = [
    Entrant(optimizer: GradientDescent(), label: "SGD", specification: "sgd"),
    Entrant(optimizer: Momentum(), label: "Momentum", specification: "momentum"),
  ]

  private func surface(_ name: String) throws -> Surface { try Catalogue().surface(named: name) }

  /// The inner window of [-2, 2] x [-1, 3] is [-1.5, 1.5] x [-0.5, 2.5]; rows run downwards.
  @Test func aGridOfStartsSpansTheInnerWindow() throws {
    let rosenbrock = try surface("rosenbrock").with(window: [-2...2, -1...3])
    #expect(
      rosenbrock.starts(columns: 3, rows: 2)
        == [[-1.5, 2.5], [0, 2.5], [1.5, 2.5], [-1.5, -0.5], [0, -0.5], [1.5, -0.5]])
    #expect(rosenbrock.starts(columns: 1, rows: 1) == [[0, 1]])
  }

  @Test func aWindowWithoutRoomHasNoStarts() throws {
    let narrow = try surface("sphere").with(window: [1...1.0.nextUp, 0...1])
    #expect(narrow.starts(columns: 3, rows: 1).isEmpty)
    #expect(try surface("parabola").starts(columns: 2, rows: 2).isEmpty)
  }

  @Test func ratesAreTunedOnce() throws {
    let rosenbrock = try surface("rosenbrock")
    let starts = rosenbrock.starts(columns: 2, rows: 2)
    let terms = Terms(start: starts[1], steps: 50)
    let set = ComparisonSet(entrants, on: rosenbrock, from: starts, terms: terms)
    let alone = Comparison(entrants, on: rosenbrock, terms: terms)
    for entry in entrants.indices {
      let rates = set.comparisons.compactMap { $0.runs.first { $0.entry == entry }?.rate }
      let rate = try #require(alone.runs.first { $0.entry == entry }?.rate)
      #expect(rates == [rate, rate, rate, rate])
    }
    #expect(set.comparisons.map(\.terms.start) == starts)
  }

  @Test func ratesAreTunedForEachSurface() throws {
    let surfaces = try ["sphere", "rosenbrock"].map(surface)
    let set = ComparisonSet(entrants, on: surfaces.map { ($0, Terms(start: $0.starts[0], steps: 50)) })
    for (comparison, surface) in zip(set.comparisons, surfaces) {
      let alone = Comparison(entrants, on: surface, terms: Terms(start: surface.starts[0], steps: 50))
      #expect(comparison.runs.map(\.rate) == alone.runs.map(\.rate))
    }
  }

  /// At rate 0.5 gradient descent comes to the minimum of x^2 + y^2 in one step from everywhere, momentum does not.
  @Test func standingsGoBySuccess() throws {
    let sphere = try surface("sphere")
    let starts = sphere.starts(columns: 3, rows: 1).filter { $0[0] != 0 }
    let set = ComparisonSet(
      entrants, on: sphere, from: starts, terms: Terms(start: starts[0], steps: 3, rates: .same(0.5)))
    #expect(set.standings.map(\.entrant.name) == ["sgd", "momentum"])
    #expect(set.standings.map(\.successes) == [2, 0])
    #expect(set.standings.map(\.middleStep) == [1, nil])
    #expect(set.standings.map(\.meanRank) == [1, 2])
    #expect(set.standings.allSatisfy { $0.runs.count == 2 })
  }

  @Test func lettersGoOnAfterZ() {
    #expect([0, 25, 26, 29].map(ComparisonSet.letter) == ["a", "z", "aa", "ad"])
  }
}
