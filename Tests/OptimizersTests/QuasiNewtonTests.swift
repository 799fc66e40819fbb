import Calculus
import Foundation
import Optimizers
import Testing

/// BFGS and L-BFGS beside `Reference/make_bfgs.py` and `Reference/make_lbfgs.py`: 20 steps on four surfaces.
@Suite struct QuasiNewtonReferenceTests {
  /// What one of the scripts wrote.
  struct File: Decodable {
    struct Run: Decodable {
      let formula: String
      let start: [Double]
      let rate: Double?
      let knobs: [String: String]
      /// How far the points move when the start does by one unit in the last place.
      let spread: Double
      let points: [[Double]]
      let evaluations: [Int]
    }
    let runs: [Run]
  }

  /// The points agree to 1e-12, or to ten times what one rounding of the start makes of the run; the questions exactly.
  @Test(arguments: [("bfgs", 12), ("lbfgs", 20)]) func agreesWithItsScript(_ name: String, count: Int) throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let file = folder.appendingPathComponent("Reference/\(name).json")
    let runs = try JSONDecoder().decode(File.self, from: Data(contentsOf: file)).runs
    #expect(runs.count == count)
    #expect(runs.allSatisfy { $0.spread < 1e-6 && $0.points.count == 20 })
    #expect(runs.count { $0.spread <= 1e-12 } >= 2 * count / 3)
    for run in runs {
      let ours = try optimizer(name, run.knobs.map { ($0.key, $0.value) })
      let walker = Walker(ours, on: try surface(run.formula), from: [run.start], rate: run.rate ?? .nan)
      for (point, evaluations) in zip(run.points, run.evaluations) {
        walker.advance()
        let scale = max(1, point.map(\.magnitude).max() ?? 0)
        let difference = zip(walker.point(0), point).map { ($0 - $1).magnitude / scale }.max() ?? .infinity
        #expect(difference <= max(1e-12, 10 * run.spread), "\(run.formula) \(run.knobs) step \(walker.step)")
        #expect(walker.oracle.evaluations(lane: 0) == evaluations, "\(run.formula) \(run.knobs) step \(walker.step)")
      }
    }
  }
}

/// Single steps worked on paper, and surfaces that are no help.
@Suite struct QuasiNewtonTests {
  /// From (1, 0) on `a x^2 / 2` the slope is a; where a is at most 1 the first trial of BFGS is a whole gradient long and
  /// leaves `1 - a` of point and slope.
  private func firstStep(_ bend: Double, _ knobs: [(String, String)], from start: Double = 1) throws -> Double {
    let bowl = try surface("a*x^2/2 + y^2", [("a", bend)])
    return try walk(optimizer("bfgs", knobs), on: bowl, from: [start, 0], rate: .nan, steps: 1)[1][0]
  }

  /// 0.398 of the slope is left: enough for a share of 0.4, too much for 0.396, and then the cubic finds the minimum.
  @Test func bfgsLeavesAShareOfTheSlope() throws {
    #expect(try (firstStep(0.602, [("curvature", "0.4")]) - 0.398).magnitude < 1e-15)
    #expect(try firstStep(0.602, [("curvature", "0.396")]).magnitude < 1e-14)
  }

  /// How far the first trial may go before it counts as no fall.
  ///
  /// With a = 1.4975, from 0.5, the trial ends at -0.4975 of the start. The fall is `1 - a/2 = 0.25125` of what the
  /// slope promises: enough for a share of 0.25, too little for 0.2525, and then the cubic finds the minimum.
  @Test func bfgsAsksForAShareOfThePromisedFall() throws {
    #expect(try (firstStep(1.4975, [("armijo", "0.25")], from: 0.5) + 0.24875).magnitude < 1e-15)
    #expect(try firstStep(1.4975, [("armijo", "0.2525")], from: 0.5).magnitude < 1e-14)
  }

  /// A slope of 0.1005 is below one tolerance and above another 1 % lower; so is its square, the slope along `-g`.
  @Test(arguments: [("tolerance_grad", "0.101", "0.1"), ("tolerance_change", "0.0102", "0.0101")])
  func lbfgsRestsBelowATolerance(_ knob: String, _ above: String, _ below: String) throws {
    let bowl = try surface("x^2/2 + y^2")
    func end(_ tolerance: String) throws -> [Double] {
      try walk(optimizer("lbfgs", [(knob, tolerance)]), on: bowl, from: [0.1005, 0], rate: 1, steps: 1)[1]
    }
    #expect(try end(above) == [0.1005, 0])
    #expect(try end(below) == [0, 0])
  }

  /// With two pairs in two variables nothing older matters on a bowl; with one it does.
  @Test func lbfgsForgets() throws {
    func end(_ size: String) throws -> [Double] {
      let bowl = try surface("x^2 + 3*y^2 + x^4")
      return try walk(optimizer("lbfgs", [("history_size", size)]), on: bowl, from: [2, 1], rate: 1, steps: 6)[6]
    }
    #expect(try end("1") != end("2"))
    #expect(try bits(end("50")) == bits(end("100")))
  }

