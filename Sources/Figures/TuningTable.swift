import Drawing
import Experiments

/// The table of searches: for each strategy the best gap, its settings, and after how many trials it is near the best.
struct TuningTable {
  let summaries: [Tuning.Summary]
  let axes: [String]
  let box: Rect

  /// As many axes as the table has room for, the first ones.
  init(summaries: [Tuning.Summary], axes: [String], box: Rect) {
    self.summaries = summaries
    self.box = box
    self.axes =
      (0...axes.count).reversed().lazy.map { Array(axes.prefix($0)) }.first {
        Self.width(summaries, $0, Self.least) <= box.width
      } ?? []
  }

  private static func width(_ summaries: [Tuning.Summary], _ axes: [String], _ size: Double) -> Double {
    namesWidth(summaries, size) + widths(summaries, axes, size).reduce(0, +)
  }

  private static let (size, least, headSize) = (6.3, 4.6, 5.8)
  private static let head = 11.0
  private static let mostRowHeight = 14.0
  private static let indent = 11.0

  private static func titles(_ axes: [String]) -> [String] { ["best gap"] + axes + ["near after"] }

  private static func texts(_ summary: Tuning.Summary, _ axes: [String]) -> [String] {
    let best = summary.best
    // Below the floor of the score all gaps are alike.
    let gap = best.map { $0.score <= -8 ? "\u{2264} 10^{\u{2212}8}" : NumberText.value(ProgressPanel.gap($0.score)) }
    let settings = best?.settings.map { NumberText.rate($0) } ?? axes.map { _ in NumberText.none }
    return [gap ?? NumberText.none] + settings.prefix(axes.count)
      + [summary.trialsUntilNear.map(String.init) ?? NumberText.none]
  }

  /// How wide the columns of numbers are at a size, the air at their left included.
  private static func widths(_ summaries: [Tuning.Summary], _ axes: [String], _ size: Double) -> [Double] {
    let rows = summaries.map { texts($0, axes) }
    return titles(axes).enumerated().map { column, title in
      let widest = rows.map { Text.width(of: $0[column], size: size) }.max() ?? 0
      return max(widest, Text.width(of: title, size: min(size, headSize))) + 7
    }
  }

  private static func namesWidth(_ summaries: [Tuning.Summary], _ size: Double) -> Double {
    indent + (summaries.map { Text.width(of: $0.kind.name, size: size, weight: .bold) }.max() ?? 0)
  }

  private var size: Double {
    var size = Self.size
    while size > Self.least, Self.width(summaries, axes, size) > box.width { size -= 0.1 }
    return max(size, Self.least)
  }

  func marks(_ theme: Theme) -> [Mark] {
    let size = size
    let widths = Self.widths(summaries, axes, size)
    let rights = widths.indices.map { box.maxX - widths[($0 + 1)...].reduce(0, +) }
    let height = min(Self.mostRowHeight, (box.height - Self.head) / Double(max(1, summaries.count)))
    var marks: [Mark] = []
    func write(_ text: String, _ x: Double, _ y: Double, _ color: Color, _ size: Double, _ anchor: Text.Anchor = .end) {
      marks.append(.text(Text(text, at: Point(x, y), size: size, color: color, anchor: anchor)))
    }
    func rule(_ y: Double, _ color: Color, _ width: Double) {
      marks.append(.stroke(Path(line: [Point(box.x, y), Point(box.maxX, y)]), Stroke(color, width: width, cap: .butt)))
    }
    let top = box.y + Self.head
    let headSize = min(size, Self.headSize)
    write("strategy", box.x + Self.indent, top - 4.4, theme.secondaryInk, headSize, .start)
    for (title, right) in zip(Self.titles(axes), rights) {
      write(title, right, top - 4.4, theme.secondaryInk, headSize)
    }
    rule(top, theme.frame, 0.55)
    let best = summaries.compactMap(\.best?.score).min()
    for (index, summary) in summaries.enumerated() {
      let middle = top + height * (Double(index) + 0.5)
      if index > 0 { rule(top + height * Double(index), theme.rule, 0.35) }
      marks.append(.fill(.circle(center: Point(box.x + 4.5, middle), radius: 2.6), theme.hue(of: summary.kind)))
      let baseline = middle + Text.baselineDrop(size: size)
      let weight: FontWeight = summary.best?.score == best ? .bold : .regular
      marks.append(
        .text(
          Text(
            summary.kind.name, at: Point(box.x + Self.indent, baseline), size: size, color: theme.ink, weight: weight)))
      for (text, right) in zip(Self.texts(summary, axes), rights) {
        write(text, right, baseline, text == NumberText.none ? theme.faintInk : theme.ink, size)
      }
    }
    return marks
  }
}
