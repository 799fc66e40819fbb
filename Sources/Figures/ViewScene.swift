import Drawing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How values become heights: on the scale of the levels, so that even steps of it are even steps upwards.
struct ViewHeights {
  /// The scale on which heights are even.
  let scale: Scale
  /// The positions on it of the lowest and the highest place.
  let range: ClosedRange<Double>
  /// Whether the highest values are cut off: they stand so far above all others that nothing else would be seen.
  let isCut: Bool

  /// How high the surface is, of the longer side of the plan.
  static let tall = 0.46
  /// How far above the floor it begins.
  static let gap = 0.2
  /// Values are cut off where the highest rises more than six times as far as all but two of a hundred do; then at
  /// two and a half times.
  private static let (rare, lonely, headroom) = (0.02, 6.0, 2.5)

  /// Heights for the values that are seen.
  ///
  /// Logarithms begin at the lowest level: below it they have no end. Where levels are symmetric heights are linear, so that
  /// a saddle looks like one.
  init(_ values: [Double], levels: Levels) {
    switch levels.scale {
    case .logarithmic: scale = levels.scale
    case .linear, .symmetric: scale = .linear
    }
    let finite = values.lazy.filter(\.isFinite)
    guard let least = finite.min(), let most = finite.max() else {
      (range, isCut) = (0...1, false)
      return
    }
    let highest = scale.position(most)
    var bottom = scale.position(least)
    if case .logarithmic = scale, let level = levels.all.first { bottom = max(bottom, scale.position(level.value)) }
    guard bottom.isFinite, highest > bottom else {
      let only = highest.isFinite ? highest : 0
      (range, isCut) = (only...only + 1, false)
      return
    }
    let stride = max(1, values.count / 8192)
    let sample = Swift.stride(from: 0, to: values.count, by: stride).map { values[$0] }.filter(\.isFinite).sorted()
    let usual = sample.isEmpty ? highest : scale.position(sample[Int(Double(sample.count - 1) * (1 - Self.rare))])
    isCut = usual > bottom && highest - bottom > Self.lonely * (usual - bottom)
    range = bottom...(isCut ? bottom + Self.headroom * (usual - bottom) : highest)
  }

  /// The height of a value in units: cut off at both ends, NaN where there is none.
  func height(of value: Double) -> Double {
    let position = scale.position(value)
    guard !position.isNaN else { return .nan }
    let share = (position - range.lowerBound) / (range.upperBound - range.lowerBound)
    return Self.tall * min(max(share, 0), 1)
  }

  /// The lowest and the highest value that is told from others.
  var values: ClosedRange<Double> {
    let low = scale.value(at: range.lowerBound)
    return low...max(low, scale.value(at: range.upperBound))
  }
}

/// A surface in space: its contours in the plan, and its heights.
struct ViewScene {
  /// The contours, in a frame as large on the page as the plan is when it is seen from above.
  let landscape: Landscape
  let heights: ViewHeights
  let field: HeightField
  let terrain: Terrain

  /// The distance between two nodes of the surface in the plan, in points.
  private static let nodeSpacing = 0.6

  /// The frame of a window whose longer side has a length on the page.
  static func frame(x: ClosedRange<Double>, y: ClosedRange<Double>, side: Double) -> MapFrame {
    MapFrame(x: x, y: y, in: Rect(0, 0, side, side))
  }

  /// - Parameter frame: the plan; its box is as large as it is on the page, seen from above.
  init(of terrain: Terrain, in frame: MapFrame, levels choose: ([Double]) -> Levels) {
    self.terrain = terrain
    landscape = Landscape(of: terrain, in: frame, levels: choose)
    let box = frame.box
    let columns = max(2, Int((box.width / Self.nodeSpacing).rounded()) + 1)
    let rows = max(2, Int((box.height / Self.nodeSpacing).rounded()) + 1)
    func spread(_ range: ClosedRange<Double>, _ count: Int) -> [Double] {
      (0..<count).map { range.lowerBound + Double($0) / Double(count - 1) * (range.upperBound - range.lowerBound) }
    }
    let (xs, ys) = (spread(frame.x, columns), spread(frame.y, rows))
    let values = terrain.values(
      (0..<columns * rows).map { xs[$0 % columns] }, (0..<columns * rows).map { ys[$0 / columns] })
    let heights = ViewHeights(values, levels: landscape.levels)
    self.heights = heights
    field = HeightField(
      columns: columns, rows: rows, size: Self.size(of: frame), heights: values.map(heights.height))
  }

  /// How far the plan reaches, in units: its longer side is 1.
  static func size(of frame: MapFrame) -> SIMD2<Double> {
    SIMD2(frame.box.width, frame.box.height) / max(frame.box.width, frame.box.height)
  }

  /// The place in space over a point of the plan.
  func spot(_ point: Point, height: Double) -> Spot {
    let box = landscape.frame.box
    let unit = 1 / max(box.width, box.height)
    return Spot((point.x - box.center.x) * unit, (box.center.y - point.y) * unit, height)
  }

  /// The places on the surface over points of the plan.
  func spots(over points: [Point]) -> [Spot] {
    let places = points.map(landscape.frame.place)
    let values = terrain.values(places.map(\.x), places.map(\.y))
    return zip(points, values).map { spot($0, height: heights.height(of: $1)) }
  }

  /// The place on the surface over a place of the window.
  func spot(over place: Place) -> Spot { spots(over: [landscape.frame.page(place)])[0] }
}
