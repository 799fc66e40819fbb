import Drawing
import Experiments
import Surfaces

/// The table of an ensemble: the chosen steps with their tints, how low the runs are, and how many are in the window.
struct EnsembleRows {
  let ensemble: Ensemble
  let box: Rect
  let hue: Color

  private static let size = 6.4
  private static let head = 13.0
  static let most = 17.0

  /// How much room the rows want at most.
  static func height(count: Int) -> Double { head + most * Double(count) }

  func marks(_ theme: Theme) -> [Mark] {
    let rowHeight = min(Self.most, (box.height - Self.head) / Double(max(1, ensemble.clouds.count)))
    let columns = [0.2, 0.47, 0.74, 1].map { box.x + $0 * box.width }
    let least = ensemble.surface.isGame ? nil : ensemble.first.least
    let name = (least ?? 0) == 0 ? "loss" : "gap"
    func write(_ string: String, _ column: Int, _ y: Double, _ color: Color, bold: Bool = false) -> Mark {
      let width = column == 0 ? 40 : columns[column] - columns[column - 1] - 4
      let fitted = string.fitted(size: Self.size, least: 4.6, width: width, weight: bold ? .bold : .regular)
      return .text(
        Text(
          fitted.string, at: Point(columns[column], y), size: fitted.size, color: color, anchor: .end,
          weight: bold ? .bold : .regular))
    }
    var marks = ["step", "median \(name)", "95 % below", "in window"].enumerated().map {
      write($1, $0, box.y + 7, theme.secondaryInk)
    }
    for (index, cloud) in ensemble.clouds.enumerated() {
      let top = box.y + Self.head + rowHeight * Double(index)
      let baseline = top + rowHeight / 2 + Text.baselineDrop(size: Self.size)
      marks.append(
        .stroke(
          Path(line: [Point(box.x, top), Point(box.maxX, top)]), Stroke(theme.rule, width: 0.45, cap: .butt)))
      let color = EnsembleMap.tint(index, of: ensemble.clouds.count, hue: hue, theme)
      let center = Point(box.x + 5, top + rowHeight / 2)
      marks += [
        .fill(.circle(center: center, radius: 3.4), color.withAlpha(0.4)),
        .stroke(.circle(center: center, radius: 3.4), Stroke(color, width: 0.6)),
      ]
      let losses = ensemble.summaries.first { $0.step == cloud.step }?.losses.map { $0 - (least ?? 0) } ?? []
      let share = 100 * Double(ensemble.inWindow(cloud)) / Double(ensemble.runs)
      marks.append(write("\(cloud.step)", 0, baseline, theme.ink, bold: true))
      if losses.count == Quantiles.shares.count {
        marks.append(write(NumberText.value(losses[2]), 1, baseline, theme.ink))
        marks.append(write(NumberText.value(losses[4]), 2, baseline, theme.ink))
      }
      marks.append(write("\(NumberText.value(share)) %", 3, baseline, theme.ink))
    }
    return marks
  }
}
