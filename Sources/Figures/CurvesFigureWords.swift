internal import Drawing
public import Experiments
internal import Surfaces

/// What a figure of training curves says in words, in the markup of `Text`.
public struct CurvesWords: Sendable {
  let curves: Curves

  /// The words for some curves.
  public init(_ curves: Curves) { self.curves = curves }

  private var runs: [Curves.Run] { curves.runs }

  // MARK: - Each run

  /// A rate as it was typed, unless it has too many digits.
  public static func rate(_ rate: Double) -> String {
    let exact = NumberText.shortest(rate)
    return exact.count { !"^{}".contains($0) } <= 8 ? exact : NumberText.rate(rate)
  }

  /// The verdict in words.
  public static func verdict(_ run: Curves.Run) -> String {
    if run.verdict == .tooHigh, case .decay = run.remedy { return "too high, plateaus early" }
    if run.verdict == .leaves { return "leaves the window" }
    return run.verdict.rawValue
  }

  /// The remedy in a short sentence.
  public func remedy(_ run: Curves.Run) -> String {
    switch run.remedy {
    case .raise(let times, let rate): return "raise it \(Self.about(times)), to \(Self.rate(rate))"
    case .lower(let times, let rate): return "lower it \(Self.about(times)), to \(Self.rate(rate))"
    case .keep(let step?, _): return "keep it: within \(ComparisonWords.goal) of the first gap in \(steps(step))"
    case .keep(nil, let gap):
      return "keep it: its level is \(NumberText.value(gap)) above the minimum"
    case .decay(let step): return "decay it from step \(step) on"
    case .below(let rate, let bound?): return "lower it below \(bound.words) = \(Self.rate(rounded(rate, figures: 3)))"
    case .below(let rate, nil): return "lower it below \(Self.rate(roundedDown(rate, figures: 2)))"
    case .elsewhere(let height):
      return "held \(NumberText.value(height)) above the lowest: start elsewhere"
    case .moreSteps: return "no rate tried helps: take more steps, or start elsewhere"
    case .left(let step): return "out of the window at step \(step)"
    }
  }

  private func steps(_ count: Int) -> String { ComparisonWords.steps(count) }

  private static func about(_ times: Double) -> String {
    times < 1.15 ? "a little" : "about \(count(times)) times"
  }

  /// A ratio to two figures, whole from ten on.
  private static func count(_ ratio: Double) -> String { NumberText.shortest(rounded(ratio, figures: 2)) }

  func badge(_ run: Curves.Run) -> LegendTable.Badge {
    let word = Self.verdict(run)
    switch run.verdict {
    case .good: return .init(.good, "\u{2713} " + word)
    case .tooLow: return .init(.neutral, "\u{2193} " + word)
    case .tooHigh: return .init(.neutral, "\u{2191} " + word)
    case .oscillating: return .init(.neutral, "\u{223F} " + word)
    case .otherMinimum, .stuck, .stillThere: return .init(.neutral, "= " + word)
    case .leaves: return .init(.neutral, "\u{2197} " + word)
    case .runsAway, .diverging: return .init(.bad, "\u{2197} " + word)
    }
  }

  // MARK: - Above

  /// The finding.
  public var title: String { "\(curves.surface.title), \(curves.entrant.label): \(finding)" }

  private var finding: String {
    guard curves.least != nil else { return findingOfLeaving }
    // Of the good ones the one that remedies name; else the lowest.
    let goods = runs.filter { $0.verdict == .good }
    guard let good = goods.first(where: { run in curves.target == run.rate }) ?? goods.first else {
      guard let best = curves.bestRate, !runs.contains(where: { $0.remedy == .moreSteps && $0.verdict == .stuck })
      else {
        return "no rate tried comes down"
      }
      if let place = curves.sweep.best, [.otherMinimum, .stuck].contains(curves.sweep.trials[place].verdict) {
        return "no rate tried reaches the lowest minimum"
      }
      let advice = "about \(Self.rate(rounded(best, figures: 2))) would be"
      return runs.count == 1
        ? "\(Self.rate(runs[0].rate)) \(Self.verb(runs[0])); \(advice) good"
        : "none of \(ComparisonWords.word(runs.count)) rates is good; \(advice)"
    }
    let name = Self.rate(good.rate)
    if runs.count == goods.count {
      return runs.count == 1 ? "\(name) is good" : "all \(ComparisonWords.word(runs.count)) rates are good"
    }
    if let higher = runs.first(where: { $0.rate > good.rate && $0.verdict != .good }) {
      let ratio = rounded(higher.rate / good.rate, figures: 2)
      return "\(name) is good; \(ratio == 1 ? "a little more" : Self.times(ratio)) \(Self.verb(higher))"
    }
    if let lower = runs.last(where: { $0.rate < good.rate && $0.verdict != .good }) {
      let ratio = rounded(good.rate / lower.rate, figures: 2)
      return "\(name) is good; \(ratio == 1 ? "a little less" : "1/\(Self.count(ratio)) of it") \(Self.verb(lower))"
    }
    return "\(name) is good"
  }

