internal import CCairo
internal import Drawing

/// A cairo image and the pen that paints it: the only place where marks meet cairo.
///
/// Cairo never returns null; it hands out objects in an error state, and the error sticks. So everything is painted
/// first and the state is asked for once, in `finish`.
struct CairoCanvas: ~Copyable {
  private let surface: OpaquePointer
  private let pen: OpaquePointer
  private let fonts: Fonts
  /// The whole page, in points: what marks are clipped by.
  private let page: Rect
  /// The rows of the page that are painted, in points: what marks may be left out by.
  private let band: ClosedRange<Double>
  private let scale: Double
  /// Characters no font has.
  private(set) var missingCharacters: [Unicode.Scalar] = []

  private init(
    surface: OpaquePointer, pen: OpaquePointer, page: Rect, band: ClosedRange<Double>, scale: Double, fonts: Fonts
  ) {
    self.surface = surface
    self.pen = pen
    self.page = page
    self.band = band
    self.scale = scale
    self.fonts = fonts
  }

  deinit {
    cairo_destroy(pen)
    cairo_surface_destroy(surface)
  }

  /// A canvas over some rows of the page, whose pixels somebody else keeps; `scale` is pixels in a point.
  static func over(
    _ pixels: UnsafeMutablePointer<UInt8>, rows: Range<Int>, stride: Int, page: PixelSize, scale: Double
  ) throws(RenderingFailure) -> CairoCanvas {
    let surface = cairo_image_surface_create_for_data(
      pixels, CAIRO_FORMAT_RGB24, Int32(page.width), Int32(rows.count), Int32(stride))
    guard let surface, let pen = cairo_create(surface) else {
      throw RenderingFailure(doing: "cannot paint the picture", problem: "cairo gave no surface")
    }
    cairo_surface_set_device_offset(surface, 0, -Double(rows.lowerBound))
    cairo_scale(pen, scale, scale)
    cairo_set_antialias(pen, CAIRO_ANTIALIAS_GOOD)
    return CairoCanvas(
      surface: surface, pen: pen, page: Rect(0, 0, Double(page.width) / scale, Double(page.height) / scale),
      band: Double(rows.lowerBound) / scale...Double(rows.upperBound) / scale, scale: scale, fonts: Fonts.shared)
  }

  /// Asks cairo whether all went well, and completes the pixels.
  consuming func finish() throws(RenderingFailure) -> [Unicode.Scalar] {
    cairo_surface_flush(surface)
    let status = cairo_status(pen)
    guard status == CAIRO_STATUS_SUCCESS else {
      throw RenderingFailure(doing: "cannot paint the picture", problem: String(cString: cairo_status_to_string(status)))
    }
    return missingCharacters
  }
}

// MARK: - Marks

extension CairoCanvas {
  /// Covers everything with one colour.
  func clear(_ color: Color) {
    setColor(color)
    cairo_paint(pen)
  }

  /// Paints marks in order; only what lies inside `window` needs to be painted.
  mutating func paint(_ marks: [Mark], within window: Rect) {
    for mark in marks {
      switch mark {
      case .fill(let path, let color, let evenOdd): fill(path, color, evenOdd: evenOdd, within: window)
      case .stroke(let path, let stroke): self.stroke(path, stroke, within: window)
      case .text(let text): write(text, within: window)
      case .clip(let rect, let inner): clip(to: rect, inner, within: window)
      }
    }
  }

  /// Paints a whole picture.
  mutating func paint(_ picture: Picture) {
    clear(picture.background)
    paint(picture.marks, within: page)
  }

  /// The box is moved to whole pixels: cairo then clips by region, which costs nothing.
  private mutating func clip(to rect: Rect, _ marks: [Mark], within window: Rect) {
    let left = (rect.x * scale).rounded() / scale
    let top = (rect.y * scale).rounded() / scale
    let right = (rect.maxX * scale).rounded() / scale
    let bottom = (rect.maxY * scale).rounded() / scale
    let x = max(left, window.x)
    let y = max(top, window.y)
    let inner = Rect(x, y, min(right, window.maxX) - x, min(bottom, window.maxY) - y)
    guard inner.width > 0, inner.height > 0 else { return }
    cairo_save(pen)
    cairo_rectangle(pen, inner.x, inner.y, inner.width, inner.height)
    cairo_clip(pen)
    paint(marks, within: inner)
    cairo_restore(pen)
  }

  private func fill(_ path: Path, _ color: Color, evenOdd: Bool, within window: Rect) {
    guard reachesBand(path, margin: 1) else { return }
    let bounds = window.inset(by: -1)
    cairo_new_path(pen)
    for piece in path.pieces { trace(bounds.clip(ring: piece.points), isClosed: true) }
    setColor(color)
    cairo_set_fill_rule(pen, evenOdd ? CAIRO_FILL_RULE_EVEN_ODD : CAIRO_FILL_RULE_WINDING)
    cairo_fill(pen)
  }

