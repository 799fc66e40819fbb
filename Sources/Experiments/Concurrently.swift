internal import Dispatch
internal import Synchronization

/// Does `count` pieces of work on up to `threads` threads and returns their results in order.
///
/// Which thread does which piece is left open; results never depend on it.
package func concurrently<Result: Sendable>(
  _ count: Int, threads: Int, _ work: @Sendable (Int) -> Result
) -> [Result] {
  guard threads > 1, count > 1 else { return (0..<count).map(work) }
  let slots = Slots<Result>(count: count)
  DispatchQueue.concurrentPerform(iterations: min(threads, count)) { worker in
    while let index = slots.take() { slots.put(work(index), at: index) }
  }
  return slots.results
}

/// The results of pieces of work, each in its place.
private final class Slots<Result: Sendable>: Sendable {
  private struct State {
    var next = 0
    var results: [Result?]
  }

  private let count: Int
  private let state: Mutex<State>

  init(count: Int) {
    self.count = count
    state = Mutex(State(results: Array(repeating: nil, count: count)))
  }

  /// The next piece of work nobody has taken.
  func take() -> Int? {
    state.withLock { state in
      guard state.next < count else { return nil }
      state.next += 1
      return state.next - 1
    }
  }

  func put(_ result: Result, at index: Int) { state.withLock { $0.results[index] = result } }

  var results: [Result] { state.withLock { $0.results.compactMap { $0 } } }
}
