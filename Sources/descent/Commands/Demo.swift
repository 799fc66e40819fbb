import ArgumentParser
import Drawing
import Experiments
import Figures
import Surfaces

/// `descent demo`: a lesson, performed: its figure, its numbers and its claims.
struct Demonstrate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Perform a demo: a figure, the lesson with its numbers, and whether its claims hold.",
    discussion: """
      descent demo
      descent demo saddle
      descent demo saddle --theme dark -o saddle.png
      descent demo saddle --view 225,35
      descent demo --demo-file mine.yaml

      Without a name it lists the demos. The place of the figure goes to standard error. \
      Exit code 1 if a claim is false.
      """)

  @Argument(help: "The demo's name, or a file that ends in .yaml (default: list all).")
  var name: String?

  @Option(parsing: .unconditional, help: ArgumentHelp("A demo of your own.", valueName: "file"))
  var demoFile: String?

  @OptionGroup(title: "View") var viewOptions: ViewOptions

  @OptionGroup(title: "Figure") var figureOptions: FigureOptions

  @OptionGroup var threadOptions: ThreadOptions

  func run() throws {
    let request = try figureOptions.read()
    let threads = try threadOptions.count()
    guard let demo = try demo() else { return try StandardStreams.write(try Demos.list()) }
    let performance = try reading { try Performance(demo, threads: threads) }
    let view = try viewOptions.direction(of: performance)
    let (picture, caption) = try drawn(performance, from: view, request, threads: threads)
    let file = FigureFile(
      request: request, name: variantName(demo), recipe: Recipe(surfaces: demo.surfaces, demo: demo.text))
    try file.publish(picture, caption: caption, report: DemoReport(performance).text, threads: threads)
    let wrong = performance.findings.count { !$0.holds }
    guard wrong == 0 else {
      throw Refusal.failed(
        "\(wrong) of \(performance.findings.count) claims of \(demo.name) \(wrong == 1 ? "is" : "are") false")
    }
  }

  /// The picture and what may stand below it.
  private func drawn(
    _ performance: Performance, from view: ViewDirection?, _ request: FigureRequest, threads: Int
  ) throws -> (Picture, String) {
    switch performance.exhibit {
    case .rangeTest(let finding):
      var figure = RangeFigure(finding, theme: request.theme)
      figure.title = request.title ?? performance.demo.title
      figure.hasFooter = request.caption == nil
      return (figure.picture(on: request.size), figure.caption)
    case .map(let map):
      var figure = KnobMapFigure(map, theme: request.theme)
      figure.title = request.title ?? performance.demo.title
      figure.hasFooter = request.caption == nil
      figure.dots = request.dots
      figure.showBest()
      return (figure.picture(on: request.size), figure.caption)
    case .basins(let maps):
      var figure = StartMapSheetFigure(maps, theme: request.theme)
      figure.title = request.title ?? performance.demo.title
      figure.hasFooter = request.caption == nil
      return (figure.picture(on: request.size), figure.caption)
    case .comparison(let comparison):
      var figure = ComparisonFigure(comparison, theme: request.theme)
      figure.title = request.title ?? performance.demo.title
      figure.hasFooter = request.caption == nil
      figure.column = column(performance, comparison.runs)
      figure.tellsRunsApart = true
      figure.view = view
      figure.dots = request.dots
      figure.threads = threads
      return (figure.picture(on: request.size), figure.caption)
    case .apart(let comparisons):
      var figure = RunsApartFigure(comparisons, theme: request.theme)
      figure.title = request.title ?? performance.demo.title
      figure.hasFooter = request.caption == nil
      figure.column = column(performance, comparisons.flatMap(\.runs))
      guard figure.fits(on: request.size) else {
        throw Refusal.asked("\(comparisons.count) maps have no room on so small a page: raise --size or lower --dpi")
      }
      return (figure.picture(on: request.size), figure.caption)
    }
  }

  private func demo() throws -> Demo? {
    guard demoFile == nil || name == nil else {
      throw Refusal.asked("--demo-file and '\(name ?? "")' both name a demo; keep one of them")
    }
    return try reading {
      var demos = try Demos.all()
      if let file = demoFile ?? name.flatMap({ $0.hasSuffix(".yaml") ? $0 : nil }) {
        let name = try demos.add(file: file)
        return try demos.demo(named: name)
      }
      return try name.map { try demos.demo(named: $0) }
    }
  }

  private func variantName(_ demo: Demo) -> String {
    var name = VariantName("demo-\(demo.name)")
    name.add(viewOptions.namePart)
    name.add(lookOf: figureOptions)
    return name.text
  }

  /// The demo's own measure in place of the usual column of steps.
  private func column(_ performance: Performance, _ runs: [Run]) -> ComparisonFigure.Column? {
    guard let place = performance.demo.figure.measure else { return nil }
    let measure = performance.demo.measures[place]
    let texts = runs.map { run in
      let number = performance.number(run: run.entry, measure: place)
      return measure.kind.isStep ? DemoReport.number(number, isStep: true) : DemoReport.short(number)
    }
    return .init(
      title: measure.name, texts: texts, note: "\(measure.name): \(DemoReport.words(measure, in: performance.demo))")
  }
}

/// The demos there are: those inside the command, and those of the working folder.
enum Demos {
  /// All of them.
  static func all() throws -> DemoCatalogue {
    try DemoCatalogue(folder: "Surfaces/Demos", surfaces: try Catalogue(folder: "Surfaces"))
  }

  /// One line a demo: its name and the question it answers.
  static func list() throws -> String {
    let demos = try reading { () throws -> [Demo] in
      let demos = try all()
      return try demos.names.map { try demos.demo(named: $0) }
    }
    return List.lines(demos.map { ($0.name, $0.title, []) })
  }
}
