import Calculus
import Experiments
import Optimizers
import Surfaces
import Testing

/// The range test as this laboratory makes it, and the truth beside it.
@Suite struct RangeTestTests {
  private func ellipse() throws -> Surface {
    try Surface(
      formula: "0.5*(x^2 + 100*y^2)", window: [-4...4, -4...4], start: [-2.5, 1])
  }

  private func finding(_ name: String, on surface: Surface, _ change: (inout RangeTerms) -> Void = { _ in }) throws
    -> RangeFinding
  {
    var terms = RangeTerms(start: surface.starts[0])
    change(&terms)
    return try RangeFinding(try entrant(name), on: surface, terms: terms)
  }

  /// The lesson of the house: every rule stays below the best rate, and the test's own minimum is above it.
  @Test func fixedNumbers() throws {
    let finding = try finding("sgd", on: ellipse()) { terms in
      (terms.from, terms.to, terms.steps) = (1e-5, 10, 100)
    }
    let test = finding.test
    #expect(test.losses.count == 70 && test.phases.stop == 69)
    #expect(agrees(test.rates[69], 0.152, to: 2e-3))
    #expect(agrees(test.rates[test.phases.lowest], 0.115, to: 2e-3))
    #expect(agrees(test.rates[test.losses.indices.min { test.losses[$0] < test.losses[$1] } ?? 0], 0.1, to: 2e-3))
    let expected: [SuggestionRule: (rate: Double, loss: Double)] = [
      .minimum: (0.00756, 0.684), .valley: (0.00152, 2.31), .steep: (0.00152, 2.31), .slide: (4.04e-5, 25.4),
    ]
    for suggestion in finding.suggestions {
      guard let known = expected[suggestion.rule] else { continue }
      #expect(agrees(suggestion.rate, known.rate, to: 2e-3), "\(suggestion)")
      #expect(agrees(suggestion.outcome.finalLoss, known.loss, to: 5e-3), "\(suggestion)")
    }
    #expect(finding.suggestions.count == 5)
    let best = try #require(finding.truth.best)
    #expect(agrees(best.rate, 0.01945, to: 1e-3) && agrees(best.finalLoss, 0.0621, to: 1e-3))
    #expect(finding.limits.map(\.rate) == [0.02])
  }

  /// Bounds that are not given are moved until every phase is seen.
  @Test(arguments: [
    ("sgd", "rosenbrock"), ("adam", "rosenbrock"), ("momentum", "beale"), ("nesterov", "styblinski-tang"),
  ])
  func boundsShowAllPhases(name: String, surface: String) throws {
    let test = try finding(name, on: card(surface)) { $0.steps = 20 }.test
    let phases = test.phases
    #expect(phases.seesTooSmall && phases.seesLearning && phases.seesBlowUp)
    let learns = try #require(phases.learnsFrom)
    #expect(learns > 0 && learns <= phases.lowest && phases.lowest < test.losses.count - 1)
  }

  /// What cannot be seen leaves the bounds where they were: a sine never blows up.
  @Test func boundedLoss() throws {
    let surface = try Surface(formula: "sin(x) + cos(y)", start: [1, 0.5])
    let test = try finding("sgd", on: surface) { $0.steps = 20 }.test
    #expect(!test.phases.seesBlowUp && test.losses.count == 100)
    #expect(test.sweep.to < 100)
  }

