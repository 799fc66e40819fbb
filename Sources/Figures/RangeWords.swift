import Drawing
import Experiments
import Surfaces

/// What the figure of a range test says in words: the finding, how it came about, and what is to be learnt from it.
struct RangeWords {
  let finding: RangeFinding

  private var test: RangeTest { finding.test }
  private var truth: RateTruth { finding.truth }
  private var suggestions: [RangeFinding.Suggestion] { finding.suggestions }

  /// A rule is right if it is less than this many times off.
  static let near = 1.5

  // MARK: - Above

  /// The finding, as much of it as fits a width in points.
  func title(width: Double = .infinity) -> String {
    let whole = "Range test: " + claim
    // In smaller type there is room for the others, too; a comma keeps them from being dropped for the type's sake.
    guard Text.width(of: whole, size: 9.5, weight: .bold) > width else {
      return whole.replacing("; the other", with: ", the other")
    }
    return whole.split(separator: "; ", maxSplits: 1).first.map(String.init) ?? whole
  }

  /// What follows a semicolon may be left out.
  private var claim: String {
    let count = ComparisonWords.word(suggestions.count)
    guard !suggestions.isEmpty else { return "too short for any rule" }
    guard truth.best != nil else {
      if truth.least != nil { return "no constant rate between \(Self.plain(test.sweep.from)) and the end survives" }
      let rates = suggestions.map(\.rate)
      let span = "\(NumberText.rate(rates.min() ?? 0)) to \(NumberText.rate(rates.max() ?? 0))"
      return suggestions.count == 1
        ? "\(name(suggestions[0])) says \(span); without a minimum no rate is best"
        : "\(count) rules say \(span); without a minimum no rate is best"
    }
    let ratios = suggestions.compactMap(\.ratio)
    let near = suggestions.filter { Self.isNear($0.ratio ?? 0) }
    let lost = near.filter { $0.outcome.failure(from: truth.firstLoss) != nil }
    let right = near.filter { $0.outcome.failure(from: truth.firstLoss) == nil }
    let low = ratios.filter { $0 < 1 / Self.near }
    let high = ratios.filter { $0 > Self.near }
    if let first = right.first {
      if right.count == suggestions.count {
        return suggestions.count == 1
          ? "\(name(first)) finds the best rate" : "all \(count) rules find the best rate, to a factor of \(Self.near)"
      }
      let others = suggestions.count - right.count == 1 ? "the other" : "the others"
      let miss = Self.span((low + high + lost.compactMap(\.ratio)).map { min($0, 1 / $0) }, unit: "")
      guard right.count == 1, let ratio = first.ratio else {
        return
          "\(ComparisonWords.word(right.count)) of \(count) rules find the best rate; \(others) miss it by \(miss) times"
      }
      let factor = Self.times(max(ratio, 1 / ratio))
      return "\(name(first)) is "
        + (factor == "1.0" ? "right; " : "\(factor) times off the best rate; ") + "\(others) \(miss)"
    }
    if let first = lost.first, let ratio = first.ratio {
      let factor = Self.times(max(ratio, 1 / ratio))
      let end = Self.end(first.outcome, from: truth.firstLoss)
      let others =
        suggestions.count == lost.count
        ? "" : "; \(suggestions.count - lost.count == 1 ? "the other is" : "the others are") farther off"
      return lost.count == 1
        ? "\(name(first)) is \(factor == "1.0" ? "at the best rate" : "\(factor) times off the best rate"), and its run \(end)\(others)"
        : "the \(ComparisonWords.word(lost.count)) rules near the best rate are lost as constant rates\(others)"
    }
    if high.isEmpty {
      return subject(count) + " below the best rate, by " + Self.span(low)
    }
    if low.isEmpty {
      return suggestions.count == 1
        ? "\(name(suggestions[0])) overshoots the best rate, by \(Self.span(high.map { 1 / $0 }))"
        : "all \(count) rules overshoot the best rate, by \(Self.span(high.map { 1 / $0 }))"
    }
    let over = suggestions.filter { ($0.ratio ?? 0) > Self.near }
    let who = over.count == 1 ? name(over[0]) + " overshoots" : "\(ComparisonWords.word(over.count)) rules overshoot"
    return "\(who) the best rate by \(Self.span(high.map { 1 / $0 })); the others stay below it"
  }

