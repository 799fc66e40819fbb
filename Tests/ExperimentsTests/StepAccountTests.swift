import Calculus
import Experiments
import Optimizers
import Surfaces
import Testing

/// Accounts of single steps.
@Suite struct StepAccountTests {
  private func batch(_ entrant: Entrant, rate: Double = 0.001, steps: Int = 8) throws -> Batch {
    let surface = try card("rosenbrock")
    return Batch(
      objective: surface.objective, optimizer: entrant.optimizer, steps: steps,
      lanes: [.init(start: surface.starts[0], rate: rate)])
  }

  /// To look on changes nothing, and what is remembered has one name each.
  @Test(arguments: everybody) func lookingOnChangesNothing(_ name: String) throws {
    let batch = try batch(try entrant(name))
    let record = batch.record(of: Set(1...8))
    #expect(record.trajectory == batch.trajectories()[0])
    for account in record.accounts {
      #expect(account.from.point == record.trajectory.point(account.step - 1))
      #expect(account.to.point == record.trajectory.point(account.step))
      let names = account.after.map(\.name)
      #expect(Set(names).count == names.count, "\(names)")
    }
    // What is after one step is before the next.
    for (one, next) in zip(record.accounts, record.accounts.dropFirst()) {
      // A number that is lost equals itself.
      #expect(one.after.map(\.name) == next.before.map(\.name))
      #expect(one.after.flatMap(\.values).map(\.bitPattern) == next.before.flatMap(\.values).map(\.bitPattern))
    }
  }

  @Test func whatAnOptimizerSees() throws {
    let plain = try #require(try batch(try entrant("adam")).record(of: [4]).accounts.first)
    #expect(plain.seen == plain.from.gradient && plain.asked == plain.from.point && plain.questions.count == 1)
    #expect(plain.after.filter { $0.scope == .coordinate }.map(\.name) == ["mean", "meanSquare"])
    let ahead = try #require(try batch(try entrant("nesterov-look-ahead")).record(of: [4]).accounts.first)
    let velocity = try #require(ahead.before("velocity")).values
    let place = zip(ahead.from.point, velocity).map { $0 + 0.9 * $1 }
    #expect(zip(place, ahead.asked ?? []).allSatisfy { agrees($0, $1, to: 1e-15) })
    let sharp = try #require(try batch(try Entrant("sgd+sam")).record(of: [4]).accounts.first)
    #expect(
      sharp.questions.count == 2 && sharp.seen == sharp.questions[1].gradient && sharp.seen != sharp.from.gradient)
    let clipped = try #require(try batch(try Entrant("sgd+clip")).record(of: [1]).accounts.first)
    let length = (clipped.seen ?? []).reduce(0) { $0 + $1 * $1 }.squareRoot()
    #expect(agrees(length, 1, to: 1e-6))
  }

  @Test func whatAWrapperDoesAround() throws {
    let accounts = try batch(try Entrant("sgd+lookahead:k=2,alpha=0.5")).record(of: [1, 2]).accounts
    #expect(accounts[0].innerTo == accounts[0].to.point)
    #expect(accounts[1].innerTo != accounts[1].to.point)
    #expect(accounts[1].after("lookahead slow")?.values == accounts[1].to.point)
    let averaged = try batch(try Entrant("sgd+average")).record(of: [3]).accounts[0]
    #expect(averaged.innerFrom == averaged.before("average fast")?.values && averaged.innerFrom != averaged.from.point)
  }

  @Test func theStartIsKnownBeforeTheFirstStep() throws {
    let account = try batch(try entrant("madgrad")).record(of: [1]).accounts[0]
    #expect(account.before("origin")?.values == account.from.point)
  }

  @Test func kindsAreSeenInAMirror() throws {
    func kinds(_ name: String) throws -> [String: RememberedKind] { try batch(try entrant(name)).rememberedKinds() }
    #expect(try kinds("adam") == ["mean": .direction, "meanSquare": .size])
    #expect(try kinds("adamw") == ["mean": .direction, "meanSquare": .size])
    #expect(try kinds("momentum") == ["velocity": .direction])
    #expect(try kinds("adagrad") == ["sum": .size])
    #expect(try kinds("accsgd") == ["average": .place])
    #expect(try kinds("sgd").isEmpty)
  }

  // MARK: - Steps taken apart

  private func explained(_ text: String, step: Int, rate: Double) throws -> ExplainedStep {
    let entrant = try Entrant(text)
    let surface = try card("rosenbrock")
    let terms = Terms(start: surface.starts[0], steps: 20, rates: .same(rate))
    let name = "\(type(of: try optimizer(entrant.name)))"
    return try ExplainedStep(
      entrant, on: surface, terms: terms, step: step, equations: try #require(SourceNotes.equations[name]))
  }

  @Test func theStepIsThatOfTheRun() throws {
    let step = try explained("adam", step: 7, rate: 0.1)
    #expect(step.account.step == 7 && step.account.rate == 0.1)
    #expect(step.account.to.point == step.run.trajectory.point(7))
    #expect(step.letters == ["mean": "m", "meanSquare": "s"] && step.equations?.count == 4)
  }

  /// Without a slope a velocity shrinks and carries on; a mean square sets how far a slope moves.
  @Test func partsOfAStep() throws {
    let momentum = try explained("momentum", step: 5, rate: 1e-4)
    let velocity = try #require(momentum.account.before("velocity")).values
    let carried = zip(momentum.account.from.point, velocity).map { $0 - 1e-4 * 0.9 * $1 }
    #expect(zip(carried, momentum.carried ?? []).allSatisfy { agrees($0, $1, to: 1e-14) })
    #expect(momentum.effectiveRates == nil)
    let adagrad = try explained("adagrad", step: 5, rate: 0.1)
    let sums = try #require(adagrad.account.after("sum")).values
    let rates = sums.map { 0.1 / ($0.squareRoot() + 1e-10) }
    #expect(zip(rates, adagrad.effectiveRates ?? []).allSatisfy { agrees($1, $0, to: 1e-9) })
    #expect(adagrad.carried == adagrad.account.from.point)
  }

  @Test func aRunThatEndsHasNoFurtherSteps() throws {
    #expect(throws: ExplainingError.ended(after: 4, rate: 1)) { try explained("sgd", step: 5, rate: 1) }
    #expect(try explained("sgd", step: 4, rate: 1).account.to.loss == .infinity)
  }

  @Test func worksheetsRoundRatesDown() throws {
    let surface = try card("booth")
    func sheet(_ text: String, rate: Double? = nil) throws -> Worksheet {
      Worksheet(
        try Entrant(text), on: surface, start: surface.starts[0], steps: 3, rate: rate, equations: [])
    }
    guard case .rounded(let rate, let tuned) = try sheet("momentum").rate else {
      Issue.record("the rate is not tuned")
      return
    }
    #expect(rate <= tuned && rate > tuned / 2)
    #expect("\(rate)".filter { $0.isNumber && $0 != "0" }.count == 1)
    #expect(try sheet("sgd", rate: 0.25).rate == .given(0.25) && sheet("sgd:lr=0.5").rate == .given(0.5))
    #expect(try sheet("newton").rate == .none && sheet("prodigy").rate == .usual(1))
    #expect(try sheet("sgd").accounts.map(\.step) == [1, 2, 3])
  }
}
