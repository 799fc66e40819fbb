import Calculus
import Optimizers
import Testing

/// Steps worked on paper for rules with lengths, means and matrices: their beginnings, their ends, and rates that change.
@Suite struct NormSteps {
  /// `3 x - 4 y`: the gradient is (3, -4) everywhere, 5 long.
  private func plane(_ name: String, _ knobs: [(String, String)] = [], from start: [Double] = [1, 2]) throws -> Walker {
    Walker(try optimizer(name, knobs), on: try surface("3*x - 4*y"), from: [start], rate: .nan)
  }

  private func steps(_ walker: Walker, at rates: [Double], seeing iterate: Iterate = .point) -> [[Double]] {
    rates.map { rate in
      for lane in 0..<Lanes.count { walker.rates[0, lane] = rate }
      walker.advance()
      return walker.point(0, seeing: iterate)
    }
  }

  private func expect(
    _ point: [Double], _ wanted: [Double], within error: Double = 1e-14,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(
      zip(point, wanted).allSatisfy { ($0 - $1).magnitude <= error }, "\(point) is not \(wanted)",
      sourceLocation: sourceLocation)
  }

  /// The place so many lengths of (3, -4) downhill of (1, 2).
  private func downhill(_ length: Double) -> [Double] { [1 - 3 * length, 2 + 4 * length] }

  // MARK: Means

  /// Base points at 0.1, 0.3 and 0.4; weights 0.01, 0.04, and 0.04 again, as the largest rate so far counts.
  @Test(arguments: ["schedule-free-sgd", "sgd+schedule-free"])
  func scheduleFreeWeighsByTheLargestRate(_ name: String) throws {
    let points = steps(try plane(name), at: [0.1, 0.2, 0.1])
    expect(points[0], downhill(0.1))
    expect(points[1], downhill((0.1 * 1 + 0.3 * 4) / 5))
    expect(points[2], downhill((0.1 * 1 + 0.3 * 4 + 0.4 * 4) / 9))
    expect(steps(try plane(name), at: [0.1, 0.2, 0.1], seeing: .companion)[2], downhill(0.4))
  }

  /// A step at rate 0 before any other weighs nothing.
  @Test func scheduleFreeWaitsForARate() throws {
    let points = steps(try plane("schedule-free-sgd"), at: [0, 0.1])
    #expect(points[0] == [1, 2])
    expect(points[1], downhill(0.1))
  }

  /// With t0 = 0 the mean is that of all iterates from the second on.
  @Test func asgdIsTheMeanOfItsIterates() throws {
    let knobs = [("t0", "0"), ("lambd", "0")]
    let points = steps(try plane("asgd", knobs), at: [0.1, 0.1, 0.1, 0.1])
    for (step, length) in [0.1, 0.2, 0.25, 0.3].enumerated() { expect(points[step], downhill(length)) }
    expect(steps(try plane("asgd", knobs), at: [0.1, 0.1, 0.1, 0.1], seeing: .companion)[3], downhill(0.4))
    // By default it has not begun, and the two are one.
    let walker = try plane("asgd")
    _ = steps(walker, at: [0.1, 0.1, 0.1])
    #expect(walker.point(0) == walker.point(0, seeing: .companion))
  }

  /// Wrappers that move or report another point go around rules alone that step from the point.
  @Test(arguments: ["asgd", "schedule-free-sgd", "schedule-free-adamw", "dadapt-sgd", "cocob"])
  func whatStepsFromElsewhereIsNotLedAway(_ name: String) {
    #expect(throws: (any Error).self) { try optimizer("\(name)+lookahead") }
    #expect(throws: Never.self) { try optimizer("\(name)+clip") }
  }

  // MARK: Rates that find themselves

  /// At (3, 4) of x^2 + y^2 the value is 25, the gradient 10 long: 25 / 100 of it lead to 0 of the tangent.
  @Test func momoStepsToTheBound() throws {
    let bowl = try surface("x^2 + y^2")
    expect(try walk(optimizer("momo"), on: bowl, from: [3, 4], rate: 1, steps: 1)[1], [1.5, 2])
    let bounded = try optimizer("momo", [("lower_bound", "15")])
    expect(walk(bounded, on: bowl, from: [3, 4], rate: 1, steps: 1)[1], [2.4, 3.2])
    // Below the bound it stays, and no step is longer than the rate says.
    let beyond = try optimizer("momo", [("lower_bound", "26")])
    #expect(walk(beyond, on: bowl, from: [3, 4], rate: 1, steps: 1)[1] == [3, 4])
    expect(try walk(optimizer("momo"), on: bowl, from: [3, 4], rate: 0.1, steps: 1)[1], [2.4, 3.2])
  }