  /// What became of a run that is lost, in words.
  private static func end(_ outcome: RateTruth.Outcome, from first: Double) -> String {
    switch outcome.failure(from: first) {
    case .diverges, nil: "diverges"
    case .endsHigher: "ends higher than it began"
    case .leaves: "leaves the window"
    }
  }

  private func subject(_ count: String) -> String {
    suggestions.count == 1 ? "\(name(suggestions[0])) stays" : "all \(count) rules stay"
  }

  private func name(_ suggestion: RangeFinding.Suggestion) -> String { RuleMarker(rule: suggestion.rule).name }

  static func isNear(_ ratio: Double) -> Bool { ratio >= 1 / near && ratio <= near }

  /// From the smallest to the largest factor of ratios below 1: `2.6 to 482 times`.
  private static func span(_ ratios: [Double], unit: String = " times") -> String {
    let factors = ratios.map { times(1 / $0) }
    guard let least = ratios.indices.max(by: { ratios[$0] < ratios[$1] }),
      let most = ratios.indices.min(by: { ratios[$0] < ratios[$1] }), factors[least] != factors[most]
    else { return (factors.first ?? "1") + unit }
    return "\(factors[least]) to \(factors[most])" + unit
  }

  /// A rate as short as it is: `0.02`, `10^{−5}`; long ones in three figures.
  static func plain(_ rate: Double) -> String {
    let rounded = NumberText.rate(rate)
    let exact = NumberText.shortest(rate)
    guard rate < 1e-3 || rate >= 1e4 else { return exact.count <= 6 ? exact : rounded }
    // Zeros after the point say nothing of a number that has none.
    let parts = rounded.split(separator: "×").map(String.init)
    guard parts.count == 2, var mantissa = parts.first, mantissa.contains(".") else {
      return rate == 1e-4 ? NumberText.power(ofTen: -4) : rounded
    }
    while mantissa.last == "0" { mantissa.removeLast() }
    if mantissa.last == "." { mantissa.removeLast() }
    return mantissa == "1" ? parts[1] : mantissa + "×" + parts[1]
  }

  /// A factor above 1 in two figures.
  private static func times(_ factor: Double) -> String {
    NumberText.significant(factor, figures: 2, plainFrom: 0)
  }

  /// The formula, who runs from where, the best rate and the limit.
  func subtitle(size: Double, width: Double) -> String {
    var tail = "      \(finding.entrant.label) from " + ComparisonWords.place(finding.terms.start, surface.variables)
    if let best = truth.best { tail += "      best constant rate \(NumberText.rate(best.rate))" }
    if let limit = finding.limits.first {
      let name = Self.limitFormula(limit)
      tail += (truth.best == nil ? "      " : ", ") + "limit \(name) = \(Self.plain(limit.rate))"
    }
    let formula = "f(" + surface.variables.joined(separator: ", ") + ") = " + surface.typeset
    let room = max(40, width - Text.width(of: tail, size: size))
    return formula.fitted(size: size, least: size, width: room, weight: .regular).string + tail
  }

  private var surface: Surface { finding.surface }

  // MARK: - Limits

  /// The formula of a limit.
  static func limitFormula(_ limit: StabilityLimit) -> String {
    let below = limit.denominator.map { "(\($0)λ_{max})" } ?? "λ_{max}"
    return limit.numerator + "/" + below
  }

  /// What a limit may be called beside its line, the fullest name first.
  static func limitNames(_ limit: StabilityLimit, among limits: [StabilityLimit]) -> [String] {
    let formula = limitFormula(limit)
    let place = limit.place == .start ? "at the start" : "at the minimum"
    if limit.isPreconditioned {
      return ["limit \(formula), preconditioned, at the start", "limit at the start, preconditioned", "limit at start"]
    }
    return limits.count > 1
      ? ["limit \(formula) \(place)", "limit \(place)"] : ["limit \(formula)", "limit"]
  }

