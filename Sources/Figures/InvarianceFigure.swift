public import Drawing
public import Experiments

/// The figure of an invariance test: steps to the goal while the surface turns, or grows steeper in one direction.
public struct InvarianceFigure: Sendable {
  private let test: InvarianceTest
  private let theme: Theme
  /// The finding, if it is to be worded otherwise.
  public var title: String?
  /// Whether terms and key stand below the figure; they may stand in a caption instead.
  public var hasFooter = true

  /// The figure of a test.
  public init(_ test: InvarianceTest, theme: Theme) {
    self.test = test
    self.theme = theme
  }

  private var words: InvarianceWords { InvarianceWords(test: test) }

  /// The words of the footer, to be put in a caption.
  public var caption: String { [words.title, words.terms, words.key].joined(separator: "\n") }

  /// The finished figure on a page, in points.
  public func picture(on page: Size = PageSize.usual) -> Picture {
    let title = title ?? words.title
    var picture = Picture(size: page, background: theme.page, title: title)
    let styles = RunStyle.styles(of: test.curves.map(\.entrant), theme)
    let right = 14.0
    let columnWidth = min(206, max(150, page.width * 0.335))
    let column = page.width - right - columnWidth
    let (top, bottom) = (58.0, 48.0)
    let height = page.height - top - bottom
    let panel = InvariancePanel(
      test: test, styles: styles, whole: Rect(44, top, column - 40 - 44, height), words: words)
    picture.marks += panel.marks(theme)
    let rows = zip(test.curves, styles).map { curve, style in
      RankTable.Row(style: style, name: curve.entrant.label, texts: words.texts(curve))
    }
    let table = RankTable(
      columns: words.columns, rows: rows, sentences: words.lessons, box: Rect(column, top - 8, columnWidth, height + 16)
    )
    picture.marks += table.marks(theme)
    let headings = Headings(
      title: title, subtitle: words.subtitle, terms: hasFooter ? words.terms : "", key: hasFooter ? words.key : "")
    picture.marks += headings.marks(on: page, left: 27, right: right, theme)
    picture.description = words.description
    return picture
  }
}
