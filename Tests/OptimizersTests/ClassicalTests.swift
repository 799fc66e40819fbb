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

@Suite struct SecondOrderTests {
  /// In a bowl every promise is kept: the radius doubles as long as the step reaches it, up to the largest.
  @Test func aRadiusGrowsWhereThePromiseIsKept() throws {
    let points = try walk(
      optimizer("trust-region", [("radius", "0.25"), ("max_radius", "0.75")]), on: surface("x^2 + 0*y"), from: [3, 0],
      rate: .nan, steps: 5)
    #expect(zip(points, [3, 2.75, 2.25, 1.5, 0.75, 0]).allSatisfy { ($0[0] - $1).magnitude < 1e-15 })
  }

  /// At 0 the parabola of sin(x) - x/2 is a line of slope 1/2, which promises half a radius.
  ///
  /// At -4 the wave is higher than at 0, and nothing moves; the next radius is 1, where it has fallen by 0.34 of 0.5.
  @Test func aRadiusShrinksWhereThePromiseIsBroken() throws {
    let wave = try surface("sin(x) - x/2 + 10*y^2")
    let walker = Walker(try optimizer("trust-region", [("radius", "4")]), on: wave, from: [[0, 0]], rate: .nan)
    walker.advance()
    #expect(walker.point(0) == [0, 0])
    walker.advance()
    #expect(walker.point(0) == [-1, 0])
    #expect(walker.oracle.evaluations(lane: 0) == 6)
  }

  /// At 0 the parabola of `x + 0.8 x^4` is the line x, and a step of one unit brings 0.2 of its promise.
  @Test func aTrialMustBringAShareOfThePromise() throws {
    func end(_ accept: String) throws -> Double {
      try walk(
        optimizer("trust-region", [("accept", accept)]), on: surface("x + 0.8*x^4 + y^2"), from: [0, 0], rate: .nan,
        steps: 1)[1][0]
    }
    #expect(try end("0.199") == -1)
    #expect(try end("0.201") == 0)
  }

  /// On the ridge of a saddle the gradient has no part along what curves down: that direction makes up the radius.
  @Test func aRidgeIsLeft() throws {
    let end = try walk(optimizer("trust-region"), on: surface("x^2 - y^2"), from: [0.25, 0], rate: .nan, steps: 1)[1]
    // The shift is 2, so that (2 + 2) p = -0.5 along x.
    #expect(end[0] == 0.125)
    #expect(((0.25 - end[0]) * (0.25 - end[0]) + end[1] * end[1] - 1).magnitude < 1e-15)
  }

  /// Where the lowest place lies far away, or nowhere, the step is as long as the radius, whatever the sizes.
  @Test(arguments: [1e-30, 1e-8, 1, 1e8, 1e30])
  func aStepStaysWithinItsRadius(_ size: Double) throws {
    for (formula, start) in [
      ("s*(x^2 - y^2 + x*y)", [0.3, 0.2]), ("s*(x^4 + y)", [1, 1]), ("s*(-x^2 - 3*y^2)", [1e-9, 2]),
      ("s*(x - 4*y)", [0, 0]),
    ] {
      let path = try walk(
        optimizer("trust-region", [("radius", "0.5")]), on: surface(formula, [("s", size)]), from: start, rate: .nan,
        steps: 1)
      let (x, y) = (path[1][0] - path[0][0], path[1][1] - path[0][1])
      #expect(((x * x + y * y).squareRoot() - 0.5).magnitude < 1e-9, "\(formula)")
    }
  }

  /// At 1 of -x^2 the first damping, 0.01 of the curvature 2, is raised by tens until it exceeds that: 20 - 2 = 18.
  @Test func dampingTurnsTheStepDownhill() throws {
    let path = try walk(
      optimizer("levenberg-marquardt"), on: surface("-x^2 + 0*y"), from: [1, 0], rate: .nan, steps: 1)
    #expect((path[1][0] - (1 + 2 / 18.0)).magnitude < 1e-15)
  }

  /// Where the Hessian is not finite there is no step to take.
  @Test(arguments: ["levenberg-marquardt", "trust-region", "saddle-free-newton", "newton-plain"])
  func standsStillBesideAnInfiniteCurvature(_ name: String) throws {
    let points = try walk(optimizer(name), on: surface("sqrt(x) + y^2"), from: [-1, 1], rate: .nan, steps: 2)
    #expect(points.allSatisfy { bits($0) == bits([-1, 1]) })
  }

  /// A plane has no curvature: plain Newton has nowhere to go, saddle-free Newton goes one gradient.
  @Test func aPlane() throws {
    func end(_ name: String) throws -> [Double] {
      try walk(optimizer(name), on: surface("3*x - 4*y"), from: [0, 0], rate: .nan, steps: 1)[1]
    }
    #expect(try end("newton-plain") == [0, 0])
    #expect(try end("saddle-free-newton") == [-3, 4])
  }
}

@Suite struct ProximalTests {
  /// On `x^2/2 + 2 (y - 2)^2 + 0.3 x` with a penalty of 0.5 the slope 0.3 at x = 0 is below it: x is exactly 0, and y is
  /// where 4 (2 - y) = 0.5.
  @Test(arguments: ["ista", "fista"]) func endsOnAnAxis(_ name: String) throws {
    let bowl = try surface("x^2/2 + 2*(y - 2)^2 + 0.3*x")
    let points = try walk(optimizer(name, [("l1", "0.5")]), on: bowl, from: [1, 1], rate: 0.2, steps: 200)
    #expect(points[200][0] == 0)
    #expect((points[200][1] - 1.875).magnitude < 1e-9)
  }

  /// From 1 by a gradient of 2: 1 - 0.25 * 2 = 0.5, nearer to 0 by 0.25 * 0.4.
  @Test(arguments: ["ista", "fista"]) func oneStep(_ name: String) throws {
    let points = try walk(
      optimizer(name, [("l1", "0.4")]), on: surface("x^2 - y^2"), from: [1, -1], rate: 0.25, steps: 1)
    #expect(points[1] == [0.5 - 0.1, -1.5 + 0.1])
  }
}
