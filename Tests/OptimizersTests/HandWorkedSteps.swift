import Optimizers
import Testing

/// First steps worked on paper, where no other program is at hand or the effect is too small to see there.
@Suite struct HandWorkedSteps {
  /// `3 x - 4 y`: the gradient is (3, -4) everywhere.
  private func steps(
    _ name: String, _ knobs: [(String, String)], rate: Double, count: Int, from start: [Double] = [1, 2]
  ) throws -> [[Double]] {
    try walk(optimizer(name, knobs), on: surface("3*x - 4*y"), from: start, rate: rate, steps: count)
  }

  private func expect(_ point: [Double], _ wanted: [Double], sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(
      zip(point, wanted).allSatisfy { ($0 - $1).magnitude <= 1e-14 }, "\(point) is not \(wanted)",
      sourceLocation: sourceLocation)
  }

  @Test func gradientDescent() throws {
    let points = try steps("sgd", [("weight_decay", "0.5")], rate: 0.1, count: 1)
    expect(points[1], [1 - 0.1 * (3 + 0.5), 2 - 0.1 * (-4 + 1)])
  }

  @Test func adashift() throws {
    // Gradients (3, -4) always: the mean is the gradient once it is full, the largest square is 16.
    let points = try steps("adashift", [("keep_num", "2"), ("beta1", "0.5"), ("eps", "1")], rate: 0.5, count: 4)
    expect(points[2], [1, 2])
    expect(points[3], [1 - 0.5 * 3 / 5, 2 + 0.5 * 4 / 5])
    expect(points[4], [1 - 2 * 0.5 * 3 / 5, 2 + 2 * 0.5 * 4 / 5])
    let half = try steps("adashift", [("keep_num", "1"), ("beta1", "0"), ("eps", "0")], rate: 1, count: 2)
    expect(half[2], [1 - 3.0 / 4, 3])
  }

  @Test func normalized() throws {
    // The gradient is 5 long.
    let points = try steps("normalized", [("eps", "1")], rate: 0.6, count: 2)
    expect(points[1], [1 - 0.3, 2 + 0.4])
    expect(points[2], [1 - 0.6, 2 + 0.8])
    let atRest = try walk(optimizer("normalized", [("eps", "0")]), on: surface("x^2"), from: [0, 3], rate: 1, steps: 1)
    expect(atRest[1], [0, 3])
  }

  @Test func momentum() throws {
    // Velocities 3, then 0.5 * 3 + 0.75 * 3: the first gradient counts whole.
    let points = try steps("momentum", [("momentum", "0.5"), ("dampening", "0.25")], rate: 0.1, count: 2)
    expect(points[1], [0.7, 2.4])
    expect(points[2], [0.7 - 0.1 * 3.75, 2.4 + 0.1 * 5])
    let decayed = try steps("momentum", [("weight_decay", "1")], rate: 0.1, count: 1)
    expect(decayed[1], [1 - 0.1 * 4, 2 - 0.1 * -2])
  }

  @Test func rmsprop() throws {
    // Mean squares (1 - 0.75) 9 and (1 - 0.75) 16: roots 1.5 and 2; eps 0.5 outside the root.
    let points = try steps("rmsprop", [("alpha", "0.75"), ("eps", "0.5")], rate: 0.1, count: 1)
    expect(points[1], [1 - 0.1 * 3 / 2, 2 + 0.1 * 4 / 2.5])
    // With decay 1 the slopes are 4 and -2, the roots 2 and 1.
    let decayed = try steps("rmsprop", [("alpha", "0.75"), ("weight_decay", "1"), ("eps", "0")], rate: 0.1, count: 1)
    expect(decayed[1], [0.8, 2.2])
    // Centered: 9/4 - (3/4)^2 = 27/16.
    let centered = try steps("rmsprop", [("alpha", "0.75"), ("centered", "yes"), ("eps", "0")], rate: 0.1, count: 1)
    expect(centered[1], [1 - 0.1 * 3 / (27.0 / 16).squareRoot(), 2 + 0.1 * 4 / 3.0.squareRoot()])
  }

