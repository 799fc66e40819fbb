import Calculus
import Surfaces
import Testing

@Suite("Checking claims")
struct CheckTests {
  @Test("Every claim on every card holds", arguments: Catalogue().names)
  func cards(name: String) throws {
    let findings = check(try Catalogue().surface(named: name))
    #expect(findings.count >= 10)
    for finding in findings { #expect(finding.holds, "\(finding)") }
  }

  @Test("What a card claims follows its parameters", arguments: Catalogue().names)
  func parameters(name: String) throws {
    let surface = try Catalogue().surface(named: name)
    for parameter in surface.parameters {
      for factor in [0.93, 1.07] {
        let value = factor * parameter.value
        let changed = try surface.with(parameters: [(parameter.name, value)])
        for finding in check(changed) { #expect(finding.holds, "\(parameter.name) = \(value): \(finding)") }
      }
    }
  }

  @Test("A start is on no ridge and above the lowest minimum", arguments: Catalogue().names)
  func starts(name: String) throws {
    let surface = try Catalogue().surface(named: name)
    for start in surface.starts {
      let slopes = surface.objective.gradient(at: start).count { $0 != 0 }
      // Faces of a roof may be level in one coordinate, stairs in both, and a long chain is pulled at one end.
      #expect(slopes == surface.dimension || surface.kind == .nonSmooth || slopes > 0 && surface.dimension > 2)
      if let least = surface.minimumValue { #expect(surface.objective.value(at: start) > least) }
    }
  }

  private func findings(formula: String, _ lines: String) throws -> [Finding] {
    let card = """
      title: Suspect
      kind: valley
      formula: \(formula)
      window: {x: [-2, 2], y: [-2, 2]}
      starts: [[1, 1]]
      \(lines)
      """
    return check(try Surface(card: card, name: "suspect", file: "suspect.yaml"))
  }

  @Test(
    "A false claim is found",
    arguments: [
      ("x^2 + y^2", "minima: [{at: [0, 0], value: 0.1}]", "the minimum (0.0, 0.0) has the value 0.1"),
      ("x^2 + y^2", "minima: [{at: [0.001, 0], value: 1e-6}]", "the minimum (0.001, 0.0) is a minimum"),
      ("x^2 + y^2", "minima: [{at: [1e-7, 0], value: 0}]", "the minimum (1e-07, 0.0) is a minimum"),
      ("x^2 - y^2", "minima: [{at: [0, 0], value: 0}]", "the minimum (0.0, 0.0) is a minimum"),
      ("x^2 - 1e-3*y^2", "minima: [{at: [0, 0], value: 0}]", "the minimum (0.0, 0.0) is a minimum"),
      ("x^2 + y^2", "saddles: [{at: [0, 0], value: 0}]", "the saddle (0.0, 0.0) is a saddle"),
      ("x^2 + y", "saddles: [{at: [0, 0], value: 0}]", "the saddle (0.0, 0.0) is a saddle"),
      ("x^2 + y^2", "maxima: [{at: [0, 0], value: 0}]", "the maximum (0.0, 0.0) is a maximum"),
      ("x^2 + y^3", "minima: [{at: [0, 0], value: 0}]", "the minimum (0.0, 0.0) is a minimum"),
      ("abs(x) - 0.1*abs(y)", "minima: [{at: [0, 0], value: 0}]", "the minimum (0.0, 0.0) is a minimum"),
      ("x", "minima: [{at: [0, 0], value: 0}]", "the minimum (0.0, 0.0) is a minimum"),
      (
        "(x^2 - 1)^2 + y^2 + 0.1*x", "minima: [{at: [0.9872289, 0], value: 0.0993627}]",
        "nothing in the window lies below 0.0993627"
      ),
      ("x^2 + y^2", "minima: [{at: [3, 0], value: 9}]", "the minimum (3.0, 0.0) is inside the window"),
      (
        "x^2 + y^2 + 100*relu(x - 3)", "domain: {x: [-5, 5], y: [-5, 5]}\nminima: [{at: [0, 0], value: 1e-9}]",
        "the minimum (0.0, 0.0) has the value 1e-09"
      ),
      (
        "x + y^2", "domain: {x: [-1, 2], y: [-2, 2]}\nminima: [{at: [-1, 1e-7], value: -1}]",
        "the minimum (-1.0, 1e-07) is a minimum"
      ),
      (
        "x + y^2", "domain: {x: [-1, 2], y: [-2, 2]}\nminima: [{at: [2, 0], value: 2}]",
        "the minimum (2.0, 0.0) is a minimum"
      ),
      (
        "x^2 + y", "domain: {x: [-2, 2], y: [0, 2]}\nsaddles: [{at: [0, 0], value: 0}]",
        "the saddle (0.0, 0.0) is a saddle"
      ),
      ("sqrt(x - 1.5) + y", "", "value and gradient are finite at the start (1.0, 1.0)"),
      ("x^2 + y^2", "reference: [{at: [1, 0], value: 1.000001}]", "the value at (1.0, 0.0) is 1.000001"),
      (
        "x^2 + y^2", "reference: [{at: [1, 0], value: 1, gradient: [2, 1e-9]}]",
        "the gradient at (1.0, 0.0) is (2.0, 1e-09)"
      ),
      (
        "x^2 + y^2", "reference: [{at: [1, 0], value: 1, hessian: [[2, 0], [1e-7, 2]]}]",
        "the Hessian at (1.0, 0.0) is (2.0, 0.0, 1e-07, 2.0)"
      ),
    ])
  func falseClaims(formula: String, lines: String, claim: String) throws {
    let wrong = try findings(formula: formula, lines).filter { !$0.holds }
    #expect(wrong.contains { $0.claim == claim }, "\(wrong)")
  }

  @Test(
    "A true claim is not doubted",
    arguments: [
      ("abs(x) + 10*abs(y)", "minima: [{at: [0, 0], value: 0}]"),
      ("sqrt(abs(x)) + abs(y)", "minima: [{at: [0, 0], value: 0}]"),
      ("x^4 + y^4", "minima: [{at: [0, 0], value: 0}]"),
      ("0.5*(x*y - 1)^2", "minima: [{at: [1, 1], value: 0}]\nsaddles: [{at: [0, 0], value: 0.5}]"),
      ("x^3 - 3*x*y^2", "saddles: [{at: [0, 0], value: 0}]"),
      ("1e6*(x - 0.123456789)^2 + y^2", "minima: [{at: [0.123456789, 0], value: 0}]"),
      ("1 - max(abs(x), abs(y))", "maxima: [{at: [0, 0], value: 1}]"),
      ("x^2 + 1e5*y^2 - 1e7", "minima: [{at: [0, 0], value: -1e7}]"),
      ("floor(x + 0.5)^2 + floor(y + 0.5)^2", "minima: [{at: [0, 0], value: 0}]"),
      ("max(abs(x + 2*y - 1), abs(2*x + y + 1))", "minima: [{at: [-1, 1], value: 0}]"),
      ("if(x < 0, x^2, 2*x^2) + y^2", "minima: [{at: [0, 0], value: 0}]"),
      ("x + y^2", "domain: {x: [-1, 2], y: [-2, 2]}\nminima: [{at: [-1, 0], value: -1}]"),
      ("x + y^2", "domain: {x: [-2, 2], y: [-2, 1.5]}\nmaxima: [{at: [2, 1.5], value: 4.25}]"),
    ])
  func trueClaims(formula: String, lines: String) throws {
    for finding in try findings(formula: formula, lines) { #expect(finding.holds, "\(finding)") }
  }

  @Test("A gradient that is wrong in the seventh digit is found", arguments: Catalogue().names)
  func wrongGradient(name: String) throws {
    let surface = try Catalogue().surface(named: name)
    // Three ten-millionths of nothing are nothing: on stairs every gradient is zero.
    if surface.starts.allSatisfy({ surface.objective.gradient(at: $0).allSatisfy { $0 == 0 } }) { return }
    let exaggerated = Exaggerated(truth: surface.objective, factor: 1 + 3e-7)
    let finding = try #require(
      checkDifferences(of: exaggerated, over: surface.window, variables: surface.variables).first)
    #expect(!finding.holds, "\(finding)")
  }

  @Test("A finding says what was claimed and what was found")
  func words() throws {
    let finding = try #require(
      try findings(formula: "x^2 + y^2", "minima: [{at: [0, 0], value: 1}]").first { !$0.holds })
    #expect(finding.description == "FALSE: the minimum (0.0, 0.0) has the value 1.0; found 0.0")
  }
}

/// An objective whose gradient is too long.
private struct Exaggerated: Objective {
  let truth: any Objective
  let factor: Double

  var dimension: Int { truth.dimension }

  func evaluator(width: Int) -> any Evaluator { Liar(truth: truth.evaluator(width: width), factor: Lanes(factor)) }

  private final class Liar: Evaluator {
    let truth: any Evaluator
    let factor: Lanes

    init(truth: any Evaluator, factor: Lanes) {
      self.truth = truth
      self.factor = factor
    }

    func value(at points: Block, vectors: Int, step: Int, into value: Block) {
      truth.value(at: points, vectors: vectors, step: step, into: value)
    }

    func gradient(at points: Block, vectors: Int, step: Int, into gradient: Block) {
      truth.gradient(at: points, vectors: vectors, step: step, into: gradient)
      for row in 0..<gradient.rows { for vector in 0..<vectors { gradient.row(row)[vector] *= factor } }
    }

    func valueAndGradient(at points: Block, vectors: Int, step: Int, value: Block, gradient: Block) {
      self.value(at: points, vectors: vectors, step: step, into: value)
      self.gradient(at: points, vectors: vectors, step: step, into: gradient)
    }

    func hessianProduct(at points: Block, along direction: Block, vectors: Int, step: Int, into product: Block) {
      truth.hessianProduct(at: points, along: direction, vectors: vectors, step: step, into: product)
    }
  }
}
