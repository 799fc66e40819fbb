import ArgumentParser
import Drawing
import Experiments
import Figures
import Surfaces

/// `descent curves`: one optimizer at several rates, each with a verdict.
struct ShowCurves: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "curves",
    abstract: "Training curves of an optimizer at several rates, each with a verdict and a remedy.",
    discussion: """
      descent curves rosenbrock
      descent curves parabola sgd --lr 0.02,0.6,1.95,2.05 --steps 100
      descent curves ellipse100 sgd --noise 1 --schedule step:step_size=250
      descent curves rosenbrock adam --plot loss,effective-rate
      descent curves beale --plot loss,sharpness --format csv > beale.csv

      Without --lr about 200 rates are tried from the same start, and one is shown for each verdict there is: too low, \
      good, too high, oscillating, runs away after falling, diverging; on a surface without a minimum still there, \
      leaves, diverging. Verdicts are measured on the run and against the best rate tried, by the level: the median loss of the last \
      tenth of the steps. \
      The table goes to standard output, the place of the figure to standard error.
      """)

  /// What is written.
  enum Format: String, ExpressibleByArgument, CaseIterable { case figure, csv, json }

  @OptionGroup(title: "Surface") var surfaceOptions: SurfaceOptions
  @OptionGroup(title: "Curves") var curvesOptions: CurvesOptions
  @OptionGroup(title: "Figure") var figureOptions: FigureOptions

  @Option(help: "What to write: figure (and a table), csv or json (every step).")
  var format: Format = .figure

  func run() throws {
    if format != .figure { try figureOptions.checkUnused(by: format.rawValue) }
    let request = try figureOptions.read()
    let threads = try curvesOptions.threadOptions.count()
    let (surface, names) = try surfaceOptions.read()
    guard surface.starts.count == 1 || surfaceOptions.start.count <= 1 else {
      throw Refusal.asked("curves start from one point, not \(surfaceOptions.start.count); keep one --start")
    }
    let entrant = try curvesOptions.entrant(after: names)
    let rates = try curvesOptions.rates(of: entrant)
    let kinds = try curvesOptions.kinds()
    let terms = try curvesOptions.terms(for: entrant, on: surface)
    let curves: Curves
    do {
      curves = try Curves(entrant, on: surface, rates: rates, terms: terms, threads: threads)
    } catch {
      throw refusal(error, on: surface, terms)
    }
    let readings = CurveReadings(curves)
    if let kind = kinds.first(where: { !readings.has($0) }) {
      throw Refusal.asked("--plot \(kind.rawValue) needs a known minimum, and the card of '\(surface.name)' has none")
    }
    switch format {
    case .csv: try StandardStreams.write(CurvesNumbers.csv(curves, kinds))
    case .json: try StandardStreams.write(try CurvesNumbers(curves, kinds).text())
    case .figure: try draw(curves, kinds, request, threads)
    }
  }

  private func draw(_ curves: Curves, _ kinds: [CurveKind], _ request: FigureRequest, _ threads: Int) throws {
    var figure = CurvesFigure(curves, kinds: kinds, theme: request.theme)
    figure.title = request.title
    figure.hasFooter = request.caption == nil
    guard figure.fits(on: request.size) else {
      throw Refusal.asked(
        "\(kinds.count) panels have no room on so small a page: name fewer kinds, raise --size or lower --dpi")
    }
    let file = FigureFile(
      request: request, name: variantName(curves.surface), recipe: Recipe(surfaces: [curves.surface]))
    try file.publish(
      figure.picture(on: request.size), caption: figure.caption, report: CurvesNumbers.table(curves), threads: threads)
  }

  private func refusal(_ error: CurvesError, on surface: Surface, _ terms: Terms) -> Refusal {
    let place = "(\(terms.start.map(Numbers.shortest).joined(separator: ", ")))"
    switch error {
    case .flat:
      return .asked(
        "the surface is flat at the start \(place): its gradient is zero, and no rate moves a run from there; choose another with --start"
      )
    case .faint:
      return .asked(
        "the gradient at the start \(place) is not zero, but so small that a step at rate 1 does not move the point; scale the formula up"
      )
    case .wild:
      return .asked("the gradient at the start \(place) is too large for a step; choose another with --start")
    case .atMinimum:
      return .asked("the start \(place) is no higher than the minimum, so there is nothing to fall; choose another")
    case .game:
      return .asked(
        "'\(surface.name)' is a game, whose value is not to fall, so its curves have no verdict; use 'descent compare'")
    case .noLoss: return .asked("the loss at the start \(place) is not finite; choose another with --start")
    case .noRate: return .asked("the optimizer finds its own step lengths, so it has no rates to compare")
    case .rates:
      return .asked("--lr takes one to \(Curves.most) different rates between 1e-300 and 1e300, with commas between")
    }
  }

  private func variantName(_ surface: Surface) -> String {
    var name = VariantName(surface.name)
    name.add("curves")
    name.add(surfaceOptions.variation)
    name.add(makingOf: surfaceOptions)
    let hasName = surfaceOptions.formula == nil && surfaceOptions.card == nil
    for specification in surfaceOptions.names.dropFirst(hasName ? 1 : 0) { name.add(specification) }
    name.add(curvesOptions.steps == "500" ? nil : "\(curvesOptions.steps)-steps")
    name.add(curvesOptions.lr.map { "lr-\($0)" })
    name.add(curvesOptions.plot == "loss" ? nil : curvesOptions.plot)
    for schedule in curvesOptions.schedule where schedule != "constant" { name.add(schedule) }
    name.add(curvesOptions.noiseOptions.namePart)
    name.add(viewOf: surfaceOptions)
    name.add(lookOf: figureOptions)
    return name.text
  }
}
