internal import Calculus
internal import Optimizers
internal import Surfaces

/// What one optimizer does at each of about 200 rates from the same start, in one batch of which no walk is kept.
///
/// The rates are spaced evenly on a logarithmic scale so that the first step spans `1e-6` to 1 diagonals of the window;
/// if the highest of them is not lost, two decades are added, and again, at most three times. With noise every run
/// meets the luck of the runs that are drawn.
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
  public let best: Int?

  /// Tries the rates.
  init(_ setting: CurveSetting, threads: Int) throws(CurvesError) {
    let unit = try setting.unit()
    let spacing = 6 / Double(Self.rates - 1)
    let diagonal = setting.surface.window.diagonal
    var exponents = (0..<Self.rates).map { spacing * Double($0) - 6 }
    func rates(_ exponents: [Double]) -> [Double] {
      exponents.map { diagonal * Lanes.pow(10, Lanes($0))[0] / unit }
    }
    var tried = rates(exponents)
    var facts = setting.facts(tried, threads: threads)
    for _ in 0..<3 {
      guard let last = facts.last, !setting.isGone(last) else { break }
      let count = exponents.count
      exponents += (count..<count + 66).map { spacing * Double($0) - 6 }
      let further = rates(Array(exponents[count...])).filter(\.isFinite)
      tried += further
      facts += setting.facts(further, threads: threads)
    }
    let held = setting.held(facts, threads: threads)
    let best = setting.best(facts, held: held)
    self.best = best
    let yardstick = setting.yardstick(best: best.map { (tried[$0], facts[$0]) })
    trials = tried.indices.map { index in
      Trial(
        rate: tried[index], facts: facts[index],
        verdict: CurveVerdict(facts[index], rate: tried[index], by: yardstick, isHeld: held[index]))
    }
  }

  /// The lowest rate of which the run is lost and every higher rate's too; nil if there is none.
  public var lowestLost: Double? {
    let lost: [CurveVerdict] = [.diverging, .runsAway]
    return trials.reversed().prefix { lost.contains($0.verdict) }.last?.rate
  }
}

extension RateSweep {
  /// One rate for each verdict that exists, each with simpler numbers nearby to try first.
  ///
  /// Of the good the best one; of those that fall too little the one half way, on a logarithmic scale, between the first
  /// gap and the best level; of those that run away the one that had fallen deepest; of those that diverge the one that
  /// passes ten times the first gap nearest to an eighth of the budget.
  func representatives(_ setting: CurveSetting) -> [(verdict: CurveVerdict, rates: [Double])] {
    CurveVerdict.allCases.compactMap { verdict in
      let members = trials.indices.filter { trials[$0].verdict == verdict }
      guard !members.isEmpty else { return nil }
      let chosen = members.min { cost(of: $0, setting) < cost(of: $1, setting) } ?? members[0]
      let rate = trials[chosen].rate
      let simple = [1, 2, 3].map { rounded(rate, figures: $0) } + [rate]
      return (verdict, simple)
    }
  }

  private func cost(of index: Int, _ setting: CurveSetting) -> Double {
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
    case .leaves: return index == best ? -1 : 0
    case .stillThere, .otherMinimum, .stuck:
      // The middle of those alike.
      let alike = trials.indices.filter { trials[$0].verdict == trial.verdict }
      return (Double(index) - Double(alike[alike.count / 2])).magnitude
    case .tooLow, .tooHigh, .oscillating:
      let bottom = best.map { max(trials[$0].facts.level - least, 1e-6 * first) } ?? first
      let half = (first * bottom).squareRoot()
      let level = max(facts.level - least, 1e-6 * first)
      return Lanes.log(Lanes(level / half))[0].magnitude
    }
  }
}

/// A positive number with so many significant figures.
func rounded(_ number: Double, figures: Int) -> Double {
  let exponent = Int(Lanes.log10(Lanes(number)).floor[0]) - figures + 1
  let mantissa = Int((number / Lanes.pow(10, Lanes(Double(exponent)))[0]).rounded())
  return Double("\(mantissa)e\(exponent)") ?? number
}
