import Drawing
import Figures
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// All marks, those inside clips included.
func flat(_ marks: [Mark]) -> [Mark] {
  marks.flatMap { mark -> [Mark] in
    switch mark {
    case .clip(_, let inner), .group(_, let inner): flat(inner)
    default: [mark]
    }
  }
}

/// All corners of fills and strokes.
func corners(_ marks: [Mark]) -> [Point] {
  flat(marks).flatMap { mark -> [Point] in
    switch mark {
    case .fill(let path, _, _): path.pieces.flatMap(\.points)
    case .stroke(let path, _): path.pieces.flatMap(\.points)
    case .text(let text): text.box.corners
    case .image(_, let box): Quad(box).corners
    case .clip, .group: []
    }
  }
}

@Suite("Map frames")
struct MapFrameTests {
  @Test(
    "a window keeps its units equal and stands in the middle of its space",
    arguments: [(-2.0, 2.0, -1.0, 3.0), (0, 4, 0, 2), (0, 1, 0, 2.5), (-1e-9, 1e-9, 0, 1e-9), (0, 1e12, 0, 2e12)])
  func fitting(x0: Double, x1: Double, y0: Double, y1: Double) {
    let space = Rect(27, 45, 279, 279)
    let frame = MapFrame(x: x0...x1, y: y0...y1, in: space)
    #expect(frame.unitsAreEqual)
    #expect(abs(frame.unitX / frame.unitY - 1) < 1e-12)
    #expect(abs(max(frame.box.width, frame.box.height) - 279) < 1e-9)
    #expect(abs(frame.box.center.x - space.center.x) < 1e-9 && abs(frame.box.center.y - space.center.y) < 1e-9)
    let corner = frame.page(Place(x0, y0))
    #expect(abs(corner.x - frame.box.x) < 1e-9 && abs(corner.y - frame.box.maxY) < 1e-9)
    let back = frame.place(frame.page(Place((x0 + 3 * x1) / 4, (y0 + 3 * y1) / 4)))
    #expect(abs(back.x - (x0 + 3 * x1) / 4) < 1e-9 * (x1 - x0))
    #expect(abs(back.y - (y0 + 3 * y1) / 4) < 1e-9 * (y1 - y0))
  }

  @Test("a window ten times as wide as high gives its equal units up and says so")
  func exception() {
    let frame = MapFrame(x: 0...10, y: 0...1, in: Rect(0, 0, 100, 100))
    #expect(!frame.unitsAreEqual)
    #expect(frame.box == Rect(0, 0, 100, 100))
  }
}

@Suite("Maps")
struct MapPanelTests {
  private static let bowl = Terrain(values: { zip($0, $1).map { $0 * $0 + $1 * $1 } })
  private static let frame = MapFrame(x: -1...1, y: -1...1, in: Rect(50, 50, 200, 200))
  private static let land = Landscape(of: bowl, in: frame) { .logarithmic($0, base: 0) }
  private static let hue = Color(0x12A0F8)

  @Test("lines that would darken the map to a smear are left out, the ground is not", arguments: [3.0, 30, 100])
  func crowdedLines(waves: Double) {
    let ripples = Terrain(values: { x, _ in x.map { sin(waves * $0) } })
    let land = Landscape(of: ripples, in: Self.frame) { .linear($0) }
    let lines = [Theme.light.decadeLine.withAlpha(0.8), Theme.light.hairline.withAlpha(0.45)]
    var (length, fills) = (0.0, 0)
    for mark in flat(MapPanel(land, paths: [], starts: []).marks(.light)) {
      switch mark {
      case .stroke(let path, let stroke) where lines.contains(stroke.color):
        length += path.pieces.reduce(0) { $0 + ArcLength($1.points).total }
      case .fill: fills += 1
      default: break
      }
    }
    #expect(length > 200)
    #expect(1.6 * length <= 200 * 200)
    #expect(fills > land.levels.fills.compactMap(\.self).count)
  }

  private func marks(_ points: [Place]) -> [Mark] {
    MapPanel(
      Self.land, paths: [MapPath(points: points, style: RunStyle(rank: 1, hue: Self.hue))], starts: [points[0]],
      minima: [Place(0, 0)]
    ).marks(.light)
  }

  /// The strokes in the colour of the path, by width.
  private func strokes(_ marks: [Mark], width: Double) -> [[Path.Piece]] {
    flat(marks).compactMap { mark in
      guard case .stroke(let path, let stroke) = mark, stroke.width == width,
        stroke.color.withAlpha(1) == Self.hue
      else { return nil }
      return path.pieces
    }
  }

  @Test("fills are nested, lowest first, and the lines are broken for labels")
  func ground() {
    let fills = flat(marks([Place(0.5, 0.5), Place(0.4, 0.4)])).prefix { if case .fill = $0 { true } else { false } }
    let areas = fills.map { mark -> Double in
      guard case .fill(let path, _, _) = mark else { return 0 }
      return abs(path.pieces.reduce(0) { $0 + Ring(points: $1.points, isHidden: $1.points.map { _ in false }).area })
    }
    #expect(areas.first == 40_000)
    #expect(areas.count == 5)
    // The region above 1: the square less the disc.
    #expect(abs(areas[4] - 40_000 * (1 - .pi / 4)) < 20)
  }

