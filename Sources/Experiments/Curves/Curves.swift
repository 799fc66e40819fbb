internal import Calculus
internal import Optimizers
internal import Schedules
public import Surfaces

/// Runs of one optimizer at several base rates from one start, each with a verdict on its rate and a remedy.
///
/// It is the cartoon of every lecture, too low, good, too high, diverging, from real runs. Verdicts are relative to the
/// best of about 200 rates tried beside those shown.
public struct Curves: Sendable {
  /// The most rates of a figure.
  public static let most = 8

  /// One curve.
  public struct Run: Sendable {
    /// The base rate.
    public let rate: Double
    /// The walk.
    public let trajectory: Trajectory
    /// What was read off it.
    public let facts: CurveFacts
    /// What the curve says about the rate.
    public let verdict: CurveVerdict
    /// What to do about it.
    public let remedy: CurveRemedy
  }

  /// The surface.
  public let surface: Surface
  /// Who runs.
  public let entrant: Entrant
  /// The terms; the same for all.
  public let terms: Terms
  /// The least loss there is, as far as is known; nil if the surface has no minimum.
  public let least: Double?
  /// The runs, lowest rate first.
  public let runs: [Run]
  /// How about 200 other rates fared.
  public let sweep: RateSweep
  /// The best rate known; nil if all are lost or, without a minimum, none leaves.
  public let bestRate: Double?
  /// The rate that remedies point to: the best of those shown if it is good, else the best tried, to two figures.
  public let target: Double?
  /// Whether the rates were chosen from the sweep, and not given.
  public let areChosen: Bool

  /// The gap at the start; nil if the surface has no minimum.
  public var firstGap: Double? { least.flatMap { least in runs.first.map { $0.facts.firstLoss - least } } }

  /// How rates and knobs change, in words; nil if they do not.
  public var schedule: String? {
    let plan = entrant.plan ?? terms.plan
    return plan.isConstant ? nil : plan.label
  }

  /// Runs the rates.
  ///
  /// - Parameters:
  ///   - rates: up to eight numbers between 1e-300 and 1e300, none twice; nil for one of each verdict there is.
  ///   - terms: where all start, how many steps they take, and their noise; how rates are chosen is not looked at.
  public init(
    _ entrant: Entrant, on surface: Surface, rates: [Double]? = nil, terms: Terms, threads: Int = 1
  ) throws(CurvesError) {
    guard type(of: entrant.optimizer).identity.defaultRate != nil else { throw .noRate }
    guard surface.ascend.isEmpty, surface.kind != .game else { throw .game }
    if let rates {
      let isSound = rates.allSatisfy(Sweep.bounds.contains) && Set(rates).count == rates.count
      guard isSound, (1...Self.most).contains(rates.count) else { throw .rates }
    }
    let setting = CurveSetting(entrant, on: surface, terms: terms)
    let first = surface.objective.value(at: terms.start)
    guard first.isFinite else { throw .noLoss }
    _ = try setting.unit()
    if let least = setting.least, !(first > least) { throw .atMinimum }
    let sweep = try RateSweep(setting, threads: threads)
    let chosen = (rates ?? Self.chosen(setting, sweep, threads: threads)).sorted()
    let walks = setting.walks(chosen, threads: threads)
    let facts = walks.map(setting.facts(of:))
    let held = setting.held(facts, threads: threads)
    let yardstick = sweep.yardstick(setting)
    let verdicts = chosen.indices.map {
      CurveVerdict(facts[$0], rate: chosen[$0], by: yardstick, hold: held[$0])
    }
    let target = Self.target(chosen, facts, verdicts, yardstick)
    let adviser = CurveAdviser(setting: setting, sweep: sweep, yardstick: yardstick, target: target)
    self.surface = surface
    self.entrant = entrant
    self.terms = terms
    least = setting.least
    self.sweep = sweep
    bestRate = yardstick.best?.rate
    self.target = target
    areChosen = rates == nil
    runs = chosen.indices.map { index in
      Run(
        rate: chosen[index], trajectory: walks[index], facts: facts[index], verdict: verdicts[index],
        remedy: adviser.remedy(
          for: verdicts[index], facts[index], rate: chosen[index], walk: walks[index], hold: held[index]))
    }
  }

  /// The rate that remedies point to: the best shown if it is good, else the best tried, to two figures.
  private static func target(
    _ rates: [Double], _ facts: [CurveFacts], _ verdicts: [CurveVerdict], _ yardstick: CurveYardstick
  ) -> Double? {
    let shown = rates.indices.compactMap { index -> (index: Int, rank: [Double])? in
      guard verdicts[index] == .good || verdicts[index] == .leaves else { return nil }
      return yardstick.rank(facts[index]).map { (index, $0) }
    }
    let best = shown.min { $0.rank.lexicographicallyPrecedes($1.rank) }
    return best.map { rates[$0.index] } ?? yardstick.best.map { rounded($0.rate, figures: 2) }
  }

  /// The representatives of the sweep, with as few figures as keep the verdict, and the level within ten times.
  private static func chosen(_ setting: CurveSetting, _ sweep: RateSweep, threads: Int) -> [Double] {
    let wanted = sweep.representatives(setting)
    let rounds = wanted.map { trial in [1, 2, 3, 4].map { rounded(trial.rate, figures: $0) } }
    let facts = setting.facts(rounds.flatMap { $0 }, threads: threads)
    let held = setting.held(facts, threads: threads)
    let yardstick = sweep.yardstick(setting)
    var chosen: [Double] = []
    for (index, trial) in wanted.enumerated() {
      func level(_ facts: CurveFacts) -> Double {
        max(facts.level - (setting.least ?? 0), 1e-6 * (facts.firstLoss - (setting.least ?? 0)))
      }
      let simple = rounds[index].indices.first { digit in
        let (rate, place) = (rounds[index][digit], index * 4 + digit)
        guard !chosen.contains(rate) else { return false }
        let verdict = CurveVerdict(facts[place], rate: rate, by: yardstick, hold: held[place])
        let ratio = level(facts[place]) / level(trial.facts)
        return verdict == trial.verdict
          && (digit == 3 || !ratio.isFinite || setting.least == nil || (0.1...10).contains(ratio))
      }
      let rate = simple.map { rounds[index][$0] } ?? trial.rate
      if !chosen.contains(rate) { chosen.append(rate) }
    }
    return Array(chosen.prefix(most))
  }
}