  /// What all of some runs come to, if none ends below the start.
  static func lost(_ outcomes: [RateTruth.Outcome], from first: Double) -> String? {
    guard !outcomes.isEmpty, outcomes.allSatisfy({ !$0.finalLoss.isFinite || $0.finalLoss > first }) else { return nil }
    return outcomes.contains { !$0.finalLoss.isFinite } ? "diverges" : "ends higher"
  }

  // MARK: - Below

  /// How the test was made, as much of it as fits a width in points.
  func terms(width: Double = .infinity) -> String {
    let variants = [[how(withReason: true), rules], [how(withReason: false), rules], [how(withReason: false)]]
      .map { $0.joined(separator: "  \u{00B7}  ") }
    return variants.first { Text.width(of: $0, size: 4.9) <= width } ?? variants[2]
  }

  private func how(withReason: Bool) -> String {
    let sweep = test.sweep
    let (from, to) = (Self.plain(sweep.from), Self.plain(sweep.to))
    let spacing = sweep.spacing == .exponential ? "log-spaced" : "evenly spaced"
    var how = "test: rate \(from) to \(to) in \(sweep.points) \(spacing) steps, loss read before the step"
    if test.phases.stop != nil {
      guard withReason else { return how + ", stopped after \(test.losses.count)" }
      switch test.convention.stop {
      case .multiple(let factor, _):
        how += ", stopped at \(NumberText.shortest(factor)) \u{00D7} the lowest after \(test.losses.count)"
      case .spread: how += ", stopped after \(test.losses.count), when the smoothed loss had lost all it gained"
      }
    } else {
      how += ", the loss never blew up"
    }
    return how
  }

  private var rules: String {
    let slice = test.convention.slice
    let head = if case .count(let count) = slice.head { count } else { test.sweep.points / 10 }
    let whose =
      test.convention.name == "descent" ? "rules of fastai and Lightning" : "all as in \(test.convention.label)"
    return "\(whose), on points \(head) to \u{2212}\(slice.tail)"
  }

  /// How the truth was found, and what the phases are.
  var key: String {
    let asked = finding.terms.ratesTried
    let others = truth.outcomes.count - asked
    let place = finding.terms.noise > 0 ? "at the rules" : "at the rules and around the best"
    var parts = [
      "brute force: \(asked) rates\(others > 0 ? " and \(others) more \(place)" : ""), \(ComparisonWords.steps(finding.terms.steps)) each, same start"
    ]
    if truth.least != nil, test.phases.seesLearning {
      parts.append("learns: from 5 % of the whole fall to the lowest smoothed loss")
    }
    if finding.terms.noise > 0 {
      parts[0] += ", median of \(RateTruth.seeds) seeds over the last tenth"
      parts.append("noise \(NumberText.shortest(finding.terms.noise)), seed \(finding.terms.seed)")
    } else {
      parts.append("no noise")
    }
    return parts.joined(separator: "  \u{00B7}  ")
  }

  // MARK: - Beside

  /// The rows of the table: the best rate, then the rules from the nearest to the farthest.
  var rows: [RangeTable.Row] {
    let best = truth.best.map {
      RangeTable.Row(
        marker: nil, name: "best constant", rate: NumberText.rate($0.rate), ratio: "1",
        finalLoss: NumberText.value($0.finalLoss))
    }
    return [best].compactMap(\.self)
      + ranked.map { suggestion in
        RangeTable.Row(
          marker: RuleMarker(rule: suggestion.rule), name: name(suggestion), rate: NumberText.rate(suggestion.rate),
          ratio: suggestion.ratio.map(Self.ratio) ?? NumberText.none,
          finalLoss: NumberText.value(suggestion.outcome.finalLoss))
      }
  }

  /// The rules from the nearest to the best rate to the farthest; without a best from the highest rate down.
  var ranked: [RangeFinding.Suggestion] {
    func distance(_ suggestion: RangeFinding.Suggestion) -> Double {
      suggestion.ratio.map { max($0, 1 / $0) } ?? -suggestion.rate
    }
    return suggestions.enumerated().sorted {
      (distance($0.element), $0.offset) < (distance($1.element), $1.offset)
    }.map(\.element)
  }

