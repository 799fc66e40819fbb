import Drawing
import Experiments
import Surfaces

/// The stage of a surface with two coordinates, seen from a direction in space.
struct ViewStage: Stage {
  /// The same stage seen from above.
  let map: MapStage
  /// Where the viewer is.
  let direction: ViewDirection
  /// Pixels in a point of the surface's picture.
  let density: Double
  /// How many threads may paint it.
  let threads: Int

  func reachToTheLeft(in space: Rect) -> Double { 0 }

  var notes: [String] { map.notes }

  var key: String {
    "dots at 1, 2, 5, 10, 20, 50 \u{2026} steps"
      + (direction.elevation < 90
        ? "  \u{00B7}  dashed: behind the surface  \u{00B7}  floor: the map, with all of each path" : "")
      + (map.colorsByRate ? "  \u{00B7}  paths coloured by rate" : "")
  }

  func drawn(in space: Rect, _ theme: Theme) -> Staging {
    let surface = map.comparison.surface
    let layout = ViewLayout(space, direction, x: surface.window[0], y: surface.window[1])
    let scene = ViewScene(of: Terrain(map.objective), in: layout.plan) {
      surface.contourLevels($0, least: map.showsValidation ? nil : map.leastLoss)
    }
    let panel = ViewPanel(
      scene: scene, paths: map.paths, start: Self.place(map.comparison.terms.start),
      minima: map.comparison.goals.map { Self.place($0.at) }, saddles: surface.saddles.map { Self.place($0.at) },
      names: (surface.variables[0], surface.variables[1]), valueName: valueName)
    let marks = panel.marks(in: layout, theme, density: density) { count, work in
      concurrently(count, threads: threads, work)
    }
    return Staging(
      marks: marks, range: scene.landscape.range,
      notes: scene.notes)
  }

  /// What the height is.
  private var valueName: String {
    guard case .log = map.levels, let least = map.leastLoss, least != 0 else { return "loss" }
    return "loss above its minimum"
  }

  private static func place(_ point: [Double]) -> Place { Place(point[0], point[1]) }
}

extension ViewScene {
  /// What the footer has to say of the heights.
  var notes: [String] {
    let top = heights.isCut ? ["heights cut off at \(NumberText.value(heights.values.upperBound))"] : []
    switch heights.scale {
    case .logarithmic(let base):
      let lowest = landscape.levels.all.first { heights.scale.position($0.value) == heights.range.lowerBound }
      let label = lowest.flatMap { $0.label.isEmpty ? nil : $0.label }
      let floor = label ?? NumberText.value(heights.values.lowerBound - base)
      return ["log heights, flat below \(floor)"] + top
    case .linear, .symmetric: return ["linear heights"] + top
    }
  }
}

/// Where the parts of a view stand in its space.
struct ViewLayout {
  /// All of it.
  let space: Rect
  /// Where the colours are explained.
  let bar: Rect
  /// Where the surface and its axes stand: beside and below the key to the colours, or where they would meet it, below.
  private let rooms: [Rect]
  let direction: ViewDirection
  /// The window, in a box as large as the plan is on the page when it is seen from above.
  let plan: MapFrame

  /// What labels take at the sides and below, at first.
  private static let margins = Size(50, 24)

  init(_ space: Rect, _ direction: ViewDirection, x: ClosedRange<Double>, y: ClosedRange<Double>) {
    // As far as the labels of a map would reach.
    self.space = Rect(space.x - 15, space.y - 4, space.width + 27, space.height + 15)
    bar = Rect(space.x, space.y - 4, min(116, space.width), 24)
    rooms = [space.y + 4, bar.maxY + 2].map { [space = self.space] top in
      Rect(space.x, top, space.width, space.maxY - top)
    }
    let room = rooms[0]
    self.direction = direction
    let unit = MapFrame(x: x, y: y, in: Rect(0, 0, 1, 1))
    let extent = Self.extent(SIMD2(unit.box.width, unit.box.height), direction)
    let side = max(
      20, min((room.width - Self.margins.width) / extent.width, (room.height - Self.margins.height) / extent.height))
    plan = MapFrame(x: x, y: y, in: Rect(0, 0, side, side))
  }

