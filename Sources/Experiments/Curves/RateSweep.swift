internal import Calculus
internal import Optimizers
internal import Surfaces

/// What one optimizer does at each of about 200 rates from the same start, in one batch of which no walk is kept.
///
/// The rates are spaced evenly on a logarithmic scale so that the first step spans `1e-6` to 1 diagonals of the window;
/// if the highest of them is not lost, two decades are added. Where the verdict changes
/// from one rate to the next, seven more are tried between them. With noise every run meets the luck of the runs that
/// are drawn.
public struct RateSweep: Sendable {
  /// How many rates are tried before any are added.
  public static let rates = 200

  /// How a rate fared.
  public struct Trial: Sendable {
    /// The rate.
    public let rate: Double
    /// What was read off its curve.
    public let facts: CurveFacts
    /// What the curve says.
    public let verdict: CurveVerdict
  }

  /// How each rate fared, lowest rate first.
  public let trials: [Trial]
  /// The place of the best run among the trials; nil if all are lost or, without a minimum, none leaves.
  ///
  /// The best rate is the one whose worst run, of itself and of every rate up to half as high again, is the best: on the
  /// edge of divergence single runs end deep by luck, and are no advice.
  public let best: Int?

  /// Tries the rates.
  init(_ setting: CurveSetting, threads: Int) throws(CurvesError) {
    let unit = try setting.unit()
    let spacing = 6 / Double(Self.rates - 1)
    let diagonal = setting.surface.window.diagonal
    func rate(_ place: Double) -> Double { diagonal * Lanes.pow(10, Lanes(spacing * place - 6))[0] / unit }
    var tried = (0..<Self.rates).map { rate(Double($0)) }
    var facts = setting.facts(tried, threads: threads)
    if let last = facts.last, !setting.isGone(last) {
      let further = (tried.count..<tried.count + 66).map { rate(Double($0)) }.filter(\.isFinite)
      tried += further
      facts += setting.facts(further, threads: threads)
    }
    let runs = Self.measured(tried, facts, setting, threads: threads)
    let between = Self.ratesWhereVerdictsChange(Self.judged(runs, setting).trials)
    let further = Self.measured(between, setting.facts(between, threads: threads), setting, threads: threads)
    (trials, best) = Self.judged((runs + further).sorted { $0.rate < $1.rate }, setting)
  }

  /// A run before it is judged.
  private struct Measured {
    let rate: Double
    let facts: CurveFacts
    let hold: CurveHold?
  }

  private static func measured(
    _ rates: [Double], _ facts: [CurveFacts], _ setting: CurveSetting, threads: Int
  ) -> [Measured] {
    zip(zip(rates, facts), setting.held(facts, threads: threads)).map { run, hold in
      Measured(rate: run.0, facts: run.1, hold: hold)
    }
  }

  /// Judges each run by the best of all.
  private static func judged(_ runs: [Measured], _ setting: CurveSetting) -> (trials: [Trial], best: Int?) {
    let best = setting.best(runs.map(\.rate), runs.map(\.facts))
    let yardstick = setting.yardstick(best: best.map { (runs[$0].rate, runs[$0].facts, runs[$0].hold != nil) })
    let trials = runs.map { run in
      Trial(
        rate: run.rate, facts: run.facts,
        verdict: CurveVerdict(run.facts, rate: run.rate, by: yardstick, hold: run.hold))
    }
    return (trials, best)
  }

  /// Seven rates between each two neighbours whose verdicts differ, at the twelve lowest such places.
  private static func ratesWhereVerdictsChange(_ trials: [Trial]) -> [Double] {
    let changes = trials.indices.dropFirst().filter { trials[$0].verdict != trials[$0 - 1].verdict }
    return changes.prefix(12).flatMap { index -> [Double] in
      let (low, high) = (trials[index - 1].rate, trials[index].rate)
      return (1...7).map { low * Lanes.pow(Lanes(high / low), Lanes(Double($0) / 8))[0] }
    }
  }

  /// The highest rate whose run is not lost; nil if all are, or if the highest rate tried is not lost.
  public var highestKept: Double? {
    guard trials.last?.verdict.isLost == true else { return nil }
    return trials.last { !$0.verdict.isLost }?.rate
  }
}