  @Test func adam() throws {
    // Mean and mean square are corrected to 3 and 9 in every step of a constant gradient: 3 / (3 + 1).
    let points = try steps("adam", [("eps", "1")], rate: 0.1, count: 3)
    for step in 1...3 { expect(points[step], [1 - 0.075 * Double(step), 2 + 0.08 * Double(step)]) }
    // Decay 1 makes the first slopes 4 and -2: steps of one rate, because eps is 0.
    expect(try steps("adam", [("weight_decay", "1"), ("eps", "0")], rate: 0.1, count: 1)[1], [0.9, 2.1])
  }

  @Test func nesterov() throws {
    // Velocities 3 and 4.5; steps 3 + 1.5 and 3 + 2.25.
    let points = try steps("nesterov", [("momentum", "0.5")], rate: 0.1, count: 2)
    expect(points[1], [1 - 0.45, 2 + 0.6])
    expect(points[2], [1 - 0.45 - 0.525, 2 + 0.6 + 0.7])
    let decayed = try steps("nesterov", [("weight_decay", "1"), ("momentum", "0.5")], rate: 0.1, count: 1)
    expect(decayed[1], [1 - 0.6, 2 + 0.3])
  }

  @Test func adagrad() throws {
    // Sums 16 + 9 and 16 + 16; then 9 and 16 more at half the rate.
    let start = ("initial_accumulator_value", "16")
    let points = try steps("adagrad", [start, ("eps", "1"), ("lr_decay", "1")], rate: 0.1, count: 2)
    let second = [0.95 - 0.05 * 3 / (34.0.squareRoot() + 1), points[1][1] + 0.05 * 4 / (48.0.squareRoot() + 1)]
    expect(points[1], [1 - 0.1 * 3 / 6, 2 + 0.1 * 4 / (32.0.squareRoot() + 1)])
    expect(points[2], second)
    expect(try steps("adagrad", [("weight_decay", "1"), ("eps", "0")], rate: 0.1, count: 1)[1], [0.9, 2.1])
  }

  @Test func adadelta() throws {
    // Roots of 0.25 * 9 + 4 and 0.25 * 16 + 4; the numerator is the root of eps alone.
    let first = try steps("adadelta", [("rho", "0.75"), ("eps", "4")], rate: 1, count: 1)
    expect(first[1], [1 - 2 / 2.5 * 3, 2 + 2 / 8.0.squareRoot() * 4])
    // Its square enters the next numerator: 0.25 * 2.4^2 + 4; the mean square is then 0.75 * 2.25 + 2.25.
    let second = try steps("adadelta", [("rho", "0.75"), ("eps", "4")], rate: 1, count: 2)
    expect([second[2][0]], [-1.4 - (0.25 * 5.76 + 4).squareRoot() / (1.6875 + 2.25 + 4).squareRoot() * 3])
  }

  @Test func adamw() throws {
    // The point loses 0.1 * 0.5 of itself, then one step of 0.1 * 3 / (3 + 1).
    let points = try steps("adamw", [("weight_decay", "0.5"), ("eps", "1")], rate: 0.1, count: 1)
    expect(points[1], [0.95 - 0.075, 1.9 + 0.08])
  }

  @Test func adagradWithoutRoot() throws {
    // Sums 9 and 16, then 18 and 32; with eps 1 added.
    let points = try steps("adagrad-no-root", [("eps", "1")], rate: 1, count: 2)
    expect(points[1], [1 - 0.3, 2 + 4.0 / 17])
    expect(points[2], [0.7 - 3.0 / 19, 2 + 4.0 / 17 + 4.0 / 33])
  }

