import Drawing
import Figures
import Surfaces
import Testing

/// The contact sheet of surfaces.
@Suite struct SurfaceSheetTests {
  /// Some surfaces of every kind, with one and with many coordinates.
  private func some() throws -> [Surface] {
    let catalogue = Catalogue()
    return try [
      "sphere", "parabola", "rosenbrock", "beale", "saddle", "easom", "ackley", "himmelblau", "linear-regression",
      "narrow-well", "light-cone", "carrom-table", "adjiman", "stairs",
    ].map { try catalogue.surface(named: $0) }
  }

  @Test func everySurfaceHasItsNameUnderItsKind() throws {
    let surfaces = try some()
    let picture = SurfaceSheet(surfaces, theme: .light).picture()
    let texts = Written.texts(picture.marks)
    let strings = texts.map(\.string)
    #expect(strings.contains("13 surfaces"))
    for surface in surfaces where surface.dimension <= 2 {
      #expect(strings.contains(surface.name) && strings.contains(surface.kind.rawValue))
    }
    #expect(!strings.contains("light-cone"))
    #expect(Written.overlaps(texts).isEmpty)
    for text in texts {
      #expect(text.box.corners.allSatisfy(Rect(0, 0, picture.size.width, picture.size.height).contains))
    }
  }

  @Test func threadsChangeNothing() throws {
    let sheet = SurfaceSheet(try some(), theme: .dark)
    #expect(sheet.picture(threads: 3) == sheet.picture())
  }
}
