import Calculus
import Experiments
import Optimizers
import Schedules
import Surfaces
import Testing

/// A schedule that looks at the loss, run by run.
@Suite struct PlateauTests {
  /// A hundred runs side by side: some stall at once, some oscillate, some blow up soon, some late.
  private func batch(noise: Double, _ name: String = "momentum") throws -> Batch {
    let lanes = (0..<100).map { lane -> Batch.Lane in
      let rate = lane % 5 == 4 ? 10 * Double(lane) : 1e-5 * Double(lane + 1)
      let start = [-1.5 + 0.03 * Double(lane), 2 - 0.02 * Double(lane)]
      return Batch.Lane(start: start, rate: rate, seed: 3, stream: UInt64(lane))
    }
    return Batch(
      objective: try card("rosenbrock").objective, optimizer: try optimizer(name),
      plan: try PlanSpecification.plan(["plateau:patience=2,factor=0.5,threshold=0.01,cooldown=1"]), steps: 120,
      noise: noise, lanes: lanes)
  }

  /// Runs that end early and the packing of the others change no rate of anybody.
  @Test(arguments: [0, 0.3], ["momentum", "adam"])
  func aBlockEqualsItsRunsAlone(noise: Double, name: String) throws {
    var batch = try batch(noise: noise, name)
    let alone = batch.lanes.map { lane -> [[UInt64]] in
      var single = batch
      single.lanes = [lane]
      return single.trajectories()[0].bits
    }
    for width in [1, 4, 32] {
      batch.blockWidth = width
      #expect(batch.trajectories(threads: 2).map(\.bits) == alone, "width \(width)")
    }
  }

  /// In the batch above runs end at different steps and rates fall at different ones, else it would show nothing.
  @Test func theBatchIsAMixedOne() throws {
    let walks = try batch(noise: 0.3).trajectories()
    #expect(walks.count { $0.steps < 120 } >= 15 && walks.count { $0.steps == 120 } >= 60)
    let reductions = walks.map { walk in
      (2..<max(2, walk.rates.count)).filter { walk.rates[$0] < walk.rates[$0 - 1] }
    }
    #expect(Set(reductions).count >= 30 && reductions.contains { $0.count >= 5 })
  }

  /// It follows the exact losses, whatever the noise of the gradients: each rate from the loss after the step before.
  @Test(arguments: [0, 0.3]) func theRatesFollowFromTheLosses(noise: Double) throws {
    let batch = try batch(noise: noise)
    let schedule = try #require(batch.plan.rate as? Plateau)
    for (walk, lane) in zip(batch.trajectories(), batch.lanes) {
      var memory = schedule.start(rate: lane.rate)
      #expect(walk.rates[1] == lane.rate)
      for step in stride(from: 1, to: walk.steps, by: 1) {
        #expect(walk.rates[step + 1] == schedule.nextRate(after: walk.losses[step], memory: &memory))
      }
    }
  }

  /// Who looks on changes nothing: the same ends where no steps are written down.
  @Test func lookingOnChangesNothing() throws {
    let batch = try batch(noise: 0.3)
    let (walks, ends) = (batch.trajectories(), batch.ends(threads: 2))
    for (walk, end) in zip(walks, ends) where walk.isFinite {
      #expect(walk.end.map(\.bitPattern) == end.map(\.bitPattern))
    }
  }

  /// Near a noisy minimum the rate falls when the loss has come to the floor, and the run ends below that floor.
  @Test func itSettlesNearANoisyMinimum() throws {
    func losses(_ schedules: [String]) throws -> [Double] {
      let batch = Batch(
        objective: try card("sphere").objective, optimizer: GradientDescent(),
        plan: try PlanSpecification.plan(schedules), steps: 400, noise: 1,
        lanes: (0..<16).map { .init(start: [3, 2], rate: 0.2, seed: 1, stream: $0) })
      return batch.trajectories().map(\.finalLoss).sorted()
    }
    let (constant, reduced) = (try losses(["constant"]), try losses(["plateau:factor=0.5,patience=20"]))
    #expect(reduced[8] < 0.1 * constant[8])
  }
}
