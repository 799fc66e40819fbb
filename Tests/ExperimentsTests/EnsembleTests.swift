import Calculus
import Experiments
import Optimizers
import Surfaces
import Testing

/// Many runs of one optimizer, each with its own luck.
@Suite struct EnsembleTests {
  private func gathered(
    _ name: String, _ knobs: [(String, String)] = [], rate: Double? = nil, on surface: Surface,
    from start: [Double]? = nil, runs: Int, steps: Int, noise: Double, at chosen: [Int] = [], noises: [Double] = [],
    threads: Int = 1
  ) throws -> Ensemble {
    var request = Ensemble.Request(runs: runs)
    (request.steps, request.noises) = (chosen, noises)
    let terms = Terms(start: start ?? surface.starts[0], steps: steps, noise: noise, seed: 11)
    return Ensemble(try entrant(name, knobs, rate: rate), on: surface, terms: terms, request, threads: threads)
  }

  /// Three blocks of 256 runs, of which the last is not full; run k is the comparison's run of stream k.
  @Test(arguments: ["sgd", "adam", "nelder-mead", "lbfgs"])
  func everyRunIsASingleRunBitForBit(_ name: String) throws {
    let surface = try card("rosenbrock")
    let ensemble = try gathered(name, on: surface, runs: 600, steps: 20, noise: 0.3, at: [3, 20], threads: 2)
    for number in [0, 1, 255, 256, 257, 511, 599] {
      var terms = ensemble.terms
      (terms.stream, terms.rates) = (UInt64(number), ensemble.run.rate.map { .same($0) } ?? .usual)
      let single = Comparison([try entrant(name)], on: surface, terms: terms).runs[0].trajectory
      for cloud in ensemble.clouds {
        let point = cloud.coordinates.map { $0[number].bitPattern }
        #expect(point == single.point(cloud.step).map(\.bitPattern), "run \(number), step \(cloud.step)")
      }
    }
    #expect(ensemble.clouds.map(\.step) == [3, 20])
  }

