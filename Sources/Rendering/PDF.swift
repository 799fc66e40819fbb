internal import CCairo
internal import Drawing

/// A page for a paper: lines, and text that can be searched and copied.
///
/// The file says no time, so that the same picture gives the same bytes. What is kept beside the picture stands in the
/// keywords, because cairo before 1.18 knows no other place.
enum PDF {
  /// What cairo has written so far.
  private final class Sink {
    var bytes: [UInt8] = []
  }

  /// The file of a picture, and the characters no font has.
  static func encode(
    _ picture: Picture, notes: [(keyword: String, text: String)]
  ) throws(RenderingFailure) -> (bytes: [UInt8], missing: [Unicode.Scalar]) {
    let sink = Sink()
    // The sink lives until the canvas has finished, which writes the last byte.
    let surface = cairo_pdf_surface_create_for_stream(
      { closure, data, length in
        guard let closure, let data else { return CAIRO_STATUS_WRITE_ERROR }
        let sink = Unmanaged<Sink>.fromOpaque(closure).takeUnretainedValue()
        sink.bytes.append(contentsOf: UnsafeBufferPointer(start: data, count: Int(length)))
        return CAIRO_STATUS_SUCCESS
      }, Unmanaged.passUnretained(sink).toOpaque(), picture.size.width, picture.size.height)
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, Text.plain(picture.title))
    if !picture.description.isEmpty {
      cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_SUBJECT, picture.description)
    }
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z")
    for note in notes {
      let place = note.keyword == "Software" ? CAIRO_PDF_METADATA_CREATOR : CAIRO_PDF_METADATA_KEYWORDS
      cairo_pdf_surface_set_metadata(surface, place, note.text)
    }
    var canvas = try CairoCanvas.over(surface, page: picture.size)
    canvas.paint(picture)
    let missing = try canvas.finish()
    return withExtendedLifetime(sink) { (sink.bytes, missing) }
  }
}
