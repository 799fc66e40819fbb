import Calculus
import Drawing
import Experiments
import Surfaces

/// What a comparison figure says in words: the finding, how it came about, and how to read it.
struct ComparisonWords {
  let comparison: Comparison
  /// What stands in the table in place of steps.
  var column: ComparisonFigure.Column?

  private var runs: [Run] { comparison.runs }
  private var surface: Surface { comparison.surface }
  var steps: String { Self.steps(comparison.terms.steps) }
  static let goal = "10^{\u{2212}6}"

  // MARK: - Above

  /// The finding.
  var title: String { surface.title + who + ": " + (doubt ?? finding) }

  private var finding: String { comparison.least == nil ? findingOfLeaving : findingOfArriving }

  /// The finding where it holds from too few nearby starts to be told without them.
  private var doubt: String? {
    guard let stability = comparison.stability, !stability.isRobust, let best = runs.first else { return nil }
    let count = stability.starts.count
    guard comparison.hasWinner else {
      let what = comparison.least == nil ? "leaves" : surface.isGame ? "comes to rest" : "comes within \(Self.goal)"
      let who = runs.count == 1 ? best.entrant.label + " never" : "none of \(Self.word(runs.count))"
      return "from here \(who) \(what), but from \(count - stability.holds) of \(count) nearby starts"
    }
    let from = "from only \(stability.holds) of \(count) nearby starts"
    guard runs.count > 1 else {
      return (finding.split(separator: ";").first.map(String.init) ?? finding) + ", but " + from
    }
    return "\(name(of: best)) is first, but \(from)"
  }

  private var findingOfArriving: String {
    let arrived = runs.filter { $0.arrival != nil }
    let count = Self.word(runs.count)
    if surface.isGame, arrived.isEmpty { return findingOfPlaying }
    guard let best = arrived.first, let step = best.arrival else {
      if runs.count == 1 { return "\(runs[0].entrant.label) does not come within \(Self.goal) in \(steps)" }
      let lost = runs.count { if case .diverged = $0.verdict { true } else { false } }
      if case .same(let rate) = comparison.terms.rates, lost > 0 {
        let diverge = "\(lost == runs.count ? "all" : Self.word(lost) + " of") \(count) diverge\(lost == 1 ? "s" : "")"
        return "at one rate, \(NumberText.shortest(rate)), " + diverge + (lost == runs.count ? "" : " and none arrives")
      }
      return "none of \(count) comes within \(Self.goal) in \(steps)"
    }
    let name = name(of: best)
    if runs.count == 1 { return "\(name) within \(Self.goal) in \(Self.steps(step))" }
    if arrived.count == runs.count {
      return "\(runs.count == 2 ? "both" : "all " + count) within \(Self.goal), \(name) first, in \(Self.steps(step))"
    }
    return
      "\(name) within \(Self.goal) in \(Self.steps(step)); \(Self.word(runs.count - arrived.count)) of \(count) never"
  }

  /// A game in which nobody comes to rest.
  private var findingOfPlaying: String {
    if runs.count == 1 { return "\(runs[0].entrant.label) does not come to rest in \(steps)" }
    let outwards = runs.count { ($0.course.last ?? .nan) > ($0.course.first ?? .nan) || !$0.trajectory.isFinite }
    let rest = outwards == runs.count ? (outwards == 2 ? "both" : "all") : Self.word(outwards)
    return "none of \(Self.word(runs.count)) comes to rest in \(steps)"
      + (outwards > 0 ? "; \(rest) end farther out" : "")
  }

  /// Who walks, where all runs are of one optimizer and the rows name schedules or batches.
  private var who: String {
    guard comparison.comparesSettings, Set(runs.map(\.entrant.name)).count == 1 else { return "" }
    return runs.first.map { ", " + $0.entrant.optimizerLabel } ?? ""
  }

  /// What the rows name.
  var namesTitle: String { who.isEmpty ? "optimizer" : comparison.comparesBatches ? "rows a step" : "schedule" }

  /// The label, with the rate where the label alone would not tell who is meant.
  private func name(of run: Run) -> String {
    let same = runs.filter { $0.entrant.label == run.entrant.label }
    guard same.count > 1, run.rate != nil, Set(same.map(\.rate)).count == same.count else { return run.entrant.label }
    return run.entrant.label + " at " + rate(run)
  }

  /// Whether there is a saddle to leave; else a surface without a minimum only falls and falls.
  private var hasSaddle: Bool { surface.kind == .saddle || !surface.saddles.isEmpty }

