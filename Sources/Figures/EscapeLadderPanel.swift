import Drawing
import Experiments

/// By which step half of the runs have left, against the noise: measured, and the line that theory draws.
struct EscapeLadderPanel {
  private let escape: Ensemble.Escape
  private let ladder: EscapeLadder
  private let panel: RangePanel
  private let noise: Double
  private let hue: Color

  /// Nothing for a ladder of one rung.
  init?(_ escape: Ensemble.Escape, noise: Double, in box: Rect, hue: Color) {
    guard let ladder = escape.ladder, let least = ladder.rungs.first?.noise, let most = ladder.rungs.last?.noise,
      least > 0, most > least
    else { return nil }
    let seen = ladder.rungs.flatMap { rung -> [Double] in
      [rung.median, rung.ends[1]].compactMap(\.self).map(Double.init) + [rung.theory ?? 0]
    }
    guard let highest = seen.max(), highest > 0 else { return nil }
    (self.escape, self.ladder, self.noise, self.hue) = (escape, ladder, noise, hue)
    let decades = Scale.logarithmic(base: 0)
    let margin = decades.value(at: 0.06 * decades.position(most / least))
    let axis = RateAxis(least / margin...most * margin, left: box.x, right: box.maxX, name: "noise")
    // Above the bars there is room for words.
    let share = 1 - (4 + Self.lineHeight * Double(Self.lines(ladder, in: box).count)) / box.height
    let range = 0...highest / max(0.3, min(0.94, share))
    let scale = LossScale(
      scale: .linear, range: range, ticks: .simple(0...highest, most: max(2, min(5, Int(box.height / 14)))))
    var panel = RangePanel(
      box: box, axis: axis, scale: scale, title: "step by which half have left, against the noise")
    // As far as that of losses.
    panel.overhang = 22
    self.panel = panel
  }

  var reach: Double { panel.reach }

  func marks(_ theme: Theme) -> [Mark] {
    let box = panel.box
    var marks: [Mark] = [.fill(.box(box), theme.panelGround), panel.rules(theme)]
    if let theory = escape.theory {
      let curve = panel.curve(
        Self.strengths(panel.axis.range).compactMap { noise in
          theory.median(noise: noise).map { (noise, $0) }
        })
      marks.append(.clip(box, [.stroke(Path(curve), Stroke(theme.ink, width: 0.9, dash: [2.4, 1.8], cap: .butt))]))
    }
    for rung in ladder.rungs {
      guard let median = rung.median else { continue }
      let x = panel.axis.x(rung.noise)
      if let low = rung.ends[0], let high = rung.ends[1] {
        let ends = [Point(x, panel.y(Double(low))), Point(x, panel.y(Double(high)))]
        marks.append(.stroke(Path(line: ends), Stroke(hue.withAlpha(0.45), width: 2.4, cap: .butt)))
      }
      let place = Point(x, panel.y(Double(median)))
      marks += [
        .fill(.circle(center: place, radius: 2.1), theme.panelGround), .fill(.circle(center: place, radius: 1.5), hue),
      ]
      if rung.noise == noise {
        marks.append(.stroke(.circle(center: place, radius: 3), Stroke(theme.ink, width: 0.7)))
      }
    }
    return marks + panel.frame(theme) + panel.axis.marks(below: box, theme) + note(theme)
  }

  private static let lineHeight = 8.0

  /// The slopes, measured and in theory, in two lines or on a low panel in one.
  private static func lines(_ ladder: EscapeLadder, in box: Rect) -> [String] {
    guard let measured = ladder.measuredDelay else { return [] }
    let steps = "100 times less noise: \(NumberText.value(measured)) steps more"
    guard let predicted = ladder.predictedDelay, let growth = ladder.growth else { return [steps] }
    let theory = NumberText.value(predicted)
    guard box.height >= 60 else { return [steps + ", theory \(theory)"] }
    let factor = NumberText.shortest((growth * 1e4).rounded() / 1e4)
    return [steps, "theory: ln 100 / ln \(factor) = \(theory)"]
  }

  /// The slopes, above the bars.
  private func note(_ theme: Theme) -> [Mark] {
    let box = panel.box
    return Self.lines(ladder, in: box).enumerated().map { index, line in
      let fitted = line.fitted(size: 6, least: 4.6, width: box.width - 6, weight: .regular)
      return .text(
        Text(
          fitted.string, at: Point(box.maxX - 3, box.y + 7.5 + Self.lineHeight * Double(index)), size: fitted.size,
          color: theme.ink, anchor: .end, halo: Text.Halo(theme.panelGround.withAlpha(0.8), width: 0.8)))
    }
  }

  /// Strengths over an axis, evenly by their logarithm.
  private static func strengths(_ range: ClosedRange<Double>) -> [Double] {
    let scale = Scale.logarithmic(base: 0)
    let (low, high) = (scale.position(range.lowerBound), scale.position(range.upperBound))
    return (0...40).map { scale.value(at: low + (high - low) * Double($0) / 40) }
  }
}
