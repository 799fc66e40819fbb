internal import CCairo
internal import Drawing
internal import Synchronization

/// The fonts of this process: DejaVu Sans from where distributions put it, and what fontconfig finds for the rest.
///
/// A face is opened when a character of it is first needed and stays open, because cairo's caches may keep using it.
/// fontconfig costs several milliseconds, so it is asked only when DejaVu is not in a known place or lacks a character.
final class Fonts: Sendable {
  /// A font file, open.
  struct Face: Equatable, @unchecked Sendable {
    let freetype: FT_Face
    let cairo: OpaquePointer
    let path: String

    static func == (one: Face, two: Face) -> Bool { one.cairo == two.cairo }

    /// The number of the character's outline, or nothing if the font lacks it.
    func glyph(for character: Unicode.Scalar) -> UInt32? {
      let index = FT_Get_Char_Index(freetype, FT_ULong(character.value))
      return index == 0 ? nil : index
    }
  }

  /// An outline in its place along the line.
  struct Glyph {
    let face: Face
    let index: UInt32
    let origin: Point
    let size: Double
  }

  fileprivate struct Store {
    var library: FT_Library?
    var faces: [String: Face?] = [:]
    var main: [FontWeight: Face?] = [:]
    var fallbacks: [Unicode.Scalar: Face?] = [:]
    var substitute: String?
  }

  static let shared = Fonts()
  private let store = Mutex(Store())
  /// No hinting, no rounding of advances, grey edges: the same shapes at every place and size.
  nonisolated(unsafe) let options: OpaquePointer?

  private init() {
    options = cairo_font_options_create()
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
  }

  /// The font that stands in for DejaVu Sans, if that was needed and is not installed.
  var substituteFont: String? { store.withLock { $0.substitute } }

  /// The outlines of a line of text in their places, and the characters no font has.
  func glyphs(for text: Text) -> (glyphs: [Glyph], missing: [Unicode.Scalar]) {
    let placed = text.placed
    return store.withLock { store in
      var glyphs: [Glyph] = []
      glyphs.reserveCapacity(placed.count)
      var missing: [Unicode.Scalar] = []
      let main = store.face(of: text.weight)
      for item in placed where !Self.isInvisible(item.character) {
        if let main, let index = main.glyph(for: item.character) {
          glyphs.append(Glyph(face: main, index: index, origin: item.origin, size: item.size))
        } else if let other = store.fallback(for: item.character), let index = other.glyph(for: item.character) {
          glyphs.append(Glyph(face: other, index: index, origin: item.origin, size: item.size))
        } else {
          missing.append(item.character)
        }
      }
      return (glyphs, missing)
    }
  }

  /// Whether the character has nothing to draw: spaces, controls, joiners.
  private static func isInvisible(_ character: Unicode.Scalar) -> Bool {
    if character.isASCII { return character.value <= 0x20 || character.value == 0x7F }
    switch character.properties.generalCategory {
    case .spaceSeparator, .control, .format, .lineSeparator, .paragraphSeparator: return true
    default: return false
    }
  }
}

// MARK: - Finding

extension Fonts {
  /// Where distributions keep DejaVu, most frequent first.
  fileprivate static let folders = [
    "/usr/share/fonts/truetype/dejavu",  // Debian, Ubuntu
    "/usr/share/fonts/dejavu-sans-fonts",  // Fedora
    "/usr/share/fonts/dejavu",  // Alpine, older Fedora
    "/usr/share/fonts/TTF",  // Arch
    "/usr/share/fonts/truetype",  // openSUSE
    "/usr/local/share/fonts/dejavu",  // FreeBSD
    "/opt/homebrew/share/fonts",
    "/Library/Fonts",
  ]
}

extension Fonts.Store {
  /// DejaVu Sans, or what fontconfig takes for it.
  mutating func face(of weight: FontWeight) -> Fonts.Face? {
    if let known = main[weight] { return known }
    let file = weight == .bold ? "DejaVuSans-Bold.ttf" : "DejaVuSans.ttf"
    var found: Fonts.Face?
    for folder in Fonts.folders {
      found = open("\(folder)/\(file)")
      if found != nil { break }
    }
    if found == nil {
      found = match(weight: weight, character: nil)
      if let path = found?.path, !path.hasSuffix("/" + file) { substitute = path }
    }
    main[weight] = .some(found)
    return found
  }

  /// A font that has the character, or nothing.
  mutating func fallback(for character: Unicode.Scalar) -> Fonts.Face? {
    if let known = fallbacks[character] { return known }
    let found = match(weight: .regular, character: character)
    let usable = found?.glyph(for: character) == nil ? nil : found
    fallbacks[character] = .some(usable)
    return usable
  }

  /// Asks fontconfig.
  private mutating func match(weight: FontWeight, character: Unicode.Scalar?) -> Fonts.Face? {
    guard let pattern = FcPatternCreate() else { return nil }
    defer { FcPatternDestroy(pattern) }
    FcPatternAddString(pattern, "family", "DejaVu Sans")
    FcPatternAddString(pattern, "family", "sans-serif")
    FcPatternAddInteger(pattern, "weight", weight == .bold ? FC_WEIGHT_BOLD : FC_WEIGHT_REGULAR)
    FcPatternAddBool(pattern, "outline", FcBool(FcTrue))
    if let character, let characters = FcCharSetCreate() {
      FcCharSetAddChar(characters, character.value)
      FcPatternAddCharSet(pattern, "charset", characters)
      FcCharSetDestroy(characters)
    }
    FcConfigSubstitute(nil, pattern, FcMatchPattern)
    FcDefaultSubstitute(pattern)
    var result = FcResultNoMatch
    guard let found = FcFontMatch(nil, pattern, &result) else { return nil }
    defer { FcPatternDestroy(found) }
    var file: UnsafeMutablePointer<FcChar8>?
    var index: Int32 = 0
    guard FcPatternGetString(found, "file", 0, &file) == FcResultMatch, let file else { return nil }
    FcPatternGetInteger(found, "index", 0, &index)
    return open(String(cString: file), index: index & 0xFFFF)
  }

  /// A font file, open: once in a process.
  private mutating func open(_ path: String, index: Int32 = 0) -> Fonts.Face? {
    let key = "\(path):\(index)"
    if let known = faces[key] { return known }
    if library == nil { FT_Init_FreeType(&library) }
    var face: FT_Face?
    guard let library, FT_New_Face(library, path, FT_Long(index), &face) == 0, let face else {
      faces[key] = .some(nil)
      return nil
    }
    let noHinting: Int32 = 1 << 1
    guard let cairo = cairo_ft_font_face_create_for_ft_face(face, noHinting) else { return nil }
    let opened = Fonts.Face(freetype: face, cairo: cairo, path: path)
    faces[key] = opened
    return opened
  }
}
