internal import Optimizers
public import Surfaces

/// The terms of a range test and of the truth beside it.
public struct RangeTerms: Sendable {
  /// Where all runs start.
  public var start: [Double]
  /// The lower end of the sweep; nil to have it found.
  public var from: Double?
  /// The upper end of the sweep; nil to have it found.
  public var to: Double?
  /// How many rates the sweep has.
  public var points = 100
  /// How they are spread.
  public var spacing = Sweep.Spacing.exponential
  /// Whose way the test is made and read.
  public var convention = SweepConvention.descent
  /// How many steps a run at a constant rate takes.
  public var steps = 500
  /// How many constant rates are tried.
  public var ratesTried = 200
  /// The standard deviation of the noise in each component of the gradient.
  public var noise = 0.0
  /// The seed of the noise.
  public var seed: UInt64 = 0

  /// Terms with the defaults of the command.
  public init(start: [Double]) { self.start = start }
}

/// A range test on a surface, and how far each rule is from the truth.
public struct RangeFinding: Sendable {
  /// What one rule suggests, and what comes of it.
  public struct Suggestion: Sendable {
    /// The rule.
    public let rule: SuggestionRule
    /// The rate it suggests.
    public let rate: Double
    /// The rate in terms of the best constant one; nil if there is no best.
    public let ratio: Double?
    /// What a run at this rate comes to.
    public let outcome: RateTruth.Outcome
  }

  /// The surface.
  public let surface: Surface
  /// Who runs, with its settings.
  public let entrant: Entrant
  /// The terms.
  public let terms: RangeTerms
  /// The test.
  public let test: RangeTest
  /// What each rule of the convention suggests, in its order; rules for which the curve is too short are left out.
  public let suggestions: [Suggestion]
  /// What runs at constant rates come to.
  public let truth: RateTruth
  /// How large a rate may be, at the start and, if that is something else, at the minimum; empty if nobody can say.
  public let limits: [StabilityLimit]

  /// Makes the test, then tries constant rates over the same span.
  ///
  /// Throws what makes a range test impossible.
  public init(_ entrant: Entrant, on surface: Surface, terms: RangeTerms, threads: Int = 1) throws(RangeTestError) {
    let test = try SweepBounds(optimizer: entrant.optimizer, surface: surface, terms: terms).test()
    let suggested = test.convention.rules.compactMap { rule in
      test.suggestion(rule).map { (rule: rule, rate: $0) }
    }
    let truth = RateTruth(
      entrant.optimizer, on: surface, terms: terms, axis: Self.axis(of: test), including: suggested.map(\.rate),
      threads: threads)
    self.surface = surface
    self.entrant = entrant
    self.terms = terms
    self.test = test
    self.truth = truth
    suggestions = suggested.map { rule, rate in
      Suggestion(
        rule: rule, rate: rate, ratio: truth.best.map { rate / $0.rate }, outcome: truth.outcome(at: rate))
    }
    limits = StabilityLimit.limits(of: entrant.optimizer, on: surface, start: terms.start, bestEnd: truth.bestEnd)
  }

  /// The rates that are looked at: those of the test, up to about four times the one at which it stopped.
  private static func axis(of test: RangeTest) -> Sweep {
    guard let stop = test.phases.stop else { return test.sweep }
    let room = test.sweep.spacing == .exponential ? 4.0 : 1.2
    let wanted = room * test.rates[stop]
    guard wanted < test.sweep.to else { return test.sweep }
    let end = min(test.sweep.to, SweepBounds.rounded(wanted, .up, digits: [1, 2, 5]))
    return (try? Sweep(from: test.sweep.from, to: end, points: test.sweep.points, spacing: test.sweep.spacing))
      ?? test.sweep
  }
}
