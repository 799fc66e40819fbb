import Calculus
import Formulas
import Surfaces
import Testing

@Suite("Surfaces")
struct SurfaceTests {
  private let rosenbrock: Surface

  init() throws { rosenbrock = try Catalogue().surface(named: "rosenbrock") }

  @Test("A card becomes a surface")
  func card() {
    #expect(rosenbrock.name == "rosenbrock")
    #expect(rosenbrock.title == "Rosenbrock")
    #expect(rosenbrock.aliases == ["banana"])
    #expect(rosenbrock.kind == .valley)
    #expect(rosenbrock.variables == ["x", "y"])
    #expect(rosenbrock.parameters.map(\.name) == ["a", "b"])
    #expect(rosenbrock.parameters.map(\.value) == [1, 100])
    #expect(rosenbrock.window == [-2...2, -1...3])
    #expect(rosenbrock.starts == [[-0.5, 2.5]])
    #expect(rosenbrock.minima == [Surface.StationaryPoint(at: [1, 1], value: 0)])
    #expect(rosenbrock.minimumValue == 0)
    #expect(rosenbrock.levels == .log)
    #expect(rosenbrock.domain == nil)
    #expect(rosenbrock.reference.count == 3)
    #expect(rosenbrock.objective.value(at: [-0.5, 2.5]) == 508.5)
    #expect(rosenbrock.objective.gradient(at: [-0.5, 2.5]) == [447, 450])
  }

  @Test("Every key of a card is kept")
  func fullCard() throws {
    let surface = try Surface(
      card: """
        title: Full
        aliases: [whole]
        kind: game
        variables: [w, b]
        parameters: {c: sqrt(4), d: c + 1}
        let: {r: w^2 + b^2, s: r*c}
        formula: s - d
        window: {w: [-pi, pi], b: [-c, c]}
        domain: {b: [-1, 1], w: [-3, 3]}
        starts: [[1, d/3], [c, 0]]
        minima: [{at: [0, 0], value: -d}]
        saddles: [{at: [0.5, 0], value: 1}]
        maxima: [{at: [0, 0.5], value: 2}]
        levels: quantile
        ascend: [b]
        about: Words.
        source: More words.
        reference: [{at: [1, 0], value: -1, gradient: [4, 0], hessian: [[4, 0], [0, 4]]}]
        """, name: "full", file: "full.yaml")
    #expect(surface.kind == .game)
    #expect(surface.parameters.map(\.value) == [2, 3])
    #expect(surface.window == [-Double.pi ... .pi, -2...2])
    #expect(surface.domain == [-3...3, -1...1])
    #expect(surface.starts == [[1, 1], [2, 0]])
    #expect(surface.minima == [Surface.StationaryPoint(at: [0, 0], value: -3)])
    #expect(surface.saddles.map(\.at) == [[0.5, 0]])
    #expect(surface.maxima.map(\.value) == [2])
    #expect(surface.levels == .quantile)
    #expect(surface.ascend == [1])
    #expect(surface.about == "Words." && surface.source == "More words.")
    #expect(surface.reference.first?.hessian == [[4, 0], [0, 4]])
    #expect(surface.objective.value(at: [1, 0]) == -1)
    #expect(surface.formula.typeset == "s − 3  with  r = w^{2} + b^{2}, s = r · 2")
  }

  @Test("A formula may name its variables")
  func namedVariables() throws {
    let line = try Surface(formula: "a*w^2", variables: ["w"], parameters: [("a", 3)])
    #expect(line.dimension == 1 && line.variables == ["w"] && line.objective.value(at: [2]) == 12)
    #expect(line.window == [-2...2] && line.starts == [[-1.5]])
    let space = try Surface(formula: "n + y*no", variables: ["n", "y", "no"])
    #expect(space.window.count == 3 && space.starts == [[-1.5, 1, 1]])
    let known = try Surface(card: space.cardText, name: "formula", file: "formula")
    #expect(known.variables == ["n", "y", "no"] && known.formula.text == "n + y*no")
    for variables in [["x", "x"], ["2x"], [""], ["pi"], ["x"]] {
      #expect(throws: (any Error).self) { try Surface(formula: "y", variables: variables) }
    }
  }

