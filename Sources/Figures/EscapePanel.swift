import Drawing
import Experiments

/// When runs leave a saddle: how many in each stretch of steps, with the step by which half have, and theory's.
struct EscapePanel {
  private let panel: LossPanel
  private let bars: [(from: Int, to: Int, count: Int)]
  private let median: Int?
  private let theory: Double?
  private let hue: Color

  init(_ escape: Ensemble.Escape, steps: Int, noise: Double, in box: Rect, hue: Color) {
    let most = max(4, Int(box.width / 4))
    let width = Self.round(atLeast: Double(steps) / Double(most))
    var counts = [Int](repeating: 0, count: steps / width + 1)
    for step in escape.times.sorted { counts[min(step / width, counts.count - 1)] += 1 }
    bars = counts.indices.map { ($0 * width, min(($0 + 1) * width, steps), counts[$0]) }
    let highest = max(1, counts.max() ?? 1)
    // Above the bars there is room for words.
    let range = 0...Double(highest) / max(0.4, min(0.72, 1 - 11 / box.height))
    let scale = LossScale(
      scale: .linear, range: range, ticks: .simple(0...Double(highest), most: max(2, Int(box.height / 16))))
    panel = LossPanel(
      in: box, scale: scale, steps: steps, curves: [],
      title: width == 1 ? "runs that leave in a step" : "runs that leave in \(width) steps")
    median = escape.times.median
    theory = escape.theory?.median(noise: noise).map { $0.rounded(.up) }
    self.hue = hue
  }

  func marks(_ theme: Theme) -> [Mark] {
    let box = panel.box
    let fills = bars.filter { $0.count > 0 }.map { bar -> Path.Piece in
      let (left, right) = (panel.x(Double(bar.from)), panel.x(Double(bar.to)))
      let top = panel.y(Double(bar.count))
      return Path.Piece(
        [Point(left, box.maxY), Point(left, top), Point(right, top), Point(right, box.maxY)], isClosed: true)
    }
    var marks = panel.still(theme)
    if !fills.isEmpty { marks.append(.clip(box, [.fill(Path(fills), hue.withAlpha(0.55))])) }
    func line(at step: Double, _ stroke: Stroke) -> Mark {
      .stroke(Path(line: [Point(panel.x(step), box.y), Point(panel.x(step), box.maxY)]), stroke)
    }
    let last = Double(panel.steps)
    if let theory, theory <= last {
      marks.append(line(at: theory, Stroke(theme.ink, width: 0.8, dash: [2.4, 1.8], cap: .butt)))
    }
    if let median { marks.append(line(at: Double(median), Stroke(theme.ink, width: 0.9, cap: .butt))) }
    return marks + note(theme)
  }

  /// What the lines say, on the side with more room.
  private func note(_ theme: Theme) -> [Mark] {
    let box = panel.box
    let size = 6.0
    var parts: [String] = []
    if let median { parts.append("half by \(EnsembleWords.grouped(median))") }
    if let theory, theory <= Double(panel.steps) { parts.append("theory \(EnsembleWords.grouped(Int(theory)))") }
    let places = [median.map(Double.init), theory].compactMap(\.self).filter { $0 <= Double(panel.steps) }.map(panel.x)
    guard let left = places.min(), let right = places.max() else { return [] }
    let isRight = box.maxX - right > left - box.x
    let room = (isRight ? box.maxX - right : left - box.x) - 5
    let line = parts.joined(separator: ", ").fitted(size: size, least: 4.8, width: room, weight: .regular)
    return [
      .text(
        Text(
          line.string, at: Point(isRight ? right + 3 : left - 3, box.y + 7), size: line.size, color: theme.ink,
          anchor: isRight ? .start : .end, halo: Text.Halo(theme.panelGround.withAlpha(0.8), width: 0.8)))
    ]
  }

  /// 1, 2 or 5 times a power of ten, at least a number.
  private static func round(atLeast least: Double) -> Int {
    var decade = 1
    while true {
      for digit in [1, 2, 5] where Double(digit * decade) >= least { return digit * decade }
      decade *= 10
    }
  }
}
