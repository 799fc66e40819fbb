import Drawing

/// The words around a figure as wide as a column of a journal: in several lines, in its sizes of type.
struct NarrowHeadings {
  private let title: [String]
  private let subtitle: [String]
  private let footer: [String]
  private let width: Double

  private static let (titleSize, subtitleSize, footerSize) = (8.4, 6.0, 5.2)
  private static let (titleLine, subtitleLine, footerLine) = (10.2, 8.0, 6.9)
  private static let mostFooterLines = 6

  init(_ headings: Headings, width: Double) {
    self.width = width
    title = Self.wrapped(headings.title.split(separator: " "), by: " ", Self.titleSize, .bold, width, most: 2)
    // Formula, start and goal stand far apart in one line.
    subtitle = headings.subtitle.split(separator: "     ").map { $0.drop { $0 == " " } }
      .filter { !$0.isEmpty }.map(String.init)
    let dot = "  \u{00B7}  "
    let parts = [headings.terms, headings.key].flatMap { $0.split(separator: dot) }
    let signature = Text.width(of: Headings.signature, size: Self.footerSize) + 8
    footer = Self.wrapped(
      parts, by: dot, Self.footerSize, .regular, width - signature, most: Self.mostFooterLines)
  }

  /// What the words above the figure take.
  var top: Double {
    7 + Self.titleLine * Double(title.count) + 2 + Self.subtitleLine * Double(subtitle.count) + 12
  }

  /// What the words below take, the labels under the lowest panel with them.
  var bottom: Double { 14 + Self.footerLine * Double(max(1, footer.count)) }

  func marks(on page: Size, left: Double, _ theme: Theme) -> [Mark] {
    var marks: [Mark] = []
    func write(_ line: String, _ y: Double, _ size: Double, _ color: Color, _ weight: FontWeight, _ width: Double) {
      let fitted = line.fitted(size: size, least: 4.6, width: width, weight: weight)
      marks.append(.text(Text(fitted.string, at: Point(left, y), size: fitted.size, color: color, weight: weight)))
    }
    var y = 5.0
    for line in title {
      y += Self.titleLine
      write(line, y, Self.titleSize, theme.ink, .bold, width)
    }
    y += 2
    for line in subtitle {
      y += Self.subtitleLine
      write(line, y, Self.subtitleSize, theme.secondaryInk, .regular, width)
    }
    let signature = Text(
      Headings.signature, at: Point(left + width, page.height - 4.6), size: Self.footerSize, color: theme.faintInk,
      anchor: .end)
    for (index, line) in footer.reversed().enumerated() {
      let room = width - signature.width - 8
      write(
        line, page.height - 4.6 - Self.footerLine * Double(index), Self.footerSize, theme.secondaryInk, .regular, room)
    }
    return marks + [.text(signature)]
  }

  /// Words or parts in lines of a width; what has no room stands at the end of the last line, which is then cut.
  private static func wrapped(
    _ parts: [Substring], by separator: String, _ size: Double, _ weight: FontWeight, _ width: Double, most: Int
  ) -> [String] {
    var lines: [String] = []
    for part in parts {
      let longer = (lines.last.map { $0 + separator } ?? "") + part
      let fits = Text.width(of: longer, size: size, weight: weight) <= width
      if let last = lines.indices.last, fits || lines.count == most {
        lines[last] = longer
      } else {
        lines.append(String(part))
      }
    }
    return lines
  }
}
