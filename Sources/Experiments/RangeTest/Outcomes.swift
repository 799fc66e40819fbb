internal import Calculus
internal import Optimizers

extension Batch {
  /// What a run came to, without its way.
  struct End: Sendable {
    /// The median of its last exact losses; infinite, of its sign, for a run that was lost.
    var loss = Double.infinity
    /// Whether it is outside the window throughout the last tenth of its steps, or at the end and below the goal.
    var hasLeft = false
    /// The step from which the loss stays at the goal, if there is one.
    var arrival: Int?
  }

  /// Walks every run and keeps what it came to.
  ///
  /// - Parameters:
  ///   - goal: The loss to come to, and the distance from it that counts as arrived.
  ///   - tail: Over how many last steps the median is taken.
  ///   - window: Where a run that is good for something ends.
  func outcomes(
    goal: (loss: Double, within: Double)?, tail: Int, window: [ClosedRange<Double>], threads: Int
  ) -> [End] {
    // Small blocks, so that threads share the work; a run's bits do not depend on its neighbours.
    var batch = self
    let vectors = (lanes.count + Lanes.count - 1) / Lanes.count
    batch.blockWidth = max(1, min(blockWidth, (vectors + threads - 1) / max(1, threads)))
    let (divided, blocks) = (batch, batch.blocks)
    return concurrently(blocks.count, threads: threads) { index in
      var watcher = OutcomeWatcher(
        lanes: blocks[index], goal: goal, tailFrom: divided.steps - tail + 1, window: window,
        lateFrom: divided.steps - max(1, divided.steps / 10) + 1)
      Walk(divided, lanes: blocks[index]).run(watching: &watcher)
      return watcher.ends
    }.flatMap { $0 }
  }
}

/// Keeps the last losses of each run, and since when it has been at the goal.
private struct OutcomeWatcher: Watcher {
  static let watchesEveryStep = true
  private let first: Int
  private let goal: (loss: Double, within: Double)?
  private let tailFrom: Int
  private let window: [ClosedRange<Double>]
  private let lateFrom: Int
  private var tails: [[Double]]
  private var arrivals: [Arrival]?
  private(set) var ends: [Batch.End]

  init(
    lanes: Range<Int>, goal: (loss: Double, within: Double)?, tailFrom: Int, window: [ClosedRange<Double>],
    lateFrom: Int
  ) {
    first = lanes.lowerBound
    self.goal = goal
    self.tailFrom = tailFrom
    self.window = window
    self.lateFrom = lateFrom
    tails = Array(repeating: [], count: lanes.count)
    arrivals = goal.map { Array(repeating: Arrival(at: $0.loss, within: $0.within), count: lanes.count) }
    ends = Array(repeating: Batch.End(), count: lanes.count)
  }

  mutating func watch(_ view: WalkView) {
    for place in 0..<view.count {
      let run = view.runs[place] - first
      let loss = view.values[0, place]
      arrivals?[run].look(loss, at: view.step)
      if view.step >= tailFrom { tails[run].append(loss) }
      if view.step == lateFrom { ends[run].hasLeft = true }
      if view.step >= lateFrom, ends[run].hasLeft,
        window.indices.allSatisfy({ window[$0].contains(view.points[$0, place]) })
      {
        ends[run].hasLeft = false
      }
    }
  }

  mutating func ended(_ view: WalkView, place: Int) {
    let run = view.runs[place] - first
    guard view.values[0, place].isFinite, view.point(place).allSatisfy(\.isFinite) else {
      // Downhill without end is lost too, the other way.
      if view.values[0, place] == -.infinity { ends[run].loss = -.infinity }
      return
    }
    ends[run].arrival = arrivals?[run].step
    ends[run].loss = median(tails[run])
    if let goal, view.values[0, place] < goal.loss - goal.within, !window.contains(view.point(place)) {
      ends[run].hasLeft = true
    }
  }
}
