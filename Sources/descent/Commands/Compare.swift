import ArgumentParser
import Drawing
import Experiments
import Figures
import Surfaces

/// `descent compare`: runs several optimizers on equal terms and draws the figure.
struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compare optimizers on a surface: a figure and a table.",
    discussion: """
      descent compare rosenbrock
      descent compare beale sgd adam:lr=0.05 --steps 200
      descent compare saddle --theme dark --size 800x500
      descent compare parabola sgd:lr=0.02 sgd:lr=0.6 sgd:lr=1.95
      descent compare --formula 'x^4 + y^2 - x*y' --start 1.5,-1 -o mine.png
      descent compare --formula 'x^4 - x^2' --variables x --window -1,2 --start 1.8

      Each optimizer's rate is tuned with an equal budget unless it is given. \
      The table goes to standard output, the place of the figure to standard error.
      """)

  @OptionGroup(title: "Surface") var surfaceOptions: SurfaceOptions
  @OptionGroup(title: "Terms") var walkOptions: WalkOptions
  @OptionGroup(title: "Figure") var figureOptions: FigureOptions

  func run() throws {
    let request = try figureOptions.read()
    let (surface, names) = try surfaceOptions.read()
    try check(surface)
    let entrants = try walkOptions.entrants(after: names)
    let terms = try walkOptions.terms(start: surface.starts[0], on: surface, runs: entrants.count)
    let threads = try walkOptions.threadCount()
    let comparison = Comparison(entrants, on: surface, terms: terms, threads: threads)
    var figure = ComparisonFigure(comparison, theme: request.theme)
    figure.title = request.title
    figure.hasFooter = request.caption == nil
    let file = FigureFile(request: request, name: variantName(surface), recipe: Recipe(surface: surface))
    try file.write(figure.picture(on: request.size), threads: threads)
    if let caption = request.caption { try FigureFile.write(caption: figure.caption, to: caption) }
    // A figure on standard output leaves no room for the table there.
    let table = ComparisonTable.text(comparison) + ComparisonTable.remarks(comparison)
    if request.output == "-" { StandardStreams.remark(table) } else { try StandardStreams.write(table) }
  }

  private func check(_ surface: Surface) throws {
    guard surface.dimension <= 2 else {
      throw Refusal.asked(
        "'\(surface.name)' has \(surface.dimension) coordinates, and a figure shows one or two; 'descent run' takes any number")
    }
    guard surfaceOptions.start.count <= 1 else {
      throw Refusal.asked("'compare' starts everybody at one place; give --start once, or use 'descent run' for several")
    }
  }

  private func variantName(_ surface: Surface) -> String {
    var name = VariantName(surface.name)
    name.add(surfaceOptions.names.first?.split(separator: ":").dropFirst().joined())
    name.add(text: surfaceOptions.formula)
    name.add(surfaceOptions.variables.map { "in-\($0)" })
    name.add(surfaceOptions.parameters)
    let hasName = surfaceOptions.formula == nil && surfaceOptions.card == nil
    for specification in surfaceOptions.names.dropFirst(hasName ? 1 : 0) + walkOptions.optimizer { name.add(specification) }
    name.add(walkOptions.optimizers)
    name.add(walkOptions.steps == "500" ? nil : "\(walkOptions.steps)-steps")
    name.add(walkOptions.rates)
    name.add(walkOptions.lr.map { "lr-\($0)" })
    name.add(walkOptions.schedule == "constant" ? nil : walkOptions.schedule)
    name.add(walkOptions.noise == "0" ? nil : "noise-\(walkOptions.noise)-seed-\(walkOptions.seed)")
    name.add(walkOptions.stop)
    name.add(surfaceOptions.start.first.map { "from-\($0)" })
    name.add(surfaceOptions.window.map { "window-\($0)" })
    name.add(figureOptions.size)
    name.add(figureOptions.theme == "light" ? nil : figureOptions.theme)
    name.add(text: figureOptions.title)
    return name.text
  }
}
