import Calculus
import Drawing
import Experiments
import Figures
import Surfaces

/// Makes a map over starts: of one optimizer, or of the difference between two.
struct StartMapMaker {
  let request: MapRequest
  let endsEarly: Bool

  private var surface: Surface { request.surface }
  private var options: KnobMapOptions { request.options }

  func make() throws {
    try check()
    let request = request
    _ = try request.figureRequest()
    let threads = try options.threadOptions.count()
    let entrants = try rated(threads: threads)
    let counts = try options.counts(usual: usualCells)
    let common = try options.terms(on: surface, runs: counts[0] * counts[1] * entrants.count)
    var terms = StartMap.Terms(columns: counts[0], rows: counts[1], steps: common.steps)
    (terms.endsEarly, terms.noise, terms.seed) = (endsEarly, common.noise, common.seed)
    let progress = Progress("map", of: counts[0] * counts[1] * entrants.count)
    defer { progress.end() }
    let maps = StartMaps(entrants, on: surface, terms: terms, threads: threads) { progress.show($0) }.maps
    progress.end()
    switch maps.count {
    case 1: try publish(maps[0], threads: threads)
    case 2: try publish(StartDifference(maps[0], maps[1]), threads: threads)
    default: try publish(maps, threads: threads)
    }
  }

  // MARK: - What is mapped

  private func check() throws {
    try options.checkKnobs("start")
    guard options.show == nil else { throw Refusal.asked("--show is for maps over knobs, as in --over lr,momentum") }
    guard surface.dimension == 2 else {
      let count = surface.dimension == 1 ? "one coordinate" : "\(surface.dimension) coordinates"
      throw Refusal.asked(
        "a map of starts has two coordinates, and \(surface.name) has \(count); choose another surface")
    }
  }

  /// As many cells as fill the usual figure, square ones where units are equal.
  private var usualCells: [Int] {
    let (x, y) = (surface.window[0], surface.window[1])
    let ratio = (y.upperBound - y.lowerBound) / (x.upperBound - x.lowerBound)
    guard ratio.isFinite, ratio >= 1.0 / 3, ratio <= 3 else { return [640, 640] }
    return ratio <= 1 ? [640, Int((640 * ratio).rounded())] : [Int((640 / ratio).rounded()), 640]
  }

  /// The optimizers with their rates, tuned from the surface's start unless they are given.
  private func rated(threads: Int) throws -> [(entrant: Entrant, origin: RateOrigin)] {
    let isNamed = !request.names.isEmpty || options.optimizers != nil
    let names = try isNamed ? WalkOptions.specifications(request.names, and: options.optimizers) : ["adam"]
    guard options.inset == nil || names.count < 2 else {
      throw Refusal.asked("--inset draws the run of one optimizer; name one, or leave it out")
    }
    guard names.count <= StartMapSheetFigure.most else {
      throw Refusal.asked(
        "maps of starts are of \(StartMapSheetFigure.most) optimizers at most, not of \(names.count); name fewer")
    }
    let entrants = try reading { try names.map { try Entrant($0) } }
    let terms = try options.terms(on: surface, runs: entrants.count * RateTuning.rates)
    try request.check(entrants, terms)
    return Comparison(entrants, on: surface, terms: terms, threads: threads).runs.sorted { $0.entry < $1.entry }.map {
      var entrant = $0.entrant
      entrant.rate = $0.rate
      entrant.plan = terms.plan
      return (entrant, $0.rateOrigin)
    }
  }

  // MARK: - What is written

  private func publish(_ map: StartMap, threads: Int) throws {
    let numbers = StartMapNumbers(map)
    let path = try path(of: map)
    try request.publish(
      numbers.forms(threads: threads), report: numbers.report,
      caption: { StartMapFigure(map, theme: $0.theme).caption },
      picture: { asked in
        var figure = StartMapFigure(map, theme: asked.theme)
        figure.title = asked.title
        figure.hasFooter = asked.caption == nil
        figure.threads = threads
        figure.path = path
        return figure.picture(on: asked.size)
      })
  }

  private func publish(_ maps: [StartMap], threads: Int) throws {
    let numbers = StartMapsNumbers(maps)
    try request.publish(
      numbers.forms(threads: threads), report: numbers.report,
      caption: { StartMapSheetFigure(maps, theme: $0.theme).caption },
      picture: { asked in
        var figure = StartMapSheetFigure(maps, theme: asked.theme)
        figure.title = asked.title
        figure.hasFooter = asked.caption == nil
        return figure.picture(on: asked.size)
      })
  }

  private func publish(_ difference: StartDifference, threads: Int) throws {
    let numbers = StartDifferenceNumbers(difference)
    try request.publish(
      numbers.forms(threads: threads), report: numbers.report,
      caption: { DifferenceMapFigure(difference, theme: $0.theme).caption },
      picture: { asked in
        var figure = DifferenceMapFigure(difference, theme: asked.theme)
        figure.title = asked.title
        figure.hasFooter = asked.caption == nil
        figure.threads = threads
        return figure.picture(on: asked.size)
      })
  }

  /// The run from the start of `--inset`.
  private func path(of map: StartMap) throws -> Run? {
    guard let values = try options.insetValues() else { return nil }
    let start = [values.x, values.y]
    try RunNumbers.check(start: start, on: surface)
    var terms = try options.terms(on: surface, runs: 1)
    terms.start = start
    return Comparison([map.entrant], on: surface, terms: terms).runs[0]
  }
}
