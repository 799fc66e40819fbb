public import Drawing

/// The table of a comparison, which is its legend too: one row a run, best first.
public struct LegendTable: Sendable {
  /// A run's row; all strings may carry the markup of `Text`.
  public struct Row: Sendable {
    /// Rank and colour.
    public var style: RunStyle
    /// The name of the run.
    public var name: String
    /// Its rate; an en dash for a method without one.
    public var rate: String
    /// The step at which it arrived or left; an en dash for never.
    public var steps: String
    /// Its last loss.
    public var finalLoss: String
    /// How it ended.
    public var badge: Badge
    /// Whether name and steps are bold.
    public var isWinner: Bool

    /// A row.
    public init(
      style: RunStyle, name: String, rate: String, steps: String, finalLoss: String, badge: Badge,
      isWinner: Bool = false
    ) {
      self.style = style
      self.name = name
      self.rate = rate
      self.steps = steps
      self.finalLoss = finalLoss
      self.badge = badge
      self.isWinner = isWinner
    }
  }

  /// A word with a sign on a ground that says whether it is good news.
  public struct Badge: Sendable, Equatable {
    /// What the ground says.
    public enum Kind: Sendable { case good, neutral, bad }
    /// What the ground says.
    public var kind: Kind
    /// Sign and word.
    public var text: String

    /// A badge.
    public init(_ kind: Kind, _ text: String) {
      self.kind = kind
      self.text = text
    }
  }

  /// The left edge, the lower edge and the width of the table.
  public var (left, bottom, width): (Double, Double, Double)
  /// The rows, best first.
  public var rows: [Row]
  /// What stands above the steps: `steps`, or `left at` where runs are ranked by when they leave.
  public var stepsTitle: String
  /// What stands above the names: `optimizer`, or what else the runs differ in.
  public var namesTitle = "optimizer"
  /// What stands above the last losses, or above what stands in their place.
  public var lastTitle = "final loss"

  /// How high a row is.
  public var rowHeight: Double

  /// A table whose last row stands on a lower edge.
  public init(left: Double, bottom: Double, width: Double, rows: [Row], stepsTitle: String = "steps") {
    (self.left, self.bottom, self.width) = (left, bottom, width)
    self.rows = rows
    self.stepsTitle = stepsTitle
    rowHeight = Self.rowHeight(count: rows.count)
  }

  /// How high a row is among so many.
  public static func rowHeight(count: Int) -> Double { max(9.5, min(15.6, 140 / Double(max(1, count)))) }

  /// How high the whole table is, its header with it.
  public static func height(count: Int) -> Double { rowHeight(count: count) * Double(count) + 13 }

  /// The height of the middle of each rank's row, for the leaders.
  public var rowCenters: [Int: Double] {
    Dictionary(
      rows.enumerated().map { ($1.style.rank, center($0)) }, uniquingKeysWith: { first, _ in first })
  }

  /// The marks, first painted first.
  public func marks(_ theme: Theme) -> [Mark] {
    header(theme) + rules(theme) + rows.indices.filter { rows[$0].style.isSeen }.flatMap { row($0, theme) }
  }
}

// MARK: - Marks

extension LegendTable {
  private static let (headerSize, nameSize, numberSize) = (6.0, 6.7, 6.5)
  private static let (discAt, nameAt, usualRateAt, stepsAt, lossAt, badgeAt) = (4.4, 12.5, 89.0, 112.0, 153.0, 159.0)

  private var top: Double { bottom - rowHeight * Double(rows.count) }
  private func center(_ index: Int) -> Double { top + rowHeight * (Double(index) + 0.5) }

  /// Where rates end: farther left where what stands in the place of steps is wide.
  private var rateAt: Double {
    let widest = rows.map { Text.width(of: $0.steps, size: Self.numberSize, weight: $0.isWinner ? .bold : .regular) }
    let title = Text.width(of: stepsTitle, size: Self.headerSize)
    return min(Self.usualRateAt, Self.stepsAt - 4 - max(title, widest.max() ?? 0))
  }

