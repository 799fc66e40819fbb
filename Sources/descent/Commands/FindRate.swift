import ArgumentParser
import Calculus
import Drawing
import Experiments
import Figures
import Surfaces

/// `descent find-lr`: a range test, and how far its rules are from the truth.
struct FindRate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "find-lr",
    abstract: "Find a rate by a range test, and see how far each rule is from the best one.",
    discussion: """
      descent find-lr rosenbrock adam
      descent find-lr ellipse100 sgd --from 1e-5 --to 10 -n 100
      descent find-lr beale momentum --convention fastai --quiet
      descent find-lr rosenbrock adam --format json > test.json

      The rate rises from step to step while the loss is watched; rules read a rate off the curve. Beside them stands \
      the truth: runs at 200 constant rates from the same start. Ends of the sweep that are not given are moved until \
      the loss is seen to stand still, to fall and to blow up.
      """)

  /// What is printed.
  enum Format: String, ExpressibleByArgument, CaseIterable { case figure, json, csv }

  @OptionGroup(title: "Surface") var surfaceOptions: SurfaceOptions
  @OptionGroup(title: "Test") var rangeOptions: RangeOptions
  @OptionGroup(title: "Figure") var figureOptions: FigureOptions

  @Option(help: "What to make: figure (and a table), json (everything) or csv (the sweep).")
  var format: Format = .figure

  @Flag(help: "Print the suggested rate alone, for scripts; a warning goes to standard error.")
  var quiet = false

  func run() throws {
    if format != .figure { try figureOptions.checkUnused(by: format.rawValue) }
    let request = try figureOptions.read()
    let (surface, names) = try surfaceOptions.read()
    guard names.count <= 1 else {
      throw Refusal.asked("a range test is made with one optimizer, not \(names.count); name one")
    }
    guard surface.starts.count == 1 || surfaceOptions.start.count <= 1 else {
      throw Refusal.asked("a range test starts from one place, not \(surfaceOptions.start.count); give one --start")
    }
    let entrant = try reading { try Entrant(names.first ?? "sgd") }
    guard entrant.rate == nil else {
      throw Refusal.asked("the rate is what a range test looks for; leave lr out of '\(entrant.specification)'")
    }
    let terms = try rangeOptions.terms(start: surface.starts[0])
    let rule = try rangeOptions.quietRule(of: terms.convention)
    let threads = try rangeOptions.threadOptions.count()
    let finding: RangeFinding
    do {
      finding = try RangeFinding(entrant, on: surface, terms: terms, threads: threads)
    } catch {
      throw Refusal.asked(error.description)
    }
    if quiet {
      try StandardStreams.write(try RangeReport.number(finding, rule: rule) + "\n")
      if let warning = RangeReport.warning(finding, rule: rule) { StandardStreams.remark("descent: \(warning)\n") }
      return
    }
    switch format {
    case .csv: try StandardStreams.write(RangeReport.csv(finding.test))
    case .json: try StandardStreams.write(try RangeJSON(finding).text())
    case .figure: try draw(finding, request, threads: threads)
    }
  }

  private func draw(_ finding: RangeFinding, _ request: FigureRequest, threads: Int) throws {
    var figure = RangeFigure(finding, theme: request.theme)
    figure.title = request.title
    figure.hasFooter = request.caption == nil
    let file = FigureFile(request: request, name: variantName(finding), recipe: Recipe(surfaces: [finding.surface]))
    try file.publish(
      figure.picture(on: request.size), caption: figure.caption, report: RangeReport.text(finding), threads: threads)
  }

  private func variantName(_ finding: RangeFinding) -> String {
    var name = VariantName(finding.surface.name)
    name.add(surfaceOptions.variation)
    name.add("find-lr")
    name.add(finding.entrant.specification)
    name.add(makingOf: surfaceOptions)
    for part in rangeOptions.nameParts { name.add(part) }
    name.add(viewOf: surfaceOptions)
    name.add(lookOf: figureOptions)
    return name.text
  }
}
