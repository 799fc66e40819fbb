internal import CCairo
internal import Drawing

extension CairoCanvas {
  /// Paints pixels into a box.
  ///
  /// Where they fall on the pixels of the canvas they are copied; else they are smoothed.
  func draw(_ raster: Raster, in box: Rect) {
    guard raster.width > 0, raster.height > 0, box.isDrawable else { return }
    guard box.maxY >= band.lowerBound, box.y <= band.upperBound else { return }
    guard let source = Self.surface(of: raster) else { return }
    defer { cairo_surface_destroy(source) }
    let size = Size(Double(raster.width), Double(raster.height))
    if isVector {
      Self.stretch(source, size, over: box, with: pen)
    } else if fallsOnPixels(box, size) {
      copy(source, size, to: Point((box.x * scale).rounded(), (box.y * scale).rounded()))
    } else {
      // Smoothed on whole pixels of its own, because the rows of different bands would be rounded differently.
      let (left, top) = ((box.x * scale).rounded(.down), (box.y * scale).rounded(.down))
      let sides = Size((box.maxX * scale).rounded(.up) - left, (box.maxY * scale).rounded(.up) - top)
      guard sides.width <= Self.longest, sides.height <= Self.longest,
        let whole = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, Int32(sides.width), Int32(sides.height))
      else { return }
      defer { cairo_surface_destroy(whole) }
      guard let brush = cairo_create(whole) else { return }
      let inside = Rect(box.x * scale - left, box.y * scale - top, box.width * scale, box.height * scale)
      Self.stretch(source, size, over: inside, with: brush)
      cairo_destroy(brush)
      copy(whole, sides, to: Point(left, top))
    }
  }

  /// The longest side of an image that cairo holds, in pixels.
  private static let longest = 32_767.0

  /// The pixels as cairo keeps them.
  private static func surface(of raster: Raster) -> OpaquePointer? {
    let source = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, Int32(raster.width), Int32(raster.height))
    guard let source, let pixels = cairo_image_surface_get_data(source) else {
      cairo_surface_destroy(source)
      return nil
    }
    let stride = Int(cairo_image_surface_get_stride(source))
    raster.bytes.withUnsafeBufferPointer { bytes in
      for row in 0..<raster.height {
        let words = UnsafeMutableRawPointer(pixels + row * stride).assumingMemoryBound(to: UInt32.self)
        for column in 0..<raster.width {
          let from = 4 * (row * raster.width + column)
          words[column] = premultiplied(bytes[from], bytes[from + 1], bytes[from + 2], bytes[from + 3])
        }
      }
    }
    cairo_surface_mark_dirty(source)
    return source
  }

  private static func stretch(_ source: OpaquePointer, _ size: Size, over box: Rect, with pen: OpaquePointer) {
    cairo_save(pen)
    cairo_translate(pen, box.x, box.y)
    cairo_scale(pen, box.width / size.width, box.height / size.height)
    cairo_set_source_surface(pen, source, 0, 0)
    if let pattern = cairo_get_source(pen) {
      cairo_pattern_set_filter(pattern, CAIRO_FILTER_GOOD)
      cairo_pattern_set_extend(pattern, CAIRO_EXTEND_PAD)
    }
    cairo_rectangle(pen, 0, 0, size.width, size.height)
    cairo_fill(pen)
    cairo_restore(pen)
  }

  /// Pixel for pixel, from a corner on.
  private func copy(_ source: OpaquePointer, _ size: Size, to corner: Point) {
    cairo_save(pen)
    cairo_identity_matrix(pen)
    cairo_set_source_surface(pen, source, corner.x, corner.y)
    cairo_rectangle(pen, corner.x, corner.y, size.width, size.height)
    cairo_fill(pen)
    cairo_restore(pen)
  }

  /// Whether each pixel of an image falls on one pixel of the canvas.
  private func fallsOnPixels(_ box: Rect, _ size: Size) -> Bool {
    func isNear(_ value: Double, _ other: Double) -> Bool { abs(value - other) < 1e-3 }
    let (left, top) = (box.x * scale, box.y * scale)
    return isNear(box.width * scale, size.width) && isNear(box.height * scale, size.height)
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

extension Rect {
  /// Whether it has a size and lies near enough for cairo, which counts in fixed point.
  var isDrawable: Bool {
    width > 0 && height > 0 && [x, y, maxX, maxY].allSatisfy { $0.magnitude < 1e5 }
  }
}
