import Drawing

/// What stands above a cell: a sign, a name, and at the right, or on a line of its own, the result.
struct FacetHead {
  /// What the cell is known by.
  enum Sign {
    /// A rank in a disc.
    case rank(RunStyle)
    /// A letter.
    case letter(String)
  }

  let sign: Sign
  let name: String
  /// Who the result belongs to, if the name does not say it.
  var winner: RunStyle?
  let result: String
  /// Whether the name is bold and the result dark.
  let isStrong: Bool

  /// How high heads are, with the air between them and the cells above.
  static func height(inTwoLines: Bool) -> Double { inTwoLines ? 20.4 : 13.3 }

  /// The marks above a cell.
  ///
  /// - Parameter gap: the air at the right of the cell, over which a name of two lines may reach.
  func marks(over cell: Rect, gap: Double, inTwoLines: Bool, _ theme: Theme) -> [Mark] {
    let (nameSize, resultSize, radius) = inTwoLines ? (6.0, 5.6, 3.3) : (6.6, 6.2, 3.6)
    let baseline = cell.y - (inTwoLines ? 11.2 : 4.2)
    let middle = baseline - Text.baselineDrop(size: nameSize)
    let indent = 2 * radius + 2.3
    var marks: [Mark] = []
    switch sign {
    case .rank(let style): marks += style.disc(at: Point(cell.x + radius, middle), radius: radius, theme)
    case .letter(let letter):
      marks.append(
        .text(Text(letter, at: Point(cell.x, baseline), size: nameSize, color: theme.ink, weight: .bold)))
    }
    let color = isStrong ? theme.ink : theme.secondaryInk
    let badge = winner == nil ? 0 : 2 * radius + 1.6
    let room = inTwoLines ? cell.width + max(0, gap - 4.6) - indent - badge : cell.width * 0.62 - badge
    let fitted = result.fitted(size: resultSize, least: 4.6, width: room, weight: .regular)
    let line = inTwoLines ? cell.y - 3.6 : baseline
    let width = Text.width(of: fitted.string, size: fitted.size)
    let left = inTwoLines ? cell.x + indent + badge : cell.maxX - width
    marks.append(.text(Text(fitted.string, at: Point(left, line), size: fitted.size, color: color)))
    if let winner {
      let center = Point(left - badge + radius, line - Text.baselineDrop(size: fitted.size))
      marks += winner.disc(at: center, radius: radius * (inTwoLines ? 0.86 : 1), theme)
    }
    let free = cell.width - indent + (inTwoLines ? max(0, gap - 4.6) : -width - badge - 3)
    // Bold where there is room for it; in two lines the result alone tells, as many names have none.
    let isBold = isStrong && !inTwoLines && winner == nil && Text.width(of: name, size: nameSize, weight: .bold) <= free
    let weight: FontWeight = isBold ? .bold : .regular
    let label = name.fitted(size: nameSize, least: 4.5, width: free, weight: weight)
    return marks + [
      .text(
        Text(label.string, at: Point(cell.x + indent, baseline), size: label.size, color: theme.ink, weight: weight))
    ]
  }
}
