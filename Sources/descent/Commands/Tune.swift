import ArgumentParser
import Calculus
import Drawing
import Experiments
import Figures
import Surfaces

/// `descent tune`: a search for the numbers of optimizers by several strategies with equal budgets.
struct Tune: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Search for rates and knobs: grid, random, coarse-to-fine and Bayesian, with equal budgets.",
    discussion: """
      descent tune rosenbrock
      descent tune rosenbrock --optimizers adam --over lr,beta1 --budget 200
      descent tune beale sgd momentum rmsprop adam --budget 60
      descent tune beale momentum --over lr=1e-4..1,momentum=0.5..0.999 --strategies grid,random
      descent tune rosenbrock adam --over lr,beta1 -o trials.csv

      A trial is a run. Its score is the logarithm of the median gap to the minimum over the last tenth of the steps, in \
      terms of the first gap; a run that is not calm counts as having got nowhere. Every strategy looks several times \
      with luck of its own, and the figure shows the median. A Gaussian process guides the Bayesian search. \
      The table goes to standard output, the place of the figure to standard error.
      """)

  /// What is written.
  enum Format: String, ExpressibleByArgument, CaseIterable { case figure, csv, json }

  @OptionGroup(title: "Surface") var surfaceOptions: SurfaceOptions
  @OptionGroup(title: "Search") var tuneOptions: TuneOptions
  @OptionGroup(title: "Figure") var figureOptions: FigureOptions

  @Option(help: "What to write: figure (and a table), csv or json (every trial); -o x.csv and -o x.json say it too.")
  var format: Format?

  func run() throws {
    let (format, file) = try destination()
    var figureOptions = figureOptions
    if file != nil { figureOptions.output = nil }
    if format != .figure { try figureOptions.checkUnused(by: format.rawValue) }
    let request = try figureOptions.read()
    let threads = try tuneOptions.threadOptions.count()
    let (surface, names) = try surfaceOptions.read()
    guard surface.starts.count == 1 || surfaceOptions.start.count <= 1 else {
      throw Refusal.asked(
        "a search starts its runs from one place, not \(surfaceOptions.start.count); keep one --start")
    }
    let kinds = try tuneOptions.kinds()
    let budget = try tuneOptions.budget(of: kinds)
    let entrants = try tuneOptions.entrants(after: names)
    guard format != .figure || entrants.count <= TuningFigure.most else {
      throw Refusal.asked(
        "a figure shows the searches for at most \(TuningFigure.most) optimizers, not \(entrants.count); name fewer, or ask for --format csv"
      )
    }
    let repeats = try tuneOptions.repeats(isFigure: format == .figure, optimizers: entrants.count)
    let settings = try tuneOptions.settings(of: entrants, on: surface, runs: budget * repeats * kinds.count)
    let progress = Progress("tune", of: settings.count * kinds.count * repeats)
    let tuning = Tuning(settings, by: kinds, budget: budget, repeats: repeats, threads: threads) { progress.advance() }
    progress.end()
    switch format {
    case .csv: try write(TuningNumbers.csv(tuning), to: file)
    case .json: try write(try TuningNumbers(tuning).text(), to: file)
    case .figure: try draw(tuning, request, threads: threads)
    }
  }

  /// What is written, and to which file if it is not a figure; nil for standard output.
  private func destination() throws -> (format: Format, file: String?) {
    let ending = figureOptions.output?.lowercased().split(separator: ".").last.flatMap { Format(rawValue: String($0)) }
    guard let ending, ending != .figure, let file = figureOptions.output, file.contains(".") else {
      return (format ?? .figure, nil)
    }
    guard format == nil || format == ending else {
      throw Refusal.asked("'\(file)' would hold \(ending.rawValue), and --format says otherwise; keep one of them")
    }
    return (ending, file)
  }

  private func write(_ text: String, to file: String?) throws {
    guard let file else { return try StandardStreams.write(text) }
    try FigureFile.write(text, to: file)
    StandardStreams.remark("\(file)\n")
  }

  private func draw(_ tuning: Tuning, _ request: FigureRequest, threads: Int) throws {
    var figure = TuningFigure(tuning, theme: request.theme, threads: threads)
    figure.title = request.title
    figure.hasFooter = request.caption == nil
    let file = FigureFile(
      request: request, name: variantName(tuning.surface), recipe: Recipe(surfaces: [tuning.surface]))
    try file.publish(
      figure.picture(on: request.size), caption: figure.caption, report: TuningNumbers.table(tuning), threads: threads)
  }

  private func variantName(_ surface: Surface) -> String {
    var name = VariantName(surface.name)
    name.add("tune")
    name.add(surfaceOptions.variation)
    name.add(makingOf: surfaceOptions)
    let hasName = surfaceOptions.formula == nil && surfaceOptions.card == nil
    for specification in surfaceOptions.names.dropFirst(hasName ? 1 : 0) { name.add(specification) }
    for part in tuneOptions.nameParts { name.add(part) }
    name.add(viewOf: surfaceOptions)
    name.add(lookOf: figureOptions)
    return name.text
  }
}
