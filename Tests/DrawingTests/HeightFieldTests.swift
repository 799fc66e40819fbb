import Drawing
import Testing

/// Directions of view, heights over a plan, and what they hide.
@Suite struct HeightFieldTests {
  // MARK: - Directions

  @Test(arguments: [(225.0, 35.0), (-60, 30), (0, 5), (90, 90), (1000, 45), (270, 12.5)])
  func aDirectionIsThreeRightAngles(azimuth: Double, elevation: Double) {
    let view = ViewDirection(azimuth: azimuth, elevation: elevation)
    let axes = [view.right, view.up, view.toward]
    for (index, axis) in axes.enumerated() {
      for (other, second) in axes.enumerated() {
        #expect(abs((axis * second).sum() - (index == other ? 1 : 0)) < 1e-12)
      }
    }
    // Right, up and towards the viewer are as the three coordinates are.
    let (right, up) = (view.right, view.up)
    let cross = Spot(
      right.y * up.z - right.z * up.y, right.z * up.x - right.x * up.z, right.x * up.y - right.y * up.x)
    #expect(((cross - view.toward) * (cross - view.toward)).sum() < 1e-24)
  }

  @Test func fromAboveItIsTheMap() {
    let view = ViewDirection(azimuth: 270, elevation: 90)
    #expect(view.right == Spot(1, 0, 0) && view.up == Spot(0, 1, 0) && view.toward == Spot(0, 0, 1))
    let camera = Camera(view, origin: Point(100, 50), scale: 10)
    #expect(camera.page(Spot(2, 3, 99)) == Point(120, 20))
  }

  @Test func theViewerStandsAtTheAzimuth() {
    let camera = Camera(ViewDirection(azimuth: 225, elevation: 35), origin: Point(0, 0), scale: 1)
    #expect(camera.nearness(Spot(-1, -1, 0)) > camera.nearness(Spot(1, 1, 0)))
    #expect(camera.page(Spot(1, 0, 0)).x > 0 && camera.page(Spot(0, 1, 0)).x < 0)
    #expect(camera.page(Spot(0, 0, 1)).y < 0)
  }

  // MARK: - Heights

  @Test func heightsAreBilinear() {
    let field = HeightField(columns: 3, rows: 2, size: SIMD2(1, 0.5), heights: [0, 1, 2, 4, 5, .nan])
    #expect(field.height(at: SIMD2(-0.5, -0.25)) == 0)
    #expect(field.height(at: SIMD2(-0.25, 0)) == 2.5)
    #expect(field.height(at: SIMD2(0.25, 0.2)).isNaN)
    #expect(field.height(at: SIMD2(-0.51, 0)).isNaN && field.height(at: SIMD2(0, 0.3)).isNaN)
    #expect(field.spot(column: 2, row: 1).x == 0.5 && field.spot(column: 0, row: 1).y == 0.25)
    #expect(field.highest == 5)
  }

  @Test func slopesAreMeansOfBothSides() {
    let field = HeightField(columns: 3, rows: 2, size: SIMD2(1, 1), heights: [0, 1, 4, 0, 1, .nan])
    #expect(field.slope(column: 0, row: 0) == SIMD2(2, 0))
    #expect(field.slope(column: 1, row: 0) == SIMD2(4, 0))
    #expect(field.slope(column: 1, row: 1) == SIMD2(2, 0))
  }

  // MARK: - What is hidden

  /// A wall across the plan at y = 0, a tenth wide and 0.4 high.
  private static let wall = HeightField(
    columns: 101, rows: 101, size: SIMD2(1, 1),
    heights: (0..<101 * 101).map { abs($0 / 101 - 50) < 5 ? 0.4 : 0 })

  @Test func aWallHidesWhatIsBehindIt() {
    // The viewer stands at y = -infinity: the shadow of the wall is 0.4 / tan 35 = 0.571 long, beyond the plan.
    let low = ViewDirection(azimuth: 270, elevation: 35)
    #expect(Self.wall.hides(Spot(0, 0.3, 0), from: low))
    #expect(Self.wall.hides(Spot(0.4, 0.49, 0), from: low))
    #expect(!Self.wall.hides(Spot(0, -0.3, 0), from: low))
    #expect(!Self.wall.hides(Spot(0, 0, 0.4), from: low))
    // At 60 degrees it is 0.231 long: from the wall's near side at y = 0.05 to 0.281.
    let high = ViewDirection(azimuth: 270, elevation: 60)
    #expect(Self.wall.hides(Spot(0, 0.2, 0), from: high))
    #expect(!Self.wall.hides(Spot(0, 0.32, 0), from: high))
    // From above nothing hides anything, and from the other side it is the other way round.
    #expect(!Self.wall.hides(Spot(0, 0.2, 0), from: ViewDirection(azimuth: 270, elevation: 90)))
    #expect(!Self.wall.hides(Spot(0, 0.3, 0), from: ViewDirection(azimuth: 90, elevation: 35)))
    #expect(Self.wall.hides(Spot(0, -0.3, 0), from: ViewDirection(azimuth: 90, elevation: 35)))
  }

  @Test func whatIsHighEnoughIsSeenOverTheWall() {
    let view = ViewDirection(azimuth: 270, elevation: 35)
    #expect(Self.wall.hides(Spot(0, 0.3, 0.1), from: view))
    #expect(!Self.wall.hides(Spot(0, 0.3, 0.35), from: view))
  }

  @Test func aHoleHidesNothing() {
    let heights = (0..<101 * 101).map { abs($0 / 101 - 50) < 5 ? Double.nan : 0 }
    let field = HeightField(columns: 101, rows: 101, size: SIMD2(1, 1), heights: heights)
    #expect(!field.hides(Spot(0, 0.3, 0), from: ViewDirection(azimuth: 270, elevation: 10)))
  }

  /// A slope that falls away from the viewer, steeper than the line of sight: it is looked at from below.
  @Test func linesAreSeenFromBelowToo() {
    let rows: [Double] = (0..<51).map { 2 - 0.04 * Double($0) }
    let heights: [Double] = rows.flatMap { [Double](repeating: $0, count: 51) }
    let field = HeightField(columns: 51, rows: 51, size: SIMD2(1, 1), heights: heights)
    let view = ViewDirection(azimuth: 270, elevation: 20)
    let spot = Spot(0, 0.1, field.height(at: SIMD2(0, 0.1)))
    #expect(field.hides(spot, from: view))
    #expect(!field.hides(spot, from: view, isSeenFromBelow: true))
    #expect(!field.hides(spot, from: ViewDirection(azimuth: 90, elevation: 20)))
  }
}
