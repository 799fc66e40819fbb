import ArgumentParser
import Drawing
import Figures
import Rendering

/// How a figure looks, and where it goes.
struct FigureOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Width and height in pixels (default: 1600x1000).", valueName: "widthxheight"))
  var size: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Dots an inch (default: so many that the figure is 8 inches wide).",
      discussion: "Sizes of text and lines are in points; more dots make the same figure finer.", valueName: "n"))
  var dpi: String?

  @Option(parsing: .unconditional, help: ArgumentHelp("The colours: light or dark.", valueName: "name"))
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

  /// The sizes of figures that are drawn, in pixels a side.
  private static let sides = 200...20_000

  /// What was asked, read and checked.
  ///
  /// - Parameter mayMove: whether there is a page for the figure, on which it moves.
  func read(mayMove: Bool = false) throws -> FigureRequest {
    let moves = try mayMove && asksForPage && checkedPage()
    let (width, height) = try pixels()
    let dpi = try self.dpi.map { try Numbers.positive($0, what: "--dpi") } ?? Double(width) / 8
    guard (20...2500).contains(dpi) else {
      throw Refusal.asked("--dpi must lie between 20 and 2500, not \(self.dpi ?? Numbers.shortest(dpi))")
    }
    let points = Size(Double(width) / dpi * 72, Double(height) / dpi * 72)
    guard points.width >= PageSize.least.width, points.height >= PageSize.least.height else {
      let (inchesWide, inchesHigh) = (Numbers.rounded(points.width / 72), Numbers.rounded(points.height / 72))
      let (least, leastHigh) = (Numbers.rounded(PageSize.least.width / 72), Numbers.rounded(PageSize.least.height / 72))
      throw Refusal.asked(
        "a figure of \(inchesWide) x \(inchesHigh) inches has no room for its text; it needs \(least) x \(leastHigh): "
          + "raise --size or lower --dpi")
    }
    guard points.width / points.height <= 4, points.height / points.width <= 2 else {
      throw Refusal.asked("--size \(width)x\(height) is too narrow for a figure; keep the sides between 4:1 and 1:2")
    }
    return FigureRequest(
      size: points, hasSize: size != nil, dpi: dpi, theme: try namedTheme(), title: try checkedTitle(),
      caption: caption, output: output,
      format: moves ? .svg : try format(), moves: moves)
  }

  /// Refuses a file for a figure where numbers are asked for, which go to standard output.
  func checkUnused(by format: String) throws {
    guard let output, output != "-" else { return }
    throw Refusal.asked(
      "--format \(format) goes to standard output, and --output is for figures; write '> \(output)' in its place")
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

  private func pixels() throws -> (Int, Int) {
    guard let size else { return (1600, 1000) }
    let sides = size.lowercased().split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
    guard sides.count == 2, let width = sides[0], let height = sides[1] else {
      throw Refusal.asked("--size is WIDTHxHEIGHT in pixels, as in 1600x1000, not '\(size)'")
    }
    guard Self.sides.contains(width), Self.sides.contains(height) else {
      throw Refusal.asked(
        "--size \(size) is out of range; each side has \(Self.sides.lowerBound) to \(Self.sides.upperBound) pixels")
    }
    return (width, height)
  }

  private func namedTheme() throws -> Theme {
    switch theme {
    case "light": .light
    case "dark": .dark
    default: throw Refusal.unknown("theme", theme, among: ["light", "dark"], list: "descent help compare")
    }
  }

  private func checkedTitle() throws -> String? {
    guard let title else { return nil }
    guard title.count <= 500 else {
      throw Refusal.asked("--title has \(title.count) characters; at most 500 are drawn")
    }
    let controls = title.unicodeScalars.contains { $0.value < 32 || $0.value == 127 }
    guard !controls else {
      throw Refusal.asked("--title has a line break or another control character; it is one line")
    }
    return title
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
  let output: String?
  /// What is written.
  let format: Format
  /// Whether it is a page on which the figure moves, and not a picture.
  let moves: Bool
}
