import Drawing

/// A surface in space with the runs on it, its axes and the key to its colours.
struct ViewPanel {
  let scene: ViewScene
  let paths: [MapPath]
  let start: Place
  let minima: [Place]
  let saddles: [Place]
  let names: (x: String, y: String)
  /// What the height is, without its scale.
  let valueName: String

  /// - Parameters:
  ///   - density: pixels in a point.
  ///   - concurrently: does pieces of work, perhaps several at once.
  func marks(
    in layout: ViewLayout, _ theme: Theme, density: Double,
    concurrently: (Int, @Sendable (Int) -> [UInt8]) -> [[UInt8]]
  ) -> [Mark] {
    func axes(_ camera: Camera) -> ViewAxes {
      ViewAxes(camera: camera, scene: scene, names: names, heightName: heightName)
    }
    let camera = layout.camera(for: scene) { axes($0).texts(theme) }
    let ground = ViewGround(scene: scene, camera: camera)
    let paths = ViewPaths(paths, on: scene, camera, theme)
    let axesTexts = axes(camera).texts(theme)
    let signs = signs(camera)
    let traced = paths.traced
    let ends = PathEnds(
      traced, in: layout.space, lines: traced.flatMap(\.samples),
      signs: signs.map { .init(center: $0.place, radius: $0.radius) }
        + (axesTexts.map(\.box.bounds) + [layout.bar]).flatMap(Self.obstacles))
    let floor = ground.floor(theme) + axes(camera).lines(theme) + paths.onFloor(ground)
    let relief = ground.relief(theme, density: density, concurrently: concurrently).map { [$0] } ?? []
    return floor + relief + ground.lines(theme) + paths.lines(theme) + paths.dots(in: layout.space, theme)
      + ends.leaders(theme) + signs.flatMap { $0.marks(theme) } + ends.marks(theme) + axesTexts.map(Mark.text)
      + ViewBar(scene: scene, box: layout.bar, title: barTitle).marks(theme)
  }

  private var isLogarithmic: Bool {
    if case .logarithmic = scene.heights.scale { true } else { false }
  }

  private var heightName: String { isLogarithmic ? "log loss" : "loss" }
  private var barTitle: String { isLogarithmic ? "\(valueName), log height" : valueName }

  /// Circles that cover a box.
  private static func obstacles(_ box: Rect) -> [RankDiscs.Obstacle] {
    let radius = min(box.width, box.height) / 2
    guard radius > 0 else { return [] }
    let (length, isWide) = (max(box.width, box.height), box.width > box.height)
    let count = max(1, Int((length / (2 * radius)).rounded(.up)))
    return (0..<count).map { index in
      let along = count == 1 ? length / 2 : radius + (length - 2 * radius) * Double(index) / Double(count - 1)
      let center = isWide ? Point(box.x + along, box.center.y) : Point(box.center.x, box.y + along)
      return RankDiscs.Obstacle(center: center, radius: radius * 1.15)
    }
  }

  // MARK: - Start, minima, saddles

  private struct Sign {
    enum Kind { case start, minimum, saddle }
    let kind: Kind
    let place: Point
    let isHidden: Bool

    var radius: Double {
      switch kind {
      case .start: 4
      case .minimum: 5
      case .saddle: 3.5
      }
    }

    /// Behind the surface only an outline.
    func marks(_ theme: Theme) -> [Mark] {
      guard isHidden else {
        return switch kind {
        case .start: PathMarks.start(at: place, theme)
        case .minimum: PathMarks.minimum(at: place, theme)
        case .saddle: PathMarks.saddle(at: place, theme)
        }
      }
      let (shape, ink): (Path, Color) =
        switch kind {
        case .start: (.circle(center: place, radius: 2.7), theme.ink)
        case .minimum: (.star(center: place, radius: 5), theme.star)
        case .saddle: (.cross(center: place, size: 6), theme.star)
        }
      return [
        .stroke(shape, Stroke(theme.halo.withAlpha(0.6), width: 1.6)),
        .stroke(shape, Stroke(ink.withAlpha(0.65), width: 0.6)),
      ]
    }
  }

  private func signs(_ camera: Camera) -> [Sign] {
    let frame = scene.landscape.frame
    let all = saddles.map { (Sign.Kind.saddle, $0) } + [(.start, start)] + minima.map { (.minimum, $0) }
    let seen = all.filter { frame.box.contains(frame.page($0.1)) }
    let spots = scene.spots(over: seen.map { frame.page($0.1) })
    return zip(seen, spots).filter { $1.z.isFinite }.map { sign, spot in
      Sign(kind: sign.0, place: camera.page(spot), isHidden: scene.field.hides(spot, from: camera.direction))
    }
  }
}
