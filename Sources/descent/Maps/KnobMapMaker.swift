import Calculus
import Drawing
import Experiments
import Figures
import Optimizers
import Schedules
import Surfaces

/// What all maps over knobs are made from: what was asked on the command line.
struct MapRequest {
  /// The surface, with one start.
  let surface: Surface
  /// The optimizers that were named.
  let names: [String]
  /// What is varied, as it was typed.
  let over: String
  /// How it is made and shown.
  let options: KnobMapOptions
  /// How figures look, and where they go.
  let figureOptions: FigureOptions
  /// Which surface was asked for.
  let surfaceOptions: SurfaceOptions
  /// What is printed to standard output in place of a figure; nil for a figure, or what the ending of the file says.
  let format: MapNumbers.Form?

  /// Where numbers go and in which form; nil for a figure.
  func numbersPlace() throws -> (form: MapNumbers.Form, path: String)? {
    if let format {
      try figureOptions.checkUnused(by: format.rawValue)
      return (format, "-")
    }
    guard let output = figureOptions.output, let form = MapNumbers.Form(path: output) else { return nil }
    return (form, output)
  }

  /// How the figure is to look.
  func figureRequest() throws -> FigureRequest {
    guard try numbersPlace() != nil else { return try figureOptions.read() }
    var options = figureOptions
    options.output = nil
    return try options.read()
  }

  /// The name of the figure where none was given.
  var variantName: String {
    var name = VariantName(surface.name)
    name.add("map")
    name.add(over)
    name.add(surfaceOptions.variation)
    name.add(makingOf: surfaceOptions)
    for specification in names { name.add(specification) }
    for part in options.nameParts { name.add(part) }
    name.add(viewOf: surfaceOptions)
    name.add(lookOf: figureOptions)
    return name.text
  }

  /// Draws a figure, or writes numbers.
  func publish(
    _ numbers: MapNumbers, report: String, caption: (FigureRequest) -> String, picture: (FigureRequest) -> Picture
  ) throws {
    if let place = try numbersPlace() { return try numbers.write(as: place.form, to: place.path) }
    let request = try figureRequest()
    let file = FigureFile(request: request, name: variantName, recipe: Recipe(surfaces: [surface]))
    try file.publish(
      picture(request), caption: caption(request), report: report, threads: try options.threadOptions.count())
  }

  /// The axis a text asks for.
  func axis(_ text: String, of entrant: Entrant) throws -> Axis {
    try reading {
      let rates = RateTuning.range(of: entrant.optimizer, on: surface, from: surface.starts[0])
      // The first steps of the usual rates hardly move.
      let usual = rates.map { max($0.lowerBound, $0.upperBound * 1e-3)...$0.upperBound }
      let axis = try Axis(text, of: entrant.optimizer, rates: usual)
      guard !axis.isRate || entrant.rate == nil else {
        throw Refusal.asked("the rate is varied; leave lr out of '\(entrant.specification)'")
      }
      return axis
    }
  }

  /// Several optimizers, those for a single axis.
  func entrants() throws -> [Entrant] {
    let specifications = try WalkOptions.specifications(names, and: options.optimizers)
    return try reading { try specifications.map { try Entrant($0) } }
  }

  /// Checks that schedules find their knobs.
  func check(_ entrants: [Entrant], _ terms: Terms) throws {
    try reading {
      for entrant in entrants {
        try terms.plan.check(on: entrant.optimizer, steps: terms.steps)
        try entrant.checkPlaying(surface, from: terms.start, under: terms.plan)
      }
    }
  }
}

/// Makes a map over two knobs of one optimizer.
struct KnobMapMaker {
  let request: MapRequest
  /// The two axes as they were typed.
  let axes: [String]

  func make() throws {
    let options = request.options
    try options.checkKnobs(request.over)
    _ = try request.figureRequest()
    let threads = try options.threadOptions.count()
    guard request.names.count <= 1, options.optimizers == nil else {
      throw Refusal.asked("a map over two knobs is of one optimizer; name one, or vary one knob as in --over lr")
    }
    let entrant = try reading { try Entrant(request.names.first ?? "momentum") }
    let (x, y) = (try request.axis(axes[0], of: entrant), try request.axis(axes[1], of: entrant))
    guard x.name != y.name else {
      throw Refusal.asked("--over \(request.over) names '\(x.name)' twice; name two different knobs")
    }
    let counts = try options.counts(usual: [400, 300])
    let terms = try options.terms(on: request.surface, runs: counts[0] * counts[1])
    try request.check([entrant], terms)
    let measure = try options.measure()
    let inset = try options.insetValues()
    let progress = Progress("map", of: 100)
    defer { progress.end() }
    let map = try reading {
      try KnobMap(
        entrant, on: request.surface, over: x, y, columns: counts[0], rows: counts[1], terms: terms, threads: threads
      ) { progress.show($0) }
    }
    progress.end()
    let cell = try shownCell(inset, on: map)
    let numbers = KnobMapNumbers(map)
    try request.publish(
      numbers.forms, report: numbers.report(inset == nil ? nil : cell),
      caption: { KnobMapFigure(map, measure: measure, theme: $0.theme).caption },
      picture: { asked in
        var figure = KnobMapFigure(map, measure: measure, theme: asked.theme)
        figure.title = asked.title
        figure.hasFooter = asked.caption == nil
        figure.dots = asked.dots
        figure.shown = cell.flatMap { cell in
          (try? map.run(column: cell.column, row: cell.row)).map { (cell, $0) }
        }
        return figure.picture(on: asked.size)
      })
  }

  private func shownCell(_ inset: (x: Double, y: Double)?, on map: KnobMap) throws -> (column: Int, row: Int)? {
    guard let inset else { return map.best.map { map.cell(at: $0) } }
    guard let cell = map.cell(at: inset) else {
      func range(_ axis: Axis) -> String {
        "\(axis.name) from \(Numbers.shortest(axis.range.lowerBound)) to \(Numbers.shortest(axis.range.upperBound))"
      }
      throw Refusal.asked(
        "--inset \(request.options.inset ?? "") lies outside the map, which has \(range(map.x)) and \(range(map.y))")
    }
    return cell
  }
}
