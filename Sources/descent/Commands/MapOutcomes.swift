import ArgumentParser
import Experiments
import Figures
import Surfaces

/// `descent map`: every pixel is a run.
struct MapOutcomes: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "map",
    abstract: "A map on which every pixel is a run: where it ends, and how soon.")

  @OptionGroup(title: "Surface") var surfaceOptions: SurfaceOptions
  @Option var cells: String = "640x640"
  @Option var steps: Int = 500
  @Flag(inversion: .prefixedNo) var earlyStop = true
  @Option var over: String = "start"
  @OptionGroup(title: "Figure") var figureOptions: FigureOptions
  @OptionGroup var threadOptions: ThreadOptions

  func run() throws {
    let (surface, names) = try surfaceOptions.read()
    let entrant = try reading { try Entrant(names[0]) }
    let sides = cells.split(separator: "x").compactMap { Int($0) }
    var terms = StartMap.Terms(columns: sides[0], rows: sides[1], steps: steps)
    terms.endsEarly = earlyStop
    let comparison = Comparison([entrant], on: surface, terms: Terms(start: surface.starts[0], steps: steps))
    var rated = entrant
    rated.rate = comparison.runs[0].rate
    let map = StartMap(
      rated, rateOrigin: comparison.runs[0].rateOrigin, on: surface, terms: terms, threads: try threadOptions.count())
    let request = try figureOptions.read(least: PageSize.leastOfComparison)
    var figure = StartMapFigure(map, theme: request.theme)
    figure.title = request.title
    figure.hasFooter = request.caption == nil
    figure.threads = try threadOptions.count()
    let file = FigureFile(request: request, name: "map", recipe: Recipe(surfaces: [surface]))
    try file.publish(figure.picture(on: request.size), caption: figure.caption, threads: figure.threads)
  }
}
