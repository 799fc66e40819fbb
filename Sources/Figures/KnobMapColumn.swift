import Drawing
import Experiments
import Surfaces

/// Beside a map over knobs: what one cell came to, its path on a small map, and its losses.
struct KnobMapColumn {
  /// Names and numbers.
  let lines: [(name: String, text: String)]
  /// Which cell it is.
  let heading: String
  /// The run of the cell; nil for none.
  let run: Run?
  let map: KnobMap
  let box: Rect

  private static let size = 6.4
  private static let pitch = 9.6
  private static let head = 12.0
  private static let (leastPanel, mostPanel) = (34.0, 110.0)

  private var surface: Surface { map.surface }

  func marks(_ theme: Theme) -> [Mark] {
    var marks = facts(theme)
    guard let run else { return marks }
    let top = box.y + Self.head + Self.pitch * Double(lines.count) + 6
    let room = box.maxY - top
    let style = RunStyle(rank: 1, hue: theme.hue(for: run.entrant.name, at: run.entrant.catalogueIndex))
    let title = 16.0
    guard surface.dimension == 2 else {
      if room > Self.leastPanel + title {
        let height = min(room - title, Self.mostPanel)
        marks += losses(run, style, in: Rect(box.x + 22, top + title, box.width - 22, height), theme)
      }
      return marks
    }
    // The map takes what the losses leave.
    let lossHeight = max(Self.leastPanel, min(78, 0.36 * room))
    let space = Rect(box.x, top, box.width, room - lossHeight - title - 6)
    guard space.height > 30 else { return marks }
    let small = map(run, style, in: space)
    marks += small.marks(theme) + [.stroke(.box(small.landscape.frame.box), Stroke(theme.frame, width: 0.5))]
    let bottom = small.landscape.frame.box.maxY
    marks += losses(
      run, style, in: Rect(box.x + 22, bottom + title + 6, box.width - 22, box.maxY - bottom - title - 6), theme)
    return marks
  }

  private func facts(_ theme: Theme) -> [Mark] {
    var marks: [Mark] = [
      .text(Text(heading, at: Point(box.x, box.y + 5), size: 7, color: theme.ink, weight: .bold))
    ]
    for (index, line) in lines.enumerated() {
      let baseline = box.y + Self.head + Self.pitch * Double(index) + 4.5
      let number = Text(
        line.text, at: Point(box.maxX, baseline), size: Self.size, color: theme.ink, anchor: .end)
      let room = box.width - number.width - 4
      let name = line.name.fitted(size: Self.size, least: 4.6, width: room, weight: .regular)
      marks.append(.text(Text(name.string, at: Point(box.x, baseline), size: name.size, color: theme.secondaryInk)))
      marks.append(.text(number))
    }
    return marks
  }

  private func map(_ run: Run, _ style: RunStyle, in space: Rect) -> FacetMap {
    let whole = MapFrame(x: surface.window[0], y: surface.window[1], in: space)
    // It begins where the words do.
    let frame = MapFrame(
      x: whole.x, y: whole.y, in: Rect(space.x, space.y, whole.box.width, whole.box.height))
    let landscape = Landscape(of: Terrain(surface.data?.thinned ?? surface.objective), in: frame) {
      surface.contourLevels($0, least: surface.leastLoss)
    }
    func place(_ point: [Double]) -> Place { Place(point[0], point[1]) }
    let walk = run.trajectory
    let points = (0..<walk.losses.count).map { Place(walk.coordinate(0, $0), walk.coordinate(1, $0)) }
    let goals = surface.isGame ? [] : surface.minima.filter { $0.value == surface.minimumValue }
    return FacetMap(
      landscape: landscape,
      paths: [(MapPath(points: points, style: style), run.arrival != nil)], starts: [place(map.terms.start)],
      minima: goals.map { place($0.at) }, saddles: surface.saddles.map { place($0.at) })
  }

  private func losses(_ run: Run, _ style: RunStyle, in box: Rect, _ theme: Theme) -> [Mark] {
    let wanted = max(2, min(7, Int(box.height / 13)))
    let curve: LossPanel.Curve
    let scale: LossScale
    var title = surface.isGame ? "gradient" : "loss"
    if let least = map.least, map.first > least {
      let values = run.course.map { $0.isFinite ? max($0 - least, 0) : .infinity }
      curve = LossPanel.Curve(style: style, values: values, arrival: run.arrival)
      scale = .logarithmic(first: map.first - least, curves: [values], wanted: wanted)
      if least != 0 { title += " above its minimum" }
    } else {
      curve = LossPanel.Curve(style: style, values: run.course, arrival: nil)
      scale = .withoutMinimum(
        first: map.first, window: RangeTruthPanel.range(of: surface, and: map.first), curves: [run.course],
        wanted: wanted)
      title = scale.title(of: title)
    }
    var panel = LossPanel(
      in: box, scale: scale, steps: map.terms.steps, curves: [curve],
      goal: map.least.map { 1e-6 * (map.first - $0) }, title: title)
    panel.hasDiscs = false
    panel.goalWords = ["10^{\u{2212}6} of the first gap", "10^{\u{2212}6}"]
    return panel.drawn(theme).marks
  }
}
