import Drawing
import Experiments
import Surfaces

/// The curve of a surface with one coordinate around a step: the slope as a tangent, and where the step led.
struct StepCurve {
  private let explained: ExplainedStep
  private let frame: MapFrame
  private let line: [Place]
  private let hue: Color

  private var account: StepAccount { explained.account }

  init(_ explained: ExplainedStep, in space: Rect, hue: Color) {
    self.explained = explained
    self.hue = hue
    let account = explained.account
    let (from, to) = (account.from.point[0], account.to.point[0])
    let window = explained.surface.window[0]
    let width = window.upperBound - window.lowerBound
    let reach = max(abs(to - from), 0.02 * width)
    let range = min(from, to) - 1.1 * reach...max(from, to) + 1.1 * reach
    let profile = Profile(of: explained.surface.objective, over: range, count: 401)
    line = zip(profile.places, profile.values).filter { $1.isFinite }.map { Place($0, $1) }
    let (low, high) = (
      min(profile.range.lowerBound, account.to.loss), max(profile.range.upperBound, account.from.loss)
    )
    let margin = high > low ? 0.08 * (high - low) : 1
    frame = MapFrame(x: range, y: low - margin...high + margin, filling: space)
  }

  func marks(_ theme: Theme) -> [Mark] {
    let box = frame.box
    let (start, end) = (
      Place(account.from.point[0], account.from.loss), Place(account.to.point[0], account.to.loss)
    )
    let ends = [frame.page(start), frame.page(end)]
    let landing = Point(ends[1].x, ends[0].y)
    let slope = account.from.gradient[0]
    let reach = frame.x.upperBound - frame.x.lowerBound
    let tangent = [-reach, reach].map { frame.page(start + Place($0, slope * $0)) }
    let step = StepArrow(
      StepScene.Arrow(role: .step, from: start, to: Place(end.x, start.y), label: "step"), in: frame, hue: hue, theme)
    var labels = StepLabels(box: box, taken: step.samples + line.map(frame.page))
    ends.forEach { labels.disc(at: $0) }
    let middle = step.root.towards(step.tip, 0.5)
    let texts = labels.text("step", near: middle, along: Point(0, -1), color: hue, theme, isBold: true)
    let names = account.step == 1 ? ["start", "1"] : ["\(account.step - 1)", "\(account.step)"]
    return [
      .fill(.box(box), theme.panelGround),
      .clip(
        box,
        [
          .stroke(Path(line: line.map(frame.page)), Stroke(theme.decadeLine, width: 1.3)),
          .stroke(Path(line: tangent), Stroke(theme.ink, width: 0.9, dash: [3, 2], cap: .butt)),
          .stroke(Path(line: [landing, ends[1]]), Stroke(hue, width: 0.8, dash: [1.5, 2], cap: .butt)),
        ] + path(theme) + step.marks(theme)
          + StepMap.discs(ends, names, hue, theme)),
    ] + texts + MapAxes(frame, names: (explained.surface.variables[0], "loss")).marks(theme)
  }

  private func path(_ theme: Theme) -> [Mark] {
    let trajectory = explained.run.trajectory
    let points = (0..<account.step - 1).suffix(200).map {
      frame.page(Place(trajectory.coordinate(0, $0), trajectory.losses[$0]))
    }
    return points.filter(frame.box.contains).map { .fill(.circle(center: $0, radius: 1.6), hue.withAlpha(0.7)) }
  }
}
