import Drawing
import Experiments
import Surfaces

/// What the figure of a map over knobs says in words.
struct KnobMapWords {
  let map: KnobMap
  let theory: KnobTheory
  let measure: KnobMeasure

  private var surface: Surface { map.surface }
  private var axes: [Axis] { [map.x, map.y] }

  // MARK: - Above

  /// The finding, as much of it as fits a width in points.
  func title(width: Double) -> String {
    let whole = title(hasTheory: true)
    return Text.width(of: whole, size: 9.5, weight: .bold) <= width ? whole : title(hasTheory: false)
  }

  /// The finding, with what theory says or without.
  func title(hasTheory: Bool) -> String {
    let name = map.entrant.label
    let opening = "\(name) on \(surface.title): "
    guard let best = map.best else { return opening + "every cell is lost" }
    let place = values(map.cell(at: best)) + (hasTheory ? remark : "")
    if measure == .ending { return opening + endings }
    guard let step = map.outcomes[best].arrival else { return opening + "lowest at \(place)" }
    return opening + "fastest in \(ComparisonWords.steps(step)), at \(place)"
  }

  /// What theory says of the best place, if it says anything.
  private var remark: String {
    guard let optimum = theory.optimum, map.terms.noise == 0 else { return "" }
    return " (theory \(number(optimum.x)), \(number(optimum.y)))"
  }

  /// How many cells end how, most first.
  private var endings: String {
    let verbs: [(ending: KnobEnding, words: String)] = [
      (.converged, "converge"), (.otherMinimum, "end in another minimum"), (.onSaddle, "stay on a saddle"),
      (.cycling, "go round"), (.unfinished, "are not there yet"), (.leftWindow, "leave the window"),
      (.diverged, "diverge"),
    ]
    let shares = verbs.map { (share: map.share(of: $0.ending), words: $0.words) }.filter { $0.share > 0 }
    let sorted = shares.sorted { $0.share > $1.share }
    return sorted.prefix(3).map { "\(percent($0.share)) \($0.words)" }.joined(separator: ", ")
  }

  /// The formula, and where the runs go from and to.
  func subtitle(size: Double, width: Double) -> String {
    var tail = "      from " + ComparisonWords.place(map.terms.start, surface.variables) + "  \u{25CB}"
    let minima = surface.isGame ? [] : surface.minima.filter { $0.value == surface.minimumValue }
    if let goal = minima.first {
      let place =
        minima.count == 1
        ? ComparisonWords.place(goal.at, surface.variables) : "one of \(ComparisonWords.word(minima.count)) minima"
      tail += "  to " + place + "  \u{2605}"
    }
    let formula = "f(" + surface.variables.joined(separator: ", ") + ") = " + surface.typeset
    let room = width - Text.width(of: tail, size: size)
    return formula.fitted(size: size, least: size, width: room, weight: .regular).string + tail
  }

  // MARK: - Beside

  /// What the ramp counts.
  var scaleTitle: String {
    switch measure {
    case .steps: "steps to 10^{\u{2212}6}"
    case .loss: (surface.isGame ? "gradient" : map.least.map { $0 == 0 } == false ? "loss \u{2212} min" : "final loss")
    case .ending: "ending"
    }
  }

  /// Which cell stands in the column.
  func heading(of cell: (column: Int, row: Int)?) -> String {
    guard let cell, let best = map.best, map.cell(at: best) != cell else { return "best cell  \u{25CB}" }
    return "cell  \u{25C7}"
  }

  /// What is told of a cell, then of all.
  func facts(of cell: (column: Int, row: Int)?) -> [(name: String, text: String)] {
    var lines: [(name: String, text: String)] = []
    if let cell = cell ?? map.best.map({ map.cell(at: $0) }) {
      let outcome = map.outcome(column: cell.column, row: cell.row)
      lines += zip(axes, [map.columns[cell.column], map.rows[cell.row]]).map { ($0.name, number($1)) }
      if let rate = map.rate { lines.append(("lr of all cells", NumberText.rate(rate))) }
      lines.append(("steps to 10^{\u{2212}6}", outcome.arrival.map { "\($0)" } ?? NumberText.none))
      lines.append((surface.isGame ? "final gradient" : "final loss", NumberText.value(outcome.final)))
      if outcome.arrival == nil { lines.append(("ending", outcome.ending.name)) }
    }
    lines.append(("cells that converge", percent(map.share(of: .converged))))
    lines.append(("cells that diverge", percent(map.share(of: .diverged))))
    return lines
  }

  // MARK: - Below

  private static let dot = "  \u{00B7}  "

  var terms: String {
    var parts = ["\(map.columns.count) × \(map.rows.count) runs of \(ComparisonWords.steps(map.terms.steps))"]
    if let label = map.scheduleLabel { parts.append("rate: \(label)") }
    if map.terms.noise > 0 {
      parts.append("noise \(NumberText.shortest(map.terms.noise)), seed \(map.terms.seed): the same luck in every cell")
    }
    if let rows = map.terms.batch, surface.data != nil { parts.append("\(rows) rows a step") }
    parts += theoryTerms
    return parts.joined(separator: Self.dot)
  }

  private var theoryTerms: [String] {
    guard !theory.lines.isEmpty else { return [] }
    let isPreconditioned = theory.lines.contains {
      if case .stability(let limit) = $0.kind { limit.isPreconditioned } else { false }
    }
    if isPreconditioned {
      return ["edge of stability: as if the divisor stayed that of the first step, λ_{P} of H(start)/|g(start)|"]
    }
    guard let curvature = theory.curvature else { return [] }
    let (low, high) = (NumberText.value(curvature.least), NumberText.value(curvature.largest))
    return [
      "theory: for a quadratic of the curvature at the minimum, λ = " + (low == high ? low : "\(low) and \(high)")
    ]
  }

  var key: String {
    var parts = ["ring: best cell"]
    if theory.optimum != nil { parts.append("cross: theory's optimum") }
    if theory.lines.contains(where: { $0.kind.isDamping }) {
      parts.append("dashed: below it a direction creeps, above it swings")
    }
    if measure == .steps { parts.append("steps until the gap stays within 10^{\u{2212}6} of the first") }
    return parts.joined(separator: Self.dot)
  }

  /// What is to be seen, for those who do not see it.
  var description: String {
    let facts = facts(of: nil).map { "\($0.name) \($0.text)" }.joined(separator: ", ")
    return Text.plain(
      "\(title(hasTheory: true)). A map of \(map.x.name) against \(map.y.name), coloured by \(scaleTitle). Best cell: \(facts). \(terms)."
    )
  }

  // MARK: - Numbers

  private func values(_ cell: (column: Int, row: Int)) -> String {
    "\(map.x.name) \(number(map.columns[cell.column])), \(map.y.name) \(number(map.rows[cell.row]))"
  }

  private func number(_ value: Double) -> String { NumberText.rate(value) }

  private func percent(_ share: Double) -> String {
    share > 0 && share < 0.001
      ? "<0.1 %" : NumberText.significant(100 * share, figures: 3, plainFrom: -1) + " %"
  }
}
