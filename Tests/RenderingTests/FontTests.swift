import CCairo
import Drawing
import Rendering
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

private let folder = "/usr/share/fonts/truetype/dejavu"

struct FontTests {
  private let ink = Color(0x000000)

  /// Layout trusts the committed table; here the table answers to the font itself.
  @Test(
    .enabled(if: access("\(folder)/DejaVuSans.ttf", R_OK) == 0),
    arguments: [(FontWeight.regular, "DejaVuSans.ttf"), (.bold, "DejaVuSans-Bold.ttf")])
  func theTableIsTheFonts(_ weight: FontWeight, _ file: String) throws {
    var library: FT_Library?
    try #require(FT_Init_FreeType(&library) == 0)
    defer { FT_Done_FreeType(library) }
    var opened: FT_Face?
    try #require(FT_New_Face(library, "\(folder)/\(file)", 0, &opened) == 0)
    let face = try #require(opened)
    #expect(face.pointee.units_per_EM == 2048)
    var checked = 0
    let noScale: Int32 = 1
    for code in UInt32(0x20)...0xFFFD {
      guard let character = Unicode.Scalar(code), FontMetrics.covers(character, weight: weight) else { continue }
      let glyph = FT_Get_Char_Index(face, FT_ULong(code))
      #expect(glyph != 0)
      #expect(FT_Load_Glyph(face, glyph, noScale) == 0)
      let advance = Double(face.pointee.glyph.pointee.metrics.horiAdvance)
      #expect(advance == FontMetrics.advance(of: character, weight: weight) * 2048, "\(character)")
      checked += 1
    }
    #expect(checked > 2000)
  }

  /// The ink of a line lies in the box layout counts with.
  @Test(arguments: [0, 0.5, -1.2, .pi / 2], ["Rosenbrock gjpqy", "10^{−6} θ_{1}", "−∞ ↘ ★"])
  func inkStaysInItsBox(_ rotation: Double, _ string: String) throws {
    let text = Text(string, at: Point(80, 80), size: 12, color: ink, anchor: .middle, rotation: rotation)
    let file = try PNGFile(render(page([.text(text)], size: Size(160, 160)), options: .init(dpi: 144)).bytes)
    var marked = 0
    for y in 0..<file.height {
      for x in 0..<file.width where file[x, y] != 0xFFFFFF {
        marked += 1
        let centre = Point((Double(x) + 0.5) / 2, (Double(y) + 0.5) / 2)
        let around = [(-0.6, -0.6), (0.6, -0.6), (-0.6, 0.6), (0.6, 0.6)].map {
          Point(centre.x + $0.0, centre.y + $0.1)
        }
        #expect(around.contains { text.box.contains($0) } || text.box.contains(centre))
      }
    }
    #expect(marked > 100)
  }

  @Test func charactersNoFontHasAreNamedOnce() throws {
    let marks = (0..<40).map {
      Mark.text(Text("a\u{10FFFD}\n\u{200B}", at: Point(10, 5 * Double($0)), size: 8, color: ink))
    }
    let rendered = try render(page(marks, size: Size(72, 200)))
    #expect(rendered.missingCharacters == ["\u{10FFFD}"])
    #expect(try render(page([.text(Text("½ Ω → ✓", at: Point(5, 20), size: 8, color: ink))])).missingCharacters == [])
  }

  /// A rim may cover what is around the letters, never the letters.
  @Test func halosLieBehindLetters() throws {
    func darkest(_ halo: Text.Halo?) throws -> UInt32 {
      let text = Text("H", at: Point(20, 30), size: 24, color: ink, halo: halo)
      let ground = Mark.fill(.box(Rect(0, 0, 72, 36)), Color(0x808080))
      let file = try PNGFile(render(page([ground, .text(text)])).bytes)
      return (0..<file.height).flatMap { y in (0..<file.width).map { file[$0, y] } }.min() ?? 0xFFFFFF
    }
    #expect(try darkest(nil) == 0)
    #expect(try darkest(Text.Halo(Color(0xFFFFFF), width: 3)) == 0)
  }
}