  /// How wide and high a box over a plan is seen, floor and surface.
  private static func extent(_ plan: SIMD2<Double>, _ direction: ViewDirection) -> Size {
    let (right, up) = (direction.right, direction.up)
    return Size(
      abs(right.x) * plan.x + abs(right.y) * plan.y,
      abs(up.x) * plan.x + abs(up.y) * plan.y + up.z * (ViewHeights.tall + ViewHeights.gap))
  }

  /// The camera that brings the box and all that is written around it into the space, clear of the key to the colours.
  func camera(for scene: ViewScene, writing texts: (Camera) -> [Text]) -> Camera {
    let key = Quad(bar.inset(by: -2))
    for room in rooms.dropLast() {
      let camera = camera(for: scene, in: room, writing: texts)
      let taken = Self.faces(scene.field.size, camera) + texts(camera).map(\.box)
      if !taken.contains(where: { $0.overlaps(key) }) { return camera }
    }
    return camera(for: scene, in: rooms[rooms.count - 1], writing: texts)
  }

  /// Texts keep their size, so the scale is found in a few rounds.
  private func camera(for scene: ViewScene, in room: Rect, writing texts: (Camera) -> [Text]) -> Camera {
    let extent = Self.extent(scene.field.size, direction)
    var camera = Camera(direction, origin: Point(0, 0), scale: max(plan.box.width, plan.box.height))
    func all() -> Rect {
      texts(camera).map(\.box.bounds).reduce(Self.box(scene.field.size, camera), Self.union)
    }
    for _ in 0..<4 {
      let (box, all) = (Self.box(scene.field.size, camera), all())
      let margins = Size(all.width - box.width, all.height - box.height)
      let fitting = min((room.width - margins.width) / extent.width, (room.height - margins.height) / extent.height)
      camera.scale = max(10, fitting)
    }
    let center = all().center
    camera.origin = Point(room.center.x - center.x, room.center.y - center.y)
    return camera
  }

  /// The six sides of the box, on the page.
  private static func faces(_ size: SIMD2<Double>, _ camera: Camera) -> [Quad] {
    let (x, y, low, high) = (size.x / 2, size.y / 2, -ViewHeights.gap, ViewHeights.tall)
    func page(_ x: Double, _ y: Double, _ z: Double) -> Point { camera.page(Spot(x, y, z)) }
    let plan = [(-x, -y), (x, -y), (x, y), (-x, y)]
    let walls = zip(plan, plan.dropFirst() + [plan[0]]).map { from, to in
      Quad(page(from.0, from.1, low), page(to.0, to.1, low), page(to.0, to.1, high), page(from.0, from.1, high))
    }
    return walls
      + [low, high].map { z in Quad(page(-x, -y, z), page(x, -y, z), page(x, y, z), page(-x, y, z)) }
  }

  private static func box(_ size: SIMD2<Double>, _ camera: Camera) -> Rect {
    let corners = [-0.5, 0.5].flatMap { x in
      [-0.5, 0.5].flatMap { y in
        [-ViewHeights.gap, ViewHeights.tall].map { camera.page(Spot(x * size.x, y * size.y, $0)) }
      }
    }
    return corners.map { Rect($0.x, $0.y, 0, 0) }.reduce(Rect(corners[0].x, corners[0].y, 0, 0), union)
  }

  private static func union(_ one: Rect, _ other: Rect) -> Rect {
    let (x, y) = (min(one.x, other.x), min(one.y, other.y))
    return Rect(x, y, max(one.maxX, other.maxX) - x, max(one.maxY, other.maxY) - y)
  }
}