  private var findingOfLeaving: String {
    let left = runs.filter { $0.departure != nil }
    guard let first = left.first, let step = first.departure else {
      if !hasSaddle, let best = runs.first {
        return "\(name(of: best)) \(runs.count == 1 ? "" : "lowest, ")at \(finalLoss(best)) after \(steps)"
      }
      return runs.count == 1
        ? "\(runs[0].entrant.label) is still there after \(steps)"
        : "none of \(Self.word(runs.count)) leaves in \(steps)"
    }
    let (what, inside) = hasSaddle ? ("", "still there") : (" the window", "still inside")
    let opening = "\(name(of: first)) leaves\(what) after \(Self.steps(step))"
    let still = runs.filter { $0.departure == nil }
    let budget = comparison.terms.steps
    switch still.count {
    case 0:
      return runs.count == 1
        ? opening
        : (runs.count == 2 ? "both leave" : "all \(Self.word(runs.count)) leave")
          + "\(what), \(name(of: first)) first, after \(Self.steps(step))"
    case 1: return opening + "; \(name(of: still[0])) is \(inside) after \(budget)"
    default: return opening + "; \(Self.word(still.count)) of \(Self.word(runs.count)) are \(inside) after \(budget)"
    }
  }

  /// The formula, cut where it is too long for a width in points, and where the runs go from and to.
  ///
  /// - Parameter starts: where from, if not from the one start.
  func subtitle(size: Double, width: Double, starts: String? = nil) -> String {
    var tail = "      from " + (starts ?? Self.place(comparison.terms.start, surface.variables)) + "  \u{25CB}"
    let minima = comparison.goals
    if let goal = minima.first {
      let places =
        minima.count == 1 ? Self.place(goal.at, surface.variables) : "one of \(Self.word(minima.count)) minima"
      tail += "  to " + places + "  \u{2605}"
    } else if let saddle = surface.saddles.first {
      tail += "      \(surface.isGame ? "equilibrium" : "saddle") at " + Self.place(saddle.at) + "  \u{00D7}"
    }
    let formula = "f(" + surface.variables.joined(separator: ", ") + ") = " + surface.typeset + players
    let room = width - Text.width(of: tail, size: size)
    return formula.fitted(size: size, least: size, width: room, weight: .regular).string + tail
  }

  /// Who plays for what, in a game.
  private var players: String {
    guard surface.isGame else { return "" }
    func names(_ maximises: Bool) -> String {
      surface.variables.indices.filter { surface.ascend.contains($0) == maximises }.map { surface.variables[$0] }
        .joined(separator: ", ")
    }
    let least = names(false).isEmpty ? "" : ",  min over \(names(false))"
    return least + ",  max over \(names(true))"
  }

  // MARK: - Below

  /// The terms of the comparison.
  ///
  /// - Parameter notes: what else is to be known of the map.
  func terms(notes: [String]) -> String {
    var parts = [budget, rates] + stability + schedule + noise + rows + notes
    let steps =
      comparison.least == nil
      ? "left at: first step outside the window"
      : "steps: until within \(Self.goal) of the first \(surface.isGame ? "gradient" : "gap"), for good"
    parts.append(column?.note ?? steps)
    return parts.joined(separator: "  \u{00B7}  ")
  }

  /// How many steps, and what they cost.
  var budget: String {
    let evaluations = runs.compactMap { $0.trajectory.evaluations.last }
    let isEven = runs.allSatisfy { $0.trajectory.evaluations.last == $0.trajectory.steps }
    let cost =
      isEven
      ? "one gradient a step"
      : "\(evaluations.min() ?? 0) to \(evaluations.max() ?? 0) evaluations"
    return "\(steps), \(cost)"
  }

  /// From how many nearby starts the finding holds, if that was tested.
  private var stability: [String] {
    guard let stability = comparison.stability else { return [] }
    let length = surface.dimension == 1 ? "width" : "diagonal"
    let radius = NumberText.shortest((stability.radius * 1e6).rounded() / 1e4)
    return [
      "finding holds from \(stability.holds) of \(stability.starts.count) starts within \(radius) % of the \(length)"
    ]
  }

  /// How much noise, if any.
  var noise: [String] {
    let terms = comparison.terms
    return terms.noise > 0 ? ["noise \(NumberText.shortest(terms.noise)), seed \(terms.seed)"] : []
  }

  /// How rates change, where they do for all alike, or that it differs.
  var schedule: [String] {
    if let label = comparison.scheduleLabel { return ["schedule: \(label)"] }
    return runs.contains { $0.scheduleLabel != nil } ? ["schedules differ"] : []
  }

  /// How many rows of data there are, and how many of them a step draws.
  var rows: [String] {
    guard let data = surface.data else { return [] }
    let seed = comparison.terms.seed
    let isSampled = runs.contains { $0.batch != nil }
    var parts = [
      isSampled
        ? comparison.commonBatch.map { "\($0) of \(data.rows) rows a step, seed \(seed)" }
          ?? "of \(data.rows) rows, seed \(seed)" : "\(data.rows) rows"
    ]
    if data.isStandardized {
      let change = surface.conditionNumbers.map {
        ": condition number \(NumberText.value($0.from)) to \(NumberText.value($0.to))"
      }
      parts.append("columns standardized" + (change ?? ""))
    }
    if let validation = data.validation { parts.append("dashed: loss over \(validation.rows) validation rows") }
    if data.rows > SurfaceData.mostRowsOfAMap { parts.append("map and rates from \(SurfaceData.mostRowsOfAMap) rows") }
    return parts
  }

