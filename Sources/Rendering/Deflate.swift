internal import CCairo
internal import Drawing
internal import Synchronization

/// Compressing with zlib, the rows of an image in strips that several threads can work on.
///
/// The strips are cut by size alone and each starts with the bytes before it as its dictionary, so they join to one
/// stream that is the same for any number of threads and hardly longer than an uncut one.
enum Deflate {
  /// The level for pixels: above it, time grows faster than files shrink.
  private static let level: Int32 = 3
  /// Bytes in a strip, about.
  private static let stripLength = 1 << 20
  /// How far zlib looks back.
  private static let reach = 1 << 15

  private struct Strip: Sendable {
    var bytes: [UInt8]
    var checkSum: uLong
    var length: Int
  }

  /// The zlib stream of an image's rows, each led by a byte that says "no filter", in parts to be put one after another.
  static func stream(of pixels: PaintedPixels, threads: Int) throws(RenderingFailure) -> [[UInt8]] {
    try stream(height: pixels.height, rowLength: 1 + 3 * pixels.width, threads: threads) { raw($0, of: pixels) }
  }

  /// The zlib stream of a raster's rows, each led by a byte that says "differences to the row above".
  static func stream(of raster: Raster, threads: Int) throws(RenderingFailure) -> [[UInt8]] {
    try stream(height: raster.height, rowLength: 1 + 4 * raster.width, threads: threads) { raw($0, of: raster) }
  }

  /// The zlib stream of rows that are made when they are needed.
  private static func stream(
    height: Int, rowLength: Int, threads: Int, raw: @Sendable (Range<Int>) -> [UInt8]
  ) throws(RenderingFailure) -> [[UInt8]] {
    let rowsInStrip = max(1, stripLength / rowLength)
    let count = (height + rowsInStrip - 1) / rowsInStrip
    let strips = Mutex([Strip?](repeating: nil, count: count))
    let workers = max(1, min(threads, count))
    inParallel(workers) { worker in
      for index in Swift.stride(from: worker, to: count, by: workers) {
        let rows = index * rowsInStrip..<min((index + 1) * rowsInStrip, height)
        let before = max(rows.lowerBound - (reach + rowLength - 1) / rowLength, 0)
        let raw = raw(before..<rows.upperBound)
        let strip = compress(raw, from: (rows.lowerBound - before) * rowLength, isLast: index == count - 1)
        strips.withLock { $0[index] = strip }
      }
    }
    var parts: [[UInt8]] = [[0x78, 0x5E]]
    var checkSum: uLong = 1
    for strip in strips.withLock({ $0 }) {
      guard let strip else {
        throw RenderingFailure(doing: "cannot compress the picture", problem: "zlib found no memory")
      }
      checkSum = adler32_combine(checkSum, strip.checkSum, strip.length)
      parts.append(strip.bytes)
    }
    parts[0] += parts.count > 1 ? parts.remove(at: 1) : []
    parts[parts.count - 1] += bigEndian(Int(checkSum))
    return parts
  }

  /// The zlib stream of a text.
  static func stream(of text: [UInt8]) throws(RenderingFailure) -> [UInt8] {
    var length = compressBound(uLong(text.count))
    var status = Z_OK
    let result = [UInt8](unsafeUninitializedCapacity: Int(length)) { buffer, count in
      status = compress2(buffer.baseAddress, &length, text, uLong(text.count), Z_BEST_COMPRESSION)
      count = status == Z_OK ? Int(length) : 0
    }
    guard status == Z_OK else {
      throw RenderingFailure(doing: "cannot compress the notes", problem: "zlib found no memory")
    }
    return result
  }

  /// A number as four bytes, highest first.
  static func bigEndian(_ number: Int) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
  }

  /// Compresses `bytes` from a place on, with what comes before as dictionary; nothing if zlib fails.
  private static func compress(_ bytes: [UInt8], from start: Int, isLast: Bool) -> Strip? {
    var stream = z_stream()
    let withoutHeader: Int32 = -15
    guard
      deflateInit2_(
        &stream, level, Z_DEFLATED, withoutHeader, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
        Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { return nil }
    defer { deflateEnd(&stream) }
    let length = bytes.count - start
    return bytes.withUnsafeBufferPointer { source -> Strip? in
      guard let base = source.baseAddress else { return nil }
      let dictionary = min(start, reach)
      if dictionary > 0 { deflateSetDictionary(&stream, base + start - dictionary, uInt(dictionary)) }
      stream.next_in = UnsafeMutablePointer(mutating: base + start)
      stream.avail_in = uInt(length)
      let room = Int(deflateBound(&stream, uLong(length))) + 16
      var isWhole = false
      let result = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
        stream.next_out = buffer.baseAddress
        stream.avail_out = uInt(room)
        let status = deflate(&stream, isLast ? Z_FINISH : Z_SYNC_FLUSH)
        isWhole = status == (isLast ? Z_STREAM_END : Z_OK) && stream.avail_in == 0
        count = room - Int(stream.avail_out)
      }
      let checkSum = adler32_z(1, base + start, length)
      return isWhole ? Strip(bytes: result, checkSum: checkSum, length: length) : nil
    }
  }

  /// Rows as the format wants them: red, green, blue of each pixel.
  private static func raw(_ rows: Range<Int>, of pixels: PaintedPixels) -> [UInt8] {
    let length = 1 + 3 * pixels.width
    return [UInt8](unsafeUninitializedCapacity: length * rows.count) { raw, count in
      pixels.bytes.withUnsafeBufferPointer { source in
        var to = 0
        for row in rows {
          raw[to] = 0
          to += 1
          for from in Swift.stride(from: row * pixels.stride, to: (row + 1) * pixels.stride, by: 4) {
            raw[to] = source[from + 2]
            raw[to + 1] = source[from + 1]
            raw[to + 2] = source[from]
            to += 3
          }
        }
      }
      count = length * rows.count
    }
  }

  /// Rows of a raster, as differences to the row above.
  private static func raw(_ rows: Range<Int>, of raster: Raster) -> [UInt8] {
    let stride = 4 * raster.width
    return [UInt8](unsafeUninitializedCapacity: (1 + stride) * rows.count) { raw, count in
      raster.bytes.withUnsafeBufferPointer { source in
        var to = 0
        for row in rows {
          raw[to] = row == 0 ? 0 : 2
          to += 1
          for from in row * stride..<(row + 1) * stride {
            raw[to] = row == 0 ? source[from] : source[from] &- source[from - stride]
            to += 1
          }
        }
      }
      count = (1 + stride) * rows.count
    }
  }
}
