import ArgumentParser
import Experiments
import Optimizers
import Rendering
import Schedules
import Surfaces

/// `descent worksheet`: the first steps of a run as a table, or as a blank one to be filled in.
struct MakeWorksheet: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "worksheet",
    abstract: "The first steps of an optimizer as a table, filled in or to be worked out by hand.",
    discussion: """
      descent worksheet booth momentum --steps 5
      descent worksheet rosenbrock adam --lr 0.1 --format markdown
      descent worksheet sphere sgd --lr 0.25 --blank --key answers.txt

      Without --lr the rate is the one that 'descent compare' tunes, rounded down to one figure; without a minimum to \
      tune for it is the library's. The sheet says which.
      """)

  /// How the sheet is written.
  enum Format: String, ExpressibleByArgument, CaseIterable { case text, markdown, csv, latex }

  @OptionGroup(title: "Surface") var surfaceOptions: SurfaceOptions

  @Option(
    name: [.customShort("n"), .long], parsing: .unconditional,
    help: ArgumentHelp("How many steps, up to 100.", valueName: "n"))
  var steps: String = "5"

  @Option(parsing: .unconditional, help: ArgumentHelp("The rate.", valueName: "rate"))
  var lr: String?

  @Option(help: "How to write: text, markdown, csv or latex (with booktabs).")
  var format: Format = .text

  @Flag(help: "Leave empty what is to be worked out.")
  var blank = false

  @Option(
    parsing: .unconditional, help: ArgumentHelp("With --blank: write the answers to this file.", valueName: "file"))
  var key: String?

  @Option(parsing: .unconditional, help: ArgumentHelp("How many significant digits numbers have.", valueName: "n"))
  var digits: String = "4"

  /// The most steps of a sheet.
  private static let most = 100
  /// The most coordinates of a sheet.
  private static let mostCoordinates = 4

  func run() throws {
    guard key == nil || blank else {
      throw Refusal.asked("--key writes the answers of a blank sheet; give --blank too, or leave it out")
    }
    let words = StepWords(digits: try StepOptions.digits(digits))
    guard let count = Int(steps), (1...Self.most).contains(count) else {
      throw Refusal.asked("--steps of a sheet is a whole number from 1 to \(Self.most), not '\(steps)'")
    }
    let (surface, names) = try surfaceOptions.read()
    let entrant = try StepOptions.entrant(names, for: "worksheet")
    guard surface.dimension <= Self.mostCoordinates else {
      throw Refusal.asked(
        "\(surface.name) has \(surface.dimension) coordinates, and a sheet has room for \(Self.mostCoordinates)")
    }
    guard surface.starts.count == 1 || surfaceOptions.start.count <= 1 else {
      throw Refusal.asked("a sheet is about one run, and there are \(surface.starts.count) starts; keep one --start")
    }
    let start = surface.starts[0]
    try RunNumbers.check(start: start, on: surface)
    try reading { try entrant.checkPlaying(surface, from: start, under: .constant) }
    let sheet = Worksheet(
      entrant, on: surface, start: start, steps: count, rate: try rate(of: entrant),
      equations: SourceEquations.of(entrant.optimizer))
    let text = WorksheetText(sheet: sheet, words: words, form: format)
    if let key { try write(text.text(isBlank: false), to: key) }
    try StandardStreams.write(text.text(isBlank: blank))
    if sheet.accounts.count < count || sheet.accounts.last?.to.loss.isFinite == false {
      StandardStreams.remark(
        "\(entrant.label) diverges: the run ends after \(sheet.accounts.count) "
          + "step\(sheet.accounts.count == 1 ? "" : "s"); a smaller --lr may help\n")
    }
  }

  private func rate(of entrant: Entrant) throws -> Double? {
    guard let lr else { return nil }
    guard type(of: entrant.optimizer).identity.defaultRate != nil else {
      throw Refusal.asked("--lr sets the rate, and \(entrant.name) has none; leave it out")
    }
    guard entrant.rate == nil else {
      throw Refusal.asked("'\(entrant.specification)' and --lr both say the rate; keep one of them")
    }
    return try Numbers.positive(lr, what: "--lr")
  }

  private func write(_ text: String, to path: String) throws {
    do {
      try Rendering.write(Array(text.utf8), to: path)
    } catch {
      throw Refusal.failed(error.description)
    }
    StandardStreams.remark("\(path)\n")
  }
}