extension RateSweep {
  /// What runs are judged by.
  func yardstick(_ setting: CurveSetting) -> CurveYardstick {
    setting.yardstick(
      best: best.map { (trials[$0].rate, trials[$0].facts, [.otherMinimum, .stuck].contains(trials[$0].verdict)) })
  }

  /// One rate for each verdict, unless it is that of single rates among others alike; further ones, slower, if that makes fewer than four.
  ///
  /// Of the good the best one; of those that fall too little the one half way, on a logarithmic scale, between the first
  /// gap and the best level; of those that run away the one that had fallen deepest; of those that diverge the one that
  /// passes ten times the first gap nearest to an eighth of the budget.
  func representatives(_ setting: CurveSetting) -> [Trial] {
    let usual = CurveVerdict.allCases.compactMap { verdict in
      representative(of: verdict) { cost(of: $0, share: 0.5, setting) }
    }
    guard usual.count < 4 else { return usual }
    let slower = [CurveVerdict.tooLow, .leaves].compactMap { verdict in
      representative(of: verdict) { cost(of: $0, share: 0.15, setting) }
    }
    var chosen = usual + slower.filter { trial in !usual.contains { $0.rate == trial.rate } }
    // Where all rates do alike, the lowest and the highest show it.
    for trial in [trials.first, trials.last].compactMap({ $0 }) where chosen.count < 3 {
      if !chosen.contains(where: { $0.rate == trial.rate }) { chosen.append(trial) }
    }
    return chosen
  }

  private func representative(of verdict: CurveVerdict, cost: (Int) -> Double) -> Trial? {
    let members = trials.indices.filter { trials[$0].verdict == verdict }
    // One alone among others alike came there by luck.
    let settled = members.filter { index in
      guard index > 0, index + 1 < trials.count else { return true }
      let (before, after) = (trials[index - 1].verdict, trials[index + 1].verdict)
      return before != after || before == verdict
    }
    return settled.min { cost($0) < cost($1) }.map { trials[$0] }
  }

  private func cost(of index: Int, share: Double, _ setting: CurveSetting) -> Double {
    let trial = trials[index]
    let facts = trial.facts
    let least = setting.least ?? 0
    let first = facts.firstLoss - least
    switch trial.verdict {
    case .good: return index == best ? -1 : 0
    case .runsAway: return facts.lowestLoss
    case .diverging:
      let goal = max(2, Double(setting.steps) / 8)
      let end = Double(max(1, facts.excess ?? facts.departure?.step ?? facts.steps))
      return Lanes.log(Lanes(end / goal))[0].magnitude
    case .leaves:
      if share == 0.5 { return index == best ? -1 : 0 }
      return Lanes.log(Lanes(2 * Double(facts.departure?.step ?? 1) / Double(setting.steps)))[0].magnitude
    case .stillThere, .otherMinimum, .stuck:
      // The middle of those alike.
      let alike = trials.indices.filter { trials[$0].verdict == trial.verdict }
      return (Double(index) - Double(alike[alike.count / 2])).magnitude
    case .tooLow, .tooHigh, .oscillating:
      let bottom = best.map { max(trials[$0].facts.level - least, 1e-6 * first) } ?? first
      let wanted = first * Lanes.pow(Lanes(bottom / first), Lanes(share))[0]
      let level = max(facts.level - least, 1e-6 * first)
      return Lanes.log(Lanes(level / wanted))[0].magnitude
    }
  }
}

/// A positive number with so many significant figures; one that is infinite or tiny as it is.
package func rounded(_ number: Double, figures: Int) -> Double {
  guard Sweep.bounds.contains(number) else { return number }
  let exponent = Int(Lanes.log10(Lanes(number)).floor[0]) - figures + 1
  let mantissa = Int((number / Lanes.pow(10, Lanes(Double(exponent)))[0]).rounded())
  return Double("\(mantissa)e\(exponent)") ?? number
}

/// The largest number with so many significant figures that is not above a positive number.
package func roundedDown(_ number: Double, figures: Int) -> Double {
  let nearest = rounded(number, figures: figures)
  guard nearest > number else { return nearest }
  let unit = Lanes.pow(10, Lanes.log10(Lanes(number)).floor - Lanes(Double(figures - 1)))[0]
  return rounded(nearest - unit, figures: figures)
}