  @Test func amsgradOfThePaper() throws {
    // Means 0.3 and -0.4, mean squares 0.25 * 9 and 0.25 * 16: nothing is corrected.
    let knobs = [("convention", "paper"), ("beta2", "0.75"), ("eps", "0.5")]
    expect(try steps("amsgrad", knobs, rate: 1, count: 1)[1], [1 - 0.3 / 2, 2 + 0.4 / 2.5])
  }

  @Test func rpropWithinItsBounds() throws {
    let plain = try steps("rprop", [("step_max", "0.3")], rate: 0.2, count: 5)
    // Steps 0.2, 0.24, 0.288, then 0.3.
    expect(plain[5], [1 - 0.2 - 0.24 - 0.288 - 0.6, 2 + 0.2 + 0.24 + 0.288 + 0.6])
    expect(try steps("rprop", [("step_max", "0.1")], rate: 0.2, count: 1)[1], [0.9, 2.1])
    expect(try steps("rprop", [("step_min", "0.5")], rate: 0.2, count: 1)[1], [0.5, 2.5])
    // From 1 by 1.5 to -0.5, where the slope has changed: it waits, then goes back by half of it.
    let bowl = try walk(optimizer("rprop"), on: surface("4*x^2 + y^2"), from: [1, 0], rate: 1.5, steps: 3)
    #expect(bowl.map { $0[0] } == [1, -0.5, -0.5, 0.25])
  }

  @Test func newtonInOneStep() throws {
    let bowl = try surface("(x - 3)^2 + 4*(y + 1)^2 + (x - 3)*(y + 1)")
    expect(try walk(optimizer("newton"), on: bowl, from: [-2, 7], rate: .nan, steps: 1)[1], [3, -1])
  }

  /// At (1, 1) of x^2 - y^2 the curvatures are 2 and -2, the floor a quarter of 2: tau = 2.5, and the step solves
  /// 4.5 p = -2, 0.5 q = 2.
  @Test func newtonTurnsAwayFromASaddle() throws {
    let saddle = try surface("x^2 - y^2")
    let points = try walk(optimizer("newton", [("floor", "0.25")]), on: saddle, from: [1, 1], rate: .nan, steps: 1)
    expect(points[1], [1 - 2 / 4.5, 5])
    // Without any curvature tau is 1, and the step is the gradient's.
    let plane = try walk(optimizer("newton"), on: surface("3*x - 4*y"), from: [0, 0], rate: .nan, steps: 1)
    expect(plane[1], [-3, 4])
  }

  /// Just below and just above the share of the promised fall that half the step brings.
  ///
  /// On sqrt(1 + x^2) at 1 the slope is 1 / sqrt(2), and Newton's step is -(x + x^3) = -2, to the same height. Half of
  /// it falls by sqrt(2) - 1, which is 0.586 of the promised 1 / sqrt(2).
  @Test func newtonAsksForAShareOfThePromisedFall() throws {
    let bowl = try surface("sqrt(1 + x^2) + y^2")
    func step(_ armijo: String) throws -> Double {
      try walk(optimizer("newton", [("armijo", armijo)]), on: bowl, from: [1, 0], rate: .nan, steps: 1)[1][0]
    }
    #expect(try step("0.58").magnitude < 1e-12)
    #expect(try (step("0.59") - 0.5).magnitude < 1e-12)
  }

  /// After the last trial the run stays where it is.
  @Test func newtonGivesUp() throws {
    let bowl = try surface("sqrt(1 + x^2) + y^2")
    let points = try walk(optimizer("newton", [("trials", "1")]), on: bowl, from: [1.5, 0], rate: .nan, steps: 3)
    #expect(points.allSatisfy { bits($0) == bits([1.5, 0]) })
  }

  /// Where the Hessian is not finite there is no direction to take.
  @Test func newtonStandsStillBesideAnInfiniteCurvature() throws {
    let kink = try surface("sqrt(x) + y^2")
    let points = try walk(optimizer("newton"), on: kink, from: [-1, 1], rate: .nan, steps: 2)
    #expect(points.allSatisfy { bits($0) == bits([-1, 1]) })
  }
}
