import CCairo
import Rendering
import Testing

/// Reads back the PNG files this house writes: no filters, eight bits of red, green and blue.
struct PNGFile {
  var chunks: [(type: String, content: [UInt8])] = []
  var width = 0
  var height = 0
  private var rows: [UInt8] = []

  init(_ bytes: [UInt8]) throws {
    try #require(Array(bytes.prefix(8)) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    var place = 8
    while place < bytes.count {
      let length = Self.number(bytes, place)
      let type = String(decoding: bytes[place + 4..<place + 8], as: UTF8.self)
      let body = Array(bytes[place + 4..<place + 8 + length])
      try #require(crc32_z(0, body, body.count) == uLong(Self.number(bytes, place + 8 + length)))
      chunks.append((type, Array(body.dropFirst(4))))
      place += 12 + length
    }
    let header = try #require(chunk("IHDR"))
    (width, height) = (Self.number(header, 0), Self.number(header, 4))
    let packed = chunks.filter { $0.type == "IDAT" }.flatMap(\.content)
    rows = [UInt8](repeating: 0, count: (1 + 3 * width) * height)
    var length = uLong(rows.count)
    try #require(uncompress(&rows, &length, packed, uLong(packed.count)) == Z_OK)
    try #require(Int(length) == rows.count)
    for row in 0..<height { try #require(rows[row * (1 + 3 * width)] == 0) }
  }

  subscript(x: Int, y: Int) -> UInt32 {
    let place = y * (1 + 3 * width) + 1 + 3 * x
    return UInt32(rows[place]) << 16 | UInt32(rows[place + 1]) << 8 | UInt32(rows[place + 2])
  }

  func chunk(_ type: String) -> [UInt8]? { chunks.first { $0.type == type }?.content }

  /// The text under a keyword, plain, UTF-8 or compressed.
  func text(_ keyword: String) -> String? {
    for chunk in chunks where chunk.content.starts(with: Array(keyword.utf8) + [0]) {
      let rest = Array(chunk.content.dropFirst(keyword.utf8.count + 1))
      if chunk.type == "tEXt" { return String(decoding: rest, as: UTF8.self) }
      guard chunk.type == "iTXt" else { continue }
      let content = Array(rest.dropFirst(4))
      guard rest[0] == 1 else { return String(decoding: content, as: UTF8.self) }
      var buffer = [UInt8](repeating: 0, count: 1 << 20)
      var length = uLong(buffer.count)
      guard uncompress(&buffer, &length, content, uLong(content.count)) == Z_OK else { return nil }
      return String(decoding: buffer[..<Int(length)], as: UTF8.self)
    }
    return nil
  }

  private static func number(_ bytes: [UInt8], _ place: Int) -> Int {
    (0..<4).reduce(0) { $0 << 8 | Int(bytes[place + $1]) }
  }
}

struct NotesTests {
  @Test func notesComeBackWhateverTheyHold() throws {
    let long = String(repeating: "formula: (a − x)^2\n", count: 200)
    let notes = [("Software", "Descent"), ("Description", "θ → 损"), ("Recipe", long), ("Empty", "")]
    let file = try PNGFile(Rendered.of(notes))
    #expect(file.text("Title") == "test")
    for (keyword, text) in notes { #expect(file.text(keyword) == text) }
  }

  @Test(arguments: ["", "Schlüssel", "a\0b", String(repeating: "k", count: 80)])
  func keywordsTheFormatForbidsAreRefused(_ keyword: String) {
    #expect(throws: (any Error).self) { try Rendered.of([(keyword, "text")]) }
  }
}

extension Rendered {
  /// The file of an empty page with notes.
  fileprivate static func of(_ notes: [(String, String)]) throws -> [UInt8] {
    let options = RenderOptions(dpi: 72, notes: notes.map { (keyword: $0.0, text: $0.1) })
    return try render(page([]), options: options).bytes
  }
}
