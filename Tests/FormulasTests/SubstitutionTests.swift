import Calculus
import Formulas
import Testing

/// The same computation with other inputs.
@Suite struct SubstitutionTests {
  @Test func variablesChangePlaces() throws {
    let formula = try Formula("x^2 + 3*y + if(x < y, sin(x), 2)")
    var graph = formula.graph
    let places = [graph.variable(1), graph.variable(0)]
    let swapped = graph.substitute(places, in: formula.root)
    let objective = GraphObjective(graph: graph, root: swapped, dimension: 2)
    let original = GraphObjective(graph: formula.graph, root: formula.root, dimension: 2)
    for point in [[0.5, -1.5], [2, 3], [-0.25, 0]] {
      let mirrored = [point[1], point[0]]
      #expect(objective.value(at: point) == original.value(at: mirrored))
      #expect(objective.gradient(at: point) == original.gradient(at: mirrored).reversed())
    }
  }

  @Test func nothingChangesNothing() throws {
    let formula = try Formula("exp(x*y) - hypot(x, y)")
    var graph = formula.graph
    let same = graph.substitute([graph.variable(0), graph.variable(1)], in: formula.root)
    #expect(same == formula.root && graph.nodes.count == formula.graph.nodes.count)
    let first = graph.substitute([], in: formula.root)
    #expect(first == formula.root)
  }

  @Test func numbersGiveTheValue() throws {
    let formula = try Formula("(1 - x)^2 + 100*(y - x^2)^2")
    #expect(formula.graph.value(of: formula.root, at: [-0.5, 2.5]) == 508.5)
    #expect(formula.graph.value(of: formula.root, at: [1]) == nil)
  }
}