  /// A rate in terms of the best: `1/13`, `0.97`, `2.6`.
  static func ratio(_ ratio: Double) -> String {
    if ratio > 0.905, ratio < 1 { return NumberText.significant(ratio, figures: 2, plainFrom: -1) }
    return ratio < 1 ? "1/" + times(1 / ratio) : times(ratio)
  }

  /// What is to be learnt, one thought a sentence, the most telling first.
  var insights: [String] { [aboutLuck, aboutMinimum, aboutLimit].compactMap(\.self) }

  /// Whether the best rate is a stroke of luck: a quarter of the rates within 10 % of it, on either side, end more than a
  /// hundred times higher.
  private var aboutLuck: String? {
    guard let best = truth.best, let least = truth.least, !truth.bestIsAtEdge else { return nil }
    let floor = 1e-8 * (truth.firstLoss - least)
    let bound = 100 * max(best.finalLoss - least, floor)
    let below = truth.outcomes.filter { $0.rate < best.rate && $0.rate > best.rate / 1.1 }
    let above = truth.outcomes.filter { $0.rate > best.rate && $0.rate < best.rate * 1.1 }
    func worse(_ outcomes: [RateTruth.Outcome]) -> Int { outcomes.count { !($0.finalLoss - least <= bound) } }
    guard [below, above].allSatisfy({ !$0.isEmpty && 4 * worse($0) >= $0.count }) else { return nil }
    let near = below + above
    return
      "The best rate is a stroke of luck: of the \(near.count) tried within 10 % of it, \(worse(near)) end more than "
      + "100 times higher."
  }

  /// Where the lowest smoothed loss lies beside the best rate.
  private var aboutMinimum: String? {
    guard let best = truth.best else {
      if truth.least != nil {
        return "Every run at a constant rate is lost: the sweep begins beyond the rates that work."
      }
      return "This surface has no known minimum, so no rate is best: what a run comes to says only how fast it leaves."
    }
    if truth.bestIsAtEdge {
      let end = best.rate > test.rates[0] ? "higher" : "lower"
      return "The best rate is the \(end == "higher" ? "highest" : "lowest") tried: a better one may be \(end) still."
    }
    guard test.phases.seesLearning || test.phases.isDrowned else {
      return "The smoothed loss never falls in this test: what the rules read off it means nothing."
    }
    if test.phases.isDrowned {
      return
        "Single losses vary by more than the test gains: where it is lowest is luck, and so is what the rules read "
        + "off it."
    }
    let rate = test.rates[test.phases.lowest]
    let ratio = rate / best.rate
    let place = "The smoothed minimum, \(NumberText.rate(rate)), lies "
    if Self.isNear(ratio) {
      return place
        + "at the best rate within a factor of \(Self.near): here the test's own minimum is the better guide."
    }
    if ratio > 1 {
      let hasPassed = finding.limits.last.map { $0.rate < rate } ?? false
      return place + "\(Self.times(ratio)) times above the best rate: a run that climbs the rates "
        + (hasPassed
          ? "has passed the limit before its loss shows it." : "gains for some steps where a constant rate would lose.")
    }
    return place
      + "\(Self.times(1 / ratio)) times below the best rate: the loss turns up before the rate is used to the full."
  }

  /// Where the best rate lies beside the limit.
  private var aboutLimit: String? {
    guard let best = truth.best, !truth.bestIsAtEdge, let limit = finding.limits.last else { return nil }
    let share = best.rate / limit.rate
    let place = limit.place == .start ? "at the start" : "at the minimum"
    if share < 0.2 {
      return
        "The limit \(place), \(NumberText.rate(limit.rate)), is \(Self.times(1 / share)) times above the best rate: "
        + (limit.place == .start ? "the run does not stay where it holds." : "the way there is steeper.")
    }
    let whole = "The best rate is \(NumberText.significant(share, figures: 2, plainFrom: -2)) of the limit \(place)"
    return share > 1.02 && limit.place == .start ? whole + ": the run goes where it is flatter." : whole + "."
  }
}
