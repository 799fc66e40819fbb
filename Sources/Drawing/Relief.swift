/// A surface in the light, painted in pixels.
///
/// Four samples a pixel. Light falls from one direction, soft as from a wide sky; colour says how high a place is. The
/// normals are those of the surface between its nodes: where heights are cut off, or bend more than the grid can show,
/// they belong to what is drawn.
public struct Relief: Sendable {
  /// Colours from the lowest to the highest place, in evenly spaced tones.
  public struct Palette: Sendable {
    /// In full light.
    public var lit: [Color]
    /// Turned away from the light; as many.
    public var shaded: [Color]

    /// Colours in the light and in the dark.
    ///
    /// - Precondition: as many of both, at least two.
    public init(lit: [Color], shaded: [Color]) {
      precondition(lit.count == shaded.count && lit.count >= 2, "every tone has a colour in light and in shade")
      self.lit = lit
      self.shaded = shaded
    }
  }

  /// Samples in a pixel, to each side.
  private static let fineness = 2
  /// What is left of the light where the surface is seen from below.
  private static let underside: Float = 0.35

  /// Pixels in a row of the picture.
  public let width: Int
  /// Rows of the picture.
  public let height: Int
  private let field: HeightField
  private let corners: [DepthBuffer.Corner]

  /// A surface as a camera sees it.
  ///
  /// - Parameters:
  ///   - tones: the heights with the first and the last colour.
  ///   - light: where the light is, as seen by the viewer: to the right, up, and towards the viewer.
  ///   - box: the part of the page that is painted, in points.
  ///   - density: pixels in a point.
  public init(
    _ field: HeightField, camera: Camera, tones: ClosedRange<Double>, light: Spot, in box: Rect, density: Double
  ) {
    self.field = field
    width = max(1, Int((box.width * density).rounded()))
    height = max(1, Int((box.height * density).rounded()))
    let direction = camera.direction
    let sun = (light.x * direction.right + light.y * direction.up + light.z * direction.toward).normalized
    let factor = density * Double(Self.fineness) * 256
    let span = tones.upperBound - tones.lowerBound
    // Nodes are evenly spaced, so that their places on the page are found by adding.
    let unit = factor * camera.scale
    let (alongX, alongY) = (unit * field.spacing.x, unit * field.spacing.y)
    let first = camera.page(Spot(-field.size.x / 2, -field.size.y / 2, 0))
    let origin = Point((first.x - box.x) * factor, (first.y - box.y) * factor)
    let toneShare = span > 0 ? 1 / span : 0
    var corners: [DepthBuffer.Corner] = []
    corners.reserveCapacity(field.heights.count)
    field.heights.withUnsafeBufferPointer { heights in
      for row in 0..<field.rows {
        for column in 0..<field.columns {
          let height = heights[row * field.columns + column]
          guard height.isFinite else {
            corners.append(.init(x: 0, y: 0, nearness: -.infinity, tone: 0, light: (0, 0)))
            continue
          }
          let (across, along) = (Double(column), Double(row))
          let x = origin.x + across * alongX * direction.right.x + along * alongY * direction.right.y
          let y =
            origin.y - across * alongX * direction.up.x - along * alongY * direction.up.y
            - height * unit * direction.up.z
          let nearness =
            across * field.spacing.x * direction.toward.x + along * field.spacing.y * direction.toward.y
            + height * direction.toward.z
          let slope = field.slope(column: column, row: row)
          let brightness = (Spot(-slope.x, -slope.y, 1).normalized * sun).sum()
          corners.append(
            .init(
              x: Self.fixed(x), y: Self.fixed(y), nearness: Float(nearness),
              tone: Float((height - tones.lowerBound) * toneShare),
              light: (Self.light(brightness), Self.underside * Self.light(-brightness))))
        }
      }
    }
    self.corners = corners
  }

  /// A place in 256ths of a sample, kept within what triangles can be worked out with.
  private static func fixed(_ place: Double) -> Int32 { Int32(min(max(place.rounded(), -1e8), 1e8)) }

  /// How bright a place is whose normal makes an angle of this cosine with the light: soft, without an edge where it turns
  /// away.
  private static func light(_ cosine: Double) -> Float {
    let half = 0.5 + 0.5 * cosine
    return half.isNaN ? 0 : Float(half * half)
  }