  /// How rates were chosen.
  var rates: String {
    let origins = runs.map(\.rateOrigin).filter { $0 != .none }
    let tuned = origins.contains {
      switch $0 {
      case .tuned, .restless: true
      default: false
      }
    }
    if tuned {
      let given =
        (origins.contains(.given) ? ", or as given" : "") + (origins.contains(.found) ? ", 1 where self-found" : "")
        + (origins.contains { if case .restless = $0 { true } else { false } } ? ", * if none is calm" : "")
      let length = surface.dimension == 1 ? "width" : "diagonal"
      return "rates tuned: robust best of 61 calm ones, first step \(Self.goal) to 1 window \(length)" + given
    }
    if case .same(let rate) = comparison.terms.rates, origins.contains(.same) {
      return "one rate for all: \(NumberText.shortest(rate))" + (origins.contains(.given) ? ", or as given" : "")
    }
    if origins.contains(.usual) { return "usual rates, not tuned" }
    if origins.contains(.found), !origins.contains(.given) { return "rates found by the optimizers themselves" }
    return origins.isEmpty ? "no rates" : "rates given, not tuned"
  }

  /// How to read the figure.
  func key(of stage: any Stage) -> String { stage.key + "  \u{00B7}  numbered by rank, best first" }

  // MARK: - The table

  /// The head of the column of what was to become small.
  var lastTitle: String { surface.isGame ? "gradient" : "final loss" }

  /// The head of the column of steps.
  var stepsTitle: String { column?.title ?? (comparison.least == nil ? "left at" : "steps") }

  /// What stands in the row of a run.
  func row(_ run: Run, _ style: RunStyle) -> LegendTable.Row {
    let step = comparison.least == nil ? run.departure : run.arrival
    return LegendTable.Row(
      style: style, name: run.entrant.label, rate: rate(run),
      steps: column?.texts[style.rank - 1] ?? step.map { "\($0)" } ?? NumberText.none,
      finalLoss: finalLoss(run),
      badge: badge(run.verdict), isWinner: style.rank == 1 && (column != nil || step != nil))
  }

  /// The last loss; infinity of its sign for a run that is lost, even if it was the point that was lost first.
  private func finalLoss(_ run: Run) -> String {
    let loss = run.course.last ?? .nan
    return NumberText.value(run.trajectory.isFinite || loss == -.infinity ? loss : .infinity)
  }

  private func rate(_ run: Run) -> String {
    guard let rate = run.rate else { return NumberText.none }
    switch run.rateOrigin {
    case .tuned: return NumberText.rate(rate)
    case .restless: return NumberText.rate(rate) + "*"
    // As it was typed, unless it has more digits than the column.
    case .given, .usual, .same, .found, .none:
      let typed = NumberText.shortest(rate)
      return typed.count <= 9 ? typed : NumberText.rate(rate)
    }
  }

  private func badge(_ verdict: Verdict) -> LegendTable.Badge {
    switch verdict {
    case .converged: .init(.good, "\u{2713} converged")
    case .diverged(let step): .init(.bad, "\u{2715} diverged at \(step)")
    case .leftWindow: .init(.neutral, "\u{2197} left window")
    case .otherMinimum: .init(.neutral, "= other basin")
    case .onSaddle: .init(.neutral, "= on saddle")
    case .cycling(let period): .init(.neutral, "\u{21BB} cycle of \(period)")
    case .stillFalling: .init(.neutral, "\u{2198} still falling")
    case .movingAway: .init(.neutral, "\u{2197} outwards")
    case .stalled: .init(.neutral, "= stalled")
    }
  }

  // MARK: - Numbers

  static func steps(_ count: Int) -> String { count == 1 ? "1 step" : "\(count) steps" }

  /// Numbers to twelve in words.
  static func word(_ count: Int) -> String {
    let words = [
      "none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    ]
    return words.indices.contains(count) ? words[count] : "\(count)"
  }

  /// A point in parentheses, a single coordinate with its name; long coordinates are rounded to four figures.
  static func place(_ point: [Double], _ variables: [String] = []) -> String {
    let coordinates = point.map { coordinate -> String in
      let exact = NumberText.shortest(coordinate)
      return exact.count <= 8 ? exact : NumberText.significant(coordinate, figures: 4, plainFrom: -3)
    }
    if coordinates.count == 1, let variable = variables.first { return variable + " = " + coordinates[0] }
    return "(" + coordinates.joined(separator: ", ") + ")"
  }
}
