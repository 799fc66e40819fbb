import ArgumentParser
import Calculus
import Experiments
import Figures
import Rendering

/// Who is seen in the figure of a comparison, and when.
struct SpotlightOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Let these stand out and draw the others grey: a name, or several with commas between.", valueName: "names"))
  var highlight: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Write a picture for each slide into this folder: the same layout, one optimizer more each time.",
      valueName: "folder"))
  var reveal: String?

  /// Refuses what goes with a single map or curve only.
  func check(isSingle: Bool, output: String?) throws {
    guard isSingle || (highlight == nil && reveal == nil) else {
      throw Refusal.asked("--highlight and --reveal go with a single map or curve, not with several")
    }
    guard let reveal else { return }
    guard !reveal.isEmpty else { throw Refusal.asked("--reveal needs the name of a folder, as in slides") }
    guard let output else { return }
    throw Refusal.asked("--reveal writes its pictures into \(reveal); leave out --output \(output)")
  }

  /// The places of those who stand out among the runs, best first.
  func highlighted(in comparison: Comparison) throws -> Set<Int> {
    guard let highlight else { return [] }
    let names = Specification.list(highlight)
    guard !names.isEmpty else { throw Refusal.asked("--highlight names none; write names with commas between") }
    var places: Set<Int> = []
    for name in names {
      let found = comparison.runs.indices.filter { Self.is(comparison.runs[$0].entrant, called: name) }
      guard !found.isEmpty else {
        throw Refusal.unknown(
          "optimizer in this comparison", name, among: comparison.runs.map(\.entrant.name),
          list: "descent list optimizers")
      }
      places.formUnion(found)
    }
    return places
  }

  private static func `is`(_ entrant: Entrant, called name: String) -> Bool {
    [entrant.specification, entrant.name, entrant.label].contains { $0.lowercased() == name.lowercased() }
  }

  /// Writes the pictures in the order in which the optimizers were named: 00 shows none, the last one all.
  func write(
    _ figure: ComparisonFigure, of comparison: Comparison, _ request: FigureRequest, _ recipe: Recipe, table: String,
    threads: Int
  ) throws {
    guard let reveal else { return }
    try FileKind.makeFolder(reveal)
    let order = comparison.runs.indices.sorted { comparison.runs[$0].entry < comparison.runs[$1].entry }
    for count in 0...order.count {
      var partial = figure
      partial.revealed = Set(order.prefix(count))
      let number = count < 10 ? "0\(count)" : "\(count)"
      let shown = count == 0 ? "none" : comparison.runs[order[count - 1]].entrant.name
      var slide = request
      slide.output = "\(reveal)/\(number)-\(shown).png"
      try FigureFile(request: slide, name: "", recipe: recipe).write(
        partial.picture(on: request.size), threads: threads)
    }
    try FigureFile(request: request, name: "", recipe: recipe).publish(caption: figure.caption, report: table)
  }
}