  /// The stop rule knows no zero: adding a number or scaling the losses changes nothing but the losses.
  @Test(arguments: [-1000.0, -53.125, 0, 1000])
  func stopIgnoresTheZero(shift: Double) throws {
    let sweep = try Sweep(from: 1e-5, to: 10)
    let surface = try ellipse()
    let plain = try RangeTest(GradientDescent(), on: surface.objective, start: [-2.5, 1], sweep: sweep)
    let moved = try Surface(formula: "2*(0.5*(x^2 + 100*y^2)) + \(shift)", start: [-2.5, 1])
    // Twice the loss at half the rate is the same walk.
    let half = try Sweep(from: 5e-6, to: 5)
    let other = try RangeTest(GradientDescent(), on: moved.objective, start: [-2.5, 1], sweep: half)
    #expect(other.phases.stop == plain.phases.stop && other.phases.lowest == plain.phases.lowest)
    #expect(other.suggestion(.valley).map { $0 * 2 } == plain.suggestion(.valley))
    // The others' rule ends at once on negative losses.
    let theirs = try RangeTest(
      GradientDescent(), on: moved.objective, start: [-2.5, 1], sweep: half, convention: .fastai)
    if shift <= -1000 { #expect(theirs.losses.count == 1) }
  }

  /// Under noise the losses are those the optimizer is shown; seeds differ, and one seed is one test.
  @Test func noise() throws {
    let surface = try ellipse()
    let sweep = try Sweep(from: 1e-9, to: 1e-8)
    func test(_ noise: Double, seed: UInt64) throws -> RangeTest {
      try RangeTest(
        GradientDescent(), on: surface.objective, start: [-2.5, 1], sweep: sweep, noise: noise, seed: seed)
    }
    let (exact, one, again, two) = (
      try test(0, seed: 0), try test(3, seed: 0), try test(3, seed: 0), try test(3, seed: 1)
    )
    #expect(one.losses == again.losses && one.losses != two.losses && one.losses != exact.losses)
    // So small are the rates that the point hardly moves: what is left is the tilt times the point.
    for step in [0, 50] {
      let random = RandomNumbers(seed: 0)
      let tilt =
        3 * (random.normal(step: step + 1, coordinate: 0) * -2.5 + random.normal(step: step + 1, coordinate: 1))
      #expect((one.losses[step] - exact.losses[step] - tilt).magnitude < 1e-3)
    }
  }

  /// Rates: ends exact, ascending, even on their scale.
  @Test(arguments: Sweep.Spacing.allCases)
  func rates(spacing: Sweep.Spacing) throws {
    let sweep = try Sweep(from: 3e-7, to: 0.7, points: 64, spacing: spacing)
    let rates = sweep.rates()
    #expect(rates.first == 3e-7 && rates.last == 0.7 && rates.count == 64)
    for (a, b, c) in zip(rates, zip(rates.dropFirst(), rates.dropFirst(2))).map({ ($0, $1.0, $1.1) }) {
      #expect(a < b && b < c)
      #expect(agrees(spacing == .linear ? a + c : a * c, spacing == .linear ? 2 * b : b * b, to: 1e-12))
    }
  }

  /// A linear sweep ends where the loss does: the rest of the rates would show nothing.
  @Test func linear() throws {
    let finding = try finding("sgd", on: ellipse()) { ($0.spacing, $0.steps) = (.linear, 50) }
    let stop = try #require(finding.test.phases.stop)
    #expect(stop >= 50)
  }

  // MARK: - Rules by hand

  @Test func rulesByHand() {
    let rates = [1.0, 2, 4, 8, 16, 32]
    let losses = [9.0, 8, 5, 4, 6, 7]
    // The longest fall is 9 8 5 4: it ends at 3 and is counted from 3 - 4 = -1, a third is 1, half of that 0.
    #expect(SuggestionRule.valley.suggestion(rates: rates, losses: losses) == 1)
    #expect(SuggestionRule.minimum.suggestion(rates: rates, losses: losses) == 0.8)
    #expect(SuggestionRule.steep.suggestion(rates: rates, losses: losses) == 2)
    #expect(SuggestionRule.perIndex.suggestion(rates: rates, losses: losses) == 2)
    // Slopes for each unit of the rate: -1 at both ends of the first step, -7/6 between 1 and 4.
    #expect(SuggestionRule.perRate.suggestion(rates: rates, losses: losses) == 2)
    #expect(SuggestionRule.slide.suggestion(rates: rates, losses: losses) == nil)
    // What follows the first that is not finite is not looked at.
    #expect(SuggestionRule.minimum.suggestion(rates: rates, losses: [9, 8, .nan, 0, 0, 0]) == 0.2)
  }

  @Test(arguments: SuggestionRule.allCases)
  func shortCurves(rule: SuggestionRule) {
    #expect(rule.suggestion(rates: [], losses: []) == nil)
    #expect(rule.suggestion(rates: [1], losses: [.nan]) == nil)
  }

  // MARK: - Truth

  @Test func truthIsTheBestOfAll() throws {
    let finding = try finding("sgd", on: ellipse()) { $0.steps = 100 }
    let best = try #require(finding.truth.best)
    #expect(finding.truth.outcomes.allSatisfy { !($0.finalLoss < best.finalLoss) })
    #expect(finding.truth.outcomes.count >= 200 + 2 * 60 && !finding.truth.bestIsAtEdge)
    for suggestion in finding.suggestions {
      let terms = Terms(start: [-2.5, 1], steps: 100)
      let run = Comparison([try entrant("sgd", rate: suggestion.rate)], on: finding.surface, terms: terms).runs[0]
      #expect(run.trajectory.finalLoss == suggestion.outcome.finalLoss)
      #expect(suggestion.ratio == suggestion.rate / best.rate)
    }
  }

  /// On the floor the earliest arrival wins, then the smaller rate: on x^2 + y^2 one step at a half is enough.
  @Test func tiesOnTheFloor() throws {
    let best = try #require(try finding("sgd", on: card("sphere")).truth.best)
    #expect(best.arrival == 1 && agrees(best.rate, 0.5, to: 2e-3))
  }

  @Test func withoutAMinimum() throws {
    let finding = try finding("sgd", on: card("saddle"))
    #expect(finding.truth.best == nil && finding.suggestions.allSatisfy { $0.ratio == nil })
    #expect(finding.suggestions.count == 5)
  }

  @Test func threadsDoNotMatter() throws {
    let surface = try card("rosenbrock")
    var terms = RangeTerms(start: surface.starts[0])
    (terms.noise, terms.steps) = (2, 50)
    let found = try [1, 2, 5].map { try RangeFinding(try entrant("adam"), on: surface, terms: terms, threads: $0) }
    #expect(found.allSatisfy { $0.truth.outcomes == found[0].truth.outcomes && $0.test.losses == found[0].test.losses })
    #expect(found[0].truth.outcomes.count == 205)
  }

  // MARK: - Mistakes

  @Test func mistakes() throws {
    for (from, to) in [(0, 1.0), (-1, 1), (1, 0.1), (1, 1), (.nan, 1), (1, .infinity)] {
      #expect(throws: RangeTestError.self) { try Sweep(from: from, to: to) }
    }
    #expect(throws: RangeTestError.self) { try Sweep(from: 1e-3, to: 1, points: 19) }
    func fails(_ name: String, _ formula: String, start: [Double], word: String, from: Double? = nil, to: Double? = nil)
      throws
    {
      let surface = try Surface(formula: formula, start: start)
      let error = #expect(throws: RangeTestError.self) {
        try finding(name, on: surface) { terms in
          terms.from = from
          terms.to = to
        }
      }
      #expect(error?.description.contains(word) == true, "\(error?.description ?? "")")
    }
    try fails("sgd", "3 + 0*x", start: [1, 1], word: "gradient at the start is zero")
    try fails("sgd", "x^2 + y^2", start: [0, 0], word: "gradient at the start is zero")
    try fails("newton", "x^2 + y^2", start: [1, 1], word: "no rate")
    try fails("bfgs", "x^2 + y^2", start: [1, 1], word: "no rate")
    try fails("sgd", "sqrt(x) + y", start: [-1, 1], word: "at the start")
    try fails("sgd", "x^4 + y^4", start: [1, 1], word: "lower --from", from: 1e100, to: 1e101)
  }
}
