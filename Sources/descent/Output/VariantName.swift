/// The name of a figure's file: the surface's, with what differs from the usual figure.
///
/// So that a variant does not overwrite another figure.
struct VariantName {
  private var parts: [String]

  /// The name of the usual figure.
  init(_ surface: String) { parts = [surface] }

  /// Adds what differs, if anything does.
  mutating func add(_ text: String?) {
    if let text, !text.isEmpty { parts.append(text) }
  }

  /// Adds a text of which letters and digits do not say enough, with a number that stands for all of it.
  mutating func add(text: String?) {
    if let text { parts.append("\(text)-\(Self.number(of: text))") }
  }

  /// Adds what a surface is made of, other than its name.
  mutating func add(makingOf options: SurfaceOptions) {
    add(options.standardize ? "standardized" : nil)
    add(text: options.formula)
    add(options.variables.map { "in-\($0)" })
    add(options.parameters)
  }

  /// Adds where runs start and what is shown of a surface.
  mutating func add(viewOf options: SurfaceOptions) {
    for start in options.start { add("from-\(start)") }
    add(options.window.map { "window-\($0)" })
  }

  /// Adds how the figure looks.
  mutating func add(lookOf options: FigureOptions) {
    add(options.size)
    add(options.theme == "light" ? nil : options.theme)
    add(text: options.title)
  }

  /// Letters, digits, dots and hyphens; a long name ends in a number that stands for the rest.
  var text: String {
    let name = parts.joined(separator: "-").lowercased()
    let simple = name.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == ".") ? $0 : "-" }
    let words = String(simple).split(separator: "-").joined(separator: "-")
    guard words.count > 100 else { return words }
    return "\(words.prefix(80))-\(Self.number(of: name))"
  }

  /// Six letters and digits by which texts that look alike as names stay apart (FNV-1a).
  private static func number(of text: String) -> String {
    let hash = text.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    return String(String(hash, radix: 36).suffix(6))
  }
}
