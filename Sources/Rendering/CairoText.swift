internal import CCairo
internal import Drawing

extension CairoCanvas {
  /// Writes a line of text.
  mutating func write(_ text: Text, within window: Rect) {
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
    if isVector {
      if text.halo != nil { writeOutlines(text, glyphs, isFilled: false) }
      setColor(text.color)
      forEachRun(of: glyphs, isItalic: text.isItalic) { run in cairo_show_glyphs(pen, run, Int32(run.count)) }
    } else if needsOutlines(text, glyphs: glyphs.count) {
      writeOutlines(text, glyphs)
    } else {
      setColor(text.color)
      forEachRun(of: glyphs, isItalic: text.isItalic) { run in cairo_show_glyphs(pen, run, Int32(run.count)) }
    }
    cairo_restore(pen)
  }

  /// Whether ready-made glyphs would stand visibly wrong.
  ///
  /// Cairo may set them on whole pixels only. That is fast and looks right for level text of some size; turned lines
  /// would waver, small ones would be spaced unevenly, and a single figure would miss the middle of its disc.
  private func needsOutlines(_ text: Text, glyphs count: Int) -> Bool {
    text.halo != nil || text.rotation != 0 || text.size * scale < 14 || (count <= 2 && text.anchor == .middle)
  }

  /// Fills the outlines: each character stands exactly where layout put it.
  private func writeOutlines(_ text: Text, _ glyphs: [Fonts.Glyph], isFilled: Bool = true) {
    cairo_new_path(pen)
    forEachRun(of: glyphs, isItalic: text.isItalic) { run in cairo_glyph_path(pen, run, Int32(run.count)) }
    if let halo = text.halo {
      setColor(halo.color)
      cairo_set_dash(pen, nil, 0, 0)
      cairo_set_line_width(pen, 2 * halo.width)
      cairo_set_line_join(pen, CAIRO_LINE_JOIN_ROUND)
      cairo_stroke_preserve(pen)
    }
    guard isFilled else { return cairo_new_path(pen) }
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