  /// What is summed up is what trajectories say, and does not depend on threads.
  @Test func summariesAreThoseOfTheTrajectories() throws {
    let surface = try card("saddle")
    let made = try [1, 3].map { threads in
      try gathered(
        "sgd", on: surface, from: [1, 0], runs: 300, steps: 250, noise: 0.5, noises: [0.5, 1], threads: threads)
    }
    #expect(made[0].summaries == made[1].summaries && made[0].clouds == made[1].clouds)
    #expect(made[0].escape == made[1].escape)
    let ensemble = made[0]
    let lanes = (0..<300).map { Batch.Lane(start: [1, 0], rate: 0.01, seed: 11, stream: UInt64($0)) }
    let walks = Batch(
      objective: surface.objective, optimizer: GradientDescent(), steps: 250, noise: 0.5, lanes: lanes
    ).trajectories()
    for summary in ensemble.summaries {
      let losses = walks.map { $0.losses[summary.step] }.sorted()
      #expect(summary.losses == Quantiles.shares.map { Quantiles.quantile($0, ofSorted: losses) })
      let points = walks.map { $0.point(summary.step) }
      let means = [0, 1].map { row in points.map { $0[row] }.reduce(0, +) / 300 }
      #expect(summary.moments.count == 300)
      for row in 0..<2 {
        #expect((summary.moments.mean[row] - means[row]).magnitude < 1e-12 * max(1, means[row].magnitude))
        for column in 0..<2 {
          let products = points.map { ($0[row] - means[row]) * ($0[column] - means[column]) }
          let covariance = products.reduce(0, +) / 299
          #expect(
            (summary.moments.covariance(row, column) - covariance).magnitude < 1e-9 * max(1, covariance.magnitude))
        }
      }
    }
    // Beyond half way to the edge of [-2, 2].
    let times = walks.map { walk in walk.losses.indices.first { abs(walk.coordinate(1, $0)) > 1 } }
    #expect(try #require(ensemble.escape).times.steps == times)
  }

  /// The loss of a run that is lost counts as infinite, and its point is none.
  @Test func lostRunsCount() throws {
    let surface = try Surface(formula: "x^4 + y^4")
    let ensemble = try gathered(
      "sgd", rate: 0.5, on: surface, from: [1.2, 0], runs: 40, steps: 12, noise: 1, at: [1, 12])
    let last = try #require(ensemble.summaries.last)
    let lost = ensemble.clouds[1].coordinates[0].count { !$0.isFinite }
    #expect(lost > 0 && lost < 40 && last.moments.count == 40 - lost)
    #expect(last.losses[4] == .infinity && ensemble.summaries[0].moments.count == 40)
  }

  /// Down a slope without end all are infinitely low once they are lost, and not high.
  @Test func fallingForEverIsLow() throws {
    let ensemble = try gathered(
      "sgd", rate: 1, on: Surface(formula: "-x^4 + y^2", start: [1.5, 0]), runs: 30, steps: 20, noise: 0.1, at: [20])
    let last = try #require(ensemble.summaries.last)
    #expect(ensemble.first.least == nil && last.moments.count == 0)
    #expect(last.losses.allSatisfy { $0 == -.infinity })
    for (earlier, later) in zip(ensemble.summaries, ensemble.summaries.dropFirst()) {
      #expect(later.losses[4] <= earlier.losses[4])
    }
  }

  // MARK: - By hand

  /// Of 0, 10, 20, 30, 40 the quantile of share 0.05 lies at place 0.2.
  @Test func quantilesByHand() {
    let numbers = [0.0, 10, 20, 30, 40]
    #expect(Quantiles.shares.map { Quantiles.quantile($0, ofSorted: numbers) } == [2, 10, 20, 30, 38])
    #expect(Quantiles.quantile(0.5, ofSorted: [1, 2]) == 1.5)
    #expect(Quantiles.quantile(0.95, ofSorted: [7]) == 7)
    #expect(Quantiles.quantile(0.5, ofSorted: []).isNaN)
    #expect(Quantiles.quantile(0.5, ofSorted: [1, 2, .infinity, .infinity]) == .infinity)
    #expect(Quantiles.quantile(0.75, ofSorted: [1, .infinity, .infinity]) == .infinity)
    #expect(Quantiles.quantile(0.25, ofSorted: [-.infinity, -.infinity, 3]) == -.infinity)
  }

  /// Points (0, 0), (2, 0), (2, 4) and (0, 4): mean (1, 2), squares 4 and 16, all over 3.
  @Test func momentsByHand() {
    let points = [[0.0, 0], [2, 0], [.nan, 1], [2, 4], [0, 4]]
    let whole = Moments(dimension: 2, count: 5) { points[$1][$0] }
    var merged = Moments(dimension: 2)
    merged.merge(Moments(dimension: 2, count: 2) { points[$1][$0] })
    merged.merge(Moments(dimension: 2, count: 3) { points[$1 + 2][$0] })
    for moments in [whole, merged] {
      #expect(moments.count == 4 && moments.mean == [1, 2])
      #expect(moments.covariance(0, 0) == 4.0 / 3 && moments.covariance(1, 1) == 16.0 / 3)
      #expect(moments.covariance(0, 1) == 0 && moments.covariance(1, 0) == 0)
    }
    #expect(Moments(dimension: 1).mean[0].isNaN)
  }

  @Test func stepsByHand() {
    #expect(KeptSteps.all(of: 3) == [0, 1, 2, 3])
    #expect(KeptSteps.usual(upTo: 500) == [20, 50, 100, 200, 500])
    #expect(KeptSteps.usual(upTo: 288) == [20, 50, 100, 200, 288])
    #expect(KeptSteps.usual(upTo: 110) == [5, 10, 20, 50, 100])
    #expect(KeptSteps.usual(upTo: 1) == [1])
    let kept = KeptSteps.all(of: 100_000, with: [77, 12_345])
    #expect(kept.first == 0 && kept.last == 100_000 && kept.contains(77) && kept.contains(12_345))
    #expect(kept.count <= 203 && zip(kept, kept.dropFirst()).allSatisfy { $0 < $1 })
  }

  @Test func escapeTimesByHand() {
    let times = EscapeTimes([5, nil, 3, 9])
    #expect(times.median == 5 && times.step(by: 0.75) == 9 && times.step(by: 0.76) == nil)
    #expect(times.count(by: 4) == 1 && EscapeTimes([nil, nil, 1]).median == nil)
  }

  // MARK: - Escape

  /// Started exactly on the ridge the distance is normal with deviation r s sqrt((g^2n - 1) / (g^2 - 1)), g = 1 + 2 r,
  /// and half are beyond 1 where 0.6745 of that is.
  @Test(arguments: [1e-6, 1e-4, 0.01, 0.1]) func theoryIsTheClosedForm(noise: Double) throws {
    let gate = try #require(EscapeGate(on: card("saddle"), from: [1, 0]))
    #expect(gate.saddle == [0, 0] && gate.direction.map(\.magnitude) == [0, 1])
    #expect(gate.curvature == -2 && gate.threshold == 1)
    let theory = try #require(EscapeTheory(gate, start: [1, 0], rate: 0.01))
    let square = 1.02 * 1.02
    let needed = 1 / (0.674_489_75 * 0.01 * noise)
    let steps = Lanes.log(Lanes(needed * needed * (square - 1) + 1))[0] / Lanes.log(Lanes(square))[0]
    let found = try #require(theory.median(noise: noise))
    #expect((found - steps).magnitude < 0.02)
    #expect((theory.growth - 1.02).magnitude < 1e-15)
    #expect((theory.delay(perFactor: 100) - 232.553_4).magnitude < 1e-3)
  }

  /// Without noise a start off the ridge leaves when 1.02^n times its distance passes 1.
  @Test func withoutNoiseTheStartDecides() throws {
    let gate = try #require(EscapeGate(on: card("saddle"), from: [1, 1e-5]))
    let theory = try #require(EscapeTheory(gate, start: [1, 1e-5], rate: 0.01))
    let steps = try #require(theory.median(noise: 0))
    #expect((steps.rounded(.up) - 582).magnitude < 1e-9)
  }

  /// Gradient descent and the heavy ball, measured and in theory.
  @Test(arguments: [("sgd", 0.01), ("momentum", 0.01), ("sgd", 0.05)])
  func theSlopeIsThatOfTheory(_ name: String, rate: Double) throws {
    let ensemble = try gathered(
      name, rate: rate, on: card("saddle"), from: [1, 0], runs: 1000, steps: 400, noise: 0.1,
      noises: [1e-5, 1e-4, 1e-3, 0.01, 0.1])
    let escape = try #require(ensemble.escape)
    let ladder = try #require(escape.ladder)
    let (measured, predicted) = (try #require(ladder.measuredDelay), try #require(ladder.predictedDelay))
    #expect((measured / predicted - 1).magnitude < 0.02)
    for rung in ladder.rungs {
      let (median, theory) = (try #require(rung.median), try #require(rung.theory))
      // The deviation of a median of 1000 is about 1.4 over ln of the growth, over their root.
      let growth = try #require(escape.theory?.growth)
      #expect((Double(median) - theory).magnitude < 1 + 0.18 / (growth - 1))
    }
    #expect(ladder.rungs.map(\.noise) == [1e-5, 1e-4, 1e-3, 0.01, 0.1])
  }

  @Test func onlySaddlesHaveGates() throws {
    #expect(EscapeGate(on: try card("rosenbrock"), from: [-0.5, 2.5]) == nil)
    // Past the gate already.
    #expect(EscapeGate(on: try card("saddle"), from: [1, 1.5]) == nil)
    // With a minimum on either side: on the ridge only, and half way to the minima.
    let wells = try card("double-well")
    #expect(EscapeGate(on: wells, from: [0.1, 1.6]) == nil)
    #expect(try #require(EscapeGate(on: wells, from: [0, 1.6])).threshold == 0.5)
    #expect(try #require(EscapeGate(on: wells, from: [0.1, 1.6], threshold: 0.7)).threshold == 0.7)
    #expect(EscapeLadder.usual(around: 0.1) == [1e-6, 1e-5, 1e-4, 1e-3, 0.01, 0.1, 1])
  }

  // MARK: - How many

  @Test func memoryLimitsRuns() throws {
    let bytes = Ensemble.bytes(steps: 500, chosen: 5, dimension: 2)
    #expect((1600...2500).contains(bytes))
    #expect(Ensemble.mostRuns(steps: 10, chosen: 5, dimension: 2) == Ensemble.mostStreams)
    #expect(Ensemble.mostRuns(steps: 500, chosen: 5, dimension: 100) < 100_000)
    let sphere = try card("sphere")
    let quiet = Terms(start: [1, 1])
    #expect(!Ensemble.hasLuck(try entrant("sgd"), on: sphere, terms: quiet))
    #expect(Ensemble.hasLuck(try entrant("cma-es"), on: sphere, terms: quiet))
    #expect(Ensemble.hasLuck(try entrant("sgd"), on: sphere, terms: Terms(start: [1, 1], noise: 0.1)))
  }
}
