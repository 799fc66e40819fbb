import ArgumentParser
import Calculus
import Figures
import Optimizers
import Schedules
import Surfaces

/// `descent list`: what there is.
struct List: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the surfaces, wrappers, optimizers, schedules or demos there are.",
    discussion: """
      descent list
      descent list optimizers
      descent list surfaces --sheet surfaces.png
      """)

  /// What can be listed.
  enum Kind: String, ExpressibleByArgument, CaseIterable { case surfaces, wrappers, optimizers, schedules, demos }

  @Argument(help: "What to list: surfaces, wrappers, optimizers, schedules or demos (default: all).")
  var kind: Kind?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Draw all surfaces small on one sheet, with 'list surfaces'.", valueName: "file"))
  var sheet: String?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("The colours of the sheet: light, dark or print.", valueName: "name"))
  var theme: String = "light"

  func run() throws {
    if let sheet { return try draw(sheet) }
    let parts = try (kind.map { [$0] } ?? Kind.allCases).map { kind in
      let text =
        switch kind {
        case .surfaces: try Self.surfaces()
        case .wrappers: Self.wrappers()
        case .optimizers: Self.optimizers()
        case .schedules: Self.schedules()
        case .demos: try Demos.list()
        }
      return self.kind == nil ? "\(kind.rawValue)\n" + text : text
    }
    try StandardStreams.write(parts.joined(separator: "\n"))
  }

  /// Draws the contact sheet of the surfaces.
  private func draw(_ file: String) throws {
    guard kind == .surfaces || kind == nil else {
      throw Refusal.asked("--sheet draws surfaces; write 'descent list surfaces --sheet \(file)'")
    }
    let request = try FigureOptions.parse(["--output", file, "--theme", theme, "--dpi", "144"]).read()
    let threads = try Processors.count(asked: nil)
    let surfaces = try reading { try Catalogue(folder: "Surfaces").surfaces() }
    let sheet = SurfaceSheet(surfaces, theme: request.theme)
    try FigureFile(request: request, name: "surfaces", recipe: Recipe(surfaces: []))
      .write(sheet.picture(threads: threads), threads: threads)
  }

  /// The surfaces under their kinds, those with other than two coordinates with a word on it.
  private static func surfaces() throws -> String {
    let surfaces = try reading { try Catalogue(folder: "Surfaces").surfaces() }
    return grouped(
      Surface.Kind.allCases.compactMap { kind in
        let group = surfaces.filter { $0.kind == kind }
        return group.isEmpty ? nil : (kind.rawValue, group.map { ($0.name, summary($0), $0.aliases) })
      })
  }

  private static func summary(_ surface: Surface) -> String {
    switch surface.dimension {
    case 1: "\(surface.title), one coordinate"
    case 2: surface.title
    default: "\(surface.title), \(surface.dimension) coordinates"
    }
  }

  private static func wrappers() -> String {
    grouped([
      ("around surfaces", WrapperCatalogue.all.map { ($0.identity.name, $0.identity.summary, $0.identity.aliases) }),
      (
        "around optimizers",
        OptimizerWrapperCatalogue.all.map { ($0.identity.name, $0.identity.summary, $0.identity.aliases) }
      ),
    ])
  }

  private static func optimizers() -> String {
    grouped(
      OptimizerCatalogue.groups.map { group in
        (group.name, group.members.map { ($0.identity.name, $0.identity.summary, $0.identity.aliases) })
      })
  }

  private typealias Entry = (name: String, summary: String, aliases: [String])

  /// Groups under their names, all summaries in one column.
  private static func grouped(_ groups: [(name: String, entries: [Entry])]) -> String {
    let width = groups.flatMap(\.entries).map(\.name.count).max()
    return groups.map { "\($0.name)\n" + lines($0.entries, width: width) }.joined(separator: "\n")
  }

  private static func schedules() -> String {
    lines(
      ScheduleCatalogue.groups.flatMap { group in
        group.members.map { ($0.identity.name, "\(group.name): \($0.identity.summary)", $0.identity.aliases) }
      })
  }

  static func lines(_ entries: [(name: String, summary: String, aliases: [String])], width: Int? = nil) -> String {
    let width = width ?? entries.map(\.name.count).max() ?? 0
    return entries.map { entry in
      let space = String(repeating: " ", count: width - entry.name.count)
      let aliases = entry.aliases.isEmpty ? "" : " (also \(entry.aliases.joined(separator: ", ")))"
      return "  \(entry.name)\(space)  \(entry.summary)\(aliases)\n"
    }.joined()
  }
}
