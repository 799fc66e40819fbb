import Drawing
import Testing

/// Surfaces painted in pixels.
@Suite struct ReliefTests {
  private static let palette = Relief.Palette(
    lit: [Color(0x808080), Color(0xFFFFFF)], shaded: [Color(0x000000), Color(0x404040)])
  private static let fromAbove = ViewDirection(azimuth: 270, elevation: 90)

  /// A field seen from above in a box of 40 points, one pixel each.
  private func relief(_ field: HeightField, _ direction: ViewDirection = fromAbove) -> Relief {
    Relief(
      field, camera: Camera(direction, origin: Point(20, 20), scale: 40), tones: 0...1, light: Spot(0, 0, 1),
      in: Rect(0, 0, 40, 40), density: 1)
  }

  private func field(_ height: (Double, Double) -> Double) -> HeightField {
    let count = 21
    return HeightField(
      columns: count, rows: count, size: SIMD2(1, 1),
      heights: (0..<count * count).map { height(Double($0 % count) / 20 - 0.5, Double($0 / count) / 20 - 0.5) })
  }

  private func pixel(_ bytes: [UInt8], _ x: Int, _ y: Int) -> [UInt8] {
    Array(bytes[4 * (40 * y + x)..<4 * (40 * y + x) + 4])
  }

  /// Upright in full light: the lit colour of its tone, without a seam, to the last pixel.
  @Test(arguments: [(0.0, 0x80), (0.5, 0xC0), (1, 0xFF)]) func aPlateauHasOneColour(height: Double, grey: Int) {
    let bytes = relief(field { _, _ in height }).bytes(of: 0..<40, in: Self.palette)
    #expect(bytes.count == 4 * 40 * 40)
    let pixels = Set((0..<40 * 40).map { pixel(bytes, $0 % 40, $0 / 40) })
    #expect(pixels.count == 1)
    #expect(pixels.first.map { abs(Int($0[0]) - grey) <= 1 && $0[3] == 255 } == true)
  }

  /// A slope of 45 degrees gets (1 + cos 45)^2 / 4 = .729 of the light.
  @Test func aSlopeIsDarker() {
    let slope = Relief.Palette(
      lit: [Color(0xFFFFFF), Color(0xFFFFFF)], shaded: [Color(0x000000), Color(0x000000)])
    let bytes = relief(field { x, _ in x + 0.5 }).bytes(of: 0..<40, in: slope)
    #expect(abs(Int(pixel(bytes, 20, 20)[0]) - Int(255 * 0.7286)) <= 1)
  }

  @Test func holesAreHoles() {
    let bytes = relief(field { x, y in x > 0.01 && y > 0.01 ? .nan : 0.5 }).bytes(of: 0..<40, in: Self.palette)
    #expect(pixel(bytes, 30, 10)[3] == 0)  // to the right and above on the page
    #expect(pixel(bytes, 10, 10)[3] == 255 && pixel(bytes, 30, 30)[3] == 255)
    let nothing = relief(field { _, _ in .nan }).bytes(of: 0..<40, in: Self.palette)
    let isEmpty = nothing.allSatisfy { $0 == 0 }
    #expect(isEmpty)
  }

  @Test(arguments: [Double.infinity, -.infinity, 1e300, -1e300, 1.7e308, -1.7e308]) func wildHeightsDoNoHarm(
    height: Double
  ) {
    let wild = field { x, y in x * x + y * y < 0.02 ? height : 0.2 }
    let bytes = relief(wild, ViewDirection(azimuth: 200, elevation: 30)).bytes(of: 0..<40, in: Self.palette)
    #expect(bytes.count == 4 * 40 * 40)
  }

  /// Bytes do not depend on which rows are painted together.
  @Test func bandsJoin() {
    let hills = field { x, y in 0.4 * x * y + 0.3 * x * x }
    let relief = relief(hills, ViewDirection(azimuth: 215, elevation: 25))
    let whole = relief.bytes(of: 0..<40, in: Self.palette)
    let parts = [0..<7, 7..<8, 8..<33, 33..<40].flatMap { relief.bytes(of: $0, in: Self.palette) }
    let isSame = whole == parts
    #expect(isSame)
    #expect(whole.contains { $0 > 0 })
  }

  /// What is behind a wall is not painted over it.
  @Test func theNearWallIsSeen() {
    let wall = field { _, y in y < -0.4 ? 0.6 : 0 }
    let bytes = relief(wall, ViewDirection(azimuth: 270, elevation: 10)).bytes(of: 0..<40, in: Self.palette)
    let grey = (0..<40).map { pixel(bytes, 20, $0) }.filter { $0[3] == 255 }
    // From the top of the wall down only the wall.
    #expect(grey.count > 18)
  }
}
