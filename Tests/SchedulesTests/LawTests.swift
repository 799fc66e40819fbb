import Calculus
import Schedules
import Testing

/// What holds for every schedule.
@Suite struct LawTests {
  /// The steps of a run that are looked at.
  private func steps(of run: Int) -> StrideThrough<Int> { stride(from: 1, through: run, by: max(1, run / 2000)) }

  @Test(arguments: everybody) func ratesAreFiniteAndNotNegative(_ name: String) throws {
    let schedule = try schedule(name)
    for run in [1, 2, 3, 7, 10, 300, 100_000, 1_000_000_000_000] {
      for step in steps(of: run) {
        let course = schedule.course(step: step, of: run)
        for base in [1e-12, 0.1, 1, 1e6] {
          let rate = course.rate(base)
          #expect(rate.isFinite && rate >= 0, "\(rate) at step \(step) of \(run)")
        }
        if let momentum = schedule.momentum(step: step, of: run) { #expect(momentum >= 0 && momentum < 1) }
      }
    }
  }

  /// No step remembers another: backwards and by another instance it is the same.
  @Test(arguments: everybody) func anyStepCanBeAskedForByItself(_ name: String) throws {
    let (one, other) = (try schedule(name), try schedule(name))
    for run in [1, 2, 50, 333] {
      let forwards = (1...run).map { (one.course(step: $0, of: run), one.momentum(step: $0, of: run)) }
      let backwards = (1...run).reversed().map { (other.course(step: $0, of: run), other.momentum(step: $0, of: run)) }
      #expect(forwards.elementsEqual(backwards.reversed()) { $0 == $1 })
    }
  }

  @Test(arguments: everybody) func phasesStandInTheRunInOrder(_ name: String) throws {
    let schedule = try schedule(name)
    for run in [1, 2, 3, 7, 50, 1000] {
      let phases = schedule.phases(of: run)
      let steps = phases.map(\.firstStep)
      #expect(steps.allSatisfy { (1...run).contains($0) })
      #expect(zip(steps, steps.dropFirst()).allSatisfy { $0 < $1 }, "\(phases) of \(run)")
      #expect(phases.allSatisfy { !$0.name.isEmpty })
    }
  }

  @Test(arguments: everybody) func itSaysWhoItIs(_ name: String) throws {
    let schedule = try schedule(name)
    let identity = type(of: schedule).identity
    #expect(schedule.conflict == nil && schedule.label == identity.label)
    #expect(!identity.summary.isEmpty && !identity.summary.hasSuffix("."))
    for word in [identity.name] + identity.aliases {
      #expect(word == word.lowercased() && ScheduleCatalogue.find(word.uppercased())?.name == name)
    }
  }

  @Test func namesAreDistinct() {
    #expect(Set(ScheduleCatalogue.names).count == ScheduleCatalogue.names.count)
  }

  /// Settings in which every knob has something to do.
  private static let busy = [
    "exponential": "exponential:decay_steps=7", "polynomial": "polynomial:total_iters=100",
    "sutskever": "sutskever:step_size=5%,max=0.9", "plateau": "plateau:factor=0.5,patience=6,min_lr=0.2,eps=0.0499",
  ]

  @Test(arguments: everybody) func everyKnobMatters(_ name: String) throws {
    try expectEveryKnobToMatter(try schedule(Self.busy[name] ?? name))
  }

  private func expectEveryKnobToMatter<S: Schedule>(_ schedule: S) throws {
    let before = series(schedule)
    for knob in S.knobs {
      let others = nudged(schedule, knob).filter { $0.conflict == nil }
      #expect(!others.isEmpty)
      for other in others {
        let isTheSame = series(other) == before
        #expect(!isTheSame, "\(knob.name) of \(other.label)")
      }
    }
  }

  /// All that a schedule does in a run of 300 steps.
  private func series<S: Schedule>(_ schedule: S) -> [[Double]] {
    if let schedule = schedule as? any LossSchedule { return [followed(schedule)] }
    return [schedule.rates(0.5, of: 300), (1...300).map { schedule.momentum(step: $0, of: 300) ?? -1 }]
  }

  /// The rates after losses that fall by a little more than the threshold every five steps, and at last no more.
  private func followed<S: LossSchedule>(_ schedule: S) -> [Double] {
    var memory = schedule.start(rate: 0.5)
    var loss = 0.9
    return (1...300).map { step in
      if step < 50, step % 5 == 0 { loss *= 1 - 1.005e-4 }
      return schedule.nextRate(after: loss, memory: &memory)
    }
  }

  /// The schedule with a knob set a little differently, or to each other word.
  private func nudged<S: Schedule>(_ schedule: S, _ knob: Knob<S>) -> [S] {
    func with(_ change: (inout S) -> Void) -> S {
      var other = schedule
      change(&other)
      return other
    }
    func later(_ span: Span) -> Span {
      switch span {
      case .steps(let count): .steps(count + 1)
      case .share(let share): .share(share * 0.9)
      }
    }
    switch knob.place {
    case .real: return []
    case .number(let path, let range):
      let setting = schedule[keyPath: path]
      let number = [setting * 1.01, setting * 0.99].first { range.contains($0) && $0 != setting } ?? 0.01
      return [with { $0[keyPath: path] = number }]
    case .numbers(let path, _):
      return schedule[keyPath: path].indices.map { index in with { $0[keyPath: path][index] *= 1.01 } }
    case .span(let path, _): return [with { $0[keyPath: path] = later($0[keyPath: path]) }]
    case .spans(let path):
      return schedule[keyPath: path].indices.map { index in
        with { $0[keyPath: path][index] = later($0[keyPath: path][index]) }
      }
    case .whole(let path, _): return [with { $0[keyPath: path] += 1 }]
    case .flag(let path): return [with { $0[keyPath: path].toggle() }]
    case .choice(let words, let get, let set):
      return words.filter { $0 != get(schedule) }.map { word in with { set(&$0, word) } }
    }
  }

  /// Whatever can be set, rates stay finite.
  @Test(arguments: functions) func absurdSettingsAreRefusedOrHarmless(_ name: String) throws {
    let usual = try schedule(name)
    let numbers = ["0", "1e-300", "1e-9", "0.5", "1", "2", "1e9", "1e300"]
    let spans = ["0", "1", "2", "999999999", "1000000000", "0%", "1e-9%", "50%", "100%"]
    let wholes = ["1", "2", "7", "1000000000"]
    for setting in usual.settings {
      for text in numbers + spans + wholes + numbers.map({ "\($0)/\($0)/\($0)" }) {
        var schedule: any Schedule = usual
        guard (try? schedule.set(setting.name, to: text)) != nil, schedule.conflict == nil else { continue }
        for run in [1, 2, 5, 1000] {
          for step in steps(of: run) {
            let rate = schedule.course(step: step, of: run).rate(0.3)
            #expect(rate.isFinite && rate >= 0, "\(rate) at step \(step) of \(run), \(schedule.label)")
            if let momentum = schedule.momentum(step: step, of: run) { #expect(momentum >= 0 && momentum < 1) }
          }
          #expect(schedule.phases(of: run).allSatisfy { (1...run).contains($0.firstStep) }, "\(schedule.label)")
        }
      }
    }
  }
}
