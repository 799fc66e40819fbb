import Drawing
import Experiments
import Surfaces

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The map of a step: the ground zoomed to it, the path so far, and arrows to scale.
struct StepMap {
  let explained: ExplainedStep
  let scene: StepScene
  let frame: MapFrame
  let hue: Color

  private var account: StepAccount { explained.account }

  init(_ explained: ExplainedStep, in space: Rect, hue: Color) {
    self.explained = explained
    self.hue = hue
    let window = explained.surface.window
    let diagonal = hypot(
      window[0].upperBound - window[0].lowerBound, window[1].upperBound - window[1].lowerBound)
    scene = StepScene(explained, window: diagonal)
    let ranges = scene.window(ratio: space.width / space.height)
    frame = MapFrame(x: ranges.x, y: ranges.y, in: space)
  }

  func marks(_ theme: Theme) -> [Mark] {
    let box = frame.box
    let surface = explained.surface
    let landscape = Landscape(of: Terrain(surface.data?.thinned ?? surface.objective), in: frame) { values in
      Self.levels(values, on: surface)
    }
    let arrows = scene.arrows.map { StepArrow($0, in: frame, hue: hue, theme) }
    let ends = [frame.page(scene.from), frame.page(scene.to)]
    var labels = StepLabels(box: box, taken: arrows.flatMap(\.samples))
    labels.disc(at: ends[0])
    labels.disc(at: ends[1])
    let names = account.step == 1 ? ["start", "1"] : ["\(account.step - 1)", "\(account.step)"]
    var texts: [Mark] = []
    for arrow in arrows.reversed() {
      let place = arrow.isPart ? arrow.root.towards(arrow.tip, 0.5) : arrow.tip
      texts += labels.text(
        arrow.label, near: place, along: arrow.direction, color: arrow.ink, theme, isBold: arrow.isMain)
    }
    let signs = places(theme, &labels)
    let obstacles = arrows.flatMap(\.samples) + labels.samples
    return [
      .clip(box, landscape.ground(theme)),
      .clip(
        box,
        landscape.lines(theme, obstacles: obstacles) + path(theme) + ellipse(theme) + known(theme)
          + signs.marks + arrows.flatMap { $0.marks(theme) }),
      .clip(box, Self.discs(ends, names, hue, theme)),
    ] + texts + signs.texts
      + MapAxes(frame, names: (surface.variables[0], surface.variables[1])).marks(theme)
  }

  /// The levels of the surface's figures if some lie in view, else even ones: a step is small.
  private static func levels(_ values: [Double], on surface: Surface) -> Levels {
    let finite = values.filter(\.isFinite)
    let usual = surface.contourLevels(values, least: surface.leastLoss)
    guard let low = finite.min(), let high = finite.max() else { return usual }
    let seen = usual.values.count { $0 > low && $0 < high }
    let isWide = surface.leastLoss.map { high - $0 >= 20 * (low - $0) } ?? true
    return isWide && seen >= 4 ? usual : .linear(values)
  }

  // MARK: - What lies under the arrows

  private func path(_ theme: Theme) -> [Mark] {
    let trajectory = explained.run.trajectory
    let points = (0..<account.step).map {
      frame.page(Place(trajectory.coordinate(0, $0), trajectory.coordinate(1, $0)))
    }
    let runs = frame.box.clip(line: points)
    let pieces = runs.map { Path.Piece($0.points, isClosed: false) }
    let dots = points.dropLast().suffix(200).filter(frame.box.contains)
    return [
      .stroke(Path(pieces), Stroke(theme.halo.withAlpha(0.7), width: 2.6)),
      .stroke(Path(pieces), Stroke(hue.withAlpha(0.45), width: 1.2)),
    ] + dots.map { .fill(.circle(center: $0, radius: 1.6), hue.withAlpha(0.7)) }
  }

  private func ellipse(_ theme: Theme) -> [Mark] {
    guard let axes = scene.ellipse?.axes else { return [] }
    let points = (0..<120).map { index in
      let angle = 2 * .pi * Double(index) / 120
      return frame.page(scene.from + Place(axes.x * cos(angle), axes.y * sin(angle)))
    }
    return [
      .fill(Path(ring: points), hue.withAlpha(0.1)),
      .stroke(Path(ring: points), Stroke(hue.withAlpha(0.8), width: 0.7, dash: [2.4, 1.8], cap: .butt)),
    ]
  }

  /// Minima and saddles that happen to be in view.
  private func known(_ theme: Theme) -> [Mark] {
    func seen(_ points: [Surface.StationaryPoint]) -> [Point] {
      points.map { frame.page(Place($0.at[0], $0.at[1])) }.filter(frame.box.contains)
    }
    return seen(explained.surface.minima).flatMap { PathMarks.minimum(at: $0, theme) }
      + seen(explained.surface.saddles).flatMap { PathMarks.saddle(at: $0, theme) }
  }

  /// Rings at places that are remembered or asked.
  private func places(_ theme: Theme, _ labels: inout StepLabels) -> (marks: [Mark], texts: [Mark]) {
    var (marks, texts): ([Mark], [Mark]) = ([], [])
    for (place, label) in scene.places {
      let point = frame.page(place)
      guard frame.box.contains(point) else { continue }
      marks += [
        .fill(.circle(center: point, radius: 3), theme.halo),
        .stroke(.circle(center: point, radius: 2.4), Stroke(theme.ink, width: 0.9)),
      ]
      texts += labels.text(label, near: point, along: Point(0, -1), color: theme.ink, theme)
    }
    return (marks, texts)
  }

  /// The discs at both ends; where they would cover each other the second alone.
  static func discs(_ ends: [Point], _ names: [String], _ hue: Color, _ theme: Theme) -> [Mark] {
    let areApart = ends[0].distance(to: ends[1]) > 2 * StepLabels.disc + 1
    return zip(ends, names).dropFirst(areApart ? 0 : 1).flatMap { disc(at: $0, $1, hue, theme) }
  }

  /// A disc with the number of a point in it.
  private static func disc(at center: Point, _ name: String, _ hue: Color, _ theme: Theme) -> [Mark] {
    let radius = StepLabels.disc
    let size = name.count < 3 ? 5.6 : name.count < 5 ? 3.9 : 2.8
    return [
      .fill(.circle(center: center, radius: radius + 1), theme.halo),
      .fill(.circle(center: center, radius: radius), hue),
      .text(
        Text(
          name, at: Point(center.x, center.y + Text.baselineDrop(size: size)), size: size,
          color: theme.figure(on: hue), anchor: .middle, weight: .bold)),
    ]
  }
}
