import Experiments
import Optimizers
import Schedules
import Surfaces
import Testing

/// What becomes of optimizers in a game, where x makes x y small and y makes it large.
@Suite("Games") struct PlayingTests {
  /// One step of both players takes the point sqrt(1 + rate^2) times as far from the equilibrium.
  @Test("Descent and ascent at once spiral outwards", arguments: [0.01, 0.1, 1])
  func spiral(rate: Double) throws {
    let run = try run("sgd", rate: rate, on: card("bilinear-game"), steps: 40)
    let walk = run.trajectory
    for step in 0..<40 {
      let factor = walk.gradientNorms[step + 1] / walk.gradientNorms[step]
      #expect(agrees(factor * factor, 1 + rate * rate, to: 1e-13))
    }
    #expect(run.course == walk.gradientNorms)
    // The signs of one step, worked by hand: x falls by the rate, y rises by it.
    #expect(walk.point(1) == [1 - rate, 1 + rate])
  }

  @Test("Endings of a game are read off the gradient")
  func verdicts() throws {
    let game = try card("bilinear-game")
    #expect(try run("sgd", rate: 0.01, on: game, steps: 100).verdict == .movingAway)
    let away = try run("sgd", rate: 0.1, on: game, steps: 400)
    #expect(away.verdict == .leftWindow(step: try #require(away.departure)))
    #expect(try run("sgd", rate: 0.01, on: game, steps: 0).verdict == .stalled)
    // With x^2 and -y^2 beside, the players come to rest: both coordinates shrink.
    let calm = try Surface(
      card: """
        title: Calm
        kind: game
        formula: x^2 - y^2 + x*y
        ascend: [y]
        window: {x: [-3, 3], y: [-3, 3]}
        starts: [[1, 1]]
        """, name: "calm", file: "calm.yaml")
    let rest = try run("sgd", rate: 0.1, on: calm, steps: 200)
    let arrival = try #require(rest.arrival)
    #expect(rest.verdict == .converged(step: arrival))
    #expect(rest.course[arrival] <= 1e-6 * rest.course[0] && rest.course[arrival - 1] > 1e-6 * rest.course[0])
  }

  @Test("Those that come nearest stand first, and rates are not tuned")
  func ranks() throws {
    let entrants = [try entrant("sgd", rate: 0.1), try entrant("sgd", rate: 0.05), try entrant("sgd")]
    let comparison = Comparison(entrants, on: try card("bilinear-game"), terms: Terms(start: [1, 1], steps: 50))
    #expect(comparison.runs.map(\.rate) == [0.01, 0.05, 0.1])
    #expect(comparison.terms.rates == .same(0.01) && comparison.least == 0)
  }

  @Test("Who compares values or solves for a minimum is refused", arguments: ["newton", "bfgs", "lbfgs"])
  func refused(name: String) throws {
    let entrant = try entrant(name)
    let error = try #require(throws: (any Error).self) {
      try entrant.checkPlaying(try card("bilinear-game"), from: [1, 1], under: .constant)
    }
    #expect("\(error)".hasPrefix("'\(name)' compares values or solves for a minimum, and bilinear-game is a game"))
    // On a surface that is no game nobody is refused.
    try entrant.checkPlaying(try card("saddle-xy"), from: [1, 1], under: .constant)
  }

  @Test("Who walks by gradients alone plays", arguments: OptimizerCatalogue.usual + ["amsgrad", "rprop"])
  func playing(name: String) throws {
    try entrant(name).checkPlaying(try card("bilinear-game"), from: [1, 1], under: .constant)
  }

  @Test("A schedule that watches the loss is refused")
  func schedules() throws {
    let game = try card("bilinear-game")
    let entrant = try entrant("sgd")
    #expect(throws: (any Error).self) {
      try entrant.checkPlaying(game, from: [1, 1], under: try PlanSpecification.plan(["plateau"]))
    }
    try entrant.checkPlaying(game, from: [1, 1], under: try PlanSpecification.plan(["cosine"]))
  }
}
