public import Drawing
public import Experiments

/// The figure of a range test: the test with its phases, the truth below it on the same rates, and how far each rule is
/// off.
public struct RangeFigure: Sendable {
  private let finding: RangeFinding
  private let theme: Theme
  /// The finding, if it is to be worded otherwise.
  public var title: String?
  /// Whether terms and key stand below the figure; they may stand in a caption instead.
  public var hasFooter = true

  /// The figure of a finding.
  public init(_ finding: RangeFinding, theme: Theme) {
    self.finding = finding
    self.theme = theme
  }

  /// The words of the footer, to be put in a caption.
  public var caption: String {
    let words = RangeWords(finding: finding)
    return [words.title(), words.terms(), words.key].joined(separator: "\n")
  }

  /// The finished figure on a page, in points.
  public func picture(on page: Size = PageSize.usual) -> Picture {
    let words = RangeWords(finding: finding)
    let layout = layout(on: page)
    let (left, right) = (layout.margins.left, layout.margins.right)
    let width = page.width - left - right
    let title = title ?? words.title(width: width)
    var picture = Picture(size: page, background: theme.page, title: title)
    let axis = RateAxis(finding.truth.axis, left: layout.test.x, right: layout.test.maxX)
    var test = RangeTestPanel(finding, in: layout.test, axis: axis)
    let truth = RangeTruthPanel(finding, in: layout.truth, axis: axis)
    test.limits = truth.named(theme).limits
    picture.marks += test.marks(theme) + truth.marks(theme)
    picture.marks += column(in: layout.column, words)
    let headings = Headings(
      title: title, subtitle: words.subtitle(size: 5.8, width: width),
      terms: hasFooter ? words.terms(width: width) : "", key: hasFooter ? words.key : "")
    picture.marks += headings.marks(on: page, left: left, right: right, theme)
    return picture
  }

  /// The labels of losses decide how far the panels stand from the edge of the page.
  private func layout(on page: Size) -> RangeLayout {
    let first = RangeLayout(on: page, reach: 0)
    let axis = RateAxis(finding.truth.axis, left: first.test.x, right: first.test.maxX)
    let reach = max(
      RangeTestPanel(finding, in: first.test, axis: axis).reach,
      RangeTruthPanel(finding, in: first.truth, axis: axis).reach)
    return RangeLayout(on: page, reach: reach)
  }

  // MARK: - The column

  private static let insightSize = 6.5
  private static let lineHeight = 9.6

  /// The table, below it the ratios, below them what is to be learnt; on a small page the last of them are left out.
  private func column(in box: Rect, _ words: RangeWords) -> [Mark] {
    let rows = words.rows
    let strip = truthStrip(words)
    let lines = words.insights.map { $0.wrapped(size: Self.insightSize, width: box.width) }
    let gap = 10.0
    func needed(rowHeight: Double, hasStrip: Bool, sentences: Int) -> Double {
      var height = RangeTable.head + rowHeight * Double(rows.count)
      if hasStrip, let strip {
        height += gap + 4 + RatioStrip.height(count: strip.rows.count, rowHeight: min(8.6, rowHeight * 0.6))
      }
      let count = lines.prefix(sentences).joined().count
      if count > 0 { height += gap + Self.lineHeight * Double(count) + 3 * Double(sentences - 1) }
      return height
    }
    // From all there is to the table alone.
    let contents = [(true, 2), (true, 1), (true, 0), (false, 0)]
    let heights = [RangeTable.mostRowHeight, 14.5, 12, 10.5, RangeTable.leastRowHeight]
    var plan = (rowHeight: (box.height - RangeTable.head) / Double(rows.count), hasStrip: false, sentences: 0)
    search: for (hasStrip, most) in contents {
      for height in heights {
        let sentences = min(most, lines.count)
        guard needed(rowHeight: height, hasStrip: hasStrip, sentences: sentences) <= box.height else { continue }
        plan = (height, hasStrip, sentences)
        break search
      }
    }
    let table = RangeTable(rows: rows, box: box, rowHeight: plan.rowHeight)
    var marks = table.marks(theme)
    var y = box.y + RangeTable.head + plan.rowHeight * Double(rows.count)
    // What is over lies evenly between the parts.
    let spare = box.height - needed(rowHeight: plan.rowHeight, hasStrip: plan.hasStrip, sentences: plan.sentences)
    let air = min(14, max(0, spare) / 3)
    if plan.hasStrip, let strip {
      y += gap + 4 + air
      let height = RatioStrip.height(count: strip.rows.count, rowHeight: min(8.6, plan.rowHeight * 0.6))
      marks += RatioStrip(
        rows: strip.rows, lost: strip.lost, box: Rect(box.x, y, box.width, height)
      ).marks(theme)
      y += height
    }
    y += gap + air
    for sentence in lines.prefix(plan.sentences) {
      for line in sentence {
        marks.append(
          .text(Text(line, at: Point(box.x, y + 6), size: Self.insightSize, color: theme.ink)))
        y += Self.lineHeight
      }
      y += 3
    }
    return marks
  }

  /// The ratios, unless there is no best rate to compare with.
  private func truthStrip(_ words: RangeWords) -> (rows: [RatioStrip.Row], lost: (from: Double, word: String)?)? {
    guard let best = finding.truth.best else { return nil }
    let rows = words.ranked.compactMap { suggestion in
      suggestion.ratio.map { RatioStrip.Row(marker: RuleMarker(rule: suggestion.rule), ratio: $0) }
    }
    guard !rows.isEmpty else { return nil }
    let first = finding.truth.firstLoss
    let above = finding.truth.outcomes.filter { $0.rate > best.rate }
    let lost = Array(above.reversed().prefix { !$0.finalLoss.isFinite || $0.finalLoss > first })
    guard let from = lost.last?.rate, let word = RangeWords.lost(lost, from: first) else { return (rows, nil) }
    return (rows, (from / best.rate, word))
  }
}

/// Where the parts of the figure of a range test stand on the page, in points.
struct RangeLayout {
  /// The test, and the truth below it.
  let (test, truth): (Rect, Rect)
  /// Table, ratios and words.
  let column: Rect
  /// The edges of what is written.
  let margins: (left: Double, right: Double)

  private static let (top, bottom, between) = (56.0, 40.0, 26.0)

  /// - Parameter reach: how far labels of losses reach to the left of the panels.
  init(on page: Size, reach: Double) {
    let right = 14.0
    let left = max(44, reach + 8)
    let columnWidth = min(200, max(150, page.width * 0.288))
    let column = page.width - right - columnWidth
    let width = column - 24 - left
    let height = page.height - Self.top - Self.bottom - Self.between
    let upper = (height * 0.513).rounded()
    test = Rect(left, Self.top, width, upper)
    truth = Rect(left, Self.top + upper + Self.between, width, height - upper)
    self.column = Rect(column, Self.top - 8, columnWidth, page.height - Self.top - Self.bottom + 8)
    margins = (27, right)
  }
}

extension String {
  /// The words in lines no wider than a width in points, each line as full as it can be.
  func wrapped(size: Double, width: Double) -> [String] {
    var lines: [String] = []
    for word in split(separator: " ").map(String.init) {
      if let last = lines.last, Text.width(of: last + " " + word, size: size) <= width {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(word)
      }
    }
    return lines
  }
}
