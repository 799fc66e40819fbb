import Foundation
import Synchronization

/// A bar on the terminal for work that takes a while; nothing in a pipe.
final class Progress: Sendable {
  private let what: String
  private let total: Int
  private let isShown: Bool
  private let drawn = Mutex<Int>(-1)
  private let finished = Mutex<Int>(0)
  private static let width = 40

  /// A bar for so many pieces of work.
  init(_ what: String, of total: Int) {
    self.what = what
    self.total = max(1, total)
    isShown = isatty(2) == 1
  }

  /// Shows how many pieces are done.
  func show(_ done: Int) {
    guard isShown else { return }
    let filled = Self.width * min(done, total) / total
    drawn.withLock { last in
      guard filled > last else { return }
      last = filled
      let bar = String(repeating: "\u{2588}", count: filled) + String(repeating: "\u{2591}", count: Self.width - filled)
      StandardStreams.remark("\r\(what) \(bar)")
    }
  }

  /// Shows that one more piece is done; may be called from any thread.
  func advance() {
    show(
      finished.withLock { count in
        count += 1
        return count
      })
  }

  /// Wipes the bar away.
  func end() {
    guard isShown else { return }
    StandardStreams.remark("\r\u{1B}[2K")
  }
}
