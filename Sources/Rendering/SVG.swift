internal import Drawing

/// Scalable vector graphics, written from the picture: text stays text, and the file needs nothing beside it.
///
/// Every run of characters carries the width that layout gave it, so that a viewer without DejaVu Sans sets another font
/// into the same place. Names in the file begin with a number made of what it says, so that several figures on one web
/// page do not take each other's clips.
struct SVG {
  private var text = ""
  private let prefix: String
  private var clips = 0
  /// The names of the boxes written so far, which later marks in the same box use again.
  private var boxes: [String: String] = [:]

  /// The file of a picture, with notes kept in its metadata.
  static func encode(_ picture: Picture, notes: [(keyword: String, text: String)]) -> [UInt8] {
    var writer = SVG(prefix: "d" + String(fingerprint(picture, notes), radix: 36))
    writer.open(picture, notes)
    let page = Rect(0, 0, picture.size.width, picture.size.height)
    writer.text += "<rect width=\"100%\" height=\"100%\"\(Self.paint("fill", picture.background))/>\n"
    writer.write(picture.marks, within: page)
    writer.text += "</svg>\n"
    return Array(writer.text.utf8)
  }

  private init(prefix: String) { self.prefix = prefix }

  /// A number that differs from figure to figure: FNV-1a of its words.
  private static func fingerprint(_ picture: Picture, _ notes: [(keyword: String, text: String)]) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in ([picture.title] + notes.map(\.text)).joined(separator: "\n").utf8 {
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
    }
    return hash
  }

  private mutating func open(_ picture: Picture, _ notes: [(keyword: String, text: String)]) {
    let (width, height) = (Self.number(picture.size.width), Self.number(picture.size.height))
    let title = Text.plain(picture.title)
    let hasText = !picture.description.isEmpty
    text += "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(width)pt\" height=\"\(height)pt\" "
    text +=
      "viewBox=\"0 0 \(width) \(height)\" role=\"img\" aria-labelledby=\"\(prefix)-title\(hasText ? " \(prefix)-text" : "")\" "
    text += "font-family=\"'DejaVu Sans',Verdana,sans-serif\">\n"
    text += "<title id=\"\(prefix)-title\">\(Markup.escaped(title))</title>\n"
    if hasText { text += "<desc id=\"\(prefix)-text\">\(Markup.escaped(picture.description))</desc>\n" }
    guard !notes.isEmpty else { return }
    text += "<metadata>\n"
    for note in notes {
      text +=
        "<note xmlns=\"urn:descent\" keyword=\"\(Markup.escaped(note.keyword))\">\(Markup.escaped(note.text))</note>\n"
    }
    text += "</metadata>\n"
  }
}

// MARK: - Marks

extension SVG {
  private mutating func write(_ marks: [Mark], within window: Rect) {
    for mark in marks {
      switch mark {
      case .fill(let path, let color, let evenOdd): fill(path, color, evenOdd, window)
      case .stroke(let path, let stroke): self.stroke(path, stroke, window)
      case .text(let text): write(text)
      case .image(let raster, let box): write(raster, box)
      case .group(let title, let inner):
        text += "<g><title>\(Markup.escaped(Text.plain(title)))</title>\n"
        write(inner, within: window)
        text += "</g>\n"
      case .clip(let box, let inner): clip(box, inner, window)
      }
    }
  }

  private mutating func clip(_ box: Rect, _ marks: [Mark], _ window: Rect) {
    let (x, y) = (max(box.x, window.x), max(box.y, window.y))
    let inner = Rect(x, y, min(box.maxX, window.maxX) - x, min(box.maxY, window.maxY) - y)
    guard inner.width > 0, inner.height > 0 else { return }
    let shape =
      "<rect x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" width=\"\(Self.number(inner.width))\" height=\"\(Self.number(inner.height))\"/>"
    let name: String
    if let known = boxes[shape] {
      name = known
    } else {
      clips += 1
      name = "\(prefix)-\(clips)"
      boxes[shape] = name
      text += "<clipPath id=\"\(name)\">\(shape)</clipPath>\n"
    }
    text += "<g clip-path=\"url(#\(name))\">\n"
    write(marks, within: inner)
    text += "</g>\n"
  }

  private mutating func fill(_ path: Path, _ color: Color, _ evenOdd: Bool, _ window: Rect) {
    let bounds = window.inset(by: -1)
    var outline = ""
    for piece in path.pieces { Self.trace(bounds.clip(ring: piece.points), isClosed: true, to: &outline) }
    guard !outline.isEmpty else { return }
    let rule = evenOdd ? " fill-rule=\"evenodd\"" : ""
    text += "<path d=\"\(outline)\"\(Self.paint("fill", color))\(rule)/>\n"
  }

