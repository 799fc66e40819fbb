public import Drawing
import Experiments

/// A surface as a map asks it: at many places at once.
public struct Terrain: Sendable {
  /// The values at places given by their first and second coordinates; NaN where there is none.
  public var values: @Sendable (_ x: [Double], _ y: [Double]) -> [Double]
  /// Values and partial derivatives there, if they can be had.
  public var slopes: (@Sendable (_ x: [Double], _ y: [Double]) -> (values: [Double], x: [Double], y: [Double]))?

  /// A surface from its functions.
  public init(
    values: @escaping @Sendable (_ x: [Double], _ y: [Double]) -> [Double],
    slopes: (@Sendable (_ x: [Double], _ y: [Double]) -> (values: [Double], x: [Double], y: [Double]))? = nil
  ) {
    self.values = values
    self.slopes = slopes
  }
}

/// The contours of a surface in a frame: found once, drawn in any theme.
public struct Landscape: Sendable {
  /// The window and its box.
  public private(set) var frame: MapFrame
  /// The lowest and the highest finite value in the frame; 0 twice if there is none.
  public let range: ClosedRange<Double>
  /// The heights.
  public let levels: Levels
  /// The rings around what lies above each level.
  public private(set) var rings: [[Ring]]
  /// The rings around the places where the surface has a value; nothing if it has one everywhere.
  public private(set) var domain: [Ring]?

  /// The distance between two nodes of the grid, in points: three pixels at 200 dots an inch.
  static let nodeSpacing = 1.08
  /// How far a simplified contour may stray, in points: a twentieth of a pixel at 200 dots an inch.
  static let tolerance = 0.018

  /// Samples a surface and finds its contours.
  ///
  /// - Parameters:
  ///   - threads: how many may work on it at once; the landscape is the same for any number.
  ///   - choose: the levels for the values seen in the frame.
  public init(of terrain: Terrain, in frame: MapFrame, threads: Int = 1, levels choose: ([Double]) -> Levels) {
    self.frame = frame
    let columns = max(2, Int((frame.box.width / Self.nodeSpacing).rounded()) + 1)
    let rows = max(2, Int((frame.box.height / Self.nodeSpacing).rounded()) + 1)
    let blank = Grid(
      columns: columns, rows: rows, frame: frame.box, values: [Double](repeating: .nan, count: columns * rows))
    @Sendable func sample(_ points: [Point]) -> [Double] { Self.values(of: terrain, at: points, frame, threads) }
    let values = sample((0..<columns * rows).map { blank.place(column: $0 % columns, row: $0 / columns) })
    let grid = Grid(columns: columns, rows: rows, frame: frame.box, values: values)
    let finite = values.lazy.filter(\.isFinite)
    range = (finite.min() ?? 0)...(finite.max() ?? 0)
    let levels = choose(values)
    self.levels = levels
    let refinement = Refinement(of: grid, levels: levels.values, on: levels.scale, sample: sample)
    // Levels do not depend on each other: every other one is found on another thread.
    let parts = concurrently(2, threads: threads) { part -> [[Ring]] in
      let heights = levels.values.indices.filter { $0 % 2 == part }.map { levels.values[$0] }
      return Self.rings(of: grid, above: heights, on: levels.scale, refinement, terrain, frame)
    }
    rings = levels.values.indices.map { parts[$0 % 2][$0 / 2] }
    domain = grid.hasGaps ? grid.rings(above: [-.infinity], on: levels.scale, refinement: refinement)[0] : nil
  }

  /// The values at points of the page.
  private static func values(of terrain: Terrain, at points: [Point], _ frame: MapFrame, _ threads: Int) -> [Double] {
    let half = (points.count + 1) / 2
    return concurrently(2, threads: threads) { part in
      let places = (part == 0 ? points[..<half] : points[half...]).map(frame.place)
      return terrain.values(places.map { $0.x }, places.map { $0.y })
    }.flatMap { $0 }
  }

  /// The rings around what lies above some levels, on their levels to the last digit and with as few corners as do.
  private static func rings(
    of grid: Grid, above levels: [Double], on scale: Scale, _ refinement: Refinement?, _ terrain: Terrain,
    _ frame: MapFrame
  ) -> [[Ring]] {
    var rings = grid.rings(above: levels, on: scale, refinement: refinement)
    if let slopes = terrain.slopes {
      grid.project(&rings, onto: levels, on: scale) { points in
        let places = points.map(frame.place)
        let found = slopes(places.map { $0.x }, places.map { $0.y })
        return found.values.indices.map {
          Probe(value: found.values[$0], slopeX: found.x[$0] / frame.unitX, slopeY: -found.y[$0] / frame.unitY)
        }
      }
    }
    return rings.map { $0.map { $0.simplified(tolerance: tolerance) }.filter { $0.points.count > 2 } }
  }

  /// The same landscape in another box of the same size.
  func moved(to box: Rect) -> Landscape {
    let (dx, dy) = (box.x - frame.box.x, box.y - frame.box.y)
    func move(_ rings: [Ring]) -> [Ring] {
      rings.map { Ring(points: $0.points.map { Point($0.x + dx, $0.y + dy) }, isHidden: $0.isHidden) }
    }
    var result = self
    result.frame = MapFrame(x: frame.x, y: frame.y, in: box)
    result.rings = rings.map(move)
    result.domain = domain.map(move)
    return result
  }

  /// The area on the page where the surface has a value.
  var area: Double { domain.map { $0.reduce(0) { $0 + $1.area } } ?? frame.box.width * frame.box.height }
}
