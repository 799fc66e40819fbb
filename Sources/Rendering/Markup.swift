/// Text inside SVG and HTML.
enum Markup {
  /// Without what is read as markup, in text and in attributes, and without the characters that XML forbids.
  static func escaped(_ text: String) -> String {
    var result = ""
    for character in text.unicodeScalars {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n", "\t": result.unicodeScalars.append(character)
      case _
      where character.value < 0x20 || (0x7F...0x9F).contains(character.value) || character.value & 0xFFFE == 0xFFFE:
        continue
      default: result.unicodeScalars.append(character)
      }
    }
    return result
  }
}
