import Experiments
import Surfaces
import Testing

/// What is read off a walk, worked by hand.
@Suite struct CurveSeriesTests {
  /// Whether numbers agree, NaN with NaN.
  private func agree(_ a: [Double], _ b: [Double]) -> Bool {
    a.count == b.count
      && zip(a, b).allSatisfy { ($0.isNaN && $1.isNaN) || ($0 - $1).magnitude <= 1e-12 * max(1, $1.magnitude) }
  }

  private func series(_ kind: CurveKind, _ name: String, on surface: Surface, rate: Double, steps: Int) throws
    -> CurveSeries
  {
    let terms = Terms(start: surface.starts[0], steps: steps)
    let curves = try Curves(try entrant(name), on: surface, rates: [rate], terms: terms)
    return CurveReadings(curves).series(kind, of: curves.runs[0].trajectory)
  }

  /// Gradient descent on x^2/2 from 3 at rate 1/2: 3, 1.5, 0.75.
  @Test(arguments: [
    (CurveKind.loss, [4.5, 1.125, 0.28125]), (.gradient, [3, 1.5, 0.75]), (.distance, [3, 1.5, 0.75]),
    (.step, [.nan, 1.5, 0.75]), (.effectiveRate, [.nan, 0.5, 0.5]), (.updateRatio, [.nan, 0.5, 0.5]),
    (.sharpness, [1, 1, 1]),
  ]) func onAParabola(_ kind: CurveKind, _ values: [Double]) throws {
    let series = try series(kind, "sgd", on: card("parabola"), rate: 0.5, steps: 2)
    #expect(series.lines.count == 1 && agree(series.lines[0].values, values), "\(series)")
    #expect(series.limit == (kind == .sharpness ? [4, 4, 4] : []))
  }

  /// The first step of Adagrad has the length of the rate in each coordinate, whatever the gradient: (6, 40) at (3, 2).
  @Test func effectiveRatesOfEachCoordinate() throws {
    let surface = try Surface(formula: "x^2 + 10*y^2", window: [-4...4, -4...4], start: [3, 2])
    let series = try series(.effectiveRate, "adagrad", on: surface, rate: 0.3, steps: 1)
    #expect(series.lines.map(\.name) == ["x", "y"] && series.limit.isEmpty)
    #expect(agree(series.lines[0].values, [.nan, 0.3 / 6]) || (series.lines[0].values[1] - 0.05).magnitude < 1e-9)
    #expect((series.lines[1].values[1] - 0.3 / 40).magnitude < 1e-9)
  }

  /// The Hessian of x^2 y^2/2 has the diagonal y^2, x^2 and 2 x y beside it: at (1, 1) the eigenvalues are -1 and 3.
  @Test func sharpnessIsTheLargestEigenvalue() throws {
    let surface = try Surface(formula: "x^2*y^2/2", window: [-4...4, -4...4], start: [1, 1])
    let series = try series(.sharpness, "momentum", on: surface, rate: 0.1, steps: 700)
    #expect((series.lines[0].values[0] - 3).magnitude < 1e-12 && series.lines[0].values.count == 701)
    // Momentum .9 bears 2 (1 + .9) / rate.
    #expect((series.limit[5] - 38).magnitude < 1e-9)
  }

  @Test func aDistanceNeedsAMinimum() throws {
    let terms = Terms(start: try card("saddle").starts[0], steps: 5)
    let readings = CurveReadings(try Curves(try entrant("sgd"), on: card("saddle"), rates: [0.1], terms: terms))
    #expect(!readings.has(.distance) && readings.has(.sharpness))
  }
}

/// The facts of curves written by hand.
@Suite struct CurveFactsTests {
  /// A walk through points of one coordinate, with losses.
  private func facts(_ points: [Double], _ losses: [Double], least: Double? = 0) -> CurveFacts {
    var walk = Trajectory(dimension: 1)
    for (point, loss) in zip(points, losses) {
      walk.append(point: [point], loss: loss, gradientNorm: 1, rate: 1, evaluations: 0)
    }
    return CurveFacts(of: walk, steps: losses.count - 1, window: [-10...10], least: least)
  }

  @Test func tenthsAreMedians() {
    // Twenty steps: two in each tenth.
    let losses = (0...20).map { Double(20 - $0) }
    let facts = facts(losses.map { $0 / 2 }, losses)
    #expect(facts.tenths == [18.5, 16.5, 14.5, 12.5, 10.5, 8.5, 6.5, 4.5, 2.5, 0.5])
    #expect(facts.level == 0.5 && facts.lowestLoss == 0 && facts.lowestStep == 20 && facts.arrival == 20)
    #expect(facts.turning == 0 && facts.rising == 0 && facts.departure == nil && facts.excess == nil)
  }

  @Test func turnsAndRisesOfTheSecondHalf() {
    // Steps 5 to 8 of eight: they turn back at 6, 7 and 8, and the loss rises at 7.
    let facts = facts([0, 1, 2, 3, 4, 5, 4, 5, 4], [9, 8, 7, 6, 5, 4, 3, 3.5, 3])
    #expect(facts.turning == 0.75 && facts.rising == 0.25)
    #expect(facts.tenths.count == 8)
  }

  @Test func departureExcessAndLoss() {
    let facts = facts([0, 11, 5, .infinity], [1, 5, 11, .nan])
    #expect(facts.departure?.step == 1 && facts.departure?.loss == 5 && facts.excess == 2)
    #expect(!facts.isFinite && facts.level == .infinity && facts.arrival == nil && facts.lowestLoss == 1)
  }
}

/// Numbers that are said, to a few figures.
@Suite struct RoundingTests {
  @Test(arguments: [
    (0.00279, 2, 0.0028, 0.0027), (0.0028, 2, 0.0028, 0.0028), (9.96, 2, 10, 9.9), (1234, 1, 1000, 1000),
    (0.1, 1, 0.1, 0.1), (4.4e-30, 1, 4e-30, 4e-30),
  ]) func toFigures(_ number: Double, _ figures: Int, _ nearest: Double, _ below: Double) {
    #expect(rounded(number, figures: figures) == nearest)
    #expect(roundedDown(number, figures: figures) == below)
  }
}
