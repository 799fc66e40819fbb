import ArgumentParser
import Calculus
import Drawing
import Experiments
import Figures
import Surfaces

/// `descent kinship`: the tree of optimizers by the distance of their paths.
struct ShowKinship: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kinship",
    abstract: "The tree of optimizers by the distance of their paths over surfaces and starts.",
    discussion: """
      descent kinship
      descent kinship --optimizers all
      descent kinship rmsprop adadelta adagrad adam --surfaces rosenbrock,beale --steps 200
      descent kinship --optimizers all --format csv > distances.csv

      Every optimizer walks from every start of the surfaces with a rate tuned for it. Two optimizers are as far apart as \
      their paths, whatever their speed, in terms of the window's diagonal; the tree joins the nearest first. \
      The table goes to standard output, the place of the figure to standard error.
      """)

  /// What is written.
  enum Format: String, ExpressibleByArgument, CaseIterable { case figure, csv, json }

  @Argument(help: "Optimizers with their knobs (default: the usual ones).")
  var names: [String] = []

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Several names with commas between, or 'all'.", valueName: "names"))
  var optimizers: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Surfaces with commas between (default: eight of different kinds).", valueName: "names"))
  var surfaces: String?

  @Option(
    name: [.customShort("n"), .long], parsing: .unconditional,
    help: ArgumentHelp("How many steps each may take.", valueName: "n"))
  var steps: String = "300"

  @OptionGroup var threadOptions: ThreadOptions
  @OptionGroup(title: "Figure") var figureOptions: FigureOptions

  @Option(help: "What to write: figure (and a table), csv or json (every distance).")
  var format: Format = .figure

  func run() throws {
    if format != .figure { try figureOptions.checkUnused(by: format.rawValue) }
    let request = try figureOptions.read()
    let threads = try threadOptions.count()
    let entrants = try entrants()
    let places = try places()
    let count = try RunNumbers.steps(steps, runs: entrants.count)
    let progress = Progress("kinship", of: places.count)
    let kinship = Kinship(of: entrants, on: places, steps: count, threads: threads) { progress.show($0) }
    progress.end()
    switch format {
    case .csv: try StandardStreams.write(KinshipNumbers.csv(kinship))
    case .json: try StandardStreams.write(try JSONText.of(KinshipNumbers(kinship)))
    case .figure: try draw(kinship, request, threads)
    }
  }

  private func draw(_ kinship: Kinship, _ request: FigureRequest, _ threads: Int) throws {
    var figure = KinshipFigure(kinship, theme: request.theme)
    figure.title = request.title
    figure.hasFooter = request.caption == nil
    let page = request.hasSize ? request.size : figure.usualPage
    guard figure.fits(on: page) else {
      throw Refusal.asked(
        "\(kinship.entrants.count) optimizers have no room on so small a page: raise --size or lower --dpi, or name fewer"
      )
    }
    var name = VariantName("kinship")
    for specification in names { name.add(specification) }
    name.add(optimizers)
    name.add(surfaces)
    name.add(steps == "300" ? nil : "\(steps)-steps")
    name.add(lookOf: figureOptions)
    var seen: Set<String> = []
    let surfaces = kinship.places.map(\.surface).filter { seen.insert($0.specification).inserted }
    let file = FigureFile(request: request, name: name.text, recipe: Recipe(surfaces: surfaces))
    try file.publish(
      figure.picture(on: page), caption: figure.caption, report: KinshipNumbers.table(kinship), threads: threads)
  }

  private func entrants() throws -> [Entrant] {
    let specifications = try WalkOptions.specifications(names, and: optimizers)
    let entrants = try reading { try specifications.map { try Entrant($0) } }
    guard entrants.count > 1 else {
      throw Refusal.asked("kinship is between at least two optimizers; name another, or use --optimizers all")
    }
    guard entrants.count <= FacetFigure.most else {
      throw Refusal.asked("kinship shows at most \(FacetFigure.most) optimizers, not \(entrants.count); name fewer")
    }
    return entrants
  }

  private func places() throws -> [Kinship.Place] {
    let catalogue = try reading { try Catalogue(folder: "Surfaces") }
    let names = surfaces.map(Specification.list) ?? Kinship.usualSurfaces
    guard !names.isEmpty else { throw Refusal.asked("--surfaces names none; write names with commas between") }
    return try names.flatMap { name -> [Kinship.Place] in
      let surface = try reading { try SurfaceOptions.surface(name, from: catalogue) }
      guard surface.dimension == 2, surface.leastLoss != nil else {
        throw Refusal.asked(
          "paths are compared on surfaces with two coordinates and a minimum, and '\(surface.name)' is none; leave it out"
        )
      }
      return surface.starts.map { Kinship.Place(surface: surface, start: $0) }
    }
  }
}
