import Experiments
import Optimizers
import Surfaces
import Testing

/// How often the finding of a comparison holds from nearby starts.
@Suite struct JitterTests {
  private func two(_ rates: [Double], on surface: Surface, steps: Int = 60) throws -> Comparison {
    let entrants = try rates.map { try entrant("sgd", rate: $0) }
    return Comparison(entrants, on: surface, terms: Terms(start: surface.starts[0], steps: steps))
  }

  /// At rate 0.5 gradient descent is at the minimum of x^2 + y^2 after one step, from everywhere.
  @Test func aCertainWinnerWinsEverywhere() throws {
    let comparison = try two([0.1, 0.5], on: card("sphere")).withStability(from: 400, radius: 0.02)
    let stability = try #require(comparison.stability)
    #expect(comparison.runs[0].rate == 0.5)
    #expect(stability.holds == 400 && stability.sameOrders == 400 && stability.firsts == [400, 0])
    #expect(stability.isRobust)
  }

  /// On x^2/2 + 2 y^2 rate 0.25 ends y at once and multiplies x by 0.75, rate 0.4 multiplies both by 0.6 in size: who is
  /// within a millionth first depends on how small x is, and the start lies where it turns.
  @Test(arguments: [1, 2]) func aTieIsCountedByHand(threads: Int) throws {
    let surface = try Surface(
      formula: "0.5*x^2 + 2*y^2", window: [-1...1, -1.5...1.5], start: [0.07, 1])
    let comparison = try two([0.25, 0.4], on: surface).withStability(from: 400, radius: 0.01, threads: threads)
    let stability = try #require(comparison.stability)
    func first(_ start: [Double]) -> Double {
      func arrival(_ rate: Double) -> Int {
        var (x, y) = (start[0], start[1])
        let goal = 1e-6 * (0.5 * x * x + 2 * y * y)
        var step = 0
        while 0.5 * x * x + 2 * y * y > goal {
          (x, y, step) = ((1 - rate) * x, (1 - 4 * rate) * y, step + 1)
        }
        return step
      }
      // The loss in the end is lower at rate 0.4.
      return arrival(0.25) < arrival(0.4) ? 0.25 : 0.4
    }
    let winner = try #require(comparison.runs[0].rate)
    let expected = stability.starts.count { first($0) == winner }
    #expect(stability.holds == expected && (1...399).contains(expected))
    #expect(stability.firsts == [expected, 400 - expected] && stability.sameOrders == expected)
  }

  /// In the disc, in the window, a function of the seed alone.
  @Test func startsAreNear() throws {
    let surface = try card("rosenbrock").with(starts: [[-2, 3]])
    let stability = try [1, 2].map { threads in
      try #require(
        try two([1e-3, 1e-4], on: surface, steps: 5).withStability(from: 50, radius: 0.05, threads: threads).stability)
    }
    #expect(stability[0] == stability[1] && Set(stability[0].starts).count == 50)
    for start in stability[0].starts {
      let (x, y) = (start[0] + 2, start[1] - 3)
      #expect(x >= 0 && y <= 0 && (x * x + y * y).squareRoot() <= 0.05 * surface.window.diagonal)
    }
    // Some lie in the outer half, so that the disc is filled.
    #expect(stability[0].starts.contains { $0[0] > -2 + 0.025 * surface.window.diagonal })
  }

  /// Where none arrives, it holds where again none does.
  @Test func thatNoneArrivesIsAFindingToo() throws {
    let comparison = try two([1e-4, 2e-4], on: card("rosenbrock"), steps: 20).withStability(from: 30, radius: 0.02)
    #expect(!comparison.hasWinner && comparison.stability?.holds == 30)
  }

  /// From a start within rounding of a ridge the luck of the start decides.
  @Test func almostOnARidgeNothingIsCertain() throws {
    let surface = try card("saddle")
    let entrants = try ["sgd", "rmsprop", "nesterov"].map { try entrant($0) }
    let comparison = Comparison(entrants, on: surface, terms: Terms(start: surface.starts[0])).withStability(
      from: 200, radius: 0.02)
    #expect(comparison.runs[0].entrant.name == "rmsprop")
    #expect(comparison.stability?.isRobust == false)
  }
}
