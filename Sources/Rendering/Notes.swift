internal import CCairo

/// The words kept in a figure's file, in the order in which they stand.
///
/// - Parameter bytes: a PNG, an SVG or a PDF as `render` writes them, or a page as `renderPage` does.
/// - Returns: keywords and texts; nothing for a file of another kind, or one without notes.
public func notes(in bytes: [UInt8]) -> [(keyword: String, text: String)] {
  if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) { return PNGNotes.read(bytes) }
  if bytes.starts(with: "%PDF".utf8) { return PDFNotes.read(bytes) }
  return MarkupNotes.read(bytes[...])
}

/// Text chunks of a PNG.
private enum PNGNotes {
  /// All notes together are shorter: a file that says otherwise is not one of ours.
  private static let mostBytes = 64 << 20

  static func read(_ bytes: [UInt8]) -> [(keyword: String, text: String)] {
    var result: [(String, String)] = []
    var place = 8
    var room = mostBytes
    while place + 12 <= bytes.count {
      let length = bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
      guard length <= bytes.count - place - 12 else { break }
      let content = Array(bytes[place + 8..<place + 8 + length])
      switch String(decoding: bytes[place + 4..<place + 8], as: UTF8.self) {
      case "tEXt":
        if let end = content.firstIndex(of: 0) { result.append((text(content[..<end]), text(content[(end + 1)...]))) }
      case "iTXt": if let note = international(content, room: &room) { result.append(note) }
      default: break
      }
      place += length + 12
    }
    return result
  }

  /// Keyword, whether and how it is compressed, language, keyword in that language, text.
  private static func international(_ content: [UInt8], room: inout Int) -> (String, String)? {
    guard let end = content.firstIndex(of: 0), end + 3 < content.count,
      let language = content[(end + 3)...].firstIndex(of: 0),
      let keyword = content[(language + 1)...].firstIndex(of: 0)
    else { return nil }
    let rest = Array(content[(keyword + 1)...])
    guard content[end + 1] == 1 else { return (text(content[..<end]), text(rest[...])) }
    return inflated(rest, room: &room).map { (text(content[..<end]), text($0[...])) }
  }

  /// A compressed text, if there is room for it.
  ///
  /// - Parameter room: how many bytes may still be made, here and for further texts.
  private static func inflated(_ bytes: [UInt8], room: inout Int) -> [UInt8]? {
    var capacity = max(1024, 8 * bytes.count)
    while capacity <= room {
      room -= capacity
      var length = uLongf(capacity)
      var result = [UInt8](repeating: 0, count: capacity)
      switch uncompress(&result, &length, bytes, uLong(bytes.count)) {
      case Z_OK: return Array(result.prefix(Int(length)))
      case Z_BUF_ERROR: capacity *= 4
      default: return nil
      }
    }
    return nil
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }
}

/// Notes of an SVG, which stand in its metadata, and those of a page, which stand in its head.
///
/// The bytes are read once from front to back, whatever stands in them.
private enum MarkupNotes {
  static func read(_ bytes: ArraySlice<UInt8>) -> [(keyword: String, text: String)] {
    let notes = elements("<note ", in: bytes).compactMap { tag, rest -> (String, String)? in
      guard let keyword = attribute("keyword", of: tag), let end = rest.firstIndex(of: UInt8(ascii: "<")),
        rest[end...].starts(with: "</note>".utf8)
      else { return nil }
      return (keyword, plain(rest[..<end]))
    }
    guard notes.isEmpty else { return notes }
    return elements("<meta ", in: bytes).compactMap { tag, _ in
      // Names are written small there.
      guard let name = attribute("name", of: tag), let content = attribute("content", of: tag) else { return nil }
      return (name.prefix(1).uppercased() + name.dropFirst(), content)
    }
  }

  /// The tags that begin so, each with what follows it up to the next one.
  private static func elements(
    _ start: String, in bytes: ArraySlice<UInt8>
  ) -> [(tag: ArraySlice<UInt8>, rest: ArraySlice<UInt8>)] {
    let places = bytes.indices.filter { bytes[$0] == UInt8(ascii: "<") && bytes[$0...].starts(with: start.utf8) }
    return zip(places, places.dropFirst() + [bytes.endIndex]).compactMap { place, next in
      guard let end = bytes[place..<next].firstIndex(of: UInt8(ascii: ">")) else { return nil }
      return (bytes[place..<end], bytes[(end + 1)..<next])
    }
  }

  private static func attribute(_ name: String, of tag: ArraySlice<UInt8>) -> String? {
    let start = Array(" \(name)=\"".utf8)
    guard let place = tag.indices.first(where: { tag[$0...].starts(with: start) }) else { return nil }
    let value = tag[(place + start.count)...]
    return value.firstIndex(of: UInt8(ascii: "\"")).map { plain(value[..<$0]) }
  }

  private static let entities: [(name: [UInt8], byte: UInt8)] = [
    ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&"),
  ].map { (name: Array($0.0.utf8), byte: UInt8(ascii: $0.1)) }

  private static func plain(_ text: ArraySlice<UInt8>) -> String {
    var result: [UInt8] = []
    var rest = text
    while let byte = rest.first {
      let entity = byte == UInt8(ascii: "&") ? entities.first { rest.starts(with: $0.name) } : nil
      result.append(entity?.byte ?? byte)
      rest = rest.dropFirst(entity?.name.count ?? 1)
    }
    return String(decoding: result, as: UTF8.self)
  }
}

/// The keywords of a PDF, in which it keeps the recipe.
private enum PDFNotes {
  static func read(_ bytes: [UInt8]) -> [(keyword: String, text: String)] {
    let key = Array("/Keywords ".utf8)
    guard let start = bytes.firstRange(of: key)?.upperBound, start < bytes.count else { return [] }
    switch bytes[start] {
    case UInt8(ascii: "<"): return hexadecimal(bytes[(start + 1)...]).map { [("Recipe", $0)] } ?? []
    case UInt8(ascii: "("): return [("Recipe", literal(bytes[(start + 1)...]))]
    default: return []
    }
  }

  /// UTF-16 after a mark of its byte order, two digits a byte.
  private static func hexadecimal(_ bytes: ArraySlice<UInt8>) -> String? {
    let digits = bytes.prefix { $0 != UInt8(ascii: ">") }.compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
    let units = stride(from: 4, to: digits.count - 3, by: 4).map { first in
      UInt16(digits[first..<first + 4].reduce(0) { $0 << 4 | $1 })
    }
    guard digits.starts(with: [0xF, 0xE, 0xF, 0xF]) else { return nil }
    return String(decoding: units, as: UTF16.self)
  }

  private static func literal(_ bytes: ArraySlice<UInt8>) -> String {
    var result: [UInt8] = []
    var isEscaped = false
    for byte in bytes {
      if isEscaped {
        result.append(byte == UInt8(ascii: "n") ? 10 : byte == UInt8(ascii: "t") ? 9 : byte)
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte == UInt8(ascii: ")") {
        break
      } else {
        result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
