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
    let places = group.axis == .start ? (count == 1 ? "start" : "starts") : (count == 1 ? "surface" : "surfaces")
    let preposition = group.axis == .start ? "from" : "on"
    let opening =
      group.axis == .start
      ? group.comparisons[0].surface.title + ": " : Self.capital(ComparisonWords.word(count)) + " \(places): "
    let best = group.standings[0]
    let deed = hasMinimum ? "within \(ComparisonWords.goal)" : "out of the window"
    guard best.successes > 0 else {
      return opening + "none of \(ComparisonWords.word(optimizers)) comes \(deed) \(preposition) any"
        + (group.axis == .start ? " of \(ComparisonWords.word(count)) \(places)" : "")
    }
    let tied = group.standings.count { $0.successes == best.successes }
    let number = best.successes == count ? "all" : ComparisonWords.word(best.successes) + " of"
    let scope = "\(preposition) \(number) \(ComparisonWords.word(count))" + (group.axis == .start ? " \(places)" : "")
    if tied == optimizers, tied > 1 {
      return opening + "all \(ComparisonWords.word(tied)) \(deed) \(scope), \(best.entrant.label) first by mean rank"
    }
    if tied > 1 {
      return opening + "\(ComparisonWords.word(tied)) of \(ComparisonWords.word(optimizers)) \(deed) \(scope)"
        + ", \(best.entrant.label) first by mean rank"
    }
    let never = group.standings.count { $0.successes == 0 }
    let rest = never > 0 ? "; \(ComparisonWords.word(never)) of \(ComparisonWords.word(optimizers)) \(preposition) none" : ""
    return opening + "\(best.entrant.label) \(deed) \(scope)\(rest)"
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
    guard let first = group.comparisons.first, let words = firstWords else { return "" }
    var parts = [words.steps, rates(words)]
    if first.terms.noise > 0 {
      parts.append("noise \(NumberText.shortest(first.terms.noise)), seed \(first.terms.seed)")
    }
    return (parts + notes + [reading]).joined(separator: "  \u{00B7}  ")
  }

  /// How rates were chosen, and how often.
  private func rates(_ words: ComparisonWords) -> String {
    let all = group.comparisons.map { ComparisonWords(comparison: $0).rates }
    guard let tuned = all.first(where: { $0.hasPrefix("rates tuned") }) else { return words.rates }
    let given = tuned.hasSuffix("or as given") ? ", or as given" : ""
    if group.axis == .start {
      let start = group.comparisons[0].terms.tuningStart ?? group.comparisons[0].terms.start
      return "rates tuned once, from \(ComparisonWords.place(start)): best calm one of 61" + given
    }
    let same = all.first { $0.hasPrefix("one rate") }
    return "rates tuned on each surface: best calm one of 61" + given
      + (same.map { ", without a minimum \($0)" } ?? "")
  }

  private var reading: String {
    let arrive = "steps to \(ComparisonWords.goal) of the first gap, for good"
    let leave = "first step outside the window"
    if !hasMinimum { return "numbers: \(leave)" }
    return "numbers: \(arrive)" + (group.comparisons.contains { $0.least == nil } ? ", or \(leave)" : "")
  }

  /// How to read the figure.
  var key: String {
    let often = hasMinimum ? "by how often they arrive" : "by how often they leave"
    return "numbered \(often), then by mean rank  \u{00B7}  dots at 1, 2, 5, 10, 20, 50 \u{2026} steps  \u{00B7}  "
      + "above each map the best there"
  }

  /// What stands in the table for a run.
  func entry(_ run: Run, in comparison: Comparison) -> String {
    if let step = comparison.success(of: run) { return "\(step)" }
    if case .diverged = run.verdict { return "\u{2715}" }
    return NumberText.none
  }

  private static func capital(_ word: String) -> String { word.prefix(1).uppercased() + word.dropFirst() }
}
