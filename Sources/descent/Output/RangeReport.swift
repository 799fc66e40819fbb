import Drawing
import Experiments
import Surfaces

/// A range test as text: the table for a terminal, the sweep as comma-separated values, one number for a script.
enum RangeReport {
  /// The table: the best rate, each rule, each limit; then what was seen.
  static func text(_ finding: RangeFinding) -> String {
    var table = TextTable([("rule", .left), ("rate", .right), ("of best", .right), ("final loss", .right)])
    let number = ComparisonTable.number
    if let best = finding.truth.best {
      table.add(["best constant", number(best.rate), "1", number(best.finalLoss)])
    }
    for suggestion in finding.suggestions {
      table.add([
        suggestion.rule.rawValue, number(suggestion.rate), suggestion.ratio.map(number) ?? "-",
        number(suggestion.outcome.finalLoss),
      ])
    }
    for limit in finding.limits {
      let share = finding.truth.best.map { number(limit.rate / $0.rate) } ?? "-"
      table.add(["limit at the \(limit.place.rawValue)", number(limit.rate), share, "-"])
    }
    return table.text + remarks(finding).map { $0 + "\n" }.joined()
  }

  /// What the table does not say.
  private static func remarks(_ finding: RangeFinding) -> [String] {
    let test = finding.test
    let number = ComparisonTable.number
    var lines: [String] = []
    let ends = "\(Numbers.shortest(test.sweep.from)) to \(Numbers.shortest(test.sweep.to))"
    if let stop = test.phases.stop {
      lines.append("rates \(ends): blew up at \(number(test.rates[stop])), after \(test.losses.count) steps")
    } else {
      lines.append("rates \(ends): the loss never blew up")
    }
    if !test.phases.seesLearning {
      lines.append("the loss never fell")
    } else if !test.phases.seesTooSmall {
      lines.append("the loss falls from the first rates on; lower --from to see where that begins")
    }
    if finding.truth.best == nil {
      lines.append(whyNoBest(finding))
    } else if finding.truth.bestIsAtEdge {
      lines.append("the best rate is the last one tried on its side; a better one may lie beyond")
    }
    if finding.suggestions.isEmpty {
      lines.append("the curve is too short for any rule: more --points, or a lower --from")
    }
    return lines
  }

  private static func whyNoBest(_ finding: RangeFinding) -> String {
    finding.truth.least == nil
      ? "'\(finding.surface.name)' has no known minimum, so no rate is best"
      : "every run at a constant rate was lost, so none is best: lower --from"
  }

  /// The number alone.
  static func number(_ finding: RangeFinding, rule: SuggestionRule?) throws -> String {
    guard let rule else {
      guard let best = finding.truth.best else {
        throw Refusal.failed(whyNoBest(finding))
      }
      return Numbers.shortest(best.rate)
    }
    guard let rate = finding.test.suggestion(rule) else {
      throw Refusal.failed(
        "the curve of \(finding.test.losses.count) points is too short for the rule '\(rule.rawValue)': give more --points, or a lower --from"
      )
    }
    return Numbers.shortest(rate)
  }

  /// What is wrong with the rate of a rule: it is more than three times off the best constant rate, or its run is lost.
  ///
  /// - Returns: nil if nothing is, or for the best rate itself.
  static func warning(_ finding: RangeFinding, rule: SuggestionRule?) -> String? {
    guard let rule, let suggestion = finding.suggestions.first(where: { $0.rule == rule }) else { return nil }
    let number = NumberText.rate
    var faults: [String] = []
    if let ratio = suggestion.ratio, let best = finding.truth.best, max(ratio, 1 / ratio) > 3 {
      let times = NumberText.significant(max(ratio, 1 / ratio), figures: 2, plainFrom: 0)
      faults.append("is \(times) times \(ratio < 1 ? "below" : "above") the best constant rate, \(number(best.rate))")
    }
    switch suggestion.outcome.failure(from: finding.truth.firstLoss) {
    case .diverges: faults.append("diverges as a constant rate")
    case .endsHigher: faults.append("ends above the first loss as a constant rate")
    case .leaves where finding.truth.least != nil: faults.append("leaves the window as a constant rate")
    case .leaves, nil: break
    }
    guard !faults.isEmpty else { return nil }
    let advice = finding.truth.best == nil ? "" : "; --rule best prints that one"
    return CurvesNumbers.plain(
      "\(rule.rawValue)'s \(number(suggestion.rate)) " + faults.joined(separator: " and ") + advice)
  }

  /// The sweep, one row a recorded step.
  static func csv(_ test: RangeTest) -> String {
    var text = "step,lr,loss,smoothed\r\n"
    for (index, rate) in test.rates.enumerated() {
      let numbers = [rate, test.losses[index], test.smoothed[index]].map(Numbers.shortest)
      text += "\(index + 1)," + numbers.joined(separator: ",") + "\r\n"
    }
    return text
  }
}
