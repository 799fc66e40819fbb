#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A place in space: two coordinates in the plan and the height.
public typealias Spot = SIMD3<Double>

/// Where a surface is looked at from: infinitely far away, so that parallel lines stay parallel.
public struct ViewDirection: Sendable, Equatable {
  /// Where the viewer stands, in degrees from the first coordinate of the plan towards the second.
  public let azimuth: Double
  /// How high the viewer stands, in degrees: 0 at the height of the surface, 90 above it.
  public let elevation: Double
  /// The direction that is seen going to the right, of length 1.
  public let right: Spot
  /// The direction that is seen going up, of length 1.
  public let up: Spot
  /// The direction from the surface to the viewer, of length 1.
  public let toward: Spot

  /// A direction from its two angles, in degrees.
  public init(azimuth: Double, elevation: Double) {
    self.azimuth = azimuth
    self.elevation = elevation
    let (cosine, sine) = Self.turn(azimuth)
    let (flat, steep) = Self.turn(elevation)
    right = Spot(-sine, cosine, 0)
    up = Spot(-cosine * steep, -sine * steep, flat)
    toward = Spot(cosine * flat, sine * flat, steep)
  }

  /// Cosine and sine of an angle in degrees, exact where a quarter of a turn is.
  private static func turn(_ degrees: Double) -> (cosine: Double, sine: Double) {
    let angle = degrees.truncatingRemainder(dividingBy: 360)
    switch angle < 0 ? angle + 360 : angle {
    case 0: return (1, 0)
    case 90: return (0, 1)
    case 180: return (-1, 0)
    case 270: return (0, -1)
    default: return (cos(angle * .pi / 180), sin(angle * .pi / 180))
    }
  }
}

/// A view brought to the page: where each place in space is seen, and how near it is.
public struct Camera: Sendable, Equatable {
  /// Where it looks from.
  public var direction: ViewDirection
  /// Where the origin of space is seen, in points.
  public var origin: Point
  /// Points for a unit that is seen in full length.
  public var scale: Double

  /// A view with its origin on the page and its scale in points a unit.
  public init(_ direction: ViewDirection, origin: Point, scale: Double) {
    self.direction = direction
    self.origin = origin
    self.scale = scale
  }

  /// Where a place is seen on the page.
  public func page(_ spot: Spot) -> Point {
    Point(
      origin.x + scale * (direction.right * spot).sum(), origin.y - scale * (direction.up * spot).sum())
  }

  /// How near a place is to the viewer, in units: larger is nearer.
  public func nearness(_ spot: Spot) -> Double { (direction.toward * spot).sum() }
}
