public import Drawing
public import Experiments

/// The figure of a map over two knobs: the cells with what theory says of them, and the run of one cell beside them.
public struct KnobMapFigure: Sendable {
  private let map: KnobMap
  private let theme: Theme
  private let theory: KnobTheory
  /// What the cells show.
  public let measure: KnobMeasure
  /// The finding, if it is to be worded otherwise.
  public var title: String?
  /// Whether terms and key stand below the figure; they may stand in a caption instead.
  public var hasFooter = true
  /// Dots an inch of the cells.
  public var dots = 200.0
  /// The cell whose run is drawn, and that run; nil for none.
  public var shown: (cell: (column: Int, row: Int), run: Run)?

  /// The figure of a map.
  ///
  /// - Parameter measure: what cells show; nil for the steps where any run arrives, else the loss.
  public init(_ map: KnobMap, measure: KnobMeasure? = nil, theme: Theme) {
    self.map = map
    self.theme = theme
    theory = KnobTheory(map)
    self.measure = measure ?? (map.outcomes.contains { $0.arrival != nil } ? .steps : .loss)
  }

  /// Draws the run of the best cell, if there is one.
  public mutating func showBest() {
    guard let best = map.best else { return }
    let cell = map.cell(at: best)
    shown = (try? map.run(column: cell.column, row: cell.row)).map { (cell, $0) }
  }

  private var words: KnobMapWords { KnobMapWords(map: map, theory: theory, measure: measure) }

  /// The words of the footer, to be put in a caption.
  public var caption: String { [words.title(hasTheory: true), words.terms, words.key].joined(separator: "\n") }

  /// The finished figure on a page, in points.
  public func picture(on page: Size = PageSize.usual) -> Picture {
    let title = title ?? words.title(width: page.width - 41)
    var picture = Picture(size: page, background: theme.page, title: title)
    let reach = KnobAxis(map.y, length: page.height - 110, labelWidth: 24).reach
    let layout = KnobMapLayout(on: page, reach: reach, dots: dots)
    let tones = KnobTones(map, measure, theme: theme)
    let panel = KnobMapPanel(
      map: map, theory: theory, tones: tones, box: layout.map, dots: dots,
      shown: shown.flatMap { shown in isBest(shown.cell) ? nil : shown.cell })
    picture.marks += panel.marks(theme)
    let key = KnobKey(map: map, tones: tones, title: words.scaleTitle, box: layout.key)
    picture.marks += key.marks(theme)
    let column = KnobMapColumn(
      lines: words.facts(of: shown?.cell), heading: words.heading(of: shown?.cell), run: shown?.run, map: map,
      box: layout.column)
    picture.marks += column.marks(theme)
    let width = page.width - layout.margins.left - layout.margins.right
    let headings = Headings(
      title: title, subtitle: words.subtitle(size: 5.8, width: width), terms: hasFooter ? words.terms : "",
      key: hasFooter ? words.key : "")
    picture.marks += headings.marks(on: page, left: layout.margins.left, right: layout.margins.right, theme)
    picture.description = words.description
    return picture
  }

  private func isBest(_ cell: (column: Int, row: Int)) -> Bool {
    map.best.map { map.cell(at: $0) == cell } ?? false
  }
}

/// Where the parts of a map over knobs stand on the page, in points.
struct KnobMapLayout {
  /// The cells.
  let map: Rect
  /// The key to their colours.
  let key: Rect
  /// Facts, small map and losses of one cell.
  let column: Rect
  /// The edges of what is written.
  let margins: (left: Double, right: Double)

  private static let (top, bottom) = (58.0, 48.0)

  /// - Parameters:
  ///   - reach: how far labels reach to the left of the cells.
  ///   - dots: dots an inch, on which the cells begin and end.
  init(on page: Size, reach: Double, dots: Double) {
    let right = 14.0
    let left = max(27, reach + 14)
    let columnWidth = min(172, max(116, page.width * 0.27))
    let keyWidth = 62.0
    let column = page.width - right - columnWidth
    let width = column - 20 - keyWidth - left
    let height = page.height - Self.top - Self.bottom
    // Whole dots, so that cells keep their edges.
    func whole(_ length: Double) -> Double { (length * dots / 72).rounded() * 72 / dots }
    map = Rect(whole(left), whole(Self.top), whole(width), whole(height))
    key = Rect(map.maxX + 10, map.y, keyWidth, map.height)
    self.column = Rect(column, Self.top - 8, columnWidth, height + 8)
    margins = (27, right)
  }
}
