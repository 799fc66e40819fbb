import Drawing
import Experiments
import Surfaces

/// The losses of many runs against steps: their median, and the bands that hold the middle half and nine tenths.
struct BandPanel {
  /// What stands below: ground, axes and scale.
  private let panel: LossPanel
  private let steps: [Int]
  /// The losses of each share at the kept steps.
  private let lines: [[Double]]
  private let hue: Color

  /// - Parameter window: the lowest and the highest loss of the map.
  init(_ ensemble: Ensemble, in box: Rect, window: ClosedRange<Double>, hue: Color, hasStepLabels: Bool) {
    let least = ensemble.surface.isGame ? nil : ensemble.first.least
    let base = least ?? 0
    let lines = Quantiles.shares.indices.map { share in ensemble.summaries.map { $0.losses[share] - base } }
    let first = lines[0].first ?? 1
    let wanted = min(7, Int(box.height / 12))
    let scale =
      least == nil
      ? LossScale.withoutMinimum(first: first, window: window, curves: lines, wanted: wanted)
      : LossScale.logarithmic(first: first, curves: lines, wanted: wanted)
    let name = base == 0 ? "loss" : "loss above its minimum"
    let bands = ": median, 50 % and 90 % of runs"
    let whole = scale.title(of: name) + bands
    let title = Text.width(of: whole, size: 6.7) <= box.width + 22 ? whole : name + bands
    var panel = LossPanel(in: box, scale: scale, steps: ensemble.terms.steps, curves: [], title: title)
    panel.hasStepLabels = hasStepLabels
    self.panel = panel
    self.hue = hue
    self.lines = lines
    steps = ensemble.summaries.map(\.step)
  }

  func x(_ step: Double) -> Double { panel.x(step) }

  func marks(_ theme: Theme) -> [Mark] {
    let curves = lines.map(curve)
    func band(_ low: Int, _ high: Int, _ color: Color) -> Mark {
      .fill(Path(ring: curves[low] + curves[high].reversed()), color)
    }
    let middle = Path(line: curves[2])
    return panel.still(theme) + [
      .clip(
        panel.box,
        [
          band(0, 4, hue.withAlpha(0.2)), band(1, 3, hue.withAlpha(0.35)),
          .stroke(middle, Stroke(theme.panelGround.withAlpha(0.8), width: 2.4)),
          .stroke(middle, Stroke(hue.mixed(with: theme.ink, 0.25), width: 1.25)),
        ])
    ]
  }

  /// One share, with what is beyond the panel brought near.
  private func curve(_ values: [Double]) -> [Point] {
    let (top, bottom) = (panel.box.y - panel.box.height, panel.box.maxY + panel.box.height)
    return zip(steps, values).map { step, value in
      let height = panel.y(value)
      return Point(panel.x(Double(step)), height.isNaN ? top : min(max(height, top), bottom))
    }
  }
}