  // MARK: - Pixels

  /// The bytes of some rows of the picture: red, green, blue and alpha of each pixel.
  ///
  /// They do not depend on which rows are painted together.
  public func bytes(of rows: Range<Int>, in palette: Palette) -> [UInt8] {
    let fineness = Self.fineness
    let buffer = DepthBuffer(
      width: width * fineness, rows: rows.lowerBound * fineness..<rows.upperBound * fineness)
    let columns = field.columns
    corners.withUnsafeBufferPointer { corners in
      for row in 0..<field.rows - 1 {
        for column in 0..<columns - 1 {
          let node = row * columns + column
          Self.fill(
            buffer, corners[node], corners[node + columns], corners[node + columns + 1], corners[node + 1])
        }
      }
    }
    return Self.resolved(buffer, width: width, rows: rows, palette)
  }

  /// A cell, in two triangles; where one corner is a hole, the other three.
  @inline(__always) private static func fill(
    _ buffer: borrowing DepthBuffer, _ a: DepthBuffer.Corner, _ b: DepthBuffer.Corner, _ c: DepthBuffer.Corner,
    _ d: DepthBuffer.Corner
  ) {
    switch (a.nearness.isFinite, b.nearness.isFinite, c.nearness.isFinite, d.nearness.isFinite) {
    case (true, true, true, true):
      buffer.fill(a, b, c)
      buffer.fill(a, c, d)
    case (true, true, true, false): buffer.fill(a, b, c)
    case (true, true, false, true): buffer.fill(a, b, d)
    case (true, false, true, true): buffer.fill(a, c, d)
    case (false, true, true, true): buffer.fill(b, c, d)
    default: break
    }
  }

  /// The mean of the samples of each pixel.
  private static func resolved(
    _ buffer: borrowing DepthBuffer, width: Int, rows: Range<Int>, _ palette: Palette
  ) -> [UInt8] {
    let colors = Colors(palette)
    return [UInt8](unsafeUninitializedCapacity: 4 * width * rows.count) { bytes, count in
      var place = 0
      for row in rows {
        for column in 0..<width {
          var sum = SIMD4<Float>.zero
          var covered: Float = 0
          for sampleRow in 2 * row...2 * row + 1 {
            for sampleColumn in 2 * column...2 * column + 1 {
              let sample = buffer[sampleColumn, sampleRow]
              guard sample != 0 else { continue }
              sum += colors.color(of: sample)
              covered += 1
            }
          }
          let mean = covered > 0 ? sum / covered : sum
          bytes[place] = UInt8(mean.x + 0.5)
          bytes[place + 1] = UInt8(mean.y + 0.5)
          bytes[place + 2] = UInt8(mean.z + 0.5)
          bytes[place + 3] = UInt8(covered * 63.75 + 0.5)
          place += 4
        }
      }
      count = 4 * width * rows.count
    }
  }

  /// The colours of all tones, in light and in shade, from 0 to 255.
  private struct Colors {
    private var shaded: [SIMD4<Float>] = []
    private var gained: [SIMD4<Float>] = []
    private static let count = 256

    init(_ palette: Palette) {
      for index in 0..<Self.count {
        let dark = Self.color(palette.shaded, at: Double(index) / Double(Self.count - 1))
        shaded.append(dark)
        gained.append(Self.color(palette.lit, at: Double(index) / Double(Self.count - 1)) - dark)
      }
    }

    private static func color(_ colors: [Color], at share: Double) -> SIMD4<Float> {
      let place = share * Double(colors.count - 1)
      let index = min(Int(place), colors.count - 2)
      let part = place - Double(index)
      func mixed(_ channel: (Color) -> Double) -> Float {
        Float(255 * (channel(colors[index]) + part * (channel(colors[index + 1]) - channel(colors[index]))))
      }
      return SIMD4(mixed(\.red), mixed(\.green), mixed(\.blue), 0)
    }

    @inline(__always) func color(of sample: UInt32) -> SIMD4<Float> {
      let tone = Int(sample >> 24)
      let light = Float((sample >> 1) & 0x7FFF) * (1 / 32_767)
      return shaded[tone] + light * gained[tone]
    }
  }
}

extension Spot {
  /// The same direction with length 1.
  var normalized: Spot { self / (self * self).sum().squareRoot() }
}