  /// The size at which every final loss keeps clear of the steps, one for the whole column.
  private var lossSize: Double {
    let room = Self.lossAt - Self.stepsAt - 4
    let widest = rows.map { Text.width(of: $0.finalLoss, size: Self.numberSize) }.max() ?? 0
    return widest > room ? Self.numberSize * room / widest : Self.numberSize
  }

  private func header(_ theme: Theme) -> [Mark] {
    let titles: [(String, Double, Text.Anchor)] = [
      (namesTitle, Self.nameAt, .start), ("rate", rateAt, .end), (stepsTitle, Self.stepsAt, .end),
      (lastTitle, Self.lossAt, .end), ("ending", Self.badgeAt + 2.8, .start),
    ]
    return titles.map { title, x, anchor in
      .text(
        Text(
          title, at: Point(left + x, top - 5.2), size: Self.headerSize, color: theme.secondaryInk, anchor: anchor))
    }
  }

  private func rules(_ theme: Theme) -> [Mark] {
    func line(_ y: Double) -> Path.Piece { .init([Point(left, y), Point(left + width, y)], isClosed: false) }
    let between = rows.indices.dropFirst().map { line(top + rowHeight * Double($0)) }
    return [
      .stroke(Path([line(top - 1.6)]), Stroke(theme.frame, width: 0.55, cap: .butt)),
      .stroke(Path(between), Stroke(theme.rule, width: 0.35, cap: .butt)),
    ]
  }

  private func row(_ index: Int, _ theme: Theme) -> [Mark] {
    let row = rows[index]
    let middle = center(index)
    let shrink = min(1, rowHeight / 11)
    let weight: FontWeight = row.isWinner ? .bold : .regular
    func text(
      _ string: String, _ x: Double, _ size: Double, _ anchor: Text.Anchor, _ weight: FontWeight = .regular
    ) -> Text {
      let isPale = string == NumberText.none || row.style.presence == .muted
      return Text(
        string, at: Point(left + x, middle + Text.baselineDrop(size: size)), size: size,
        color: isPale ? theme.faintInk : theme.ink, anchor: anchor, weight: weight)
    }
    let number = Self.numberSize * shrink
    let rate = text(row.rate, rateAt, number, .end)
    let room = rateAt - Self.nameAt - 4 - max(rate.width, 22)
    let name = row.name.lines(
      size: Self.nameSize * shrink, least: 5.8 * shrink, smallest: 4.4, width: room, height: rowHeight, weight: weight)
    let names = name.lines.enumerated().map { index, line in
      var part = text(line, Self.nameAt, name.size, .start, weight)
      part.position.y += (Double(index) - Double(name.lines.count - 1) / 2) * 1.15 * name.size
      return Mark.text(part)
    }
    return row.style.disc(at: Point(left + Self.discAt, middle), radius: 4.3 * shrink, theme) + names + [
      .text(rate),
      .text(text(row.steps, Self.stepsAt, number, .end, weight)),
      .text(text(row.finalLoss, Self.lossAt, lossSize * shrink, .end)),
    ] + badge(row.badge, middle: middle, shrink: shrink, theme)
  }

  private func badge(_ badge: Badge, middle: Double, shrink: Double, _ theme: Theme) -> [Mark] {
    badge.marks(left: left + Self.badgeAt, middle: middle, width: width - Self.badgeAt, shrink: shrink, theme)
  }
}

extension LegendTable.Badge {
  private static let (size, leastSize, padding, height) = (5.8, 4.6, 4.0, 9.2)

  /// The word on its ground, at most so wide.
  func marks(left: Double, middle: Double, width: Double, shrink: Double, _ theme: Theme) -> [Mark] {
    let colors =
      switch kind {
      case .good: theme.goodBadge
      case .neutral: theme.neutralBadge
      case .bad: theme.badBadge
      }
    let fitted = text.fitted(
      size: Self.size * shrink, least: Self.leastSize * shrink, width: width - 2 * Self.padding, weight: .regular)
    let word = Text(
      fitted.string, at: Point(left + Self.padding, middle + Text.baselineDrop(size: fitted.size)),
      size: fitted.size, color: colors.ink)
    let height = Self.height * shrink
    let ground = Rect(left, middle - height / 2, word.width + 2 * Self.padding, height)
    return [.fill(.roundedBox(ground, radius: height / 2), colors.ground), .text(word)]
  }
}
