import Foundation
import Schedules
import Testing

/// Where schedules begin and end, from their equations.
@Suite struct EndPointTests {
  /// The factors on a base rate of 1 in the first and the last of 100 steps.
  private static let ends: [String: (first: Double, last: Double)] = [
    "constant": (1, 1),
    "step": (1, 1e-3),
    "multi-step": (1, 0.01),
    "piecewise": (1, 0.1),
    "exponential": (1, pow(0.99, 99)),
    "natural-exponential": (1, exp(-4.95)),
    "inverse-time": (1, 1 / 10.9),
    "polynomial": (1, 0.01),
    "cosine-decay": (1, (1 + cos(0.99 * .pi)) / 2),
    "rex": (1, 0.01 / 0.505),
    "tanh": ((1 + tanh(7)) / 2, (1 - tanh(2.9)) / 2),
    "linear": (1.0 / 3, (1 + 2 * 0.99) / 3),
    "warmup": (0.01, 1),
    "constant-warmup": (1.0 / 3, 1),
    "one-cycle": (0.04, 4e-6),
    "wsd": (0, 1 - sqrt(0.95)),
    "flat-cosine": (1, 1e-5 + (1 - 1e-5) * (1 + cos(0.96 * .pi)) / 2),
    "inverse-sqrt": (0, sqrt(10 / 99)),
    "noam": (0.1, sqrt(0.1)),
    "cosine": (1, (1 + cos(0.99 * .pi)) / 2),
    "cosine-restarts": (1, (1 + cos(0.96 * .pi)) / 2),
    // A half cycle is 12.5 steps, rounded to 13: the last step is the 22nd of the fourth cycle, 5 before its end.
    "triangular": (0.25, 0.25 + 0.75 * 5 / 13),
    "triangular2": (0.25, 0.25 + 0.75 * 5 / 13 / 8),
    "exp-range": (0.25, 0.25 + 0.75 * 5 / 13 * pow(0.995, 99)),
    "ramp": (0.5, 0.5 + 0.49 * 0.99),
    "sutskever": (0.5, 0.99),
    "demon": (0.9, 0.009 / 0.109),
  ]

  @Test(arguments: functions) func itBeginsAndEndsAsStated(_ name: String) throws {
    let (first, last) = try #require(Self.ends[name], "every schedule states its ends")
    let schedule = try schedule(name)
    #expect(abs(schedule.course(step: 1, of: 100).rate(1) - first) <= 1e-15)
    #expect(abs(schedule.course(step: 100, of: 100).rate(1) - last) <= 1e-14)
  }

  @Test func theTableHasNoOthers() { #expect(Set(Self.ends.keys) == Set(functions)) }

  /// The lowest rate is reached to the bit in the step after the length, and kept unless the schedule says otherwise.
  @Test(arguments: [
    "polynomial:total_iters=20,eta_min=0.03", "rex:total_iters=20,eta_min=0.03", "tanh:total_iters=20,eta_min=0.03",
    "cosine:T_max=20,eta_min=0.03",
  ]) func theLowestRateIsReached(_ text: String) throws {
    let rates = try schedule(text).rates(0.7, of: 50)
    #expect(rates[20] == 0.03 && rates[19] > 0.03)
    if !text.hasPrefix("cosine") { #expect(rates[20...].allSatisfy { $0 == 0.03 }) }
  }

  /// Warm-ups arrive at the base rate itself.
  @Test(arguments: [
    ("linear:total_iters=10", 11), ("warmup:warmup_steps=10", 11), ("constant-warmup:total_iters=10", 11),
    ("wsd:warmup_steps=10", 11), ("inverse-sqrt:warmup_steps=10", 11), ("noam:warmup_steps=10", 10),
    ("one-cycle:pct_start=0.1", 10), ("triangular:step_size_up=10,base_lr=1e-4", 11),
    ("triangular2:step_size_up=10,base_factor=0.3", 11),
  ]) func theBaseRateIsReachedToTheBit(_ text: String, step: Int) throws {
    let schedule = try schedule(text)
    for base in [0.1, 0.3, 1e-3, 7, 1.0 / 3] {
      #expect(schedule.course(step: step, of: 100).rate(base) == base)
      #expect(schedule.course(step: step - 1, of: 100).rate(base) < base)
    }
  }

  /// The rate after a restart is the base rate, bit for bit, and the waves of equal length are one wave.
  @Test(arguments: [
    "cosine-restarts:T_0=7", "cosine-restarts:T_0=3,T_mult=2,eta_min=0.013", "cosine-restarts:eta_min=0.07",
    "polynomial:total_iters=9,eta_min=0.02",
  ]) func restartsAreExact(_ text: String) throws {
    let schedule = try schedule(text)
    let phases = schedule.phases(of: 200)
    #expect(phases.isEmpty == text.hasPrefix("polynomial"))
    for base in [0.1, 0.3, 1e-3, 7, 1.0 / 3] {
      for phase in phases {
        #expect(schedule.course(step: phase.firstStep, of: 200).rate(base) == base)
        #expect(schedule.course(step: phase.firstStep - 1, of: 200).rate(base) != base)
      }
    }
  }

  @Test func wavesRepeatToTheBit() throws {
    let cosine = try schedule("cosine:T_max=13,eta_min=0.01").rates(0.3, of: 1000)
    let restarts = try schedule("cosine-restarts:T_0=13,eta_min=0.01").rates(0.3, of: 1000)
    let triangle = try schedule("triangular:step_size_up=5,step_size_down=8").rates(0.3, of: 1000)
    for step in 26..<1000 { #expect(cosine[step] == cosine[step - 26]) }
    for step in 13..<1000 { #expect(restarts[step] == restarts[step - 13] && triangle[step] == triangle[step - 13]) }
    #expect(cosine[...13].elementsEqual(cosine[13...26].reversed()))
  }

  /// A wave that is longer than any number can say is one that no run sees the end of.
  @Test func wavesThatGrowWithoutEnd() throws {
    let schedule = try schedule("cosine-restarts:T_0=1000000000,T_mult=1000000000")
    #expect(schedule.course(step: 1_000_000_001, of: 2_000_000_000).rate(1) == 1)
    #expect(schedule.course(step: .max, of: .max).rate(1).isFinite)
  }
}
