import Calculus
import Schedules
import Testing

/// What is particular to one schedule, or to those made of others.
@Suite struct ShapeTests {
  /// Momentum goes against the rate; a run of one step does not divide by nothing.
  @Test(arguments: ["one-cycle", "one-cycle:three_phase=true", "one-cycle:anneal_strategy=linear", "triangular2"])
  func momentumGoesAgainstTheRate(_ text: String) throws {
    let schedule = try schedule(text)
    for step in 2...100 {
      let rise =
        schedule.course(step: step, of: 100).rate(1) - schedule.course(step: step - 1, of: 100).rate(1)
      let momenta = try [step - 1, step].map { try #require(schedule.momentum(step: $0, of: 100)) }
      #expect(rise * (momenta[1] - momenta[0]) <= 0)
    }
    #expect(schedule.momentum(step: 1, of: 1) != nil && schedule.movesMomentum)
  }

  @Test func momentumCanBeLeftAlone() throws {
    for name in ["one-cycle", "triangular", "triangular2", "exp-range"] {
      let still = try schedule("\(name):cycle_momentum=false")
      let moving = try schedule(name)
      #expect(!still.movesMomentum && (1...50).allSatisfy { still.momentum(step: $0, of: 50) == nil })
      #expect(still.rates(of: 50) == moving.rates(of: 50))
    }
  }

  /// The rise takes nothing, or everything.
  @Test func oneCycleAtItsEdges() throws {
    #expect(try schedule("one-cycle:pct_start=1").course(step: 20, of: 20).rate(0.3) == 0.3)
    let fall = try schedule("one-cycle:pct_start=0").rates(of: 20)
    #expect(zip(fall, fall.dropFirst()).allSatisfy { $0 > $1 } && abs(fall[19] - 4e-6) < 1e-18)
    let short = try schedule("one-cycle:total_steps=10").rates(of: 20)
    #expect(short[9...].allSatisfy { $0 == short[9] })
    let phases = try schedule("one-cycle:three_phase=true").phases(of: 100)
    #expect(phases == [Phase("rise", from: 1), Phase("fall", from: 31), Phase("final fall", from: 60)])
  }

  /// All decays of warm-up, stable, decay begin at the base rate and would end at the lowest after the last step.
  @Test(arguments: WarmupStableDecay.Shape.allCases) func decaysOfWarmupStableDecay(_ shape: WarmupStableDecay.Shape) {
    var schedule = WarmupStableDecay()
    schedule.shape = shape
    schedule.endFactor = 0.1
    let rates = (1...101).map { schedule.course(step: $0, of: 100).rate(1) }
    #expect(rates[10...80].allSatisfy { $0 == 1 })
    #expect(zip(rates[80...], rates[81...]).allSatisfy { $0 > $1 })
    #expect(abs(rates[100] - 0.1) < 1e-15)
    let names = [Phase("warm-up", from: 1), Phase("stable", from: 11), Phase("decay", from: 81)]
    #expect(schedule.phases(of: 100) == names)
  }

  /// A warm-up longer than the run leaves no decay, and a decay as long as the run no warm-up.
  @Test func lengthsThatDoNotFit() throws {
    #expect(try schedule("wsd:warmup_steps=50").rates(of: 25).last == 24.0 / 50)
    #expect(try schedule("wsd:warmup_steps=0,decay_steps=100,decay_type=linear").rates(of: 4) == [1, 0.75, 0.5, 0.25])
  }

  /// Each part has a clock of its own and the length that is left to it.
  @Test func aSequenceStartsClocks() throws {
    let sequence = try sequence(("linear:start_factor=0.5", 4), ("polynomial", nil))
    #expect(sequence.rates(of: 8) == [0.5, 0.625, 0.75, 0.875, 1, 0.75, 0.5, 0.25])
    #expect(sequence.phases(of: 8) == [Phase("linear", from: 1), Phase("polynomial", from: 5)])
  }

  /// A later part that moves momentum is heard; before and after it the knob is left at its setting.
  @Test func aSequenceMovesMomentumInItsPart() throws {
    let sequence = try sequence(("linear", 4), ("one-cycle", 10), ("constant", nil))
    #expect(sequence.movesMomentum && sequence.momentum(step: 4, of: 20) == nil)
    #expect(sequence.momentum(step: 5, of: 20) == 0.95 && sequence.momentum(step: 15, of: 20) == nil)
    #expect(ScheduleProduct([try schedule("step"), sequence]).movesMomentum)
  }

  /// A rate of its own is scaled by what comes after it in a product, and not by what comes before.
  @Test func aProductAppliesInOrder() throws {
    let half = "constant-warmup:factor=0.5,total_iters=100%"
    let floor = "cosine:T_max=10,eta_min=0.2"
    #expect(try product("\(floor)*\(half)").course(step: 11, of: 20).rate(1) == 0.1)
    #expect(try product("\(half)*\(floor)").course(step: 11, of: 20).rate(1) == 0.2)
  }

  /// Hinton's ramp and Sutskever's stairs, whatever the knob was set to.
  @Test func momentumRamps() throws {
    #expect(try schedule("ramp:total_iters=2").rates(0.3, of: 4) == [0.5, 0.745, 0.99, 0.99])
    let stairs = try schedule("sutskever:step_size=250,max=0.9").rates(0.3, of: 1500)
    let heights: [Double] = [0.5, 0.75, 1 - 0.5 / 3, 0.875, 0.9, 0.9]
    for (index, height) in heights.enumerated() {
      #expect(stairs[250 * index] == height && stairs[250 * index + 249] == height)
    }
    #expect(try schedule("demon").course(step: 51, of: 100).rate(0.3) == 0.45 / 0.55)
  }
}
