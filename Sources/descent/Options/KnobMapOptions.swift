import ArgumentParser
import Calculus
import Experiments
import Figures
import Optimizers
import Schedules
import Surfaces

/// How a map over knobs is made, and what it shows.
struct KnobMapOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How many values along each axis, as in 400x300; one number for a single axis (default: 400x300, 601, 31).",
      valueName: "wxh"))
  var cells: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "What cells show: steps, loss or ending (default: steps where any run arrives, else loss).", valueName: "what"))
  var show: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Draw the run of the cell at these two values (default: the best cell).", valueName: "x,y"))
  var inset: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Several optimizers with commas between, for one axis (default: the usual ones).", valueName: "names"))
  var optimizers: String?

  @Option(
    name: [.customShort("n"), .long], parsing: .unconditional,
    help: ArgumentHelp(
      "How many steps each run may take (default: 500; 2000 for rotation, 5000 for condition).", valueName: "n"))
  var steps: String?

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp("How rates or knobs change on the way. May be repeated.", valueName: "spec"))
  var schedule: [String] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Where the surface changes: how near to the minimum runs are to come (default: 1e-6 of the first gap).",
      valueName: "gap"))
  var within: String?

  @Flag(help: "Where the surface changes: tune rates for each value, and not for the first alone.")
  var tuneEach = false

  @OptionGroup var noiseOptions: NoiseOptions

  @OptionGroup var threadOptions: ThreadOptions

  /// The most steps of all runs together: some hours.
  private static let mostSteps = 200_000_000_000

  /// The numbers of cells, one for each axis.
  func counts(usual: [Int]) throws -> [Int] {
    guard let cells else { return usual }
    let parts = cells.lowercased().split(separator: "x", omittingEmptySubsequences: false).map { Int($0.trimmed) }
    let counts = parts.compactMap(\.self)
    guard counts.count == parts.count, counts.count == usual.count, counts.allSatisfy({ $0 > 0 }) else {
      let example = usual.map(String.init).joined(separator: "x")
      let axes = usual.count == 1 ? "a whole number above 0" : "two whole numbers above 0 with an x between"
      throw Refusal.asked("--cells is \(axes), as in \(example), not '\(cells)'")
    }
    let (count, isTooLarge) = counts.reduce((1, false)) { product, next in
      let (result, overflow) = product.0.multipliedReportingOverflow(by: next)
      return (result, product.1 || overflow)
    }
    guard !isTooLarge, count <= KnobMap.mostCells else {
      throw Refusal.asked("--cells \(cells) are too many; a map has at most \(KnobMap.mostCells) in all: lower them")
    }
    return counts
  }

  /// The terms of every run.
  ///
  /// - Parameter runs: how many runs there will be.
  func terms(on surface: Surface, runs: Int, usualSteps: Int = 500) throws -> Terms {
    let text = steps ?? "\(usualSteps)"
    guard let count = Int(text), count > 0 else {
      throw Refusal.asked("--steps must be a whole number above 0, not '\(text)'")
    }
    guard count <= Self.mostSteps / max(1, runs), count < Int(Int32.max) else {
      throw Refusal.asked("--steps \(count) in each of \(runs) runs would take days; lower --steps or --cells")
    }
    let start = surface.starts[0]
    try RunNumbers.check(start: start, on: surface)
    let (noise, seed) = try noiseOptions.read()
    let plan = try reading { try schedule.isEmpty ? Plan.constant : PlanSpecification.plan(schedule) }
    return Terms(start: start, steps: count, plan: plan, noise: noise, seed: seed)
  }

  /// What cells show, if it was said.
  func measure() throws -> KnobMeasure? {
    guard let show else { return nil }
    guard let measure = KnobMeasure(rawValue: show.lowercased()) else {
      throw Refusal.unknown("kind of map", show, among: KnobMeasure.allCases.map(\.rawValue), list: "descent help map")
    }
    return measure
  }

  /// The two values of the cell whose run is drawn, if they were said.
  func insetValues() throws -> (x: Double, y: Double)? {
    guard let inset else { return nil }
    let values = try Numbers.list(inset, what: "each value of --inset")
    guard values.count == 2 else {
      throw Refusal.asked("--inset is one value for each axis with a comma between, not '\(inset)'")
    }
    return (values[0], values[1])
  }

  /// Refuses what means nothing over a single axis.
  func checkSingle(_ over: String) throws {
    guard inset == nil, show == nil else {
      throw Refusal.asked(
        "\(inset == nil ? "--show" : "--inset") is for maps over two knobs, as in --over lr,momentum, and not for --over \(over)"
      )
    }
  }

  /// Refuses what means nothing unless the surface changes.
  func checkKnobs(_ over: String) throws {
    guard within == nil, !tuneEach else {
      throw Refusal.asked(
        "\(within == nil ? "--tune-each" : "--within") is for --over rotation and condition, and not for --over \(over)"
      )
    }
  }

  /// What differs from the usual map, for the name of a file.
  var nameParts: [String?] {
    [
      cells.map { "\($0)-cells" }, show, inset.map { "inset-\($0)" }, optimizers, steps.map { "\($0)-steps" },
      schedule.isEmpty ? nil : schedule.joined(separator: "-"), within.map { "within-\($0)" },
      tuneEach ? "tuned-each" : nil, noiseOptions.namePart,
    ]
  }
}
