import Foundation

/// JSON as all commands print it: keys in a fixed order, and null for what is not finite.
enum JSONText {
  /// The text of a value, on one line.
  static func of(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  /// A number, or nothing if it is not finite.
  static func finite(_ number: Double) -> Double? { number.isFinite ? number : nil }
}