  private func stroke(_ path: Path, _ stroke: Stroke, within window: Rect) {
    guard stroke.width > 0, stroke.width.isFinite else { return }
    // A mitre reaches five widths beyond its corner at most.
    let margin = 6 * stroke.width + 1
    guard reachesBand(path, margin: margin) else { return }
    let bounds = window.inset(by: -margin)
    let isDashed = !stroke.dash.isEmpty
    setColor(stroke.color)
    cairo_set_line_width(pen, stroke.width)
    switch stroke.cap {
    case .butt: cairo_set_line_cap(pen, CAIRO_LINE_CAP_BUTT)
    case .round: cairo_set_line_cap(pen, CAIRO_LINE_CAP_ROUND)
    case .square: cairo_set_line_cap(pen, CAIRO_LINE_CAP_SQUARE)
    }
    cairo_set_line_join(pen, stroke.cap == .round ? CAIRO_LINE_JOIN_ROUND : CAIRO_LINE_JOIN_MITER)
    if !isDashed { cairo_set_dash(pen, nil, 0, 0) }
    cairo_new_path(pen)
    for piece in path.pieces {
      if piece.isClosed, !isDashed, piece.points.allSatisfy(bounds.contains) {
        trace(piece.points, isClosed: true)
        continue
      }
      for run in bounds.clip(line: piece.points, isClosed: piece.isClosed) {
        trace(run.points, isClosed: false)
        guard isDashed else { continue }
        let period = stroke.dash.reduce(0, +)
        let offset = run.skippedLength.truncatingRemainder(dividingBy: period)
        cairo_set_dash(pen, stroke.dash, Int32(stroke.dash.count), offset.isFinite ? offset : 0)
        cairo_stroke(pen)
      }
    }
    if !isDashed { cairo_stroke(pen) }
  }

  /// Whether anything of the path may be seen in the rows of this canvas.
  private func reachesBand(_ path: Path, margin: Double) -> Bool {
    let rows = band.lowerBound - margin...band.upperBound + margin
    if rows.lowerBound <= page.y && rows.upperBound >= page.maxY { return true }
    var (top, bottom) = (Double.infinity, -Double.infinity)
    for piece in path.pieces {
      for point in piece.points {
        top = min(top, point.y)
        bottom = max(bottom, point.y)
      }
    }
    return top <= rows.upperBound && bottom >= rows.lowerBound
  }

  private func trace(_ points: [Point], isClosed: Bool) {
    guard let first = points.first else { return }
    cairo_move_to(pen, first.x, first.y)
    if points.count == 1 {
      cairo_line_to(pen, first.x, first.y)
    } else {
      for point in points.dropFirst() { cairo_line_to(pen, point.x, point.y) }
    }
    if isClosed { cairo_close_path(pen) }
  }

  private func setColor(_ color: Color) {
    cairo_set_source_rgba(pen, color.red, color.green, color.blue, color.alpha)
  }
}

// MARK: - Text

extension CairoCanvas {
  private mutating func write(_ text: Text, within window: Rect) {
    guard text.position.isFinite, text.size.isFinite, text.size > 0, text.rotation.isFinite else { return }
    let bounds = text.box.bounds.inset(by: -text.size / 2)
    let (glyphs, missing) = fonts.glyphs(for: text)
    for character in missing where !missingCharacters.contains(character) { missingCharacters.append(character) }
    guard !glyphs.isEmpty, window.overlaps(bounds), bounds.y < band.upperBound, bounds.maxY > band.lowerBound else {
      return
    }
    cairo_save(pen)
    cairo_translate(pen, text.position.x, text.position.y)
    if text.rotation != 0 { cairo_rotate(pen, text.rotation) }
    cairo_translate(pen, text.startOffset, 0)
    cairo_set_font_options(pen, fonts.options)
    if needsOutlines(text, glyphs: glyphs.count) {
      writeOutlines(text, glyphs)
    } else {
      setColor(text.color)
      forEachRun(of: glyphs, isItalic: text.isItalic) { run in cairo_show_glyphs(pen, run, Int32(run.count)) }
    }
    cairo_restore(pen)
  }

  /// Cairo may set ready-made glyphs on whole pixels only. That is fast and looks right for level text of some size;
  /// turned lines would waver, small ones would be spaced unevenly, and a single figure would miss the middle of its disc.
  private func needsOutlines(_ text: Text, glyphs count: Int) -> Bool {
    text.halo != nil || text.rotation != 0 || text.size * scale < 14 || (count <= 2 && text.anchor == .middle)
  }

  /// Fills the outlines: each character stands exactly where layout put it.
  private func writeOutlines(_ text: Text, _ glyphs: [Fonts.Glyph]) {
    cairo_new_path(pen)
    forEachRun(of: glyphs, isItalic: text.isItalic) { run in cairo_glyph_path(pen, run, Int32(run.count)) }
    if let halo = text.halo {
      setColor(halo.color)
      cairo_set_dash(pen, nil, 0, 0)
      cairo_set_line_width(pen, 2 * halo.width)
      cairo_set_line_join(pen, CAIRO_LINE_JOIN_ROUND)
      cairo_stroke_preserve(pen)
    }
    setColor(text.color)
    cairo_set_fill_rule(pen, CAIRO_FILL_RULE_WINDING)
    cairo_fill(pen)
  }

  /// Calls `body` with the neighbours that share face and size, the pen set to them.
  private func forEachRun(of glyphs: [Fonts.Glyph], isItalic: Bool, _ body: ([cairo_glyph_t]) -> Void) {
    var start = 0
    while start < glyphs.count {
      let (face, size) = (glyphs[start].face, glyphs[start].size)
      let end = glyphs[start...].firstIndex { $0.face != face || $0.size != size } ?? glyphs.count
      var matrix = cairo_matrix_t(xx: size, yx: 0, xy: isItalic ? -Text.slant * size : 0, yy: size, x0: 0, y0: 0)
      cairo_set_font_face(pen, face.cairo)
      cairo_set_font_matrix(pen, &matrix)
      body(glyphs[start..<end].map { cairo_glyph_t(index: UInt($0.index), x: $0.origin.x, y: $0.origin.y) })
      start = end
    }
  }
}
