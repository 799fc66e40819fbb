internal import CCairo
internal import Drawing

/// Portable Network Graphics: eight bits of red, green and blue.
///
/// Written here and not by cairo: a figure of flat colours is smallest and fastest without row filters, and the file
/// keeps the size of the page and the recipe of the figure.
///
/// - Source: W3C, "Portable Network Graphics (PNG) Specification", third edition (2025).
enum PNG {
  /// The whole file.
  static func encode(
    _ pixels: PaintedPixels, dpi: Double, notes: [(keyword: String, text: String)], threads: Int
  ) throws(RenderingFailure) -> [UInt8] {
    var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    let eightBitColour: [UInt8] = [8, 2, 0, 0, 0]
    append("IHDR", bigEndian(pixels.width) + bigEndian(pixels.height) + eightBitColour, to: &file)
    append("sRGB", [0], to: &file)
    let pixelsPerMetre = Int((dpi / 0.0254).rounded())
    append("pHYs", bigEndian(pixelsPerMetre) + bigEndian(pixelsPerMetre) + [1], to: &file)
    for note in notes { try append(note.keyword, note.text, to: &file) }
    for part in try Deflate.stream(of: pixels, threads: threads) { append("IDAT", part, to: &file) }
    append("IEND", [], to: &file)
    return file
  }

  /// The file of a raster, with its alpha; rows are filtered, for pixels that change from one to the next.
  static func encode(_ raster: Raster, threads: Int = 1) throws(RenderingFailure) -> [UInt8] {
    var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    let eightBitColourAndAlpha: [UInt8] = [8, 6, 0, 0, 0]
    append("IHDR", bigEndian(raster.width) + bigEndian(raster.height) + eightBitColourAndAlpha, to: &file)
    append("sRGB", [0], to: &file)
    for part in try Deflate.stream(of: raster, threads: threads) { append("IDAT", part, to: &file) }
    append("IEND", [], to: &file)
    return file
  }

  /// A chunk: length, type, content, check sum.
  private static func append(_ type: StaticString, _ content: [UInt8], to file: inout [UInt8]) {
    file += bigEndian(content.count)
    let start = file.count
    type.withUTF8Buffer { file += $0 }
    file += content
    let sum = file[start...].withUnsafeBufferPointer { crc32_z(0, $0.baseAddress, $0.count) }
    file += bigEndian(Int(sum))
  }

  /// A text chunk: plain where ASCII suffices and it is short, else UTF-8, compressed when long.
  private static func append(_ keyword: String, _ text: String, to file: inout [UInt8]) throws(RenderingFailure) {
    let key = Array(keyword.utf8)
    guard (1...79).contains(key.count), key.allSatisfy({ (0x20...0x7E).contains($0) }) else {
      throw RenderingFailure(
        doing: "cannot keep the note '\(keyword)' in the file", problem: "a keyword has 1 to 79 ASCII characters")
    }
    let content = Array(text.utf8)
    if content.count < 1024, content.allSatisfy({ $0 != 0 && $0 < 0x80 }) {
      append("tEXt", key + [0] + content, to: &file)
    } else {
      let isLong = content.count >= 1024
      let flags: [UInt8] = [0, isLong ? 1 : 0, 0, 0, 0]
      append("iTXt", key + flags + (isLong ? try Deflate.stream(of: content) : content), to: &file)
    }
  }

  private static func bigEndian(_ number: Int) -> [UInt8] { Deflate.bigEndian(number) }
}
