/// The two weights text is set in.
public enum FontWeight: Sendable, Hashable, CaseIterable {
  /// DejaVu Sans.
  case regular
  /// DejaVu Sans Bold.
  case bold
}

/// What layout needs to know of DejaVu Sans: how far each character moves the pen.
///
/// The advances are a table of our own and not asked of the font, so layout is the same on every machine, and pure.
/// Kerning is not used.
public enum FontMetrics {
  /// Height of capitals and figures, in sizes.
  public static let capHeight = 0.729
  /// Height of an `x`, in sizes.
  public static let xHeight = 0.547
  /// How far a line of text reaches above its baseline, in sizes.
  public static let ascent = 0.76
  /// How far a line of text reaches below its baseline, in sizes.
  public static let descent = 0.236

  /// How far the character moves the pen, in sizes.
  ///
  /// Characters outside the table are set as wide as scripts of their kind mostly are: a whole size for Chinese,
  /// Japanese and Korean, nothing for marks that sit on the letter before, else .6.
  public static func advance(of character: Unicode.Scalar, weight: FontWeight = .regular) -> Double {
    let table = weight == .bold ? bold : regular
    let code = Int(character.value)
    let units = code < table.count ? table[code] : missing
    return units == missing ? estimate(character) : Double(units) / 2048
  }

  /// Whether the table holds the character, which then is drawn from DejaVu.
  public static func covers(_ character: Unicode.Scalar, weight: FontWeight = .regular) -> Bool {
    let table = weight == .bold ? bold : regular
    let code = Int(character.value)
    return code < table.count && table[code] != missing
  }

  /// Width of a plain string, in sizes: no markup is looked for.
  public static func width(of string: some StringProtocol, weight: FontWeight = .regular) -> Double {
    string.unicodeScalars.reduce(0) { $0 + advance(of: $1, weight: weight) }
  }

  private static func estimate(_ character: Unicode.Scalar) -> Double {
    let properties = character.properties
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: break
    }
    switch character.value {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F,
      0xFF00...0xFF60, 0x1F000...0x1FAFF, 0x20000...0x3FFFD:
      return 1
    default:
      return 0.6
    }
  }

  // MARK: - The table

  private static let missing = UInt16.max
  private static let regular = read(DejaVuAdvances.regular)
  private static let bold = read(DejaVuAdvances.bold)

  /// The table as an array over character codes; rows above the last frequent block are not worth the room.
  private static func read(_ rows: StaticString) -> [UInt16] {
    var table = [UInt16](repeating: missing, count: 0x2800)
    rows.withUTF8Buffer { text in
      let (header, cells, digits) = (4, 32, 3)
      let stride = header + cells * digits + 1
      for row in Swift.stride(from: 0, to: text.count, by: stride) {
        guard let start = number(text[row..<row + header]), start + cells <= table.count else { continue }
        for cell in 0..<cells {
          let place = row + header + cell * digits
          if let units = number(text[place..<place + digits]) { table[start + cell] = UInt16(units) }
        }
      }
    }
    return table
  }

  /// A hexadecimal number, or nothing where the table has dashes.
  private static func number(_ digits: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
    var value = 0
    for digit in digits {
      switch digit {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value * 16 + Int(digit - UInt8(ascii: "0"))
      case UInt8(ascii: "A")...UInt8(ascii: "F"): value = value * 16 + Int(digit - UInt8(ascii: "A")) + 10
      default: return nil
      }
    }
    return value
  }
}
