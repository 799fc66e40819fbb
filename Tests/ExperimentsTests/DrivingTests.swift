import Calculus
import Experiments
import Optimizers
import Schedules
import Surfaces
import Testing

/// Momentum under a schedule reaches the optimizer, step by step.
@Suite struct DrivingTests {
  private let steps = 40
  private let start = [3.0, -2]

  private func walk(_ name: String, _ schedules: [String], rate: Double) throws -> Trajectory {
    let batch = Batch(
      objective: try card("sphere").objective, optimizer: try optimizer(name),
      plan: try PlanSpecification.plan(schedules), steps: steps, lanes: [.init(start: start, rate: rate)])
    return batch.trajectories()[0]
  }

  /// A heavy ball on x^2 + y^2, written down plainly; rates and momenta by step, the first step 0.
  private func heavyBall(rate: (Int) -> Double, momentum: (Int) -> Double) -> [[Double]] {
    var (point, velocity) = (start, [0.0, 0])
    var points = [point]
    for step in 0..<steps {
      for row in 0..<2 {
        velocity[row] = (step == 0 ? 0 : momentum(step)) * velocity[row] + 2 * point[row]
        point[row] -= rate(step) * velocity[row]
      }
      points.append(point)
    }
    return points
  }

  private func expect(_ walk: Trajectory, is points: [[Double]]) {
    #expect(walk.steps == steps)
    for step in 0...steps {
      for row in 0..<2 { #expect((walk.coordinate(row, step) - points[step][row]).magnitude <= 1e-13) }
    }
  }

  @Test(arguments: ["ramp", "momentum=ramp", "momentum=ramp:total_iters=100%"])
  func aRampDrivesMomentum(_ text: String) throws {
    let walk = try walk("momentum", [text], rate: 0.05)
    expect(walk, is: heavyBall(rate: { _ in 0.05 }, momentum: { 0.5 + 0.49 * Double($0) / 40 }))
    #expect(walk.rates.dropFirst().allSatisfy { $0 == 0.05 })
  }

  /// PyTorch's one cycle in straight lines: the peak of the rate at 0.3 N - 1, the end at N - 1.
  private func oneCycle(_ step: Int) -> (rate: Double, momentum: Double) {
    let (time, peak, last) = (Double(step), 11.0, 39.0)
    let (first, final) = (0.08 / 25, 0.08 / 25e4)
    if time <= peak {
      return (first + (0.08 - first) * time / peak, 0.95 - 0.1 * time / peak)
    }
    let share = (time - peak) / (last - peak)
    return (0.08 + (final - 0.08) * share, 0.85 + 0.1 * share)
  }

  @Test func oneCycleDrivesRateAndMomentum() throws {
    let walk = try walk("momentum", ["one-cycle:anneal_strategy=linear"], rate: 0.08)
    expect(walk, is: heavyBall(rate: { oneCycle($0).rate }, momentum: { oneCycle($0).momentum }))
  }

  /// In Adam it is the decay of the mean of gradients; the zero start is corrected by the product of the decays.
  @Test func oneCycleDrivesAdamsFirstDecay() throws {
    var (point, mean, square) = (start, [0.0, 0], [0.0, 0])
    var (left, leftOfSquares) = (1.0, 1.0)
    var points = [point]
    for step in 0..<steps {
      let (rate, decay) = oneCycle(step)
      left *= decay
      leftOfSquares *= 0.999
      for row in 0..<2 {
        let gradient = 2 * point[row]
        mean[row] = decay * mean[row] + (1 - decay) * gradient
        square[row] = 0.999 * square[row] + 0.001 * gradient * gradient
        let root = (square[row] / (1 - leftOfSquares)).squareRoot()
        point[row] -= rate * mean[row] / (1 - left) / (root + 1e-8)
      }
      points.append(point)
    }
    expect(try walk("adam", ["one-cycle:anneal_strategy=linear"], rate: 0.08), is: points)
  }

  /// An optimizer without momentum is left alone, and a schedule of one's own goes before.
  @Test func whereOneCycleDrivesNoMomentum() throws {
    let still = "one-cycle:cycle_momentum=false"
    #expect(try walk("sgd", ["one-cycle"], rate: 0.1) == walk("sgd", [still], rate: 0.1))
    #expect(try walk("momentum", ["one-cycle"], rate: 0.1) != walk("momentum", [still], rate: 0.1))
    #expect(
      try walk("momentum", ["one-cycle", "momentum=constant"], rate: 0.1) == walk("momentum", [still], rate: 0.1))
  }

  /// In a sequence momentum is moved in its part alone: 0.9 before and after it.
  @Test func momentumMovesInItsPart() throws {
    let walk = try walk(
      "momentum", ["constant@10+one-cycle:anneal_strategy=linear,div_factor=1@20+constant"], rate: 0.05)
    let rates = walk.rates.dropFirst().map { $0 }
    let points = heavyBall(
      rate: { rates[$0] },
      momentum: { step in
        guard (10..<30).contains(step) else { return 0.9 }
        let time = Double(step - 10)
        return time <= 5 ? 0.95 - 0.1 * time / 5 : 0.85 + 0.1 * (time - 5) / 14
      })
    expect(walk, is: points)
  }

  /// Momentum above the range of the knob is refused before the first step.
  @Test func aDriveOutOfRangeIsRefused() throws {
    let plan = try PlanSpecification.plan(["ramp:end=1.5"])
    let error = try #require(throws: KnobError.self) { try plan.check(on: Momentum(), steps: 40) }
    #expect(error.description.contains("'momentum' of 'momentum' must lie in [0, 1)"))
    #expect(throws: KnobError.self) { try plan.check(on: GradientDescent(), steps: 40) }
  }
}
