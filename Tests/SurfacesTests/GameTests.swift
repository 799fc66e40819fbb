import Calculus
import Surfaces
import Testing

/// A game as optimizers walk on it: `x^2 y + 3 z`, where y maximises.
@Suite("Games")
struct GameTests {
  private static let card = """
    title: Three
    kind: game
    variables: [x, y, z]
    formula: x^2*y + 3*z
    ascend: [y]
    window: {x: [-4, 4], y: [-4, 4], z: [-4, 4]}
    starts: [[2, 3, 1]]
    """

  private func surface(_ card: String) throws -> Surface { try Surface(card: card, name: "three", file: "three.yaml") }

  @Test("The value stays, the slope and the row of the Jacobian of who maximises change their sign")
  func signs() throws {
    let surface = try surface(Self.card)
    #expect(surface.isGame)
    let game = surface.played
    #expect(game.value(at: [2, 3, 1]) == 15)
    #expect(surface.objective.gradient(at: [2, 3, 1]) == [12, 4, 3])
    #expect(game.gradient(at: [2, 3, 1]) == [12, -4, 3])
    // Column by column: the products with the unit vectors.
    #expect(surface.objective.hessian(at: [2, 3, 1]) == [[6, 4, 0], [4, 0, 0], [0, 0, 0]])
    #expect(game.hessian(at: [2, 3, 1]) == [[6, -4, 0], [4, 0, 0], [0, 0, 0]])
    let (value, gradient) = (Block(rows: 1, width: 1), Block(rows: 3, width: 1))
    game.evaluator(width: 1).valueAndGradient(
      at: Block(point: [2, 3, 1]), vectors: 1, step: 0, value: value, gradient: gradient)
    #expect(value[0, 7] == 15 && gradient[1, 7] == -4)
  }

  @Test("A surface without a second player is walked on as it is")
  func noGame() throws {
    let surface = try Catalogue().surface(named: "saddle-xy")
    #expect(!surface.isGame && surface.played.gradient(at: [1, 2]) == [2, 1])
  }

  @Test("Rows of data are drawn in a game as elsewhere")
  func data() throws {
    let surface = try surface(
      """
      title: Data
      kind: game
      data: {u: [1, 3]}
      order: cyclic
      loss: u*x*y
      ascend: [y]
      window: {x: [-4, 4], y: [-4, 4]}
      starts: [[2, 5]]
      """)
    #expect(surface.played.gradient(at: [2, 5]) == [10, -4])
    let sampled = try #require(surface.played as? any SampledObjective)
    #expect(sampled.rows == 2)
    let evaluator = sampled.sampledEvaluator(width: 1, batch: 1)
    let gradient = Block(rows: 2, width: 1)
    let slopes = [1, 2].map { step in
      evaluator.draw(step: step, streams: [RandomNumbers(seed: 0)])
      evaluator.gradient(at: Block(point: [2, 5]), vectors: 1, step: step, into: gradient)
      return [gradient[0, 0], gradient[1, 0]]
    }
    #expect(slopes == [[5, -2], [15, -6]] && evaluator.rowsInStep == 1)
  }

  @Test("The card is checked by the slope of the function, not of the game")
  func checked() throws {
    for finding in check(try surface(Self.card)) { #expect(finding.holds, "\(finding)") }
  }

  @Test("A game says who maximises")
  func nobody() throws {
    let error = try #require(throws: CardError.self) {
      try surface(Self.card.replacing("ascend: [y]\n", with: ""))
    }
    #expect(
      error.description == "three.yaml:2:7: in a game somebody maximises; name the coordinates, as in ascend: [y]")
  }
}
