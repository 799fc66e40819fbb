import Calculus
import Experiments
import Optimizers
import Surfaces
import Testing

/// Steps on batches of rows.
@Suite struct SamplingTests {
  private let inputs = [0.0, 1, 2, 3, 4]
  private let outputs = [1.1, 2.9, 5.2, 6.8, 9.1]

  private func batch(_ optimizer: any Optimizer, sample: Int?, lanes: [Batch.Lane]) throws -> Batch {
    var batch = Batch(objective: try card("linear-regression").objective, optimizer: optimizer, steps: 40, lanes: lanes)
    batch.sample = sample
    return batch
  }

  /// Gradient descent on one row after the other, in plain numbers.
  @Test(arguments: [1, 2]) func stepsByHand(_ size: Int) throws {
    let lane = Batch.Lane(start: [-1, 4], rate: 0.01, seed: 5, stream: 2)
    let walk = try batch(GradientDescent(), sample: size, lanes: [lane]).trajectories()[0]
    let sampler = EpochSampler(rows: 5, batch: size, order: .shuffled)
    var (w, b) = (-1.0, 4.0)
    for step in 1...40 {
      let (epoch, places) = sampler.place(step: step)
      let rows = sampler.order(epoch: epoch, stream: RandomNumbers(seed: 5, stream: 2))[places].map(Int.init)
      let residuals = rows.map { w * inputs[$0] + b - outputs[$0] }
      let slope = 2 * zip(residuals, rows).map { $0 * inputs[$1] }.reduce(0, +) / Double(rows.count)
      let level = 2 * residuals.reduce(0, +) / Double(rows.count)
      (w, b) = (w - 0.01 * slope, b - 0.01 * level)
      #expect(abs(walk.coordinate(0, step) - w) < 1e-12 && abs(walk.coordinate(1, step) - b) < 1e-12)
    }
    // Epochs of two rows a step have batches of 2, 2 and 1: 40 steps are 13 epochs and one batch.
    #expect(walk.examples(rows: 5, batch: size).last == (size == 1 ? 40 : 67))
  }

  /// The whole data, drawn as one batch, are the whole data.
  @Test func allRowsAreNoSample() throws {
    let lane = Batch.Lane(start: [-1, 4], rate: 0.05)
    let whole = try batch(GradientDescent(), sample: nil, lanes: [lane]).trajectories()[0]
    let drawn = try batch(GradientDescent(), sample: 5, lanes: [lane]).trajectories()[0]
    for step in 0...40 { #expect(abs(whole.losses[step] - drawn.losses[step]) < 1e-12) }
  }

  /// A run's bits do not depend on those beside it, nor on who watches; runs that end early change nothing.
  @Test func neighboursDoNotMatter() throws {
    let lanes = (0..<30).map { (index: Int) -> Batch.Lane in
      let rate = index % 7 == 0 ? 1e200 : 0.002 * Double(index + 1)
      return Batch.Lane(start: [-1, 4], rate: rate, seed: UInt64(index % 3), stream: 1)
    }
    for optimizer in [GradientDescent() as any Optimizer, Adam(), BFGS()] {
      var together = try batch(optimizer, sample: 2, lanes: lanes)
      let walks = together.trajectories()
      for (lane, walk) in zip(lanes, walks) {
        #expect(try batch(optimizer, sample: 2, lanes: [lane]).trajectories()[0] == walk)
      }
      together.blockWidth = 1
      #expect(together.trajectories() == walks)
    }
  }

  /// All optimizers meet the same rows: with a rate of nearly 0 the gradients they see are the same.
  @Test func everybodyMeetsTheSameRows() throws {
    let entrants = try ["sgd:lr=1e-9", "momentum:lr=1e-9"].map { try Entrant($0) }
    var terms = Terms(start: [-1, 4], steps: 5)
    terms.batch = 1
    let surface = try card("linear-regression")
    let comparison = Comparison(entrants, on: surface, terms: terms)
    let moves = comparison.runs.map { run in
      (0..<2).map { (run.trajectory.coordinate($0, 1) - run.trajectory.coordinate($0, 0)) / 1e-9 }
    }
    #expect(abs(moves[0][0] - moves[1][0]) < 1e-5 && abs(moves[0][1] - moves[1][1]) < 1e-5)
    #expect(comparison.commonBatch == 1 && comparison.runs.allSatisfy { $0.batch == 1 })
  }

  /// Rates for batches are tuned with batches: one row at a time needs a lower rate than all together.
  @Test func ratesAreTunedForTheBatch() throws {
    let entrants = [try Entrant("sgd")].withBatches(of: [1, .max])
    let comparison = Comparison(entrants, on: try card("linear-regression"), terms: Terms(start: [-1, 4], steps: 200))
    let rates = Dictionary(uniqueKeysWithValues: comparison.runs.map { ($0.batch ?? 0, $0.rate ?? .nan) })
    #expect(try #require(rates[1]) < 0.6 * (try #require(rates[0])))
    #expect(comparison.comparesBatches)
  }
}
