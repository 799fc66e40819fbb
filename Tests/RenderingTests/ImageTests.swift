import Drawing
import Foundation
import Rendering
import Testing

/// Pixels in a picture.
@Suite struct ImageTests {
  /// Red, green, half covered blue and nothing, in two rows.
  private let raster = Raster(
    width: 2, height: 2, bytes: [255, 0, 0, 255, 0, 128, 0, 255, 0, 0, 255, 128, 9, 9, 9, 0])

  @Test func pixelsOnPixelsAreCopied() throws {
    let file = try PNGFile(
      render(page([.image(raster, Rect(10, 20, 2, 2))]), options: .init(dpi: 72)).bytes)
    #expect(file[10, 20] == 0xFF0000 && file[11, 20] == 0x008000)
    #expect(file[10, 21] == 0x7F7FFF && file[11, 21] == 0xFFFFFF)
    #expect(file[9, 20] == 0xFFFFFF && file[12, 20] == 0xFFFFFF && file[10, 19] == 0xFFFFFF && file[10, 22] == 0xFFFFFF)
  }

  @Test func itIsStretchedOverItsBox() throws {
    let file = try PNGFile(
      render(page([.image(raster, Rect(0, 0, 40, 20))]), options: .init(dpi: 72)).bytes)
    #expect(file[4, 4] == 0xFF0000 && file[35, 4] == 0x008000)
    #expect(file[36, 16] == 0xFFFFFF && file[41, 4] == 0xFFFFFF)
  }

  @Test func bandsJoinWithoutATrace() throws {
    let bytes = (0..<300 * 500 * 4).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 7) }
    let picture = page(
      [.image(Raster(width: 300, height: 500, bytes: bytes), Rect(3.3, 1.7, 290.1, 496.6))], size: Size(300, 500))
    let one = try render(picture, options: .init(dpi: 72, threads: 1)).bytes
    #expect(try render(picture, options: .init(dpi: 72, threads: 3)).bytes == one)
  }

  @Test(arguments: [
    Rect(.nan, 0, 5, 5), Rect(0, 0, 0, 5), Rect(0, 0, -3, 5), Rect(1e9, 0, 5, 5), Rect(0, 0, .infinity, 2),
  ])
  func anImageNowhereIsLeftOut(_ box: Rect) throws {
    let file = try PNGFile(render(page([.image(raster, box)]), options: .init(dpi: 72)).bytes)
    #expect(file[1, 1] == 0xFFFFFF && file[40, 20] == 0xFFFFFF)
  }

  /// The file of pixels inside the lines: a PNG of its own, as letters.
  @Test func svgCarriesThePixels() throws {
    let text = String(decoding: try render(page([.image(raster, Rect(1, 2, 3.5, 4))]), as: .svg).bytes, as: UTF8.self)
    #expect(text.contains("<image x=\"1\" y=\"2\" width=\"3.5\" height=\"4\""))
    let start = try #require(text.range(of: "base64,"))
    let end = try #require(text[start.upperBound...].firstIndex(of: "\""))
    let data = try #require(Data(base64Encoded: String(text[start.upperBound..<end])))
    let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    #expect(Array(data.prefix(8)) == signature)
    // Sides, eight bits, colour with alpha.
    #expect(Array(data[16..<26]) == [0, 0, 0, 2, 0, 0, 0, 2, 8, 6])
    #expect(Array(data.suffix(8).prefix(4)) == Array("IEND".utf8))
  }

  @Test func pdfCarriesThePixels() throws {
    let with = try render(page([.image(raster, Rect(1, 2, 3, 4))]), as: .pdf).bytes
    #expect(String(decoding: with, as: UTF8.self).contains("/Subtype /Image"))
  }
}
