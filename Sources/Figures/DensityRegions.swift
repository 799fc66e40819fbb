import Calculus
import Drawing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where points on the page are densest: the smallest regions that hold given shares of them.
///
/// The points are turned and stretched until their covariance is one, counted on a grid, and smoothed by a normal kernel
/// a quarter wider than usual there, 1.25 n^(-1/6) standard deviations, since edges lie where points are sparse; so a thin cloud that lies aslant is not made thicker across
/// than along. A region holds what is denser than its level, and the level of a share is the density that so many of the
/// points exceed.
///
/// - Source: D. W. Scott, Multivariate Density Estimation (1992), section 6.3.1 for the width; R. J. Hyndman, Computing
///   and graphing highest density regions, The American Statistician 50 (1996) 120, for the levels.
struct DensityRegions {
  /// The edges of the region of each share, in the order of the shares; empty where points are too few.
  let rings: [[Ring]]

  /// Nodes along each side of the grid.
  private static let nodes = 128
  /// Fewer points make no density.
  static let fewest = 20

  /// - Parameter shares: increasing, between 0 and 1.
  init(of points: [Point], shares: [Double]) {
    guard points.count >= Self.fewest, let turn = Whitening(points) else {
      rings = shares.map { _ in [] }
      return
    }
    let whitened = points.map(turn.whitened)
    // Beyond some deviations there are single points only; they count, at density 0.
    let reach = min(8, whitened.reduce(0) { max($0, abs($1.x), abs($1.y)) } + 1)
    let side = 2 * reach
    let spacing = side / Double(Self.nodes - 1)
    let width = max(1.25 * pow(Double(points.count), -1 / 6), spacing)
    var counts = [Double](repeating: 0, count: Self.nodes * Self.nodes)
    func cell(_ place: Double) -> (node: Int, part: Double)? {
      let position = (place + reach) / spacing
      guard position >= 0, position < Double(Self.nodes - 1) else { return nil }
      return (Int(position), position - Double(Int(position)))
    }
    /// The four nodes around a point, with its share in each.
    func corners(_ point: Point) -> [(index: Int, weight: Double)] {
      guard let x = cell(point.x), let y = cell(point.y) else { return [] }
      let base = y.node * Self.nodes + x.node
      return [
        (base, (1 - x.part) * (1 - y.part)), (base + 1, x.part * (1 - y.part)),
        (base + Self.nodes, (1 - x.part) * y.part), (base + Self.nodes + 1, x.part * y.part),
      ]
    }
    for point in whitened { for corner in corners(point) { counts[corner.index] += corner.weight } }
    let density = Self.smoothed(counts, by: width / spacing)
    let found = whitened.map { point in corners(point).reduce(0) { $0 + $1.weight * density[$1.index] } }.sorted()
    // The denser the level, the smaller its share.
    let levels = shares.map { found[min(found.count - 1, Int((1 - $0) * Double(found.count)))] }
    let grid = Grid(
      columns: Self.nodes, rows: Self.nodes, frame: Rect(-reach, -reach, side, side), values: density)
    rings = levels.map { level in
      guard level > 0 else { return [] }
      return grid.rings(above: [level], on: .linear)[0].map { ring in
        Ring(points: ring.points.map(turn.page), isHidden: ring.isHidden).simplified(tolerance: Landscape.tolerance)
      }.filter { $0.points.count > 2 }
    }
  }

  /// A normal kernel along rows, then along columns.
  private static func smoothed(_ values: [Double], by width: Double) -> [Double] {
    let reach = Int((4 * width).rounded(.up))
    let kernel = (-reach...reach).map { exp(-0.5 * Double($0 * $0) / (width * width)) }
    var result = values
    for stride in [1, nodes] {
      let across = stride == 1 ? nodes : 1
      let source = result
      for line in 0..<nodes {
        for place in 0..<nodes {
          var sum = 0.0
          for offset in max(-reach, -place)...min(reach, nodes - 1 - place) {
            sum += kernel[offset + reach] * source[line * across + (place + offset) * stride]
          }
          result[line * across + place * stride] = sum
        }
      }
    }
    return result
  }
}

/// The turn and stretch that gives points on the page the covariance one.
private struct Whitening {
  private let center: Point
  private let axes: [(direction: Point, deviation: Double)]

  /// Nothing for points that lie on a line, on which there is no density.
  init?(_ points: [Point]) {
    let count = Double(points.count)
    let center = Point(points.map(\.x).reduce(0, +) / count, points.map(\.y).reduce(0, +) / count)
    var matrix = SymmetricMatrix(dimension: 2)
    for point in points {
      let (x, y) = (point.x - center.x, point.y - center.y)
      matrix[0, 0] += x * x / count
      matrix[1, 0] += x * y / count
      matrix[1, 1] += y * y / count
    }
    guard let system = matrix.eigensystem(), system.values[0] > 1e-18 * system.values[1], system.values[0] > 0 else {
      return nil
    }
    self.center = center
    axes = zip(system.vectors, system.values).map { (Point($0[0], $0[1]), $1.squareRoot()) }
  }

  func whitened(_ point: Point) -> Point {
    let (x, y) = (point.x - center.x, point.y - center.y)
    let parts = axes.map { ($0.direction.x * x + $0.direction.y * y) / $0.deviation }
    return Point(parts[0], parts[1])
  }

  func page(_ point: Point) -> Point {
    let (first, second) = (point.x * axes[0].deviation, point.y * axes[1].deviation)
    return Point(
      center.x + first * axes[0].direction.x + second * axes[1].direction.x,
      center.y + first * axes[0].direction.y + second * axes[1].direction.y)
  }
}
