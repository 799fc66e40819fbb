import Drawing
import Experiments
import Surfaces

/// What a figure of several comparisons says in words.
struct SetWords {
  let group: ComparisonSet

  private var count: Int { group.comparisons.count }
  private var optimizers: Int { group.standings.count }
  private var hasMinimum: Bool { group.comparisons.contains { $0.least != nil } }
  private var firstWords: ComparisonWords? { group.comparisons.first.map { ComparisonWords(comparison: $0) } }

  /// What a run does that succeeds.
  var verb: String { hasMinimum ? "arrives" : "leaves" }

  // MARK: - Above

  /// The finding.
  var title: String {
    let (best, word) = (group.standings[0], ComparisonWords.word)
    let opening = group.axis == .start ? group.comparisons[0].surface.title : Self.capital(word(count)) + " surfaces"
    let members = word(count) + (group.axis == .start ? " starts" : "")
    let preposition = group.axis == .start ? "from" : "on"
    func deed(_ who: String, _ isOne: Bool) -> String {
      hasMinimum ? "\(who) within \(ComparisonWords.goal)" : "\(who) leave\(isOne ? "s" : "")"
    }
    guard best.successes > 0 else {
      return "\(opening): \(deed("none of " + word(optimizers), true)) \(preposition) any of \(members)"
    }
    let scope = "\(preposition) \(best.successes == count ? "all" : word(best.successes) + " of") \(members)"
    let tied = group.standings.count { $0.successes == best.successes }
    if tied > 1 {
      let who = tied == optimizers ? "all \(word(tied))" : "\(word(tied)) of \(word(optimizers))"
      return "\(opening): \(deed(who, false)) \(scope); \(best.entrant.label) first by mean rank"
    }
    let never = group.standings.count { $0.successes == 0 }
    let rest = never > 0 ? "; \(word(never)) of \(word(optimizers)) \(preposition) none" : ""
    return "\(opening): \(deed(best.entrant.label, true)) \(scope)\(rest)"
  }

  /// Formula and starts, or what the maps have in common.
  func subtitle(width: Double) -> String {
    if group.axis == .surface {
      return "each from its own start  \u{25CB}  in its own window; minimum  \u{2605}  saddle  \u{00D7}"
        + "      above each map: the best"
    }
    let starts = "\(ComparisonWords.word(count)) starts"
    return firstWords?.subtitle(size: 5.8, width: width, starts: starts) ?? ""
  }

  // MARK: - Below

  /// The terms of the comparisons.
  func terms(_ notes: [String]) -> String {
    guard let words = firstWords else { return "" }
    return FacetWords.terms([words.steps, rates(words)] + words.noise + notes)
  }

  /// How rates were chosen, and where.
  private func rates(_ words: ComparisonWords) -> String {
    let all = group.comparisons.map { ComparisonWords(comparison: $0).rates }
    guard let tuned = all.first(where: { $0.hasPrefix("rates tuned") }) else { return words.rates }
    if group.axis == .start {
      let start = group.comparisons[0].terms.tuningStart ?? group.comparisons[0].terms.start
      return FacetWords.rates(tuned, " once, from \(ComparisonWords.place(start))")
    }
    let same = all.first { $0.hasPrefix("one rate") }
    return FacetWords.rates(tuned, " on each surface") + (same.map { "; without a minimum \($0)" } ?? "")
  }

  /// How to read the figure.
  var key: String {
    let arrive = "steps to \(ComparisonWords.goal) of the first gap, for good"
    let leave = "first step outside the window"
    let hasOthers = group.comparisons.contains { $0.least == nil }
    let numbers = "numbers: " + (hasMinimum ? arrive + (hasOthers ? ", or \(leave)" : "") : leave)
    let isLost = group.standings.contains { $0.runs.contains(where: Self.isLost) }
    return FacetWords.terms([
      numbers + (isLost ? ", \u{2715} diverged" : ""),
      "numbered by how often they \(hasMinimum ? "arrive" : "leave"), then by mean rank", FacetWords.dots,
    ])
  }

  /// What stands in the table for a run.
  func entry(_ run: Run, in comparison: Comparison) -> String {
    if let step = comparison.success(of: run) { return "\(step)" }
    return Self.isLost(run) ? "\u{2715}" : NumberText.none
  }

  private static func isLost(_ run: Run) -> Bool { if case .diverged = run.verdict { true } else { false } }

  private static func capital(_ word: String) -> String { word.prefix(1).uppercased() + word.dropFirst() }
}
