import Calculus
import Experiments
import Optimizers
import Schedules
import Surfaces
import Testing

/// How rates change from step to step.
@Suite struct ScheduleTests {
  @Test func constantIsConstant() {
    #expect((1...50).allSatisfy { Constant().factor(step: $0, of: 50) == 1 })
  }

  /// `torch.optim.lr_scheduler.StepLR(step_size=5, gamma=.5)`, the factors of its first 31 steps.
  @Test func stepDecayIsPyTorchs() throws {
    var schedule = StepDecay()
    try schedule.set("step_size", to: "5")
    try schedule.set("gamma", to: "0.5")
    let halvings = [1, 0.5, 0.25, 0.125, 0.0625, 0.03125].flatMap { (factor: Double) in
      Array(repeating: factor, count: 5)
    }
    #expect((1...31).map { schedule.factor(step: $0, of: 31) } == halvings + [0.015625])
    #expect(schedule.label == "rate times 0.5 every 5 steps")
  }

  /// A factor that is no power of two, against a product; and a day's worth of steps.
  @Test func stepDecayFarOut() {
    var schedule = StepDecay()
    schedule.gamma = 0.9
    schedule.stepSize = 1
    var factor = 1.0
    for step in 1...200 {
      #expect(agrees(schedule.factor(step: step, of: 200), factor, to: 1e-14))
      factor *= 0.9
    }
    #expect(schedule.factor(step: 1_000_000_000, of: 1_000_000_000) == 0)
  }

  @Test(arguments: ScheduleCatalogue.names) func isAFunctionOfTheStep(_ name: String) throws {
    let schedule = try #require(ScheduleCatalogue.find(name)).init()
    let factors = (1...300).map { schedule.factor(step: $0, of: 300) }
    #expect(factors.allSatisfy { $0 >= 0 && $0.isFinite })
    #expect((1...300).reversed().map { schedule.factor(step: $0, of: 300) } == factors.reversed())
    #expect(!schedule.label.isEmpty)
  }

  @Test func stepDecaysKnobsAreChecked() throws {
    var schedule = StepDecay()
    let wrong = [
      ("step_size", "0", "'step_size' of 'step' must be a whole number from 1 to 1000000000, not '0'"),
      ("gamma", "0", "'gamma' of 'step' must lie in (0, inf), not 0"),
      ("gama", "1", "'step' has no knob 'gama'; it has step_size, gamma. Did you mean 'gamma'?"),
    ]
    for (knob, value, words) in wrong {
      let error = try #require(throws: KnobError.self) { try schedule.set(knob, to: value) }
      #expect(error.description == words)
    }
  }

  /// The rate that is written down is the one the step was taken with.
  @Test(arguments: everybody) func theRateOfAStepIsBaseTimesFactor(_ name: String) throws {
    guard OptimizerCatalogue.find(name)?.identity.defaultRate != nil else { return }
    var schedule = StepDecay()
    schedule.stepSize = 4
    schedule.gamma = 0.5
    let batch = Batch(
      objective: try card("sphere").objective, optimizer: try optimizer(name), schedule: schedule, steps: 12,
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
    schedule.stepSize = 1
    schedule.gamma = 0.5
    let batch = Batch(
      objective: try card("sphere").objective, optimizer: GradientDescent(), schedule: schedule, steps: 3,
      lanes: [.init(start: [4, 0], rate: 0.25)])
    #expect(batch.trajectories()[0].coordinates == [4, 0, 2, 0, 1.5, 0, 1.3125, 0])
    #expect(batch.ends() == [[1.3125, 0]])
  }

  /// One word names one thing: `descent show NAME` knows no kinds.
  ///
  /// It shows both meanings of the one exception: a schedule that PyTorch calls so and a surface that the collections
  /// call so.
  @Test func namesAreDistinctAcrossCatalogues() throws {
    let surfaces = try Catalogue().surfaces()
    let names = OptimizerCatalogue.names + ScheduleCatalogue.names + surfaces.flatMap { [$0.name] + $0.aliases }
    let shared = Dictionary(grouping: names) { $0 }.filter { $0.value.count > 1 }
    #expect(Array(shared.keys) == ["step"])
  }
}
