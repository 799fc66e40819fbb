import Foundation

/// The machine at hand.
enum Processors {
  /// How many threads run at once.
  static var count: Int { max(1, ProcessInfo.processInfo.activeProcessorCount) }

  /// How many threads to use: as many as were asked for, else all.
  static func count(asked text: String?) throws -> Int {
    guard let text else { return count }
    guard let count = Int(text), (1...1024).contains(count) else {
      throw Refusal.asked("--threads must be a whole number from 1 to 1024, not '\(text)'")
    }
    return count
  }
}
