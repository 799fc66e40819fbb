import ArgumentParser
import Experiments
import Surfaces

/// `descent run`: runs optimizers and prints every step.
struct Walk: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run optimizers and print every step as numbers.",
    discussion: """
      descent run rosenbrock adam --format csv > adam.csv
      descent run saddle adam:lr=0.01 --start 1.5,1e-5 --start 1.5,1e-9 -n 200 --format json
      descent run --formula 'x^4 + y^2' sgd momentum

      Row k of the CSV is the point after k steps, with the exact loss and gradient norm there, the rate of the step \
      that led there, and the evaluations asked for so far. Endings stand in the JSON and on standard error.
      """)

  /// How the steps are printed.
  enum Format: String, ExpressibleByArgument, CaseIterable { case table, csv, json }

  @OptionGroup(title: "Surface") var surfaceOptions: SurfaceOptions
  @OptionGroup(title: "Terms") var walkOptions: WalkOptions

  @Option(help: "How to print: table (one line a run), csv or json (every step).")
  var format: Format = .table

  func run() throws {
    let (surface, names) = try surfaceOptions.read()
    let entrants = try walkOptions.entrants(after: names)
    let threads = try walkOptions.threadOptions.count()
    let comparisons = try surface.starts.enumerated().map { number, start in
      var terms = try walkOptions.terms(start: start, on: surface, for: entrants, times: surface.starts.count)
      terms.stream = UInt64(number)
      return Comparison(entrants, on: surface, terms: terms, threads: threads)
    }
    // Runs are numbered in the order they were asked for, optimizer by optimizer, not by rank.
    let runs = entrants.indices.flatMap { entry in comparisons.flatMap { $0.runs.filter { $0.entry == entry } } }
    switch format {
    case .table: try StandardStreams.write(comparisons.map(Self.summary).joined(separator: "\n"))
    case .csv: try StandardStreams.write(TrajectoryCSV.text(runs, dimension: surface.dimension))
    case .json: try StandardStreams.write(try TrajectoryJSON(runs, on: surface).text())
    }
    guard format != .table else { return }
    for (number, run) in runs.enumerated() {
      StandardStreams.remark("run \(number + 1), \(run.entrant.specification): \(ComparisonTable.ending(run))\n")
    }
  }

  private static func summary(_ comparison: Comparison) -> String {
    let start = comparison.terms.start.map(Numbers.shortest).joined(separator: ", ")
    return "\(comparison.surface.title) from (\(start)), \(comparison.terms.steps) steps\n"
      + ComparisonTable.text(comparison) + ComparisonTable.remarks(comparison)
  }
}
