import Drawing
import Experiments
import Surfaces

/// What the figure of searches says in words: which strategy comes near first, how it was found, and how to read it.
struct TuningWords {
  let tuning: Tuning

  private var setting: SearchSetting { tuning.settings[0] }
  private var surface: Surface { tuning.surface }

  // MARK: - Above

  /// The finding, as much of it as a width in points has room for.
  func title(width: Double = .infinity) -> String {
    guard tuning.settings.count == 1 else { return "\(surface.title): \(findingOfSeveral)" }
    let titles = findings.map { "\(setting.entrant.label) on \(surface.title): \($0)" }
    return titles.first { Text.width(of: $0, size: 9.5, weight: .bold) <= width } ?? titles[titles.count - 1]
  }

  /// After how many trials each strategy is near the best, the longest wording first.
  private var findings: [String] {
    let summaries = tuning.summaries(of: 0)
    guard tuning.goal(of: 0) != nil else { return ["no setting that was tried gives a calm run that falls"] }
    let arrived = Self.order(summaries)
    guard let first = arrived.first, let trials = first.trialsUntilNear else {
      return ["no strategy is near the best in half of its searches"]
    }
    let short = "\(first.kind.name) near the best after \(Self.trials(trials))"
    let others = arrived.dropFirst().map { "\($0.kind.name) \($0.trialsUntilNear ?? 0)" }
    let never = summaries.filter { $0.trialsUntilNear == nil }.map(\.kind.name)
    let lost = never.count > 1 && others.isEmpty ? "the others never" : Self.list(never) + " never"
    let rest = others + (never.isEmpty ? [] : [lost])
    guard !rest.isEmpty else { return ["\(Self.search(first.kind)) is near the best after \(Self.trials(trials))"] }
    return [
      "\(Self.search(first.kind)) is near the best after \(Self.trials(trials)), " + rest.joined(separator: ", "),
      short + ", " + rest.joined(separator: ", "),
      short + ", " + (others + (never.isEmpty ? [] : ["others never"])).joined(separator: ", "), short,
    ]
  }

  private static func list(_ names: [String]) -> String {
    guard names.count > 1, let last = names.last else { return names.joined() }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }

  private var findingOfSeveral: String {
    let winners = tuning.settings.indices.compactMap { entry -> SearchKind? in
      let arrived = Self.order(tuning.summaries(of: entry))
      let first = arrived.first
      // Two that are equally early are no winners.
      return arrived.dropFirst().first?.trialsUntilNear == first?.trialsUntilNear ? nil : first?.kind
    }
    let counts = tuning.kinds.map { kind in (kind: kind, count: winners.count { $0 == kind }) }
    let count = ComparisonWords.word(tuning.settings.count)
    guard let most = counts.max(by: { $0.count < $1.count }), most.count > 0 else {
      return "no strategy is first near the best settings of \(count) optimizers"
    }
    let who = most.count == tuning.settings.count ? "all \(count)" : "\(ComparisonWords.word(most.count)) of \(count)"
    return "\(Self.search(most.kind)) is first near the best settings of \(who) optimizers"
  }

  /// The strategies that come near, the earliest first.
  private static func order(_ summaries: [Tuning.Summary]) -> [Tuning.Summary] {
    summaries.filter { $0.trialsUntilNear != nil }.enumerated().sorted {
      ($0.element.trialsUntilNear ?? 0, $0.offset) < ($1.element.trialsUntilNear ?? 0, $1.offset)
    }.map(\.element)
  }

  private static func search(_ kind: SearchKind) -> String {
    switch kind {
    case .grid: "the grid"
    case .random: "random search"
    case .coarseToFine: "coarse-to-fine search"
    case .bayesian: "Bayesian search"
    }
  }

  private static func trials(_ count: Int) -> String { count == 1 ? "1 trial" : "\(count) trials" }

  /// The formula, the start and what is searched over, in a width.
  func subtitle(size: Double, width: Double) -> String {
    let tail =
      "      \(ComparisonWords.steps(setting.terms.steps)) from "
      + ComparisonWords.place(setting.terms.start, surface.variables) + "      over " + axes
    let formula = "f(" + surface.variables.joined(separator: ", ") + ") = " + surface.typeset
    let room = max(40, width - Text.width(of: tail, size: size))
    return formula.fitted(size: size, least: size, width: room, weight: .regular).string + tail
  }

  /// The axes with their ranges; several optimizers share their names alone.
  private var axes: String {
    setting.axes.map { axis in
      guard tuning.settings.count == 1 else { return axis.name }
      let ends = [axis.range.lowerBound, axis.range.upperBound].map { RangeWords.plain($0) }
      return "\(axis.name) \(ends[0])\u{2026}\(ends[1])"
    }.joined(separator: ", ")
  }

  /// What the figure shows, for those who do not see it.
  var description: String {
    let panels =
      tuning.settings.count == 1
      ? "The best gap so far against trials, a table, and where each strategy has tried"
      : "The best gap so far against trials, a panel for each optimizer"
    let rows = tuning.settings.indices.flatMap { entry in
      tuning.summaries(of: entry).map { summary in
        let gap = summary.best.map { NumberText.value(ProgressPanel.gap($0.score)) } ?? NumberText.none
        let near = summary.trialsUntilNear.map { "near the best after " + Self.trials($0) } ?? "never near the best"
        return "\(tuning.settings[entry].entrant.label), \(summary.kind.name): best gap \(gap), \(near)"
      }
    }
    return Text.plain(([title(), panels] + rows + [terms]).joined(separator: ". ") + ".")
  }

  // MARK: - Below

  /// The terms of the searches.
  var terms: String {
    let dot = "  \u{00B7}  "
    var parts = ["\(tuning.budget) trials for each strategy" + leftOver]
    parts.append(
      tuning.repeats == 1
        ? "one search each"
        : "\(tuning.repeats) searches each: median and middle half")
    if setting.terms.noise > 0 { parts.append("noise \(NumberText.shortest(setting.terms.noise))") }
    if tuning.settings.contains(where: { $0.seeds > 1 }) {
      parts.append("a trial is the median of \(RateTuning.seeds) seeds")
    }
    if let schedule = setting.schedule { parts.append("schedule \(schedule)") }
    for setting in tuning.settings {
      guard let rate = setting.rate else { continue }
      let name = tuning.settings.count == 1 ? "rate" : "rate of \(setting.entrant.label)"
      parts.append("\(name) \(NumberText.rate(rate))" + (setting.entrant.rate == nil ? ", tuned" : ""))
    }
    parts.append("seed \(setting.terms.seed)")
    return parts.joined(separator: dot)
  }

  private var leftOver: String {
    guard tuning.kinds.contains(.grid) else { return "" }
    let used = SearchKind.grid.trials(dimension: setting.axes.count, budget: tuning.budget)
    return used < tuning.budget ? ", of which the grid uses \(used)" : ""
  }

  /// How to read the figure.
  var key: String {
    let dot = "  \u{00B7}  "
    var parts = ["gap: median over the last tenth of the steps, in terms of the first gap"]
    parts.append("\u{25CB} near: 90 % of the decades of the best trial")
    guard tuning.settings.count == 1 else { return parts.joined(separator: dot) }
    switch setting.axes.count {
    case 1: parts.append("grey: the gap all along the axis")
    case 2: parts.append("ground, hills: the gap; tinted: not calm")
    default: parts.append("ground: the gap, other axes at their best; tinted: not calm")
    }
    parts.append("\u{2605} best of the search shown")
    return parts.joined(separator: dot)
  }
}
