import ArgumentParser
import Calculus
import Experiments
import Optimizers
import Schedules
import Surfaces

/// Who runs, how far, and on which terms.
struct WalkOptions: ParsableArguments {
  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp("One optimizer with its knobs. May be repeated.", valueName: "spec"))
  var optimizer: [String] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Several names with commas between, or 'all' (default: the usual ones).", valueName: "names"))
  var optimizers: String?

  @Option(
    name: [.customShort("n"), .long], parsing: .unconditional,
    help: ArgumentHelp("How many steps each may take.", valueName: "n"))
  var steps: String = "500"

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How rates are chosen: tuned (best of 61 for each), default (the library's) or same=0.01.",
      discussion:
        "An lr of an optimizer's own always wins. A game, or a surface without a minimum, gets one rate for all, 0.01.",
      valueName: "policy"))
  var rates: String?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("One base rate for all: short for --rates same=R.", valueName: "rate"))
  var lr: String?

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "How rates change: step:step_size=50,gamma=0.5, or linear@10%+cosine; momentum=ramp drives a knob.",
      discussion: "May be repeated, once for the rate and once for each knob.", valueName: "spec"))
  var schedule: [String] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Several schedules with commas between: every optimizer runs under each.", valueName: "specs"))
  var schedules: String?

  @OptionGroup var noiseOptions: NoiseOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many rows of data each step draws (default: all).", valueName: "n|all"))
  var batch: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Several batch sizes with commas between: every optimizer runs with each.", valueName: "n,n,all")
  )
  var batches: String?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Stop a run early: gradient=G, loss=L or window.", valueName: "rule"))
  var stop: String?

  @OptionGroup var threadOptions: ThreadOptions

  /// The terms that differ from the usual ones, for the name of a file.
  var nameParts: [String?] {
    let seed = noiseOptions.noise == "0" && noiseOptions.seed != "0" ? "seed-\(noiseOptions.seed)" : nil
    return [
      steps == "500" ? nil : "\(steps)-steps", rates, lr.map { "lr-\($0)" }, batch.map { "batch-\($0)" },
      batches.map { "batches-\($0)" }, schedules,
    ] + schedule.filter { $0 != "constant" } + [noiseOptions.namePart ?? seed]
  }

  /// What is named one by one and in a list; the usual ones if nothing is.
  static func specifications(_ names: [String], and list: String?) throws -> [String] {
    let listed =
      switch list {
      case nil: [String]()
      case let list?:
        Specification.list(list).flatMap { name in
          name.lowercased() == "all" ? OptimizerCatalogue.all.map { $0.identity.name } : [name]
        }
      }
    guard list == nil || !(names + listed).isEmpty else {
      throw Refusal.asked("--optimizers names none; write names with commas between, or 'all'")
    }
    return (names + listed).isEmpty ? OptimizerCatalogue.usual : names + listed
  }

  /// Those who run.
  func entrants(after names: [String]) throws -> [Entrant] {
    let specifications = try Self.specifications(names + optimizer, and: optimizers)
    let entrants = try reading { try specifications.map { try Entrant($0) } }
    if let batches {
      guard batch == nil, schedules == nil else {
        throw Refusal.asked("--batches does not go with \(batch == nil ? "--schedules" : "--batch"); keep one of them")
      }
      let sizes = try batches.split(separator: ",", omittingEmptySubsequences: false).map {
        try Self.batch(String($0).trimmed, what: "each size of --batches")
      }
      guard Set(sizes).count == sizes.count else {
        throw Refusal.asked("--batches \(batches) names a size twice; keep one of them")
      }
      return entrants.withBatches(of: sizes)
    }
    guard let schedules else { return entrants }
    guard schedule.isEmpty else {
      throw Refusal.asked("--schedule and --schedules both say how rates change; keep one of them")
    }
    return try reading {
      let plans = try Specification.list(schedules).map { try PlanSpecification.plan([$0]) }
      for (index, plan) in plans.enumerated() where plans[..<index].contains(where: { $0.label == plan.label }) {
        throw Refusal.asked("--schedules names '\(plan.text ?? plan.label)' twice; keep one of them")
      }
      return entrants.under(plans)
    }
  }

  /// The terms for a start.
  ///
  /// - Parameter times: how often the entrants run, from several starts or on several surfaces.
  func terms(start: [Double], on surface: Surface, for entrants: [Entrant], times: Int = 1) throws -> Terms {
    guard lr == nil || entrants.contains(where: { type(of: $0.optimizer).identity.defaultRate != nil }) else {
      let who = entrants.map(\.name).joined(separator: ", ")
      throw Refusal.asked("--lr sets rates, and \(who) \(entrants.count == 1 ? "has" : "have") none; leave it out")
    }
    let runs = entrants.count * times
    guard rates == nil || lr == nil else {
      throw Refusal.asked("--rates and --lr both say how rates are chosen; keep one of them")
    }
    let count = try RunNumbers.steps(steps, runs: runs)
    let (noise, seed) = try noiseOptions.read()
    try RunNumbers.check(start: start, on: surface)
    let plan = try plan(for: entrants, steps: count)
    if surface.isGame {
      let others = entrants.filter { !$0.plays(on: surface, from: start) }.map(\.name)
      guard others.count < 2 else {
        throw Refusal.asked(
          "\(surface.name) is a game, and these compare values or solve for a minimum: \(others.joined(separator: ", ")); leave them out"
        )
      }
    }
    try reading { for entrant in entrants { try entrant.checkPlaying(surface, from: start, under: plan) } }
    let batch = try batch.map { try Self.batch($0, what: "--batch") }
    try check([batch].compactMap(\.self) + entrants.compactMap(\.batch), on: surface)
    let common = try lr.map { RatePolicy.same(try Numbers.positive($0, what: "--lr")) }
    var terms = Terms(
      start: start, steps: count, rates: try common ?? rates.map(Numbers.policy) ?? .tuned,
      plan: plan, noise: noise, seed: seed,
      stop: try stop.map { try Numbers.stop($0, window: surface.window) })
    terms.batch = batch
    return terms
  }

  /// A number of rows; `.max` stands for all.
  private static func batch(_ text: String, what: String) throws -> Int {
    if text == "all" { return .max }
    guard let count = Int(text), count > 0 else {
      throw Refusal.asked("\(what) is a whole number of rows above 0, or 'all', not '\(text)'")
    }
    return count
  }

  /// Batches need data, and at least as many rows.
  private func check(_ batches: [Int], on surface: Surface) throws {
    guard !batches.isEmpty else { return }
    guard let data = surface.data else {
      throw Refusal.asked(
        "\(surface.name) is not made from data, so there are no rows to draw; leave --batch out, or use --noise")
    }
    if let batch = batches.first(where: { $0 != .max && $0 > data.rows }) {
      throw Refusal.asked(
        "a batch of \(batch) is larger than the data of \(surface.name), which have \(data.rows) rows; use at most so many, or 'all'"
      )
    }
  }

  /// How rates and knobs change, for all; every optimizer must have what is driven.
  private func plan(for entrants: [Entrant], steps: Int) throws -> Plan {
    let common = try schedule.isEmpty ? .constant : reading { try PlanSpecification.plan(schedule) }
    for entrant in entrants {
      try reading { try (entrant.plan ?? common).check(on: entrant.optimizer, steps: steps) }
    }
    let haveRates = entrants.contains { type(of: $0.optimizer).ratesEveryStep }
    let plans = entrants.map { $0.plan ?? common }
    guard haveRates || plans.allSatisfy({ $0.rate is Constant }) else {
      let who = entrants.map(\.name).joined(separator: ", ")
      throw Refusal.asked("a schedule changes rates, and \(who) \(entrants.count == 1 ? "has" : "have") none")
    }
    return common
  }
}
