import Drawing

/// The surface itself: a floor with the map, the relief above it, and the contours that lie on it.
struct ViewGround {
  let scene: ViewScene
  let camera: Camera

  /// Where the light comes from, as the viewer sees it: over the left shoulder.
  private static let light = Spot(-0.62, 0.68, 0.38)

  private var landscape: Landscape { scene.landscape }

  // MARK: - The floor

  /// The map below the surface: nested regions and contours, paler than those on the surface.
  func floor(_ theme: Theme) -> [Mark] {
    let frame = landscape.frame
    let edge = Path(ring: Quad(frame.box).corners.map(onFloor))
    var marks: [Mark] = [.fill(edge, landscape.domain == nil ? theme.ground(at: 0) : theme.panelGround)]
    if let domain = landscape.domain { marks.append(.fill(onFloor(domain), theme.ground(at: 0))) }
    for (fraction, rings) in zip(landscape.levels.fills, landscape.rings) {
      if let fraction, !rings.isEmpty { marks.append(.fill(onFloor(rings), theme.ground(at: fraction))) }
    }
    for (level, rings) in zip(landscape.levels.all, landscape.rings) {
      let lines = landscape.visible(rings, level.weight).map {
        Path.Piece($0.points.map(onFloor), isClosed: $0.isClosed)
      }
      if !lines.isEmpty { marks.append(.stroke(Path(lines), Self.stroke(level.weight, theme, strength: 0.55))) }
    }
    return marks + [.stroke(edge, Stroke(theme.frame.withAlpha(0.8), width: 0.5))]
  }

  /// Where a point of the plan is seen on the floor.
  func onFloor(_ point: Point) -> Point { camera.page(scene.spot(point, height: -ViewHeights.gap)) }

  private func onFloor(_ rings: [Ring]) -> Path {
    Path(rings.map { Path.Piece($0.points.map(onFloor), isClosed: true) })
  }

  private static func stroke(_ weight: Levels.Weight, _ theme: Theme, strength: Double) -> Stroke {
    switch weight {
    case .minor: Stroke(theme.hairline.withAlpha(0.5 * strength), width: 0.26, cap: .butt)
    case .major: Stroke(theme.decadeLine.withAlpha(0.85 * strength), width: 0.5, cap: .butt)
    case .zero: Stroke(theme.decadeLine.withAlpha(0.9 * strength), width: 0.85, cap: .butt)
    }
  }

  // MARK: - The surface

