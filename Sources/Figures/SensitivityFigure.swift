public import Drawing
public import Experiments

/// The figure of sensitivity: what each optimizer ends at over the rate, and below it the rates that are good.
public struct SensitivityFigure: Sendable {
  private let sensitivity: Sensitivity
  private let theme: Theme
  /// The finding, if it is to be worded otherwise.
  public var title: String?
  /// Whether terms and key stand below the figure; they may stand in a caption instead.
  public var hasFooter = true

  /// The figure of what was found.
  public init(_ sensitivity: Sensitivity, theme: Theme) {
    self.sensitivity = sensitivity
    self.theme = theme
  }

  private var words: SensitivityWords { SensitivityWords(sensitivity: sensitivity) }

  /// The words of the footer, to be put in a caption.
  public var caption: String { [words.title, words.terms, words.key].joined(separator: "\n") }

  /// The finished figure on a page, in points.
  public func picture(on page: Size = PageSize.usual) -> Picture {
    let title = title ?? words.title
    var picture = Picture(size: page, background: theme.page, title: title)
    let styles = RunStyle.styles(of: sensitivity.curves.map(\.entrant), theme)
    let right = 14.0
    let columnWidth = min(196, max(146, page.width * 0.31))
    let column = page.width - right - columnWidth
    let left = 48.0
    let (top, bottom) = (58.0, 48.0)
    let barHeight = min(11, max(5.4, (page.height - top - bottom) * 0.34 / Double(sensitivity.curves.count)))
    let bars = barHeight * Double(sensitivity.curves.count)
    let width = column - 22 - left
    let upper = Rect(left, top, width, page.height - top - bottom - bars - 20)
    let lower = Rect(left, upper.maxY + 20, width, bars)
    let panel = SensitivityPanel(sensitivity: sensitivity, styles: styles, box: upper, bars: lower)
    picture.marks += panel.marks(theme)
    let rows = zip(sensitivity.curves, styles).map {
      RankTable.Row(style: $1, name: $0.entrant.label, texts: words.texts($0))
    }
    let table = RankTable(
      columns: words.columns, rows: rows, sentences: words.lessons,
      box: Rect(column, top - 8, columnWidth, page.height - top - bottom + 16))
    picture.marks += table.marks(theme)
    let headings = Headings(
      title: title, subtitle: words.subtitle(size: 5.8, width: page.width - 27 - right),
      terms: hasFooter ? words.terms : "", key: hasFooter ? words.key : "")
    picture.marks += headings.marks(on: page, left: 27, right: right, theme)
    picture.description = words.description
    return picture
  }
}
