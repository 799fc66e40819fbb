import Calculus
import Schedules
import Testing

/// Settings that do not go together, and those that are out of range.
@Suite struct SettingTests {
  @Test(arguments: [
    ("piecewise:values=1/0.5", "boundaries and values do not match: 2 boundaries part 3 values, not 2"),
    ("one-cycle:base_momentum=0.97", "base_momentum=0.97 lies above max_momentum=0.95; exchange them"),
    ("triangular:max_momentum=0.5", "base_momentum=0.8 lies above max_momentum=0.5; exchange them"),
    (
      "one-cycle:three_phase=true,pct_start=0.6",
      "pct_start=0.6 leaves no time to come back; with three_phase it is at most 0.5"
    ),
    (
      "wsd:warmup_steps=60%,decay_steps=50%",
      "warmup_steps=60% and decay_steps=50% are more than the run; make their sum 100% or less"
    ),
    ("tanh:lb=3,ub=-7", "lb=3.0 is not below ub=-7.0; the rate falls while the argument rises from lb to ub"),
  ]) func conflictsAreNamed(_ text: String, words: String) throws {
    #expect(try schedule(text).conflict == words)
    #expect(try sequence(("constant", 3), (text, nil)).conflict == words)
  }

  /// What does not move cannot be in conflict.
  @Test(arguments: ["one-cycle:base_momentum=0.97,cycle_momentum=false", "wsd:warmup_steps=60%,decay_steps=40%"])
  func theseGoTogether(_ text: String) throws { #expect(try schedule(text).conflict == nil) }

  @Test(arguments: [
    ("multi-step:milestones=20/5", "'milestones' of 'multi-step' must not decrease, as they do in '20/5'"),
    (
      "cosine-restarts:T_0=0",
      "'T_0' of 'cosine-restarts' must be a whole number of steps from 1 to 1000000000, not '0'"
    ),
    ("cosine-restarts:T_mult=0", "'T_mult' of 'cosine-restarts' must be a whole number from 1 to 1000000000, not '0'"),
    ("one-cycle:pct_start=1.5", "'pct_start' of 'one-cycle' must lie in [0, 1], not 1.5"),
    ("one-cycle:div_factor=0", "'div_factor' of 'one-cycle' must lie in [1, inf), not 0"),
    (
      "one-cycle:anneal_strategy=lin",
      "'anneal_strategy' of 'one-cycle' is one of cos, linear, not 'lin'. Did you mean 'linear'?"
    ),
    ("exponential:gamma=0", "'gamma' of 'exponential' must lie in (0, inf), not 0"),
    ("exp-range:gamma=1.1", "'gamma' of 'exp-range' must lie in (0, 1], not 1.1"),
    ("plateau:factor=1", "'factor' of 'plateau' must lie in (0, 1), not 1"),
    ("cosine:eta_min=-1", "'eta_min' of 'cosine' must lie in [0, inf), not -1"),
  ]) func settingsOutOfRangeAreRefused(_ text: String, words: String) throws {
    let error = try #require(throws: KnobError.self) { _ = try schedule(text) }
    #expect(error.description == words)
  }

  /// Rates that grow stop at the largest number, so that no product with 0 is lost.
  @Test(arguments: ["exponential:gamma=1e300", "step:gamma=1e300,step_size=1", "multi-step:gamma=1e300"])
  func growthEndsAtTheLargestNumber(_ text: String) throws {
    #expect(try schedule(text).course(step: 1000, of: 1000).rate(1) == .greatestFiniteMagnitude)
  }

  /// Who comes from PyTorch types the name of its class.
  @Test(arguments: [
    ("StepLR", "step"), ("MultiStepLR", "multi-step"), ("ConstantLR", "constant-warmup"), ("LinearLR", "linear"),
    ("ExponentialLR", "exponential"), ("PolynomialLR", "polynomial"), ("CosineAnnealingLR", "cosine"),
    ("CosineAnnealingWarmRestarts", "cosine-restarts"), ("CyclicLR", "triangular"), ("OneCycleLR", "one-cycle"),
    ("ReduceLROnPlateau", "plateau"), ("sgdr", "cosine-restarts"),
  ]) func namesOfPyTorchAreFound(_ name: String, ours: String) {
    #expect(ScheduleCatalogue.find(name)?.name == ours)
  }
}
