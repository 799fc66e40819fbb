import Drawing
import Experiments
import Surfaces

/// What a map of starts says in words.
struct StartMapWords {
  let map: StartMap

  private var tally: BasinTally { map.tally }
  private var surface: Surface { map.surface }
  private var steps: String { ComparisonWords.steps(map.terms.steps) }

  /// The finding.
  var title: String { "\(map.entrant.label) on \(surface.title): " + finding }

  private var finding: String {
    let met = map.attractors.indices.filter { tally.counts[$0] > 0 }
    guard let first = map.attractors.indices.first, !met.isEmpty else { return findingWithoutMinimum }
    let found = Self.percent(tally.counts[first], of: tally.total)
    if surface.isGame { return "\(found) of all starts come to rest within \(steps)" }
    guard map.attractors.count > 1 else { return "\(found) of all starts reach the minimum within \(steps)" }
    let lowest = map.lowest
    let reached = map.countAtLowest
    if lowest.count == map.attractors.count {
      let shares = lowest.map { tally.counts[$0] }
      let (least, most) = (shares.min() ?? 0, shares.max() ?? 0)
      return
        "all \(ComparisonWords.word(lowest.count)) minima are found, each from \(Self.percent(least, of: tally.total)) to "
        + "\(Self.percent(most, of: tally.total)) of all starts"
    }
    let best = Self.percent(reached, of: tally.total)
    let others = tally.counts.reduce(0, +) - reached
    let rest =
      "\(Self.percent(others, of: tally.total)) \(map.attractors.count == lowest.count + 1 ? "the other one" : "another")"
    return
      "\(best) of all starts end in \(lowest.count == 1 ? "the lowest minimum" : "one of the lowest minima"), \(rest)"
  }

  private var findingWithoutMinimum: String {
    if tally.outside + tally.diverged > tally.underWay {
      let half = tally.arrival(at: 0.5, to: .outside).map { "; half of them by step \($0)" } ?? ""
      return "\(Self.percent(tally.outside + tally.diverged, of: tally.total)) of all starts leave within \(steps)"
        + half
    }
    return "\(Self.percent(tally.underWay, of: tally.total)) of all starts are still inside after \(steps)"
  }

  /// The formula.
  var subtitle: String { "f(" + surface.variables.joined(separator: ", ") + ") = " + surface.typeset }

  /// How many starts and steps.
  var cells: String { "\(map.grid.columns) \u{00D7} \(map.grid.rows) starts, at most \(steps)" }

  /// The terms of the map.
  var terms: String {
    let noise =
      map.terms.noise > 0
      ? ["noise \(NumberText.shortest(map.terms.noise)), seed \(map.terms.seed), the same luck for all"] : []
    let early =
      map.terms.endsEarly ? ["a run ends \(StartMap.patience) steps after it has come to stay"] : ["no run ends early"]
    return ([cells, rate] + noise + early).joined(separator: "  \u{00B7}  ")
  }

  /// The rate and how it was chosen.
  var rate: String {
    guard let rate = map.entrant.rate else { return "no rate" }
    let number = NumberText.rate(rate)
    switch map.rateOrigin {
    case .given, .none: return "rate \(NumberText.shortest(rate)), given"
    case .tuned: return "rate \(number), tuned from \(ComparisonWords.place(surface.starts[0]))"
    case .restless: return "rate \(number), none was calm from \(ComparisonWords.place(surface.starts[0]))"
    case .usual, .found: return "rate \(NumberText.shortest(rate)), the usual one"
    case .same: return "rate \(NumberText.shortest(rate))"
    }
  }

  /// How to read the figure.
  var key: String {
    let share = map.radius / surface.window.diagonal
    let near = "\(NumberText.shortest((1e4 * share).rounded() / 100)) % of the diagonal"
    return
      "each pixel a start: hue says where its run ends, darker is later  \u{00B7}  arrived: within \(near), for good"
      + "  \u{00B7}  \u{2605} minimum  \u{00B7}  \u{00D7} saddle"
  }

  /// Where an attractor is.
  ///
  /// A coordinate that is a rounding away from a short number, in terms of the window, is that number.
  static func place(of attractor: Attractor, in map: StartMap) -> String {
    "at " + ComparisonWords.place(map.shortened(attractor.at))
  }

  /// A share in percent, with as many figures as it needs: all is 100 %, and nothing else is.
  static func percent(_ count: Int, of total: Int) -> String {
    guard count > 0, total > 0 else { return "0 %" }
    let share = 100 * Double(count) / Double(total)
    if count == total { return "100 %" }
    if share > 99 { return NumberText.fixed(min(share, 99.99), decimals: share > 99.9 ? 2 : 1) + " %" }
    if share >= 10 { return NumberText.fixed(share, decimals: 0) + " %" }
    return NumberText.significant(max(share, 1e-4), figures: share >= 1 ? 2 : 1, plainFrom: -4) + " %"
  }
}
