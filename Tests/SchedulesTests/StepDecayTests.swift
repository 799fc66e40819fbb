import Calculus
import Schedules
import Testing

/// The model of all schedules, in every detail.
@Suite struct StepDecayTests {
  @Test func constantIsConstant() {
    #expect((1...50).allSatisfy { Constant().course(step: $0, of: 50) == Course(1) })
  }

  /// A tenth at 30, 60 and 90 % of the run.
  @Test func aShareOfTheRun() {
    let decays = StepDecay().phases(of: 100)
    #expect(decays == [31, 61, 91].map { Phase("decay", from: $0) })
    let rates = StepDecay().rates(of: 100)
    for (index, step) in [31, 61, 91].enumerated() {
      #expect(rates[step - 1] < 0.11 * rates[step - 2], "decay \(index + 1)")
    }
    #expect(Set(rates).count == 4)
  }

  @Test func theLabelNamesWhatIsSet() throws {
    #expect(StepDecay().label == "step decay")
    #expect(try schedule("step:gamma=0.5,step_size=5").label == "step decay step_size=5 gamma=0.5")
    #expect(try schedule("step:step_size=25%").label == "step decay step_size=25%")
  }

  /// A factor that is no power of two, against a product; and a day's worth of steps.
  @Test func farOut() throws {
    let schedule = try schedule("step:gamma=0.9,step_size=1")
    var factor = 1.0
    for rate in schedule.rates(of: 200) {
      #expect((rate - factor).magnitude <= 1e-14 * factor)
      factor *= 0.9
    }
    #expect(schedule.course(step: 1_000_000_000, of: 1_000_000_000) == Course(0))
  }

  @Test(arguments: [
    ("step:step_size=0", "'step_size' of 'step' must be a whole number of steps from 1 to 1000000000, not '0'"),
    ("step:gamma=0", "'gamma' of 'step' must lie in (0, inf), not 0"),
    ("step:gama=1", "'step' has no knob 'gama'; it has step_size, gamma. Did you mean 'gamma'?"),
  ]) func knobsAreChecked(_ text: String, words: String) throws {
    let error = try #require(throws: KnobError.self) { _ = try schedule(text) }
    #expect(error.description == words)
  }
}
