import ArgumentParser
import Experiments
import Figures
import Surfaces

/// `descent run`: runs optimizers and prints every step; or one many times, and sums up.
struct Walk: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run optimizers and print every step as numbers; or run one many times.",
    discussion: """
      descent run rosenbrock adam --format csv > adam.csv
      descent run saddle adam:lr=0.01 --start 1.5,1e-5 --start 1.5,1e-9 -n 200 --format json
      descent run --formula 'x^4 + y^2' sgd momentum
      descent run saddle sgd --start 1,0 --runs 10000 --noise 0.1
      descent run rosenbrock adam --runs 10000 --noise 1 --at 10,100,500 --format csv > adam.csv

      Row k of the CSV is the point after k steps, with the exact loss and gradient norm there, the rate of the step \
      that led there, and the evaluations asked for so far. Endings stand in the JSON and on standard error.

      With --runs it is an ensemble: many runs from one start, each with its own luck, and a figure of clouds, bands of \
      losses and escape from a saddle. Run k, counted from 0, is the run from the k-th of several equal --start. Its CSV has a \
      row for each of some 200 steps: optimizer, step, runs (how many are finite), mean_x, mean_y, var_x, cov_xy, var_y, \
      and the quantiles of the loss, loss_q05 to loss_q95. The JSON has the escapes too.
      """)

  /// How the steps are printed.
  enum Format: String, ExpressibleByArgument, CaseIterable { case table, csv, json }

  @OptionGroup(title: "Surface") var surfaceOptions: SurfaceOptions
  @OptionGroup(title: "Terms") var walkOptions: WalkOptions
  @OptionGroup(title: "Ensemble") var ensembleOptions: EnsembleOptions
  @OptionGroup(title: "Figure of an ensemble") var figureOptions: FigureOptions

  @Option(help: "How to print: table (one line a run), csv or json (every step).")
  var format: Format = .table

  func run() throws {
    let (surface, names) = try surfaceOptions.read()
    let entrants = try walkOptions.entrants(after: names)
    let threads = try walkOptions.threadOptions.count()
    if let runs = ensembleOptions.runs { return try sumUp(runs, of: entrants, on: surface, threads: threads) }
    try ensembleOptions.checkUnused()
    try figureOptions.checkUnused()
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

  // MARK: - Ensembles

  private func sumUp(_ runs: String, of entrants: [Entrant], on surface: Surface, threads: Int) throws {
    guard surface.starts.count == 1 || surfaceOptions.start.count <= 1 else {
      throw Refusal.asked("an ensemble starts from one place, not \(surfaceOptions.start.count); keep one --start")
    }
    if format != .table { try figureOptions.checkUnused(by: format.rawValue) }
    let figure = format == .table ? try figureOptions.read() : nil
    let hasFigure = entrants.count == 1 && surface.dimension == 2
    if figure?.output != nil, !hasFigure { throw noFigure(entrants.count, on: surface) }
    let terms = try walkOptions.terms(start: surface.starts[0], on: surface, for: entrants)
    let request = try ensembleOptions.request(runs, for: entrants, on: surface, terms: terms)
    var texts: [String] = []
    for entrant in entrants {
      let ensemble = Ensemble(entrant, on: surface, terms: terms, request, threads: threads)
      switch format {
      case .csv: texts.append(EnsembleNumbers.csv(ensemble, hasHead: texts.isEmpty))
      case .json: texts.append(try EnsembleNumbers(ensemble).text())
      case .table where hasFigure: try draw(ensemble, figure, threads: threads)
      case .table: texts.append(EnsembleReport.text(ensemble))
      }
    }
    switch format {
    case .csv: try StandardStreams.write(texts.joined())
    case .json: try StandardStreams.write("[" + texts.joined(separator: ",\n") + "]\n")
    case .table: try StandardStreams.write(texts.joined(separator: "\n"))
    }
  }

  private func draw(_ ensemble: Ensemble, _ request: FigureRequest?, threads: Int) throws {
    guard let request else { return }
    var figure = EnsembleFigure(ensemble, theme: request.theme)
    figure.title = request.title
    figure.hasFooter = request.caption == nil
    figure.threads = threads
    let file = FigureFile(
      request: request, name: variantName(ensemble.surface), recipe: Recipe(surfaces: [ensemble.surface]))
    try file.publish(
      figure.picture(on: request.size), caption: figure.caption, report: EnsembleReport.text(ensemble),
      threads: threads)
  }

  private func noFigure(_ optimizers: Int, on surface: Surface) -> Refusal {
    guard surface.dimension == 2 else {
      return .asked(
        "the figure of an ensemble is a map of two coordinates, and \(surface.name) has \(surface.dimension); leave out --output for the numbers"
      )
    }
    return .asked(
      "the figure of an ensemble shows one optimizer, not \(optimizers); name one, or leave out --output for the numbers"
    )
  }

  private func variantName(_ surface: Surface) -> String {
    var name = VariantName(surface.name)
    name.add("ensemble")
    name.add(surfaceOptions.variation)
    name.add(makingOf: surfaceOptions)
    let hasName = surfaceOptions.formula == nil && surfaceOptions.card == nil
    for specification in surfaceOptions.names.dropFirst(hasName ? 1 : 0) + walkOptions.optimizer {
      name.add(specification)
    }
    name.add(walkOptions.optimizers)
    for part in ensembleOptions.nameParts { name.add(part) }
    for part in walkOptions.nameParts { name.add(part) }
    name.add(viewOf: surfaceOptions)
    name.add(lookOf: figureOptions)
    return name.text
  }
}
