import Calculus
import Experiments
import Optimizers
import Surfaces
import Testing

/// The luck of noisy runs: a function of seed, stream and step, and of nothing else.
@Suite struct NoiseTests {
  private let flat: Surface
  private let bowl: Surface

  init() throws {
    // Level almost to the last bit, so that a step shows the noise alone.
    flat = try Surface(formula: "1e-300*(x + y)")
    bowl = try card("sphere")
  }

  private func batch(_ optimizer: any Optimizer, on surface: Surface, lanes: [Batch.Lane], steps: Int = 25) -> Batch {
    Batch(objective: surface.objective, optimizer: optimizer, steps: steps, noise: 0.5, lanes: lanes)
  }

  @Test func aStepIsTheRateTimesTheNumberOfItsSeedStreamAndStep() {
    let lanes = [
      Batch.Lane(start: [0, 0], rate: 1, seed: 7, stream: 3), .init(start: [0, 0], rate: 1, seed: 8, stream: 3),
    ]
    let walks = batch(GradientDescent(), on: flat, lanes: lanes).trajectories()
    for (walk, lane) in zip(walks, lanes) {
      let numbers = RandomNumbers(seed: lane.seed, stream: lane.stream)
      var point = [0.0, 0]
      for step in 1...25 {
        for row in 0..<2 { point[row] -= 1e-300 + 0.5 * numbers.normal(step: step, coordinate: row) }
        #expect(walk.point(step) == point)
      }
    }
    #expect(walks[0].coordinates != walks[1].coordinates)
  }

  /// With the same slopes and rates three rules do the same; so they must have met the same luck.
  @Test func theLuckIsTheSameForAll() throws {
    let plain: [any Optimizer] = [
      GradientDescent(), try optimizer("momentum", [("momentum", "0")]), try optimizer("nesterov", [("momentum", "0")]),
    ]
    let walks = plain.map {
      batch($0, on: bowl, lanes: [.init(start: [3, 2], rate: 0.1, seed: 5)]).trajectories()[0]
    }
    #expect(walks[0] == walks[1] && walks[0] == walks[2])
  }

  /// Newton on a tilted bowl goes to the tilted bowl's minimum: -z/2, with the number of the step.
  @Test func methodsMeetTheSameLuck() throws {
    let walk = batch(try optimizer("newton"), on: bowl, lanes: [.init(start: [3, 2], rate: .nan, seed: 5)], steps: 6)
      .trajectories()[0]
    let numbers = RandomNumbers(seed: 5, stream: 0)
    for step in 1...6 {
      for row in 0..<2 {
        #expect((walk.coordinate(row, step) + 0.25 * numbers.normal(step: step, coordinate: row)).magnitude < 1e-14)
      }
    }
  }

  @Test(arguments: everybody) func seedsAndStreamsDiffer(_ name: String) throws {
    let lanes = [(1, 0), (2, 0), (1, 1), (1, 0)].map { seed, stream in
      Batch.Lane(start: [0.03, 0.02], rate: 0.05, seed: seed, stream: stream)
    }
    let walks = batch(try optimizer(name), on: bowl, lanes: lanes).trajectories()
    #expect(walks[0].bits == walks[3].bits)
    #expect(walks[0].coordinates != walks[1].coordinates)
    #expect(walks[0].coordinates != walks[2].coordinates)
    #expect(walks[1].coordinates != walks[2].coordinates)
  }

  /// What is written down is the exact surface, not the tilted one.
  @Test func theLossIsExact() {
    let walk = batch(GradientDescent(), on: bowl, lanes: [.init(start: [3, 2], rate: 0.1, seed: 5)]).trajectories()[0]
    for step in 0...walk.steps {
      let point = walk.point(step)
      #expect(walk.losses[step] == point[0] * point[0] + point[1] * point[1])
      #expect(agrees(walk.gradientNorms[step], 2 * walk.losses[step].squareRoot(), to: 1e-15))
    }
  }

  /// Rates are tuned with five streams of their own, and judged on the exact loss: the drawn run's luck is unknown to it.
  @Test func tuningNeverSeesTheDrawnLuck() throws {
    let tuning = try #require(
      RateTuning(GradientDescent(), on: bowl, start: [3, 2], steps: 30, noise: 0.5, seed: 9, least: 0))
    func peaks(_ streams: [UInt64], rate: Double) -> Double {
      let lanes = streams.map { Batch.Lane(start: [3, 2], rate: rate, seed: 9, stream: $0) }
      let walks = batch(GradientDescent(), on: bowl, lanes: lanes, steps: 30).trajectories()
      return walks.map { $0.losses.max() ?? 0 }.sorted()[2]
    }
    // At high rates the highest loss depends on the luck.
    let trial = tuning.trials[59]
    #expect(trial.peak == peaks([1_000_000, 1_000_001, 1_000_002, 1_000_003, 1_000_004], rate: trial.rate))
    #expect(trial.peak != peaks([0, 1, 2, 3, 4], rate: trial.rate))
    // The drawn run is the one of stream 0.
    let terms = Terms(start: [3, 2], steps: 30, noise: 0.5, seed: 9)
    let run = Comparison([try entrant("sgd")], on: bowl, terms: terms).runs[0]
    let drawn = batch(
      GradientDescent(), on: bowl, lanes: [.init(start: [3, 2], rate: try #require(run.rate), seed: 9)], steps: 30)
    #expect(run.trajectory == drawn.trajectories()[0])
  }

  /// Each start has a stream of its own: the number of the start.
  @Test func startsDiffer() throws {
    var terms = Terms(start: [3, 2], steps: 30, rates: .same(0.1), noise: 0.5, seed: 9)
    let first = Comparison([try entrant("sgd")], on: bowl, terms: terms).runs[0].trajectory
    terms.stream = 1
    let second = Comparison([try entrant("sgd")], on: bowl, terms: terms).runs[0].trajectory
    #expect(first.point(0) == second.point(0) && first.coordinates != second.coordinates)
  }
}
