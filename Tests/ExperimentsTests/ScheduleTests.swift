import Calculus
import Experiments
import Optimizers
import Schedules
import Surfaces
import Testing

/// Schedules drive the rates of runs.
@Suite struct ScheduleTests {
  /// The rate that is written down is the one the step was taken with.
  @Test(arguments: everybody) func theRateOfAStepIsBaseTimesFactor(_ name: String) throws {
    guard OptimizerCatalogue.find(name)?.identity.defaultRate != nil else { return }
    var schedule = StepDecay()
    schedule.stepSize = .steps(4)
    schedule.gamma = 0.5
    let batch = Batch(
      objective: try card("sphere").objective, optimizer: try optimizer(name), plan: Plan(schedule), steps: 12,
      lanes: [.init(start: [3, 2], rate: 0.25), .init(start: [3, 2], rate: 0.5)])
    let walks = batch.trajectories()
    for (walk, rate) in zip(walks, [0.25, 0.5]) {
      #expect(walk.rates[0].isNaN)
      let factors = [1, 0.5, 0.25].flatMap { (factor: Double) in Array(repeating: factor, count: 4) }
      #expect(Array(walk.rates.dropFirst()) == factors.map { rate * $0 })
    }
  }

  /// Gradient descent on the sphere: the point shrinks by 1 - 2 rate, with each step's own rate.
  @Test func theScheduleDrives() throws {
    var schedule = StepDecay()
    schedule.stepSize = .steps(1)
    schedule.gamma = 0.5
    let batch = Batch(
      objective: try card("sphere").objective, optimizer: GradientDescent(), plan: Plan(schedule), steps: 3,
      lanes: [.init(start: [4, 0], rate: 0.25)])
    #expect(batch.trajectories()[0].coordinates == [4, 0, 2, 0, 1.5, 0, 1.3125, 0])
    #expect(batch.ends() == [[1.3125, 0]])
  }

  /// One word names one thing: `descent show NAME` knows no kinds.
  ///
  /// It shows both meanings of the exceptions: a schedule that PyTorch calls so and a surface that the collections call
  /// so; an optimizer and the schedule of momentum that makes it.
  @Test func namesAreDistinctAcrossCatalogues() throws {
    let surfaces = try Catalogue().surfaces()
    let names = OptimizerCatalogue.names + ScheduleCatalogue.names + surfaces.flatMap { [$0.name] + $0.aliases }
    let shared = Dictionary(grouping: names) { $0 }.filter { $0.value.count > 1 }
    #expect(Set(shared.keys) == ["step", "demon"])
  }
}