  /// Where PyTorch gives the search one trial only, a trial that climbs is not taken, and the same one follows for ever.
  @Test func oneTrialMayBeTooFew() throws {
    let valley = try surface("(1 - x)^2 + 100*(y - x^2)^2")
    let starved = try walk(optimizer("lbfgs", [("max_eval", "1")]), on: valley, from: [-1.2, 1], rate: 1, steps: 20)
    #expect(starved.allSatisfy { bits($0) == bits([-1.2, 1]) })
    let fed = try walk(optimizer("lbfgs"), on: valley, from: [-1.2, 1], rate: 1, steps: 1)
    #expect(fed[1] != [-1.2, 1])
  }

  /// As SciPy's BFGS does in 4, 33, 9 and 21 iterations; ours begins its searches a little otherwise, and L-BFGS rests where PyTorch's tolerance of 1e-9 on the slope lets it.
  @Test(
    arguments: ["bfgs", "lbfgs"],
    [
      ("0.5*(x^2 + 10*y^2)", [2.0, 1.0], 10), ("(1 - x)^2 + 100*(y - x^2)^2", [-1.2, 1], 45),
      ("(x^2 + y - 11)^2 + (x + y^2 - 7)^2", [-0.3, -1], 12), ("log(1 + x^2 + 10*y^2)", [30, -7], 20),
    ]) func arrives(_ name: String, _ course: (formula: String, start: [Double], steps: Int)) throws
  {
    let objective = try surface(course.formula)
    let end = try walk(optimizer(name), on: objective, from: course.start, rate: 1, steps: course.steps)[course.steps]
    let point = Block(rows: 2, width: 1)
    let gradient = Block(rows: 2, width: 1)
    for row in 0..<2 { point[row, 0] = end[row] }
    objective.evaluator(width: 1).gradient(at: point, vectors: 1, step: 1, into: gradient)
    #expect(max(gradient[0, 0].magnitude, gradient[1, 0].magnitude) < 1e-3, "\(end)")
  }

  /// Walls behind which nothing is defined, falls without end, planes, kinks, overflow: no question too many, no place
  /// that is not finite, and the loss never rises.
  @Test(
    arguments: ["bfgs", "lbfgs"],
    [
      ("sqrt(x) + y^2", [1.0, 1.0]), ("x - log(x) + y^2", [1e-3, 2]), ("log(x) + y^2", [3, 1]),
      ("-exp(x) + y^2", [0, 1]),
      ("-x^4 - y^2", [0.5, 0.1]), ("3*x - 4*y", [1, 2]), ("1/x + y^2", [1, 1]), ("1e200*x + y^2", [1, 1]),
      ("1e-200*x^2 + 1e-200*y", [1, 1]), ("abs(x) + 3*abs(y)", [1.3, -0.7]), ("x^2 - y^2", [1, 0]),
      ("exp(exp(x)) + y^2", [2, 3]), ("x^3 + y^3", [-1, 1]), ("5 + 0*x + 0*y", [1, 1]), ("log(x) + y", [-1, 1]),
      ("floor(x) + y^2", [2.5, 1]),
    ]) func staysFinite(_ name: String, _ course: (formula: String, start: [Double])) throws
  {
    let objective = try surface(course.formula)
    let walker = Walker(try optimizer(name), on: objective, from: [course.start], rate: 1)
    let value = Block(rows: 1, width: 1)
    func loss() -> Double {
      objective.evaluator(width: 1).value(at: walker.points, vectors: 1, step: 1, into: value)
      return value[0, 0]
    }
    var before = loss()
    for step in 1...60 {
      walker.advance()
      #expect(walker.point(0).allSatisfy { $0.isFinite }, "step \(step)")
      let after = loss()
      #expect(after <= before || before.isNaN, "step \(step)")
      before = after
    }
    #expect(walker.oracle.evaluations(lane: 0) <= 60 * 26)
  }

  /// One question at the start of a step and one a trial; at rest the gradient alone is looked at.
  @Test(arguments: ["bfgs", "lbfgs"]) func paysForEachTrial(_ name: String) throws {
    let walker = Walker(try optimizer(name), on: try surface("x^2/2 + y^2/2"), from: [[0.5, 0]], rate: 1)
    walker.advance()
    #expect(walker.point(0) == [0, 0])
    #expect(walker.oracle.evaluations(lane: 0) == 2)
    walker.advance()
    #expect(walker.oracle.evaluations(lane: 0) == 3)
  }

  /// Several iterations in one step ask nothing twice.
  @Test func iterationsWithinAStepShareTheirQuestions() throws {
    let bowl = try surface("x^2 + 3*y^2 + x^4")
    let single = Walker(try optimizer("lbfgs"), on: bowl, from: [[2, 1]], rate: 1)
    let fourfold = try optimizer("lbfgs", [("max_iter", "4"), ("max_eval", "100")])
    let joint = Walker(fourfold, on: bowl, from: [[2, 1]], rate: 1)
    single.advance(4)
    joint.advance()
    #expect(joint.oracle.evaluations(lane: 0) == single.oracle.evaluations(lane: 0) - 3)
    #expect(zip(joint.point(0), single.point(0)).allSatisfy { ($0 - $1).magnitude < 1e-12 })
  }
}