  private mutating func stroke(_ path: Path, _ stroke: Stroke, _ window: Rect) {
    guard stroke.width > 0, stroke.width.isFinite else { return }
    let bounds = window.inset(by: -(6 * stroke.width + 1))
    var outline = ""
    for piece in path.pieces {
      if piece.isClosed, piece.points.allSatisfy(bounds.contains) {
        Self.trace(piece.points, isClosed: true, to: &outline)
      } else {
        for run in bounds.clip(line: piece.points, isClosed: piece.isClosed) {
          Self.trace(run.points, isClosed: false, to: &outline)
        }
      }
    }
    guard !outline.isEmpty else { return }
    let cap =
      switch stroke.cap {
      case .butt: ""
      case .round: " stroke-linecap=\"round\" stroke-linejoin=\"round\""
      case .square: " stroke-linecap=\"square\""
      }
    let dash =
      stroke.dash.isEmpty ? "" : " stroke-dasharray=\"\(stroke.dash.map(Self.number).joined(separator: " "))\""
    text += "<path d=\"\(outline)\" fill=\"none\"\(Self.paint("stroke", stroke.color)) "
    text += "stroke-width=\"\(Self.number(stroke.width))\"\(cap)\(dash)/>\n"
  }

  /// Pixels, as a PNG inside the file.
  private mutating func write(_ raster: Raster, _ box: Rect) {
    guard box.isDrawable, raster.width > 0, raster.height > 0, let file = try? PNG.encode(raster) else { return }
    text += "<image x=\"\(Self.number(box.x))\" y=\"\(Self.number(box.y))\" width=\"\(Self.number(box.width))\" "
    text += "height=\"\(Self.number(box.height))\" preserveAspectRatio=\"none\" "
    text += "href=\"data:image/png;base64,\(Base64.text(of: file))\"/>\n"
  }

  /// A line of text, one span for each run of characters of one size.
  private mutating func write(_ line: Text) {
    guard line.position.isFinite, line.size.isFinite, line.size > 0, line.rotation.isFinite else { return }
    let runs = Run.runs(of: line)
    guard !runs.isEmpty else { return }
    text += "<text transform=\"translate(\(Self.number(line.position.x)) \(Self.number(line.position.y)))"
    if line.rotation != 0 { text += " rotate(\(Self.number(line.rotation * 180 / .pi)))" }
    text += "\"\(Self.paint("fill", line.color))"
    if line.weight == .bold { text += " font-weight=\"bold\"" }
    if line.isItalic { text += " font-style=\"oblique\"" }
    if let halo = line.halo {
      text += "\(Self.paint("stroke", halo.color)) stroke-width=\"\(Self.number(2 * halo.width))\" "
      text += "stroke-linejoin=\"round\" paint-order=\"stroke\""
    }
    text += " xml:space=\"preserve\">"
    for run in runs {
      text += "<tspan x=\"\(Self.number(line.startOffset + run.origin.x))\" y=\"\(Self.number(run.origin.y))\" "
      text += "font-size=\"\(Self.number(run.size))\" textLength=\"\(Self.number(run.width))\" "
      text += "lengthAdjust=\"spacingAndGlyphs\">\(Markup.escaped(run.string))</tspan>"
    }
    text += "</text>\n"
  }

  /// Characters of one size on one line.
  private struct Run {
    var string: String
    let origin: Point
    let size: Double
    var width: Double

    static func runs(of line: Text) -> [Run] {
      var runs: [Run] = []
      for item in line.placed {
        let advance = FontMetrics.advance(of: item.character, weight: line.weight) * item.size
        if let last = runs.last, last.size == item.size, last.origin.y == item.origin.y {
          runs[runs.count - 1].string.unicodeScalars.append(item.character)
          runs[runs.count - 1].width += advance
        } else {
          runs.append(Run(string: String(item.character), origin: item.origin, size: item.size, width: advance))
        }
      }
      return runs.filter { $0.width > 0 }
    }
  }
}

// MARK: - Words and numbers

extension SVG {
  private static func trace(_ points: [Point], isClosed: Bool, to outline: inout String) {
    guard let first = points.first else { return }
    outline += "M\(number(first.x)) \(number(first.y))"
    if points.count == 1 { outline += "h0" }
    for point in points.dropFirst() { outline += "L\(number(point.x)) \(number(point.y))" }
    if isClosed { outline += "Z" }
  }

  private static func paint(_ what: String, _ color: Color) -> String {
    let hexadecimal = String(color.hexadecimal, radix: 16)
    let padded = String(repeating: "0", count: 6 - hexadecimal.count) + hexadecimal
    let alpha = color.alpha < 1 ? " \(what)-opacity=\"\(number(max(0, color.alpha)))\"" : ""
    return " \(what)=\"#\(padded)\"\(alpha)"
  }

  /// A number to a hundredth: a sixteen-hundredth of an inch is less than any screen or press shows.
  private static func number(_ value: Double) -> String {
    guard value.isFinite, value.magnitude < 1e12 else { return "0" }
    let hundredths = Int((value * 100).rounded())
    let (whole, rest) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
    let sign = hundredths < 0 ? "-" : ""
    if rest == 0 { return "\(sign)\(whole)" }
    let digits = rest % 10 == 0 ? "\(rest / 10)" : rest < 10 ? "0\(rest)" : "\(rest)"
    return "\(sign)\(whole).\(digits)"
  }
}