  @Test("Surfaces may have one variable, or five")
  func dimensions() throws {
    let line = try Surface(
      card: "{title: L, kind: convex, variables: [x], formula: (x - 1)^2, window: {x: [-2, 2]}, starts: [[0]], "
        + "minima: [{at: [1], value: 0}]}", name: "line", file: "line.yaml")
    #expect(line.dimension == 1)
    #expect(check(line).filter { !$0.holds } == [])
    let five = try Surface(
      card: "{title: F, kind: convex, variables: [p, q, r, s, t], formula: p^2 + q^2 + r^2 + s^2 + t^2, "
        + "window: {p: [-1, 1], q: [-1, 1], r: [-1, 1], s: [-1, 1], t: [-1, 1]}, starts: [[1, 1, 1, 1, 1]], "
        + "minima: [{at: [0, 0, 0, 0, 0], value: 0}]}", name: "five", file: "five.yaml")
    #expect(five.dimension == 5)
    #expect(check(five).filter { !$0.holds } == [])
  }

  @Test("Minima follow the parameters")
  func parameters() throws {
    let moved = try rosenbrock.with(parameters: [("a", -1.5), ("b", 10)])
    #expect(moved.minima == [Surface.StationaryPoint(at: [-1.5, 2.25], value: 0)])
    #expect(moved.objective.value(at: [0, 1]) == 12.25)
    #expect(moved.formula.typeset == "(−1.5 − x)^{2} + 10 (y − x^{2})^{2}")
    #expect(moved.cardText == rosenbrock.cardText)
    #expect(moved.reference.isEmpty)
    #expect(check(moved).filter { !$0.holds } == [])
  }

  @Test("Window and starts may be replaced and survive new parameters")
  func replacements() throws {
    let surface = try rosenbrock.with(window: [-1...1, 0...1]).with(starts: [[0, 0], [1, 1]])
    let again = try surface.with(parameters: [("b", 5)])
    #expect(again.window == [-1...1, 0...1])
    #expect(again.starts == [[0, 0], [1, 1]])
  }

  private func message(_ work: () throws -> Surface) throws -> String {
    try #require(throws: SurfaceError.self) { _ = try work() }.description
  }

  @Test("Requests that make no sense are refused")
  func nonsense() throws {
    let saddle = try Catalogue().surface(named: "saddle")
    #expect(
      try message { try rosenbrock.with(parameters: [("c", 1)]) } == "rosenbrock has no parameter \"c\"; it has a, b")
    #expect(
      try message { try saddle.with(parameters: [("c", 1)]) } == "saddle has no parameters, so none named \"c\"")
    #expect(
      try message { try rosenbrock.with(parameters: [("a", .infinity)]) }
        == "parameter a of rosenbrock must be finite, not inf")
    #expect(
      try message { try rosenbrock.with(starts: [[1]]) } == "a start on rosenbrock has 2 coordinates (x, y), not 1")
    #expect(try message { try rosenbrock.with(starts: []) } == "rosenbrock needs at least one start")
    #expect(try message { try rosenbrock.with(starts: [[.nan, 1]]) } == "a start must be finite, not [nan, 1.0]")
    #expect(
      try message { try rosenbrock.with(window: [0...1]) } == "rosenbrock needs a window of 2 intervals, not 1")
    #expect(
      try message { try rosenbrock.with(window: [0...1, 2...2]) }
        == "the window of y must have two different finite ends, not 2.0...2.0")
    #expect(
      try message { try rosenbrock.with(window: [0...1, 0 ... .infinity]) }
        == "the window of y must have two different finite ends, not 0.0...inf")
  }

  @Test("A formula becomes a surface, and its card gives the same again")
  func formula() throws {
    let surface = try Surface(formula: "let r = hypot(x, y);\nr^2 + 'q'".replacing("'q'", with: "x"))
    #expect(surface.name == "formula")
    #expect(surface.window == [-2...2, -2...2])
    #expect(surface.starts == [[-1.5, 1]])
    #expect(surface.objective.value(at: [3, 4]) == 28)
    let again = try Surface(card: surface.cardText, name: surface.name, file: "recipe")
    #expect(again.formula.graph.nodes == surface.formula.graph.nodes)
    let other = try Surface(formula: "x*y", window: [0...1, 0.1...1e-3 + 1], start: [1e-9, 1])
    #expect(other.starts == [[1e-9, 1]])
    #expect(other.window == [0...1, 0.1...1.001])
  }

  @Test("A bad formula, window or start is refused")
  func badFormula() throws {
    let error = try #require(throws: FormulaError.self) { _ = try Surface(formula: "x^2 + z") }
    #expect(error.column == 7)
    #expect(throws: (any Error).self) { _ = try Surface(formula: "x", window: [0...1]) }
    #expect(throws: (any Error).self) { _ = try Surface(formula: "x", window: [0...0, 0...1]) }
    #expect(throws: (any Error).self) { _ = try Surface(formula: "x", start: [1]) }
    #expect(throws: (any Error).self) { _ = try Surface(formula: "x", start: [1, .nan]) }
  }
}
