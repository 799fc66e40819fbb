internal import Drawing

/// A painted page: rows of pixels, four bytes each: blue, green, red and one that means nothing.
struct PaintedPixels {
  let bytes: [UInt8]
  let width: Int
  let height: Int
  let missingCharacters: [Unicode.Scalar]
  let substituteFont: String?
  /// Bytes from one row to the next.
  var stride: Int { 4 * width }
}

/// Paints a picture into memory.
func paint(
  _ picture: Picture, pixels: PixelSize, dpi: Double, threads: Int
) throws(RenderingFailure) -> PaintedPixels {
  let stride = 4 * pixels.width
  var failure: RenderingFailure?
  var missing: [Unicode.Scalar] = []
  let bytes = [UInt8](unsafeUninitializedCapacity: stride * pixels.height) { buffer, count in
    guard let start = buffer.baseAddress else { return }
    do throws(RenderingFailure) {
      var canvas = try CairoCanvas.over(
        start, width: pixels.width, rows: pixels.height, firstRow: 0, stride: stride, scale: dpi / 72)
      canvas.paint(picture)
      missing = try canvas.finish()
      count = buffer.count
    } catch {
      failure = error
    }
  }
  if let failure { throw failure }
  return PaintedPixels(
    bytes: bytes, width: pixels.width, height: pixels.height, missingCharacters: missing,
    substituteFont: Fonts.shared.substituteFont)
}
