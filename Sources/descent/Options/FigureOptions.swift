import ArgumentParser
import Drawing
import Figures
import Rendering

/// How a figure looks, and where it goes.
struct FigureOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Width and height in pixels, or 89mm (a column of a journal), 183mm (two), 16:9, square (default: 1600x1000).",
      valueName: "size"))
  var size: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Dots an inch (default: so many that the figure is 8 inches wide).",
      discussion: "Sizes of text and lines are in points; more dots make the same figure finer.", valueName: "n"))
  var dpi: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The colours: light, dark or print (safe to copy in grey).", valueName: "name"))
  var theme: String = "light"

  @Option(parsing: .unconditional, help: ArgumentHelp("A title in place of the finding.", valueName: "text"))
  var title: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Write the terms of the comparison to a text file, and not under the figure.", valueName: "file")
  )
  var caption: String?

  @Option(
    name: .shortAndLong, parsing: .unconditional,
    help: ArgumentHelp(
      "Where the figure goes; '-' is standard output (default: a name of its own in output/).",
      discussion: """
        The ending says what is written: .png, .svg (its text is text), .pdf (its text can be searched) or, for one map \
        or curve of compare, .html: a page on which the runs can be played and their rates moved.
        """,
      valueName: "file"))
  var output: String?

  /// What was asked, read and checked.
  ///
  /// - Parameters:
  ///   - least: the smallest page in points on which the figure has room.
  ///   - mayMove: whether there is a page for the figure, on which it moves.
  func read(least: Size = PageSize.least, mayMove: Bool = false) throws -> FigureRequest {
    let moves = try mayMove && asksForPage && checkedPage()
    let page = try FigureSize(size, dpi: dpi.map { try Numbers.positive($0, what: "--dpi") })
    guard (20...2500).contains(page.dpi) else {
      throw Refusal.asked("--dpi must lie between 20 and 2500, not \(self.dpi ?? Numbers.shortest(page.dpi))")
    }
    let points = page.points
    guard points.width >= least.width, points.height >= least.height else {
      func inches(_ size: Size) -> String {
        "\(Numbers.rounded(size.width / 72)) x \(Numbers.rounded(size.height / 72))"
      }
      throw Refusal.asked(
        "a figure of \(inches(points)) inches has no room for its text; it needs \(inches(least)): "
          + "raise --size or lower --dpi")
    }
    guard points.width / points.height <= 4, points.height / points.width <= 2.4 else {
      throw Refusal.asked(
        "--size \(size ?? "") is too narrow for a figure; keep width to height between 4:1 and 1:2.4")
    }
    return FigureRequest(
      size: points, hasSize: size != nil, dpi: page.dpi, theme: try namedTheme(), title: try checkedTitle(),
      caption: try checkedCaption(), output: output,
      format: moves ? .svg : try format(), moves: moves)
  }

  /// Refuses a file for a figure where numbers are asked for, which go to standard output.
  func checkUnused(by format: String) throws {
    guard let output, output != "-" else { return }
    throw Refusal.asked(
      "--format \(format) goes to standard output, and --output is for figures; write '> \(output)' in its place")
  }

  /// Refuses words about a figure where none is drawn.
  func checkUnused() throws {
    let options = [
      ("--output", output), ("--size", size), ("--dpi", dpi), ("--title", title), ("--caption", caption),
      ("--theme", theme == "light" ? nil : theme),
    ]
    guard let option = options.first(where: { $0.1 != nil })?.0 else { return }
    throw Refusal.asked(
      "\(option) is about a figure, and 'descent run' draws one of an ensemble only; give --runs and --noise, or use 'descent compare'"
    )
  }

  /// Whether the file is to be a page.
  private var asksForPage: Bool { output?.lowercased().hasSuffix(".html") == true }

  /// A page fits the window it is seen in.
  private func checkedPage() throws -> Bool {
    guard size == nil, dpi == nil else {
      throw Refusal.asked(
        "a page fits the window it is seen in; leave out \(size == nil ? "--dpi" : "--size"), or end -o with .png")
    }
    return true
  }

  private func namedTheme() throws -> Theme {
    if let named = Theme.all.first(where: { $0.name == theme }) { return named }
    throw Refusal.unknown("theme", theme, among: Theme.all.map(\.name), list: "descent help compare")
  }

  private func checkedTitle() throws -> String? {
    guard let title else { return nil }
    guard title.count <= 500 else {
      throw Refusal.asked("--title has \(title.count) characters; at most 500 are drawn")
    }
    guard !title.unicodeScalars.contains(where: Self.breaksLine) else {
      throw Refusal.asked("--title has a line break or another control character; it is one line")
    }
    return title
  }

  /// Whether a character ends or turns the line, or stands for nothing at all.
  private static func breaksLine(_ character: Unicode.Scalar) -> Bool {
    switch character.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: return true
    default:
      let turns = (0x202A...0x202E).contains(character.value) || (0x2066...0x2069).contains(character.value)
      return turns || character.properties.isNoncharacterCodePoint
    }
  }

  /// The caption has a place of its own.
  private func checkedCaption() throws -> String? {
    guard let caption else { return nil }
    guard !caption.isEmpty else { throw Refusal.asked("--caption needs the name of a file, as in caption.txt") }
    guard caption != output || FileKind.isDevice(caption) else {
      throw Refusal.asked("--caption and --output both write to '\(caption)'; give the caption another file")
    }
    return caption
  }

  private func format() throws -> Format {
    guard let output, output != "-" else { return .png }
    if let format = Format(path: output) { return format }
    // A pipe or device has no ending to go by.
    if FileKind.isDevice(output) { return .png }
    guard !asksForPage else {
      throw Refusal.asked(
        "'\(output)' would be a page, and pages are made by 'descent compare' only; end it with .png, .svg or .pdf")
    }
    let known = Format.allCases.map { ".\($0.rawValue)" }.joined(separator: ", ")
    throw Refusal.asked("'\(output)' does not say what to write; end it with \(known)")
  }
}

/// A figure as it was asked for.
struct FigureRequest {
  /// The page, in points.
  let size: Size
  /// Whether that page was asked for, and is not the usual one.
  let hasSize: Bool
  /// Pixels an inch.
  let dpi: Double
  /// The colours.
  let theme: Theme
  /// A title in place of the finding.
  let title: String?
  /// Where the terms are written, if not under the figure.
  let caption: String?
  /// Where it goes; nil for the usual place.
  var output: String?
  /// What is written.
  let format: Format
  /// Whether it is a page on which the figure moves, and not a picture.
  let moves: Bool

  /// Dots an inch of what is drawn as pixels: those of the page, or as many as a press shows where it has none.
  var dots: Double { format == .png ? dpi : max(dpi, 300) }
}
