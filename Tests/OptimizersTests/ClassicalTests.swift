import Calculus
import Optimizers
import Testing

/// Those that take their steps by a strong Wolfe search from one unit.
private let searching = ["wolfe", "cg-fr", "cg-pr", "cg-hs", "cg-dy"]

/// Single steps of classical methods worked on paper.
@Suite struct LineSearchTests {
  private func step(_ name: String, _ knobs: [(String, String)], on formula: String, from start: [Double]) throws
    -> [Double]
  {
    try walk(optimizer(name, knobs), on: surface(formula), from: start, rate: .nan, steps: 1)[1]
  }

  /// A quarter of what the slope promises is enough for a share of 0.2499 and too little for one of 0.2501.
  ///
  /// From (1, 0) on a x^2 / 2 a step of length 1 leads to 1 - a and falls by 1 - a / 2 of the promise, with a = 1.5 here.
  @Test(arguments: ["armijo"] + searching) func anArmijoStepFallsByAShare(_ name: String) throws {
    let bowl = "0.75*x^2 + y^2"
    let first = name != "armijo" ? [("curvature", "0.9")] : []
    // The first trial of the search is one unit, which is two thirds of a gradient: from there 1.5 x - 1 of the slope is left.
    let start = name != "armijo" ? [2.0 / 3, 0] : [1, 0]
    #expect(
      try (step(name, first + [("armijo", "0.2499")], on: bowl, from: start)[0] + 0.5 * start[0]).magnitude < 1e-15)
    let other = try step(name, first + [("armijo", "0.2501")], on: bowl, from: start)[0]
    // Halved by the one; to the minimum, by a cubic, for the other.
    #expect(name == "armijo" ? other == 0.25 : other.magnitude < 1e-15)
  }

  /// From (1.5, 0) on x^2 / 2 the search's first trial is one unit long and leaves a third of the slope.
  @Test(arguments: searching) func aWolfeStepLeavesAShareOfTheSlope(_ name: String) throws {
    #expect(try step(name, [("curvature", "0.334")], on: "x^2/2 + y^2", from: [1.5, 0]) == [0.5, 0])
    #expect(try step(name, [("curvature", "0.333")], on: "x^2/2 + y^2", from: [1.5, 0])[0].magnitude < 1e-15)
  }

  /// Where no trial holds the run stays, and optax's goes on with the last trial.
  @Test func armijoGivesUp() throws {
    let knobs = [("trials", "2"), ("armijo", "0.5")]
    #expect(try step("armijo", knobs, on: "4*x^2 + y^2", from: [1, 0]) == [1, 0])
    let stubborn = [("convention", "optax"), ("trials", "2")]
    #expect(try step("armijo", stubborn, on: "4*x^2 + y^2", from: [1, 0])[0] == 1 - 0.8 * 8)
  }

  /// Along the gradient of x^4 from 1 the lowest place is 0, which no quadratic tells.
  @Test(arguments: [("x^4 + 0*y", [1.0, 3]), ("x^4 - x^2 + 0*y", [0.3, 1]), ("-exp(-x^2) + 0*y", [2, 0])])
  func theExactSearchEndsWhereTheSlopeIsSpent(_ formula: String, _ start: [Double]) throws {
    let objective = try surface(formula)
    let end = try step("exact", [], on: formula, from: start)
    #expect(objective.value(at: end) < objective.value(at: start))
    #expect(objective.gradient(at: end)[0].magnitude <= 1e-6 * objective.gradient(at: start)[0].magnitude)
  }

  /// Value with gradient and Hessian, and one trial that holds at once in a bowl.
  @Test func theExactSearchAsksThreeTimesInABowl() throws {
    let walker = Walker(try optimizer("exact"), on: try surface("x^2 + 5*y^2"), from: [[2, 1]], rate: .nan)
    for step in 1...5 {
      walker.advance()
      #expect(walker.oracle.evaluations(lane: 0) == 3 * step)
    }
  }

  /// 3 x - 4 y + 7 at the origin is 7, the slope's square 25: a fall by 7 takes 7/25 of the gradient.
  @Test func polyakGoesWhereALineWouldReachTheLeastValue() throws {
    for (least, wanted) in [("0", [-0.84, 1.12]), ("2", [-0.6, 0.8])] {
      let point = try step("polyak", [("f_star", least)], on: "3*x - 4*y + 7", from: [0, 0])
      #expect(zip(point, wanted).allSatisfy { ($0 - $1).magnitude < 1e-15 })
    }
    #expect(try step("polyak", [("f_star", "8")], on: "3*x - 4*y + 7", from: [0, 0]) == [0, 0])
  }

  /// On -x^2 a step by 0.5 changes the gradient by -1, so that the next one is half a gradient long.
  @Test(arguments: ["bb1", "bb2"]) func aCurveDownHasALengthToo(_ name: String) throws {
    let points = try walk(optimizer(name), on: surface("-x^2 + 0*y"), from: [1, 0], rate: 0.25, steps: 2)
    #expect(points.map { $0[0] } == [1, 1.5, 3])
  }
}