  /// From (0, 3) the first step is 0.5 (1 + 3) = 2 long; then the distance is 2 and the sum 50.
  @Test func dogMeasuresFromTheStart() throws {
    let knobs = [("reps_rel", "0.5"), ("eps", "0")]
    let points = steps(try plane("dog", knobs, from: [0, 3]), at: [1, 1])
    expect(points[0], [-3 * 0.4, 3 + 4 * 0.4])
    let length = 0.4 + 2 / 50.0.squareRoot()
    expect(points[1], [-3 * length, 3 + 4 * length])
  }

  /// Where the first gradient is 0 the first that is not takes its place: the run is then as long as any.
  @Test func dadaptWaitsForASlope() throws {
    let flat = try surface("x^2 + y^2")
    let points = try walk(optimizer("dadapt-sgd", [("d0", "0.5")]), on: flat, from: [3, 4], rate: 1, steps: 1)
    expect(points[1], [3 - 0.3, 4 - 0.4])
    let rest = try walk(optimizer("dadapt-sgd", [("d0", "0.5")]), on: flat, from: [0, 0], rate: 1, steps: 5)
    #expect(rest.allSatisfy { $0 == [0, 0] })
  }

  /// The divisor is 1, then 1 + 0.01 * 25.
  @Test func wngradDivides() throws {
    let points = steps(try plane("wngrad"), at: [0.1, 0.1])
    expect(points[0], downhill(0.1))
    expect(points[1], downhill(0.1 + 0.1 / 1.25))
  }

  // MARK: Lengths

  /// At the origin a point has no length to speak of, and the gradient counts as it is.
  @Test func theOriginIsLeft() throws {
    expect(steps(try plane("lars", from: [0, 0]), at: [0.1])[0], [-0.3, 0.4])
    expect(steps(try plane("fromage", from: [0, 0]), at: [0.75])[0], [-0.75 * 3 / 1.25, 0.75 * 4 / 1.25])
    expect(steps(try plane("lamb", [("eps", "0")], from: [0, 0]), at: [0.1])[0], [-0.1, 0.1])
  }

  /// A length of 1 after 1 to 5 steps of Muon's iteration, as the scalar recurrence has it.
  @Test(arguments: zip(1...5, [0.7010, 1.1136, 0.7207, 1.0900, 0.69644]))
  func muonBringsLengthsTowardsOne(_ count: Int, _ length: Double) throws {
    let knobs = [("ns_steps", "\(count)"), ("weight_decay", "0")]
    expect(steps(try plane("muon", knobs), at: [1])[0], downhill(length / 5), within: 5e-5)
  }

  // MARK: Matrices and curvatures

  /// Steps one rate long, straight downhill; then over the root of two.
  @Test func shampooAlongOneDirection() throws {
    let points = steps(try plane("shampoo"), at: [1, 1])
    expect(points[0], downhill(0.2), within: 1e-7)
    expect(points[1], downhill(0.2 + 0.2 / 2.0.squareRoot()), within: 1e-7)
  }

  /// Its first call only finds the axes; the second goes one rate downhill.
  @Test func soapLooksFirst() throws {
    let points = steps(try plane("soap", [("weight_decay", "0"), ("eps", "1e-12")]), at: [1, 1])
    #expect(points[0] == [1, 2])
    expect(points[1], downhill(0.2), within: 1e-10)
  }

  /// The Hessian is asked in steps 1, 4, 7.
  @Test func sophiaLooksAtTheCurvatureNowAndThen() throws {
    let walker = Walker(
      try optimizer("sophia", [("k", "3")]), on: try surface("x^2 + y^4"), from: [[1, 2]], rate: 0.01)
    let asked = (1...7).map { _ in
      walker.advance()
      return walker.oracle.evaluations(lane: 0)
    }
    #expect(asked == [2, 3, 4, 6, 7, 8, 10])
  }

  /// Curvatures 2 and 12 y^2 = 48: Newton's step along each axis, times the rate, -1 and -32 / 48.
  @Test func adahessianTakesNewtonsStepAlongTheAxes() throws {
    let bowl = try surface("x^2 + y^4")
    let optimizer = try optimizer("adahessian", [("eps", "1e-300")])
    expect(walk(optimizer, on: bowl, from: [1, 2], rate: 0.5, steps: 1)[1], [0.5, 2 - 0.5 * 32 / 48])
  }
}
