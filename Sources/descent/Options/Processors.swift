import Foundation

/// The machine at hand.
enum Processors {
  /// How many threads run at once.
  static var count: Int { max(1, ProcessInfo.processInfo.activeProcessorCount) }
}
