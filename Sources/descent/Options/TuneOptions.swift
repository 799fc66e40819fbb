import ArgumentParser
import Calculus
import Experiments
import Optimizers
import Schedules
import Surfaces

/// Who is tuned over which numbers, by which strategies, and how long they may look.
struct TuneOptions: ParsableArguments {
  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp("One optimizer with its knobs. May be repeated.", valueName: "spec"))
  var optimizer: [String] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Several names with commas between (default: adam).", valueName: "names"))
  var optimizers: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "What is searched for: lr and knobs, with ranges if not the usual ones, as in lr=1e-4..1,beta1=0.5..0.99.",
      discussion: "A range may end in :log or :linear. At most six axes.", valueName: "axis,..."))
  var over: String = "lr"

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many trials each strategy may make for each optimizer.", valueName: "n"))
  var budget: String = "200"

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Which strategies look (default: all).",
      discussion: SearchKind.allCases.map(\.rawValue).joined(separator: ", "), valueName: "name,..."))
  var strategies: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How many times each strategy looks, with luck of its own (default: 11, for several optimizers 5, for csv and json 1).",
      valueName: "n"))
  var repeats: String?

  @Option(
    name: [.customShort("n"), .long], parsing: .unconditional,
    help: ArgumentHelp("How many steps a trial takes.", valueName: "n"))
  var steps: String = "500"

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "How rates or knobs change, such as cosine.",
      discussion: "May be repeated, once for the rate and once for each knob.", valueName: "spec"))
  var schedule: [String] = []

  @OptionGroup var noiseOptions: NoiseOptions

  @OptionGroup var threadOptions: ThreadOptions

  /// The most trials of a search, and of one through which a Gaussian process goes.
  private static let (mostTrials, mostBayesian) = (100_000, 500)
  private static let mostRepeats = 1000
  /// The most steps of all trials together: about a minute.
  private static let mostSteps = 1_000_000_000

  /// The strategies asked for.
  func kinds() throws -> [SearchKind] {
    guard let strategies else { return SearchKind.allCases }
    var kinds: [SearchKind] = []
    for word in strategies.split(separator: ",", omittingEmptySubsequences: false).map(\.trimmed) {
      guard let kind = SearchKind(rawValue: word.lowercased()) else {
        let names = SearchKind.allCases.map(\.rawValue)
        throw Refusal.unknown("strategy", word, among: names, list: "descent help tune")
      }
      guard !kinds.contains(kind) else { throw Refusal.asked("--strategies names '\(word)' twice; keep one of them") }
      kinds.append(kind)
    }
    return kinds
  }

  /// How many trials each strategy of some may make.
  func budget(of kinds: [SearchKind]) throws -> Int {
    let most = kinds.contains(.bayesian) ? Self.mostBayesian : Self.mostTrials
    guard let count = Int(budget), count > 0 else {
      throw Refusal.asked("--budget must be a whole number of trials from 1 to \(most), not '\(budget)'")
    }
    guard count <= most else {
      let advice = count <= Self.mostTrials ? ", or leave bayesian out with --strategies grid,random" : ""
      throw Refusal.asked("--budget \(count) is more than a search takes here, at most \(most); lower it\(advice)")
    }
    return count
  }

  /// How many times each strategy looks.
  ///
  /// - Parameters:
  ///   - isFigure: whether medians are drawn, and not all trials written.
  ///   - optimizers: for how many optimizers.
  func repeats(isFigure: Bool, optimizers: Int) throws -> Int {
    guard let repeats else { return !isFigure ? 1 : optimizers == 1 ? 11 : 5 }
    guard let count = Int(repeats), (1...Self.mostRepeats).contains(count) else {
      throw Refusal.asked("--repeats must be a whole number from 1 to \(Self.mostRepeats), not '\(repeats)'")
    }
    return count
  }

  /// Whose numbers are looked for.
  func entrants(after names: [String]) throws -> [Entrant] {
    let named = names + optimizer + Specification.list(optimizers ?? "")
    guard optimizers == nil || !named.isEmpty else {
      throw Refusal.asked("--optimizers names none; write names with commas between")
    }
    return try reading { try (named.isEmpty ? ["adam"] : named).map { try Entrant($0) } }
  }

  /// What is looked for, one for each optimizer.
  ///
  /// - Parameter runs: how many trials are made for each.
  func settings(of entrants: [Entrant], on surface: Surface, runs: Int) throws -> [SearchSetting] {
    for (index, entrant) in entrants.enumerated()
    where entrants[..<index].contains(where: { $0.specification == entrant.specification }) {
      throw Refusal.asked("'\(entrant.specification)' is named twice; keep one of them")
    }
    guard let steps = Int(steps), steps > 0 else {
      throw Refusal.asked("--steps must be a whole number above 0, not '\(self.steps)'")
    }
    let (all, overflows) = (runs * entrants.count).multipliedReportingOverflow(by: steps)
    guard !overflows, all <= Self.mostSteps else {
      throw Refusal.asked(
        "\(runs * entrants.count) trials of \(steps) steps would take very long; at most \(Self.mostSteps) steps in all: "
          + "lower --budget, --repeats or --steps")
    }
    let (noise, seed) = try noiseOptions.read()
    let start = surface.starts[0]
    try RunNumbers.check(start: start, on: surface)
    let plan = try reading { try schedule.isEmpty ? Plan.constant : PlanSpecification.plan(schedule) }
    let terms = Terms(start: start, steps: steps, plan: plan, noise: noise, seed: seed)
    let texts = axes
    return try entrants.map { entrant in
      do {
        return try reading {
          try plan.check(on: entrant.optimizer, steps: steps)
          return try SearchSetting(entrant, over: texts, on: surface, terms: terms)
        }
      } catch let refusal as Refusal where entrants.count > 1 {
        throw Refusal(
          description:
            "\(refusal.description) All optimizers of one search share its axes: name others, or other axes.",
          code: refusal.code)
      }
    }
  }

  /// The texts of the axes.
  private var axes: [String] { over.split(separator: ",", omittingEmptySubsequences: false).map(\.trimmed) }

  /// What differs from the usual search, for the name of a file.
  var nameParts: [String?] {
    optimizer.map(Optional.some) + [
      optimizers, over == "lr" ? nil : "over-\(over)", budget == "200" ? nil : "budget-\(budget)", strategies,
      repeats.map { "\($0)-repeats" }, steps == "500" ? nil : "\(steps)-steps",
    ] + schedule.map(Optional.some) + [noiseOptions.namePart, seedPart]
  }

  /// The seed moves the points even where there is no noise.
  private var seedPart: String? {
    noiseOptions.seed == "0" || noiseOptions.namePart != nil ? nil : "seed-\(noiseOptions.seed)"
  }
}
