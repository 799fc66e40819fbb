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

  /// Letters, digits, dots and hyphens; a long name ends in a number that stands for the rest.
  var text: String {
    let name = parts.joined(separator: "-").lowercased()
    let simple = name.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == ".") ? $0 : "-" }
    let words = String(simple).split(separator: "-").joined(separator: "-")
    guard words.count > 100 else { return words }
    // FNV-1a, so that two long names that begin alike stay apart.
    let number = name.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    return "\(words.prefix(80))-\(String(number, radix: 36))"
  }
}
