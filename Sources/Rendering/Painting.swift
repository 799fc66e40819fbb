internal import Dispatch
internal import Drawing
internal import Synchronization

/// A painted page: rows of pixels, four bytes each: blue, green, red and one that means nothing.
struct PaintedPixels: Sendable {
  let bytes: [UInt8]
  let width: Int
  let height: Int
  let missingCharacters: [Unicode.Scalar]
  let substituteFont: String?
  /// Bytes from one row to the next.
  var stride: Int { 4 * width }
}

/// Paints a picture into memory, each thread a band of rows with a canvas of its own.
///
/// Every band clips by the whole page, and bands begin at whole rows, so the bytes do not depend on how many there are.
func paint(
  _ picture: Picture, pixels: PixelSize, dpi: Double, threads: Int
) throws(RenderingFailure) -> PaintedPixels {
  let stride = 4 * pixels.width
  let bands = max(1, min(threads, 16, pixels.height / 128))
  let outcomes = Mutex([Result<[Unicode.Scalar], RenderingFailure>?](repeating: nil, count: bands))
  let bytes = [UInt8](unsafeUninitializedCapacity: stride * pixels.height) { buffer, count in
    guard let start = buffer.baseAddress else { return }
    // Bands are disjoint rows of the buffer.
    nonisolated(unsafe) let memory = start
    inParallel(bands) { band in
      let rows = (pixels.height * band / bands)..<(pixels.height * (band + 1) / bands)
      let outcome = Result { () throws(RenderingFailure) in
        var canvas = try CairoCanvas.over(
          memory + rows.lowerBound * stride, rows: rows, stride: stride, page: pixels, scale: dpi / 72)
        canvas.paint(picture)
        return try canvas.finish()
      }
      outcomes.withLock { $0[band] = outcome }
    }
    count = buffer.count
  }
  var missing: [Unicode.Scalar] = []
  for outcome in outcomes.withLock({ $0 }) {
    guard let outcome else { continue }
    for character in try outcome.get() where !missing.contains(character) { missing.append(character) }
  }
  return PaintedPixels(
    bytes: bytes, width: pixels.width, height: pixels.height, missingCharacters: missing,
    substituteFont: Fonts.shared.substituteFont)
}

/// Does independent pieces of work, several at once where there is more than one.
func inParallel(_ count: Int, _ work: @Sendable (Int) -> Void) {
  if count == 1 { work(0) } else { DispatchQueue.concurrentPerform(iterations: count, execute: work) }
}