  private var findingOfLeaving: String {
    let left = runs.filter { $0.verdict == .leaves }
    guard let first = left.min(by: { ($0.facts.departure?.step ?? 0) < ($1.facts.departure?.step ?? 0) }) else {
      return "no rate leaves in \(steps(curves.terms.steps))"
    }
    let opening = "\(Self.rate(first.rate)) leaves after \(steps(first.facts.departure?.step ?? 0))"
    guard let still = runs.last(where: { $0.verdict == .stillThere }) else { return opening }
    return opening + "; \(Self.rate(still.rate)) is still there after \(curves.terms.steps)"
  }

  /// A factor that is rounded to two figures.
  private static func times(_ ratio: Double) -> String {
    let two = ratio
    if two == 2 { return "twice that" }
    return (two == two.rounded() && two <= 12 ? ComparisonWords.word(Int(two)) : NumberText.shortest(two))
      + " times that"
  }

  private static func verb(_ run: Curves.Run) -> String {
    switch run.verdict {
    case .tooLow: "is too low"
    case .good: "is good"
    case .tooHigh: verdict(run) == "too high" ? "is too high" : "plateaus early"
    case .oscillating: "oscillates"
    case .runsAway: "runs away"
    case .diverging: "diverges"
    case .otherMinimum: "ends in another minimum"
    case .stuck: "is stuck"
    case .stillThere: "is still there"
    case .leaves: "leaves"
    }
  }

  /// The formula, cut where it is too long for a width in points, and the start.
  func subtitle(size: Double, width: Double) -> String {
    let surface = curves.surface
    let tail = "      from " + ComparisonWords.place(curves.terms.start, surface.variables)
    let formula = "f(" + surface.variables.joined(separator: ", ") + ") = " + surface.typeset
    let room = width - Text.width(of: tail, size: size)
    return formula.fitted(size: size, least: size, width: room, weight: .regular).string + tail
  }

  // MARK: - Below

  /// The terms: phrases for the footer.
  var terms: [String] {
    let terms = curves.terms
    var notes = [ComparisonWords.steps(terms.steps) + " from the same start"]
    if terms.noise > 0 { notes.append("noise \(NumberText.shortest(terms.noise)), seed \(terms.seed)") }
    let span = CurvesPanels.span(steps: terms.steps)
    if span > 1, runs.contains(where: { CurvesPanels.isRough($0, noise: terms.noise) }) {
      notes.append("rough curves are pale, the mean of the middle half of \(span) steps bold")
    }
    if let schedule = curves.schedule { notes.append("base rates; \(schedule)") }
    if curves.least != nil { notes.append("level: median of the last tenth") }
    let count = curves.sweep.trials.count
    notes.append(curves.areChosen ? "rates: one for each verdict among \(count) tried" : "\(count) other rates tried")
    if let best = curves.bestRate {
      notes.append("robust best \(NumberText.rate(best)), judged with all rates up to 1.5 times as high")
    }
    return notes
  }

  /// What the verdicts mean that are seen: phrases for the footer.
  var meanings: [String] {
    CurveVerdict.allCases.filter { verdict in runs.contains { $0.verdict == verdict } }.compactMap(meaning)
  }

  private func meaning(_ verdict: CurveVerdict) -> String? {
    switch verdict {
    case .tooLow: "too low: not good, and the robust best is higher"
    case .good: "good: level at most 3 times that of the robust best, in at most 3 times its steps"
    case .tooHigh: "too high: not good, and the robust best is lower"
    case .oscillating: "oscillating: too high, with most steps turning back or a third of them uphill"
    case .runsAway: "runs away: is lost after falling to 1/10 of the first gap"
    case .diverging:
      curves.least == nil
        ? "diverging: leaves uphill"
        : "diverging: stands above its start at the end, or far above for a tenth of the steps"
    case .otherMinimum: "another minimum: damped Newton steps from the end lead there"
    case .stuck: "stuck: no rate tried brings a tenth of the first gap away, or the gradient at its end is zero"
    case .stillThere: nil
    case .leaves: "leaves the window: is outside it at a lower loss"
    }
  }

  /// The words of title and footer, to be put in a caption.
  public var caption: String {
    [[title], terms, meanings].map { $0.joined(separator: "  \u{00B7}  ") }.joined(separator: "\n")
  }
}
