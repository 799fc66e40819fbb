internal import CCairo
internal import Drawing

/// A cairo image and the pen that paints it: the only place where marks meet cairo.
///
/// Cairo never returns null; it hands out objects in an error state, and the error sticks. So everything is painted
/// first and the state is asked for once, in `finish`.
struct CairoCanvas: ~Copyable {
  private let surface: OpaquePointer
  let pen: OpaquePointer
  let fonts: Fonts
  /// The whole page, in points: what marks are clipped by.
  private let page: Rect
  /// The rows of the page that are painted, in points: what marks may be left out by.
  let band: ClosedRange<Double>
  let scale: Double
  /// Whether there are no pixels: then nothing is moved to them, and text stays text.
  let isVector: Bool
  /// Characters no font has.
  var missingCharacters: [Unicode.Scalar] = []

  private init(
    surface: OpaquePointer, pen: OpaquePointer, page: Rect, band: ClosedRange<Double>, scale: Double, isVector: Bool,
    fonts: Fonts
  ) {
    self.surface = surface
    self.pen = pen
    self.page = page
    self.band = band
    self.scale = scale
    self.isVector = isVector
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
      band: Double(rows.lowerBound) / scale...Double(rows.upperBound) / scale, scale: scale, isVector: false,
      fonts: Fonts.shared)
  }

  /// A canvas over a surface without pixels, which it takes over; one unit is a point.
  static func over(_ surface: OpaquePointer?, page: Size) throws(RenderingFailure) -> CairoCanvas {
    guard let surface, let pen = cairo_create(surface) else {
      throw RenderingFailure(doing: "cannot paint the picture", problem: "cairo gave no surface")
    }
    return CairoCanvas(
      surface: surface, pen: pen, page: Rect(0, 0, page.width, page.height), band: 0...page.height, scale: 1,
      isVector: true, fonts: Fonts.shared)
  }

  /// Asks cairo whether all went well, and completes the pixels.
  consuming func finish() throws(RenderingFailure) -> [Unicode.Scalar] {
    if isVector { cairo_surface_finish(surface) } else { cairo_surface_flush(surface) }
    let status = cairo_status(pen)
    guard status == CAIRO_STATUS_SUCCESS else {
      throw RenderingFailure(
        doing: "cannot paint the picture", problem: String(cString: cairo_status_to_string(status)))
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
      case .image(let raster, let box): draw(raster, in: box)
      case .group(_, let inner): paint(inner, within: window)
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
    func snapped(_ value: Double) -> Double { isVector ? value : (value * scale).rounded() / scale }
    let (left, top, right, bottom) = (snapped(rect.x), snapped(rect.y), snapped(rect.maxX), snapped(rect.maxY))
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

  func setColor(_ color: Color) {
    cairo_set_source_rgba(pen, color.red, color.green, color.blue, color.alpha)
  }
}