  @Test("a run that stays ends in a dot and a disc")
  func staying() {
    let marks = marks([Place(0.9, 0.9), Place(0.5, 0.5), Place(0.2, 0.1)])
    #expect(strokes(marks, width: 1.35).count == 1)
    #expect(
      flat(marks).contains {
        if case .text(let text) = $0 { text.string == "1" && text.weight == .bold } else { false }
      })
  }

  @Test("a run that leaves for good stops at its first exit, with the head of an arrow at the frame")
  func leaving() {
    let way = [Place(0, 0.5), Place(0.5, 0.5), Place(3, 0.5), Place(0.5, -0.5), Place(-0.5, -0.5), Place(-9, 0)]
    let pieces = strokes(marks(way), width: 1.35).flatMap { $0 }
    #expect(pieces.count == 1)
    let end = pieces[0].points.last
    #expect(end == Point(250, 100))
    let heads = flat(marks(way)).compactMap { mark -> [Point]? in
      guard case .fill(let path, Self.hue, _) = mark, path.pieces.count == 1, path.pieces[0].points.count == 3 else {
        return nil
      }
      return path.pieces[0].points
    }
    #expect(heads.map(\.first) == [Point(250, 100)])
  }

  @Test("a run that comes back is seen on both sides of its absence")
  func returning() {
    let way = [Place(0.5, 0.5), Place(2, 0.5), Place(2, -0.5), Place(0.5, -0.5), Place(0.2, -0.2)]
    let pieces = strokes(marks(way), width: 1.35).flatMap { $0 }
    #expect(pieces.map(\.points.count) == [2, 3])
  }

  @Test("strokes that only go back and forth are thin")
  func zigzag() {
    let way = (0..<40).map { Place(0.8 - 0.02 * Double($0), $0 % 2 == 0 ? 0.4 : -0.4) } + [Place(0, 0)]
    let found = marks(way)
    #expect(strokes(found, width: 0.5).count == 1)
    #expect(strokes(found, width: 0.5)[0][0].points.count > 30)
    let straight = marks((0..<40).map { Place(0.8 - 0.02 * Double($0), 0.4) })
    #expect(strokes(straight, width: 0.5).isEmpty)
  }

  @Test("dots stand at steps 1, 2, 5, 10, 20, 50 where there is room")
  func dots() {
    let way = (0...60).map { Place(-0.9 + 0.03 * Double($0), 0.5) }
    let centers = flat(marks(way)).compactMap { mark -> Double? in
      guard case .stroke(let path, let stroke) = mark, stroke.width == 0.75, stroke.color == Self.hue else {
        return nil
      }
      let xs = path.pieces[0].points.map(\.x)
      return ((xs.min() ?? 0) + (xs.max() ?? 0)) / 2
    }
    // Step 1 is 3 points from the start: too near.
    let expected = [2, 5, 10, 20, 50].map { 50 + 100 * (0.1 + 0.03 * Double($0)) }
    #expect(centers.count == expected.count)
    #expect(zip(centers, expected).allSatisfy { abs($0 - $1) < 1e-6 })
  }

  @Test(
    "whatever the points, every mark is finite and near the page",
    arguments: [
      [Place(0.5, 0.5), Place(.nan, 0)], [Place(0.5, 0.5), Place(.infinity, 0), Place(0, 0)],
      [Place(0.5, 0.5), Place(1e300, -1e300)], [Place(0.5, 0.5), Place(-1.7e308, 1.7e308), Place(1.7e308, -1.7e308)],
      [Place(0.5, 0.5), Place(1e9, 1e9), Place(0.1, 0.1)], [Place(5, 5), Place(0, 0)], [Place(.nan, .nan)],
      [Place(0.5, 0.5)], [Place(0.5, 0.5), Place(0.5, 0.5)], [Place(1, 1), Place(-1, -1)],
      [Place(0.5, 0.5), Place(-.infinity, .nan)],
    ])
  func anything(points: [Place]) {
    let all = corners(marks(points))
    #expect(!all.isEmpty)
    #expect(all.allSatisfy { $0.x.isFinite && $0.y.isFinite && abs($0.x) < 1e4 && abs($0.y) < 1e4 })
  }

  @Test(
    "surfaces without values, flat ones and walls make a map too",
    arguments: [Double.nan, 0, 3, .infinity, -.infinity, 1e300])
  func oddSurfaces(value: Double) {
    for holes in [false, true] {
      let terrain = Terrain(values: { xs, ys in zip(xs, ys).map { holes && $0 > $1 ? .nan : $0 > 0 ? value : 1 } })
      for levels in [Levels.linear, Levels.symmetric, Levels.quantile, { Levels.logarithmic($0, base: 0) }] {
        let land = Landscape(of: terrain, in: Self.frame, levels: levels)
        let found = MapPanel(land, paths: [], starts: []).marks(.dark)
        #expect(corners(found).allSatisfy { $0.x.isFinite && $0.y.isFinite })
      }
    }
  }
}
