import ArgumentParser
import Calculus
import Experiments
import Optimizers
import Schedules
import Surfaces

/// Who runs at which rates, how far, and what is plotted.
struct CurvesOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Up to eight base rates with commas between (default: one for each verdict there is).", valueName: "r,r,..."))
  var lr: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "What is drawn against the step, one panel each (default: loss).",
      discussion: CurveKind.allCases.map(\.rawValue).joined(separator: ", "), valueName: "kind,..."))
  var plot: String = "loss"

  @Option(
    name: [.customShort("n"), .long], parsing: .unconditional,
    help: ArgumentHelp("How many steps each may take.", valueName: "n"))
  var steps: String = "500"

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "How rates or knobs change, such as step:step_size=50,gamma=0.5 or momentum=ramp.",
      discussion: "May be repeated, once for the rate and once for each knob.", valueName: "spec"))
  var schedule: [String] = []

  @OptionGroup var noiseOptions: NoiseOptions

  @OptionGroup var threadOptions: ThreadOptions

  /// The one optimizer, gradient descent if none is named.
  func entrant(after names: [String]) throws -> Entrant {
    guard names.count <= 1 else {
      throw Refusal.asked(
        "curves shows one optimizer at several rates, not \(names.count) optimizers; 'descent compare' takes several")
    }
    let entrant = try reading { try Entrant(names.first ?? "sgd") }
    guard type(of: entrant.optimizer).identity.defaultRate != nil else {
      throw Refusal.asked(
        "\(entrant.label) finds its own step lengths, so it has no rates to compare; name another, such as sgd or adam")
    }
    guard entrant.rate == nil || lr == nil else {
      throw Refusal.asked("'\(entrant.specification)' and --lr both say the rate; keep --lr, which takes several")
    }
    return entrant
  }

  /// The most steps of a run: some seconds, as about 300 rates are tried.
  private static let mostSteps = 1_000_000

  /// The rates asked for; nil if they are to be chosen.
  func rates(of entrant: Entrant) throws -> [Double]? {
    guard let lr else {
      guard let rate = entrant.rate else { return nil }
      try check(rate, of: "the rate of '\(entrant.specification)'")
      return [rate]
    }
    let rates = try lr.split(separator: ",", omittingEmptySubsequences: false).map {
      try Numbers.positive(String($0), what: "each rate of --lr")
    }
    for rate in rates { try check(rate, of: "each rate of --lr") }
    for (index, rate) in rates.enumerated() where rates[..<index].contains(rate) {
      throw Refusal.asked("--lr names the rate \(Numbers.shortest(rate)) twice; keep one of them")
    }
    guard rates.count <= Curves.most else {
      throw Refusal.asked("--lr names \(rates.count) rates, and a figure shows at most \(Curves.most); name fewer")
    }
    return rates
  }

  private func check(_ rate: Double, of what: String) throws {
    guard !Sweep.bounds.contains(rate) else { return }
    throw Refusal.asked("\(what) must lie between 1e-300 and 1e300, not at \(Numbers.shortest(rate))")
  }

  /// What is plotted, one panel each.
  func kinds() throws -> [CurveKind] {
    var kinds: [CurveKind] = []
    for word in plot.split(separator: ",", omittingEmptySubsequences: false).map(\.trimmed) {
      guard let kind = CurveKind(rawValue: word) else {
        let names = CurveKind.allCases.map(\.rawValue)
        throw Refusal.unknown("plot", word, among: names, list: "descent help curves")
      }
      guard !kinds.contains(kind) else { throw Refusal.asked("--plot names '\(word)' twice; keep one of them") }
      kinds.append(kind)
    }
    return kinds
  }

  /// The terms of all runs.
  func terms(for entrant: Entrant, on surface: Surface) throws -> Terms {
    let start = surface.starts[0]
    let steps = try RunNumbers.steps(steps, runs: Curves.most)
    guard steps <= Self.mostSteps else {
      throw Refusal.asked(
        "--steps \(steps) at the about 300 rates that are tried would take very long; at most \(Self.mostSteps)")
    }
    let (noise, seed) = try noiseOptions.read()
    try RunNumbers.check(start: start, on: surface)
    let plan = try reading {
      let plan = try schedule.isEmpty ? Plan.constant : PlanSpecification.plan(schedule)
      try plan.check(on: entrant.optimizer, steps: steps)
      return plan
    }
    try checkBase(of: entrant.plan ?? plan, steps: steps)
    return Terms(start: start, steps: steps, plan: plan, noise: noise, seed: seed)
  }

  /// Refuses a schedule that sets the rate whatever its base is.
  private func checkBase(of plan: Plan, steps: Int) throws {
    let looks = stride(from: 1, through: steps, by: max(1, steps / 1000))
    guard looks.allSatisfy({ plan.rate.course(step: $0, of: steps).factor == 0 }) else { return }
    throw Refusal.asked(
      "the schedule \(plan.rate.label) sets the rate whatever the base rate is, so all curves would be one; 'descent run' shows it"
    )
  }
}
