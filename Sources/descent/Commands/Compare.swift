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
      descent compare rosenbrock adam --schedules step,exponential,cosine
      descent compare rosenbrock --view 225,35
      descent compare rosenbrock --facet optimizer
      descent compare himmelblau sgd adam --starts 3x3
      descent compare --surfaces rosenbrock,beale,booth
      descent compare rosenbrock -o rosenbrock.html
      descent compare rosenbrock --jitter 400

      Each optimizer's rate is tuned with an equal budget unless it is given. \
      The table goes to standard output, the place of the figure to standard error.
      """)

  @OptionGroup(title: "Surface") var surfaceOptions: SurfaceOptions
  @OptionGroup(title: "Terms") var walkOptions: WalkOptions
  @OptionGroup(title: "Terms") var jitterOptions: JitterOptions
  @OptionGroup(title: "Maps") var facetOptions: FacetOptions
  @OptionGroup(title: "View") var viewOptions: ViewOptions
  @OptionGroup(title: "Figure") var figureOptions: FigureOptions
  @OptionGroup(title: "Figure") var spotlight: SpotlightOptions
  @OptionGroup(title: "Figure") var overlayOptions: OverlayOptions

  /// What paths are coloured by, other than the optimizer.
  enum Coloring: String, ExpressibleByArgument, CaseIterable { case lr }

  @Option(help: "Colour paths by the rate of each step, under a schedule: lr.")
  var colorBy: Coloring?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "What the axis under the losses counts: steps, evaluations or examples (rows of data seen).", valueName: "what"))
  var x: String = "steps"

  /// What the map shows of a surface from data.
  enum Ground: String, ExpressibleByArgument, CaseIterable { case training, validation }

  @Option(help: "Whose loss the map shows, for a surface with validation data: training or validation.")
  var landscape: Ground = .training

  @Option(help: "How the table is printed: text, markdown or latex (with booktabs).")
  var table: TableForm = .text

  func run() throws {
    let request = try figureOptions.read(
      least: facetOptions.isUsed(starts: surfaceOptions.start.count) ? PageSize.least : PageSize.leastOfComparison,
      mayMove: true)
    let threads = try walkOptions.threadOptions.count()
    let subjects = try subjects()
    let surface = subjects.surfaces[0]
    for surface in subjects.surfaces { try check(surface) }
    let entrants = try walkOptions.entrants(after: subjects.optimizers)
    let given = surfaceOptions.start.count
    let dimension = subjects.surfaces.map(\.dimension).min() ?? 2
    let facet = try facet(starts: given, optimizers: entrants.count, dimension: dimension, moves: request.moves)
    try checkColoring(isSingle: facet == nil && dimension == 2)
    try jitterOptions.check(isSingle: facet == nil)
    try spotlight.check(isSingle: facet == nil, output: figureOptions.output)
    let overlays = try overlayOptions.overlays(on: surface, isSingle: facet == nil)
    try checkData(surface, isSingle: facet == nil)
    let view = try viewOptions.direction(isSingle: facet == nil, dimension: dimension)
    let zoom = try overlayOptions.zoom(on: surface, isSingle: facet == nil)
    guard view == nil || (overlays.isEmpty && zoom == nil) else {
      throw Refusal.asked("--overlay and --inset are drawn on a map seen from above; leave out --view")
    }
    switch facet {
    case .start:
      let (starts, columns) = try facetOptions.places(on: surface, given: given)
      try checkMaps(entrants.count)
      let terms = try starts.map {
        try walkOptions.terms(start: $0, on: surface, for: entrants, times: starts.count)
      }
      var common = terms[0]
      // A grid has no first start: rates are those of the figure without one.
      if facetOptions.starts != nil { common.tuningStart = surface.starts[0] }
      let set = ComparisonSet(entrants, on: surface, from: starts, terms: common, threads: threads)
      try draw(set, columns: columns, request, threads: threads)
    case .surface:
      try checkMaps(entrants.count)
      let all = try subjects.surfaces.map { surface in
        let times = subjects.surfaces.count
        return (surface, try walkOptions.terms(start: surface.starts[0], on: surface, for: entrants, times: times))
      }
      try draw(ComparisonSet(entrants, on: all, threads: threads), columns: nil, request, threads: threads)
    case .optimizer:
      guard entrants.count <= FacetFigure.most else {
        throw Refusal.asked(
          "a figure shows at most \(FacetFigure.most) optimizers, not \(entrants.count); name fewer, or use 'descent run' for the numbers"
        )
      }
      try drawCells(try compare(entrants, on: surface, threads), request, threads: threads)
    case nil:
      guard entrants.count <= ComparisonFigure.most else {
        throw Refusal.asked(
          "a curve shows at most \(ComparisonFigure.most) optimizers, not \(entrants.count); name fewer, or use 'descent run' for the numbers"
        )
      }
      var figure = try figure(of: try compare(entrants, on: surface, threads), request, threads: threads)
      figure.view = view
      figure.overlays = overlays
      figure.zoom = zoom
      try draw(figure, request, threads: threads)
    }
  }

  // MARK: - What is compared

  private func subjects() throws -> (surfaces: [Surface], optimizers: [String]) {
    guard facetOptions.surfaces != nil else {
      let (surface, names) = try surfaceOptions.read()
      return ([surface], names)
    }
    let others = [
      ("--surface", surfaceOptions.card), ("--formula", surfaceOptions.formula), ("--window", surfaceOptions.window),
      ("--parameters", surfaceOptions.parameters), ("--variables", surfaceOptions.variables),
      ("--standardize", surfaceOptions.standardize ? "" : nil), ("--wrap", surfaceOptions.wrap),
    ]
    if let other = others.first(where: { $0.1 != nil }) {
      throw Refusal.asked("--surfaces names surfaces with cards of their own; \(other.0) goes with a single one")
    }
    return (try facetOptions.namedSurfaces(beside: surfaceOptions.names), surfaceOptions.names)
  }

  /// What each map is about, if there are several; a page has one map.
  private func facet(starts: Int, optimizers: Int, dimension: Int, moves: Bool) throws -> FacetOptions.Facet? {
    let facet = try facetOptions.chosen(starts: starts, optimizers: optimizers, dimension: dimension)
    guard moves else { return facet }
    if facet == .optimizer, facetOptions.facet == nil { return nil }
    guard facet == nil else {
      let what = facet == .start ? "start" : facet == .surface ? "surface" : "map"
      throw Refusal.asked(
        "a page shows runs on one map, and this asks for one for each \(facet?.rawValue ?? ""); keep one \(what), or end -o with .png"
      )
    }
    if let option = colorBy != nil ? "--color-by" : x != "steps" ? "--x" : nil {
      throw Refusal.asked("a page counts steps and colours by optimizer; leave out \(option), or end -o with .png")
    }
    let still = [
      ("--overlay", !overlayOptions.overlay.isEmpty), ("--highlight", spotlight.highlight != nil),
      ("--view", viewOptions.view != nil), ("--inset", overlayOptions.inset != nil),
    ]
    if let option = still.first(where: \.1)?.0 {
      throw Refusal.asked("\(option) goes with a picture, and a page has none; leave it out, or end -o with .png")
    }
    return nil
  }

  private func compare(_ entrants: [Entrant], on surface: Surface, _ threads: Int) throws -> Comparison {
    let terms = try walkOptions.terms(start: surface.starts[0], on: surface, for: entrants)
    return try jitterOptions.tested(
      Comparison(entrants, on: surface, terms: terms, threads: threads), threads: threads)
  }

  private func check(_ surface: Surface) throws {
    guard surface.dimension <= 2 else {
      throw Refusal.asked(
        "'\(surface.name)' has \(surface.dimension) coordinates, and a figure shows one or two; 'descent run' takes any number"
      )
    }
  }

  /// What the axis under the losses counts.
  private func abscissa() throws -> ComparisonFigure.Abscissa {
    guard let abscissa = ComparisonFigure.Abscissa(rawValue: x) else {
      let names = ComparisonFigure.Abscissa.allCases.map(\.rawValue)
      throw Refusal.unknown("count", x, among: names, list: "descent help compare")
    }
    return abscissa
  }

  private func checkData(_ surface: Surface, isSingle: Bool) throws {
    let x = try abscissa()
    guard x == .steps && landscape == .training || isSingle else {
      throw Refusal.asked("--x and --landscape go with a single map, not with several")
    }
    guard x != .examples || surface.data != nil else {
      throw Refusal.asked(
        "\(surface.name) is not made from data, so there are no examples to count; --x evaluations does")
    }
    guard landscape == .training || surface.data?.validation != nil else {
      throw Refusal.asked("\(surface.name) has no validation data to show; a card names them with validation: FILE")
    }
  }

  private func checkColoring(isSingle: Bool) throws {
    guard colorBy != nil else { return }
    guard !walkOptions.schedule.isEmpty || walkOptions.schedules != nil else {
      throw Refusal.asked("--color-by lr shows how the rate changes; give it a --schedule, as in --schedule cosine")
    }
    guard isSingle else {
      throw Refusal.asked("--color-by lr colours the paths of one map of two coordinates, not of several or of a curve")
    }
  }

  private func checkMaps(_ optimizers: Int) throws {
    guard optimizers <= FacetFigure.mostOnOneMap else {
      throw Refusal.asked(
        "maps of several starts or surfaces show at most \(FacetFigure.mostOnOneMap) optimizers, not \(optimizers); name fewer"
      )
    }
  }

  // MARK: - What is drawn

  private func draw(
    _ figure: ComparisonFigure, _ request: FigureRequest, threads: Int
  ) throws {
    var figure = figure
    let comparison = figure.comparison
    guard !request.moves else { return try drawPage(of: comparison, report(comparison), request, threads: threads) }
    figure.highlighted = try spotlight.highlighted(in: comparison)
    guard spotlight.reveal == nil else {
      return try spotlight.write(
        figure, of: comparison, request, Recipe(surfaces: [comparison.surface]), table: report(comparison),
        threads: threads)
    }
    try write(
      figure.picture(on: request.size), figure.caption, report(comparison), [comparison.surface], request, threads)
  }

  private func figure(
    of comparison: Comparison, _ request: FigureRequest, threads: Int
  ) throws -> ComparisonFigure {
    var figure = ComparisonFigure(comparison, theme: request.theme)
    figure.title = request.title
    figure.hasFooter = request.caption == nil
    figure.tellsRunsApart = comparison.comparesSettings
    figure.colorsByRate = colorBy == .lr
    figure.abscissa = try abscissa()
    figure.showsValidation = landscape == .validation
    figure.dots = request.dots
    figure.threads = threads
    return figure
  }

  private func drawCells(_ comparison: Comparison, _ request: FigureRequest, threads: Int) throws {
    var figure = FacetFigure(comparison, theme: request.theme)
    figure.title = request.title
    figure.hasFooter = request.caption == nil
    let page = request.hasSize ? request.size : figure.usualPage
    try checkRoom(figure.fits(on: page))
    try write(figure.picture(on: page), figure.caption, report(comparison), [comparison.surface], request, threads)
  }

  private func report(_ comparison: Comparison) -> String {
    ComparisonTable.text(comparison, as: table) + ComparisonTable.remarks(comparison)
  }

  private func drawPage(
    of comparison: Comparison, _ table: String, _ request: FigureRequest, threads: Int
  ) throws {
    let steps = comparison.runs.map(\.trajectory.losses.count).reduce(0, +)
    guard steps <= LivingFigure.mostSteps else {
      throw Refusal.asked(
        "a page holds \(LivingFigure.mostSteps) steps in all, and these runs have \(steps); lower --steps, or end -o with .png"
      )
    }
    let rates = comparison.rateGrids(most: LivingFigure.mostSteps, threads: threads)
    var figure = LivingFigure(comparison, rates: rates, theme: request.theme)
    figure.title = request.title
    figure.hasFooter = request.caption == nil
    figure.tellsRunsApart = comparison.comparesSettings
    figure.showsValidation = landscape == .validation
    let surfaces = [comparison.surface]
    let file = FigureFile(request: request, name: variantName(surfaces), recipe: Recipe(surfaces: surfaces))
    try file.publish(figure.picture, caption: figure.caption, report: table)
  }

  private func draw(_ set: ComparisonSet, columns: Int?, _ request: FigureRequest, threads: Int) throws {
    var figure = ComparisonSetFigure(set, theme: request.theme, columns: columns)
    figure.title = request.title
    figure.hasFooter = request.caption == nil
    try checkRoom(figure.fits(on: request.size))
    let surfaces = set.axis == .start ? [set.comparisons[0].surface] : set.comparisons.map(\.surface)
    try write(
      figure.picture(on: request.size), figure.caption, ComparisonTable.text(set, as: table), surfaces, request, threads
    )
  }

  private func checkRoom(_ fits: Bool) throws {
    guard !fits else { return }
    throw Refusal.asked("so many maps have no room on so small a page: raise --size or lower --dpi, or compare fewer")
  }

  private func write(
    _ picture: Picture, _ caption: String, _ table: String, _ surfaces: [Surface], _ request: FigureRequest,
    _ threads: Int
  ) throws {
    let file = FigureFile(request: request, name: variantName(surfaces), recipe: Recipe(surfaces: surfaces))
    try file.publish(picture, caption: caption, report: table, threads: threads)
  }

  private func variantName(_ surfaces: [Surface]) -> String {
    var name = VariantName(surfaces[0].name)
    for surface in surfaces.dropFirst() { name.add(surface.name) }
    if facetOptions.surfaces == nil {
      name.add(surfaceOptions.variation)
    } else if facetOptions.surfaces?.contains(where: { ":+".contains($0) }) == true {
      name.add(text: facetOptions.surfaces)
    }
    name.add(makingOf: surfaceOptions)
    let hasName = surfaceOptions.formula == nil && surfaceOptions.card == nil && facetOptions.surfaces == nil
    for specification in surfaceOptions.names.dropFirst(hasName ? 1 : 0) + walkOptions.optimizer {
      name.add(specification)
    }
    name.add(walkOptions.optimizers)
    name.add(walkOptions.steps == "500" ? nil : "\(walkOptions.steps)-steps")
    name.add(walkOptions.rates)
    name.add(walkOptions.lr.map { "lr-\($0)" })
    name.add(walkOptions.batch.map { "batch-\($0)-seed-\(walkOptions.noiseOptions.seed)" })
    name.add(walkOptions.batches.map { "batches-\($0)-seed-\(walkOptions.noiseOptions.seed)" })
    name.add(walkOptions.schedules)
    name.add(x == "steps" ? nil : "by-\(x)")
    name.add(landscape == .training ? nil : "on-\(landscape.rawValue)")
    name.add(viewOptions.namePart)
    name.add(colorBy.map { "by-\($0)" })
    for schedule in walkOptions.schedule where schedule != "constant" { name.add(schedule) }
    name.add(walkOptions.noiseOptions.namePart)
    name.add(walkOptions.stop)
    name.add(jitterOptions.namePart)
    name.add(facetOptions.starts.map { "starts-\($0)" })
    name.add(facetOptions.facet.map { "by-\($0)" })
    for overlay in overlayOptions.overlay { name.add(overlay) }
    name.add(overlayOptions.inset.map { "inset-\($0)" })
    name.add(spotlight.highlight.map { "highlight-\($0)" })
    name.add(viewOf: surfaceOptions)
    name.add(lookOf: figureOptions)
    return name.text
  }
}
