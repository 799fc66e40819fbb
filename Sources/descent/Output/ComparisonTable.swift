import Experiments
import Foundation
import Surfaces

/// A comparison as text for a terminal, and the words of its parts.
enum ComparisonTable {
  /// The table: rank, name, rate, steps, final loss, evaluations, ending.
  static func text(_ comparison: Comparison, as form: TableForm = .text) -> String {
    let hasMinimum = comparison.least != nil
    let firsts = comparison.stability?.firsts
    var table = TextTable(
      [
        ("rank", .right), ("optimizer", .left), ("rate", .right), (hasMinimum ? "steps to 1e-6" : "left at", .right),
        (comparison.surface.isGame ? "gradient" : "final loss", .right), ("evaluations", .right),
      ] + (firsts == nil ? [] : [("first from", .right)]) + [("ending", .left)])
    for (place, run) in comparison.runs.enumerated() {
      let step = hasMinimum ? run.arrival : run.departure
      table.add(
        [
          "\(place + 1)", run.entrant.label, rate(run), step.map(String.init) ?? "-", number(run.course.last ?? .nan),
          "\(run.trajectory.evaluations.last ?? 0)",
        ] + (firsts.map { ["\($0[place])"] } ?? []) + [ending(run)])
    }
    return table.text(as: form)
  }

  /// The tables of several comparisons, each under the place it is about.
  static func text(_ set: ComparisonSet, as form: TableForm = .text) -> String {
    let tables = set.comparisons.enumerated().map { index, comparison in
      let start = comparison.terms.start.map(Numbers.shortest).joined(separator: ", ")
      let place = set.axis == .start ? "from (\(start))" : "\(comparison.surface.title), from (\(start))"
      return "\(ComparisonSet.letter(index)): \(place)\n" + text(comparison, as: form) + remarks(comparison)
    }
    return tables.joined(separator: "\n")
  }

  /// The rate with how it was chosen where that is no matter of course.
  static func rate(_ run: Run) -> String {
    guard let rate = run.rate else { return "-" }
    if case .restless = run.rateOrigin { return "\(number(rate))*" }
    return [.given, .same, .usual, .found].contains(run.rateOrigin)
      ? Numbers.shortest(rate) : number(rate)
  }

  /// Six significant digits.
  static func number(_ value: Double) -> String {
    if value.isInfinite { return value < 0 ? "-inf" : "inf" }
    return value.isNaN ? "nan" : String(format: "%.6g", value)
  }

  /// The verdict in words.
  static func ending(_ run: Run) -> String {
    switch run.verdict {
    case .converged: "converged"
    case .diverged(let step): "diverged at step \(step)"
    case .leftWindow: "left the window"
    case .otherMinimum: "other minimum"
    case .onSaddle: "on a saddle"
    case .cycling(let period): "cycling, period \(period)"
    case .stillFalling: "still falling"
    case .movingAway: "moving away"
    case .stalled: "stalled"
    }
  }

  /// Remarks that belong under the table.
  static func remarks(_ comparison: Comparison) -> String {
    let restless = comparison.runs.contains { if case .restless = $0.rateOrigin { true } else { false } }
    return (restless ? "* no rate gave a calm run; this is the one with the lowest peak\n" : "")
      + (comparison.stability.map(stability) ?? "")
  }

  /// From how many nearby starts the finding holds.
  private static func stability(_ stability: Stability) -> String {
    let count = stability.starts.count
    return "the finding holds from \(stability.holds) of \(count) nearby starts, "
      + "the whole order from \(stability.sameOrders)\n"
  }
}
