public import Drawing
public import Experiments

/// One optimizer at several rates: curves against the step, each with its rate, a verdict and a remedy at its end.
///
/// Further kinds of curves stand below the first, over the same steps.
public struct CurvesFigure: Sendable {
  private let curves: Curves
  private let kinds: [CurveKind]
  private let theme: Theme
  private let words: CurvesWords
  /// The finding, if it is to be worded otherwise.
  public var title: String?
  /// Whether terms and definitions stand below the figure; they may stand in a caption instead.
  public var hasFooter = true

  /// The figure of some curves.
  ///
  /// - Parameter kinds: what is plotted, the topmost first; at least one.
  public init(_ curves: Curves, kinds: [CurveKind] = [.loss], theme: Theme) {
    self.curves = curves
    self.kinds = kinds.isEmpty ? [.loss] : kinds
    self.theme = theme
    words = CurvesWords(curves)
  }

  private static let footerSize = 5.9
  private static let lineHeight = 8.3
  private static let left = 27.0
  private static let right = 10.0

  /// The words of title and footer, to be put in a caption.
  public var caption: String { words.caption }

  /// Whether every panel has the height to be read.
  public func fits(on page: Size) -> Bool { layout(on: page).panels.allSatisfy { $0.height >= 40 } }

  /// The finished figure on a page, in points.
  public func picture(on page: Size = PageSize.usual) -> Picture {
    let finding = title ?? words.title
    var picture = Picture(size: page, background: theme.page, title: finding)
    let layout = layout(on: page)
    let series = CurvesPanels(curves, theme: theme)
    var ends = CurvesPanels.Ends()
    for (index, kind) in kinds.enumerated() {
      let isFirst = index == 0
      var panel = series.panel(kind, in: layout.panels[index], isLast: index == kinds.count - 1)
      if isFirst {
        ends = series.ends(of: panel)
        (panel.rise, panel.drop) = (ends.rise, kinds.count == 1 ? ends.fall : 0)
      }
      picture.marks += panel.drawn(theme).marks
    }
    let rows = CurvesRows(
      rows: ends.order.map { run in
        CurvesRows.Row(
          hue: series.hues[run], rate: CurvesWords.rate(curves.runs[run].rate), badge: words.badge(curves.runs[run]),
          remedy: words.remedy(curves.runs[run]))
      }, wanted: ends.heights, in: layout.rows)
    picture.marks += ends.leaders(to: rows, theme)
    picture.marks += rows.marks(theme)
    let lines = footer(width: page.width - Self.left - Self.right)
    let headings = Headings(
      title: finding, subtitle: words.subtitle(size: 5.8, width: page.width - Self.left - Self.right),
      terms: lines.dropLast().last ?? "", key: lines.last ?? "")
    picture.marks += headings.marks(on: page, left: Self.left, right: Self.right, theme)
    for (index, line) in lines.dropLast(2).reversed().enumerated() {
      let baseline = page.height - 6.2 - Self.lineHeight * Double(index + 2)
      picture.marks.append(
        .text(Text(line, at: Point(Self.left, baseline), size: Self.footerSize, color: theme.secondaryInk)))
    }
    return picture
  }

  // MARK: - Layout

  private struct Layout {
    let panels: [Rect]
    let rows: Rect
  }

  private func layout(on page: Size) -> Layout {
    let lines = footer(width: page.width - Self.left - Self.right).count
    let count = Double(kinds.count)
    let column = min(190, max(140, 0.31 * page.width))
    let box = Rect(Self.left + 22, 57, page.width - Self.left - 22 - 26 - column - Self.right, 0)
    let bottom = page.height - 30 - Self.lineHeight * Double(max(2, lines) - 1)
    let first = CurvesPanels(curves, theme: theme)
    let ends = first.ends(of: first.panel(kinds[0], in: Rect(box.x, box.y, box.width, 100), isLast: true))
    let top = box.y + ends.rise
    let between = 20 + (kinds.count > 1 ? ends.fall : 0)
    let height = (bottom - (kinds.count == 1 ? ends.fall : 0) - top - between * (count - 1)) / count
    let panels = kinds.indices.map { index in
      Rect(box.x, top + (height + between) * Double(index), box.width, height)
    }
    return Layout(
      panels: panels, rows: Rect(box.maxX + 26, top - ends.rise, column, bottom - top + ends.rise))
  }

  /// The notes in lines, the last of them short enough for the signature beside it.
  private func footer(width: Double) -> [String] {
    guard hasFooter else { return [] }
    return lines(words.terms, width: width) + lines(words.meanings, width: width)
  }

  private func lines(_ notes: [String], width: Double) -> [String] {
    let separator = "  \u{00B7}  "
    var lines: [String] = []
    for note in notes {
      if let last = lines.last, Text.width(of: last + separator + note, size: Self.footerSize) <= width - 40 {
        lines[lines.count - 1] = last + separator + note
      } else {
        lines.append(note)
      }
    }
    return lines
  }
}
