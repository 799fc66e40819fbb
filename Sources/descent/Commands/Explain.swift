import ArgumentParser
import Drawing
import Experiments
import Figures
import Surfaces

/// `descent explain`: one step taken apart.
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Take one step of an optimizer apart: a figure, and its equations with their numbers.",
    discussion: """
      descent explain rosenbrock adam --at 7
      descent explain beale momentum:lr=0.01 --at 12 --theme dark
      descent explain ellipse100 adam+lookahead --at 5 -o step.pdf

      Step 7 leads from point 6 to point 7; step 1 begins at the start. The rate is chosen as 'descent compare' \
      chooses it, so the step is one of the path drawn there.
      The numbers go to standard output, the place of the figure to standard error.
      """)

  @OptionGroup(title: "Surface") var surfaceOptions: SurfaceOptions
  @OptionGroup(title: "Terms") var walkOptions: WalkOptions
  @OptionGroup(title: "Figure") var figureOptions: FigureOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Which step: k leads from point k - 1 to point k.", valueName: "k"))
  var at: String = "1"

  @Option(parsing: .unconditional, help: ArgumentHelp("How many significant digits numbers have.", valueName: "n"))
  var digits: String = "4"

  func run() throws {
    let request = try figureOptions.read()
    let words = StepWords(digits: try StepOptions.digits(digits))
    let threads = try walkOptions.threadOptions.count()
    let (surface, names) = try surfaceOptions.read()
    let entrant = try StepOptions.entrant(names + walkOptions.optimizer, for: "explain")
    guard surface.starts.count == 1 || surfaceOptions.start.count <= 1 else {
      throw Refusal.asked("a step belongs to one run, and there are \(surface.starts.count) starts; keep one --start")
    }
    let terms = try walkOptions.terms(start: surface.starts[0], on: surface, for: [entrant])
    guard let step = Int(at), (1...terms.steps).contains(step) else {
      throw Refusal.asked(
        "--at is the number of a step, from 1 to the \(terms.steps) of --steps, not '\(at)'"
          + (Int(at) == 0 ? "; step 1 leads from the start to the first point" : ""))
    }
    let explained = try StepOptions.explained(entrant, on: surface, terms: terms, step: step)
    let report = StepText(explained: explained, words: words).text
    guard surface.dimension <= 2 else {
      guard figureOptions.output == nil else {
        throw Refusal.asked(
          "\(surface.name) has \(surface.dimension) coordinates, and a figure shows one or two; leave --output out for the numbers"
        )
      }
      return try StandardStreams.write(report)
    }
    var figure = StepFigure(
      explained, equations: SourceEquations.of(entrant.optimizer),
      wrappers: SourceEquations.around(entrant.optimizer), theme: request.theme)
    figure.title = request.title
    figure.hasFooter = request.caption == nil
    let file = FigureFile(
      request: request, name: variantName(surface, entrant, step), recipe: Recipe(surfaces: [surface]))
    try file.publish(figure.picture(on: request.size), caption: figure.caption, report: report, threads: threads)
  }

  private func variantName(_ surface: Surface, _ entrant: Entrant, _ step: Int) -> String {
    var name = VariantName(surface.name)
    name.add(surfaceOptions.variation)
    name.add(makingOf: surfaceOptions)
    name.add(entrant.specification)
    name.add("step-\(step)")
    name.add(walkOptions.steps == "500" ? nil : "\(walkOptions.steps)-steps")
    name.add(walkOptions.lr.map { "lr-\($0)" })
    name.add(walkOptions.rates.flatMap { $0 == "tuned" ? nil : "rates-\($0)" })
    for schedule in walkOptions.schedule where schedule != "constant" { name.add(schedule) }
    name.add(walkOptions.noiseOptions.namePart)
    name.add(viewOf: surfaceOptions)
    name.add(lookOf: figureOptions)
    return name.text
  }
}
