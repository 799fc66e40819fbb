import Drawing
import Experiments

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How far each rule is from the best rate, in decades to both sides of it.
struct RatioStrip {
  struct Row {
    let marker: RuleMarker
    let ratio: Double
  }

  let rows: [Row]
  /// The rate, in terms of the best, beyond which no run gains anything, and what they do; nil if there is none.
  let lost: (from: Double, word: String)?
  let box: Rect

  /// What stands above and below the rows.
  static let (head, foot) = (11.0, 12.0)

  static func height(count: Int, rowHeight: Double) -> Double { head + rowHeight * Double(count) + 4 + foot }

  /// Whole decades that hold all ratios and one.
  private var decades: ClosedRange<Int> {
    let logarithms = rows.map { log10($0.ratio) } + [0]
    let low = Int(((logarithms.min() ?? 0) - 0.05).rounded(.down))
    let high = Int(((logarithms.max() ?? 0) + 0.05).rounded(.up))
    return min(low, -1)...max(high, 1)
  }

  func marks(_ theme: Theme) -> [Mark] {
    let decades = decades
    let plot = Rect(box.x + 8, box.y + Self.head, box.width - 12, box.height - Self.head - Self.foot)
    let (low, high) = (Double(decades.lowerBound), logarithmicEnd)
    func x(_ ratio: Double) -> Double { plot.x + plot.width * (log10(ratio) - low) / (high - low) }
    var marks: [Mark] = [
      .text(
        Text("rate \u{00F7} best rate", at: Point(box.x, box.y + 5), size: 6.7, color: theme.secondaryInk))
    ]
    if let lost, x(lost.from) < plot.maxX {
      let left = max(x(lost.from), plot.x)
      marks.append(.fill(.box(Rect(left, plot.y, plot.maxX - left, plot.height)), theme.badBadge.ground))
      let word = Text(
        lost.word, at: Point((left + plot.maxX) / 2, plot.y + 7), size: 5.6, color: theme.badBadge.ink,
        anchor: .middle)
      let rowHeight = (plot.height - 4) / Double(max(1, rows.count))
      let isFree = rows.enumerated().allSatisfy { index, row in
        let y = plot.y + 2 + rowHeight * (Double(index) + 0.5)
        let right = row.ratio < 1 ? x(1) : x(row.ratio) + RuleMarker.reach
        return right < word.box.bounds.x
          || y - RuleMarker.reach > word.box.bounds.maxY
      }
      if word.width + 3 <= plot.maxX - left, isFree { marks.append(.text(word)) }
    }
    var pieces = [Path.Piece([Point(plot.x, plot.maxY), Point(plot.maxX, plot.maxY)], isClosed: false)]
    var lastRight = -Double.infinity
    let most = max(2, Int(plot.width / 30))
    let stride = (1...400).first { stride in decades.count { $0 % stride == 0 } <= most } ?? 1
    for decade in decades where decade % stride == 0 && Double(decade) <= high + 1e-9 {
      let place = plot.x + plot.width * (Double(decade) - low) / (high - low)
      pieces.append(.init([Point(place, plot.maxY), Point(place, plot.maxY + 2.2)], isClosed: false))
      let text = Text(
        decades.lowerBound < -3 || decades.upperBound > 4 ? Self.power(decade) : Self.label(decade),
        at: Point(place, plot.maxY + 9), size: 6.2, color: theme.secondaryInk, anchor: .middle)
      guard text.box.bounds.x > lastRight + 2 else { continue }
      lastRight = text.box.bounds.maxX
      marks.append(.text(text))
    }
    marks.append(.stroke(Path(pieces), Stroke(theme.frame, width: 0.55, cap: .butt)))
    marks.append(
      .stroke(Path(line: [Point(x(1), plot.y), Point(x(1), plot.maxY)]), Stroke(theme.ink, width: 0.8, cap: .butt)))
    let rowHeight = (plot.height - 4) / Double(max(1, rows.count))
    for (index, row) in rows.enumerated() {
      let y = plot.y + 2 + rowHeight * (Double(index) + 0.5)
      let place = Point(x(row.ratio), y)
      let stroke = Stroke(row.marker.hue(theme), width: 0.9, cap: .butt)
      marks.append(.stroke(Path(line: [place, Point(x(1), y)]), stroke))
      marks += row.marker.marks(at: place, theme)
    }
    return marks
  }

  /// The right end: a whole decade if a rule lies beyond the best, else room for the word beyond it.
  private var logarithmicEnd: Double {
    let highest = rows.map { log10($0.ratio) }.max() ?? 0
    let low = Double(decades.lowerBound)
    return highest > 0.05 ? Double(decades.upperBound) : -low * 0.24
  }

  private static func power(_ decade: Int) -> String { decade == 0 ? "1" : NumberText.power(ofTen: decade) }

  private static func label(_ decade: Int) -> String {
    switch decade {
    case ..<0: "1/" + NumberText.shortest(pow(10, Double(-decade)))
    default: NumberText.shortest(pow(10, Double(decade)))
    }
  }
}
