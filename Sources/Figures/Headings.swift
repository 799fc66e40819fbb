public import Drawing

/// What is written around a figure: the finding above, how it was found below.
public struct Headings: Sendable {
  /// The finding; a part after a semicolon is dropped where the whole is too long.
  public var title: String
  /// Formula, start and goal.
  public var subtitle: String
  /// The terms of the comparison.
  public var terms: String
  /// How to read the figure.
  public var key: String

  /// Whether they stand in several lines on a page too narrow for one.
  var wraps = false

  /// The words around a figure; all may carry the markup of `Text`.
  public init(title: String, subtitle: String, terms: String, key: String) {
    self.title = title
    self.subtitle = subtitle
    self.terms = terms
    self.key = key
  }

  private static let (titleSize, leastTitleSize, subtitleSize, footerSize) = (11.6, 9.5, 7.2, 5.9)
  /// The least size of the upper footer line before a part of it moves to the lower one.
  private static let comfortableFooterSize = 5.4
  static let signature = "Descent"

  /// The two lines below: what the upper one has no room for stands at the beginning of the lower one.
  private func footer(width: Double) -> (String, String) {
    let dot = "  \u{00B7}  "
    var kept = terms.split(separator: dot).map(String.init)
    var moved: [String] = []
    while kept.count > 1, Text.width(of: kept.joined(separator: dot), size: Self.comfortableFooterSize) > width {
      moved.insert(kept.removeLast(), at: 0)
    }
    return (kept.joined(separator: dot), (moved + [key]).filter { !$0.isEmpty }.joined(separator: dot))
  }

  /// Whether a page is so narrow that words stand in several lines.
  static func isNarrow(_ page: Size) -> Bool { page.width < PageSize.least.width }

  /// How much of the page the words take above and below.
  func edges(on page: Size, left: Double, right: Double) -> (top: Double, bottom: Double) {
    guard wraps, Self.isNarrow(page) else { return (45, 36) }
    let narrow = NarrowHeadings(self, width: page.width - left - right)
    return (narrow.top, narrow.bottom)
  }

  /// The marks on a page, between two margins.
  public func marks(on page: Size, left: Double, right: Double, _ theme: Theme) -> [Mark] {
    let width = page.width - left - right
    guard !wraps || !Self.isNarrow(page) else {
      return NarrowHeadings(self, width: width).marks(on: page, left: left, theme)
    }
    var marks: [Mark] = []
    func write(
      _ string: String, y: Double, size: Double, least: Double, width: Double, _ color: Color, bold: Bool = false
    ) {
      guard !string.isEmpty else { return }
      let weight: FontWeight = bold ? .bold : .regular
      let line = string.fitted(size: size, least: least, width: width, weight: weight)
      marks.append(.text(Text(line.string, at: Point(left, y), size: line.size, color: color, weight: weight)))
    }
    let whole = Text.width(of: title, size: Self.titleSize, weight: .bold) <= width
    let finding = whole ? title : title.split(separator: ";", maxSplits: 1).first.map(String.init) ?? title
    write(finding, y: 20.5, size: Self.titleSize, least: Self.leastTitleSize, width: width, theme.ink, bold: true)
    write(subtitle, y: 34, size: Self.subtitleSize, least: 5.8, width: width, theme.secondaryInk)
    let signature = Text(
      Self.signature, at: Point(page.width - right, page.height - 6.2), size: Self.footerSize, color: theme.faintInk,
      anchor: .end)
    let (upper, lower) = footer(width: width)
    write(upper, y: page.height - 14.5, size: Self.footerSize, least: 4.8, width: width, theme.secondaryInk)
    write(
      lower, y: page.height - 6.2, size: Self.footerSize, least: 4.8, width: width - signature.width - 8,
      theme.secondaryInk)
    return marks + [.text(signature)]
  }
}