  /// The surface in the light, as pixels.
  ///
  /// - Parameters:
  ///   - density: pixels in a point.
  ///   - concurrently: does pieces of work, perhaps several at once.
  func relief(
    _ theme: Theme, density: Double, concurrently: (Int, @Sendable (Int) -> [UInt8]) -> [[UInt8]]
  ) -> Mark? {
    guard let box = box(density: density) else { return nil }
    let relief = Relief(
      scene.field, camera: camera, tones: 0...ViewHeights.tall, light: Self.light, in: box, density: density)
    let palette = theme.relief
    // Bands of rows; how many there are does not change a byte.
    let bands = max(1, min(8, relief.height / 64))
    let parts = concurrently(bands) { band in
      relief.bytes(of: relief.height * band / bands..<relief.height * (band + 1) / bands, in: palette)
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(4 * relief.width * relief.height)
    for part in parts { bytes += part }
    return .image(Raster(width: relief.width, height: relief.height, bytes: bytes), box)
  }

  /// The part of the page that the surface takes, on whole pixels; nothing if there is no surface.
  private func box(density: Double) -> Rect? {
    let field = scene.field
    let heights = field.heights.lazy.filter(\.isFinite)
    guard let low = heights.min(), let high = heights.max() else { return nil }
    let corners = [-0.5, 0.5].flatMap { x in
      [-0.5, 0.5].flatMap { y in [low, high].map { camera.page(Spot(x * field.size.x, y * field.size.y, $0)) } }
    }
    let (xs, ys) = (corners.map(\.x), corners.map(\.y))
    func below(_ value: Double) -> Double { (value * density - 0.01).rounded(.down) / density }
    func above(_ value: Double) -> Double { (value * density + 0.01).rounded(.up) / density }
    guard let left = xs.min(), let right = xs.max(), let top = ys.min(), let bottom = ys.max() else { return nil }
    return Rect(below(left), below(top), above(right) - below(left), above(bottom) - below(top))
  }

  /// The contours on the surface and its edge, where they are seen.
  func lines(_ theme: Theme) -> [Mark] {
    let (bottom, top) = (scene.heights.range.lowerBound, scene.heights.range.upperBound)
    var marks: [Mark] = []
    for (level, rings) in zip(landscape.levels.all, landscape.rings) {
      let position = scene.heights.scale.position(level.value)
      guard position >= bottom, position <= top else { continue }
      let height = scene.heights.height(of: level.value)
      let lines = landscape.visible(rings, level.weight).map { line in
        line.dense(ViewLines.spacing).map { scene.spot($0, height: height) }
      }
      let seen = ViewLines(lines, on: scene.field, camera, isSeenFromBelow: true).seen
      if !seen.isEmpty { marks.append(.stroke(Path(seen), Self.stroke(level.weight, theme, strength: 1))) }
    }
    let folds = ViewLines(folds, on: scene.field, camera, isSeenFromBelow: true).seen
    let edge = ViewLines([edge], on: scene.field, camera, isSeenFromBelow: true).seen
    return marks + [
      .stroke(Path(folds), Stroke(theme.frame.withAlpha(0.8), width: 0.45)),
      .stroke(Path(edge), Stroke(theme.frame, width: 0.6)),
    ]
  }

  /// Where the surface turns away from the viewer: the outlines of its hills.
  private var folds: [[Spot]] {
    let (field, box) = (scene.field, landscape.frame.box)
    let toward = camera.direction.toward
    guard toward.z < 1 else { return [] }
    // The rows of a grid on the page begin at its top.
    var facing: [Double] = []
    facing.reserveCapacity(field.heights.count)
    for row in (0..<field.rows).reversed() {
      for column in 0..<field.columns {
        let slope = field.slope(column: column, row: row)
        facing.append(toward.z - slope.x * toward.x - slope.y * toward.y)
      }
    }
    let grid = Grid(columns: field.columns, rows: field.rows, frame: box, values: facing)
    return grid.rings(above: [0], on: .linear)[0].flatMap(\.lines).map { line in
      line.dense(ViewLines.spacing).map { point in
        let spot = scene.spot(point, height: 0)
        return Spot(spot.x, spot.y, field.height(at: SIMD2(spot.x, spot.y)))
      }
    }
  }

  /// All round the border of the surface.
  private var edge: [Spot] {
    let field = scene.field
    let (last, end) = (field.columns - 1, field.rows - 1)
    let there = (0...last).map { field.spot(column: $0, row: 0) } + (1...end).map { field.spot(column: last, row: $0) }
    return there + (0..<last).reversed().map { field.spot(column: $0, row: end) }
      + (0..<end).reversed().map { field.spot(column: 0, row: $0) }
  }
}

extension Theme {
  /// The colours of a relief: those of the ground, with more room between light and dark.
  var relief: Relief.Palette {
    let ramp = groundRamp
    let isPaper = ramp.basinIsLight
    func tone(_ share: Double, _ lightness: (Double, Double), _ chroma: (Double, Double)) -> Color {
      OKLab(
        lightness: lightness.0 + share * (lightness.1 - lightness.0),
        chroma: chroma.0 + share * (chroma.1 - chroma.0), hue: ramp.hue
      ).color
    }
    let shares = (0...16).map { Double($0) / 16 }
    return Relief.Palette(
      lit: shares.map { isPaper ? tone($0, (0.995, 0.91), (0.004, 0.03)) : tone($0, (0.30, 0.56), (0.02, 0.045)) },
      shaded: shares.map { isPaper ? tone($0, (0.76, 0.56), (0.02, 0.055)) : tone($0, (0.13, 0.24), (0.015, 0.04)) })
  }
}
