import Calculus
import Experiments
import Schedules
import Testing

/// How schedules and chains of them are typed.
@Suite struct PlanSpecificationTests {
  private func rates(_ text: String, of steps: Int) throws -> [Double] {
    let plan = try PlanSpecification.plan([text])
    return (1...steps).map { plan.rate.course(step: $0, of: steps).rate(1) }
  }

  /// `torch.optim.lr_scheduler.SequentialLR` and `ChainedScheduler`.
  @Test func chains() throws {
    let sequence = try rates("linear:start_factor=0.5@4+polynomial", of: 8)
    #expect(sequence == [0.5, 0.625, 0.75, 0.875, 1, 0.75, 0.5, 0.25])
    #expect(try rates("linear:start_factor=0.5@50%+polynomial", of: 8) == sequence)
    #expect(try rates(" linear:start_factor=0.5 @ 50% + polynomial ", of: 8) == sequence)
    let product = try rates("constant-warmup:factor=0.5,total_iters=2*step:step_size=1,gamma=0.5", of: 4)
    #expect(product == [0.5, 0.25, 0.25, 0.125])
    let both = try rates("constant@2+constant-warmup:factor=0.5,total_iters=1*step:step_size=1,gamma=0.5", of: 4)
    #expect(both == [1, 1, 0.5, 0.5])
    // A part that stands alone lasts to the end, whatever it says.
    #expect(try rates("polynomial@4", of: 8) == rates("polynomial", of: 8))
  }

  @Test func knobsAreDriven() throws {
    let plan = try PlanSpecification.plan(["cosine", "ramp", "beta2=ramp:start=0.9,end=0.999"])
    #expect(plan.rate is Cosine && plan.drives.map(\.knob) == ["momentum", "beta2"])
    #expect(plan.label == "cosine; momentum: ramp; beta2: ramp start=0.9 end=0.999")
    // Asked to, a ramp drives the rate.
    let rate = try PlanSpecification.plan(["lr=ramp"])
    #expect(rate.rate is Ramp && rate.drives.isEmpty)
  }

  @Test(arguments: [
    ("step,cosine", ["step", "cosine"]),
    ("step:gamma=0.5,step_size=50,cosine", ["step:gamma=0.5,step_size=50", "cosine"]),
    ("linear@10%+cosine:T_max=5,eta_min=0.1,wsd", ["linear@10%+cosine:T_max=5,eta_min=0.1", "wsd"]),
  ]) func lists(_ text: String, members: [String]) { #expect(Specification.list(text) == members) }

  @Test(arguments: [
    (["cosin"], "there is no schedule 'cosin'; did you mean 'cosine'?"),
    (["cosine:T_mx=5"], "'cosine' has no knob 'T_mx'; it has T_max, eta_min. Did you mean 'T_max'?"),
    (
      ["linear+cosine"],
      "'linear+cosine' does not say how long its part 1 lasts; write @ and steps or a share, as in linear@10%+cosine"
    ),
    (
      ["linear@0+cosine"],
      "'@0' in 'linear@0+cosine' is no length; write steps as in @50, or a share as in @10%"
    ),
    (
      ["plateau*step"],
      "'plateau*step' chains a schedule that looks at the loss; such a schedule stands alone, take it out of the chain"
    ),
    (["step", "cosine"], "two schedules drive 'lr'; keep one of them, or chain them with + or *"),
    (["ramp", "momentum=demon"], "two schedules drive 'momentum'; keep one of them, or chain them with + or *"),
    (
      ["momentum=plateau"],
      "'momentum=plateau': a schedule that looks at the loss drives the rate alone, not 'momentum'"
    ),
    (
      ["constant@5+one-cycle:base_momentum=0.97"],
      "'constant@5+one-cycle:base_momentum=0.97': base_momentum=0.97 lies above max_momentum=0.95; exchange them"
    ),
    (
      ["multi-step:milestones=20/5"],
      "'milestones' of 'multi-step' must not decrease, as they do in '20/5'"
    ),
  ]) func mistakesAreNamed(_ texts: [String], words: String) throws {
    let error = try #require(throws: (any Error).self) { _ = try PlanSpecification.plan(texts) }
    #expect("\(error)" == words)
  }
}
