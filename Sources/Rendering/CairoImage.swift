internal import CCairo
internal import Drawing

extension CairoCanvas {
  /// Paints pixels into a box.
  ///
  /// Where they fall on the pixels of the canvas they are copied; else they are smoothed.
  func draw(_ raster: Raster, in box: Rect) {
    let size = Size(raster)
    guard raster.width > 0, raster.height > 0, box.isDrawable else { return }
    guard box.maxY >= band.lowerBound, box.y <= band.upperBound else { return }
    let stride = 4 * raster.width
    guard
      let source = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, Int32(raster.width), Int32(raster.height)),
      let pixels = cairo_image_surface_get_data(source)
    else { return }
    defer { cairo_surface_destroy(source) }
    let sourceStride = Int(cairo_image_surface_get_stride(source))
    raster.bytes.withUnsafeBufferPointer { bytes in
      for row in 0..<raster.height {
        let words = UnsafeMutableRawPointer(pixels + row * sourceStride).assumingMemoryBound(to: UInt32.self)
        for column in 0..<raster.width {
          let from = row * stride + 4 * column
          words[column] = Self.premultiplied(bytes[from], bytes[from + 1], bytes[from + 2], bytes[from + 3])
        }
      }
    }
    cairo_surface_mark_dirty(source)
    cairo_save(pen)
    cairo_translate(pen, box.x, box.y)
    cairo_scale(pen, box.width / size.width, box.height / size.height)
    cairo_set_source_surface(pen, source, 0, 0)
    if let pattern = cairo_get_source(pen) {
      cairo_pattern_set_filter(pattern, fallsOnPixels(box, size) ? CAIRO_FILTER_NEAREST : CAIRO_FILTER_GOOD)
    }
    cairo_rectangle(pen, 0, 0, size.width, size.height)
    cairo_fill(pen)
    cairo_restore(pen)
  }

  /// Whether each pixel of an image falls on one pixel of the canvas.
  private func fallsOnPixels(_ box: Rect, _ size: Size) -> Bool {
    func isNear(_ value: Double, _ other: Double) -> Bool { abs(value - other) < 1e-3 }
    let (left, top) = (box.x * scale, box.y * scale)
    return !isVector && isNear(box.width * scale, size.width) && isNear(box.height * scale, size.height)
      && isNear(left, left.rounded()) && isNear(top, top.rounded())
  }

  /// A pixel as cairo keeps it: alpha, red, green and blue from the highest byte down, the colours times alpha.
  @inline(__always) private static func premultiplied(
    _ red: UInt8, _ green: UInt8, _ blue: UInt8, _ alpha: UInt8
  ) -> UInt32 {
    let share = UInt32(alpha)
    if share == 0 { return 0 }
    func times(_ channel: UInt8) -> UInt32 { share == 255 ? UInt32(channel) : (UInt32(channel) * share + 127) / 255 }
    return share << 24 | times(red) << 16 | times(green) << 8 | times(blue)
  }
}

extension Size {
  /// The sides of a raster, in its pixels.
  fileprivate init(_ raster: Raster) { self.init(Double(raster.width), Double(raster.height)) }
}

extension Rect {
  /// Whether it has a size and lies near enough for cairo, which counts in fixed point.
  var isDrawable: Bool {
    width > 0 && height > 0 && [x, y, maxX, maxY].allSatisfy { $0.magnitude < 1e6 }
  }
}
