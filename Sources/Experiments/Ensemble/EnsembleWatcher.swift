internal import Calculus

/// What is kept of a block of runs: losses at the kept steps, points at the chosen ones, moments, steps of escape.
struct EnsemblePart: Sendable {
  /// How many runs the block has.
  let runs: Int
  /// The losses of all runs of the block at the first kept step, then at the second, and so on.
  var losses: [Double]
  /// The first coordinates of all runs at the first chosen step, then the second ones; then those at the next step.
  var points: [Double]
  /// The moments at each kept step.
  var moments: [Moments]
  /// The first step beyond the gate of each run, -1 for never.
  var escapes: [Int32]
}

extension Batch {
  /// Walks every run and sums up, so that memory does not grow with the steps.
  ///
  /// - Parameter hasMinimum: whether the surface has one; else a run that is lost below its start fell for ever.
  func parts(
    kept: [Int], chosen: [Int], gate: EscapeGate?, hasMinimum: Bool, threads: Int
  ) -> [EnsemblePart] {
    let blocks = self.blocks
    return concurrently(blocks.count, threads: threads) { index in
      var watcher = EnsembleWatcher(
        lanes: blocks[index], dimension: objective.dimension, kept: kept, chosen: chosen, gate: gate)
      if !hasMinimum { watcher.watchForFalls() }
      Walk(self, lanes: blocks[index]).run(watching: &watcher)
      return watcher.part
    }
  }

  /// The first step at which each run is beyond a gate, where it ends; nil for those that never are.
  func escapes(through gate: EscapeGate, threads: Int) -> [Int?] {
    let blocks = self.blocks
    return concurrently(blocks.count, threads: threads) { index in
      var watcher = EscapeWatcher(lanes: blocks[index], gate: gate)
      Walk(self, lanes: blocks[index]).run(watching: &watcher)
      return watcher.escapes.map { $0 < 0 ? nil : Int($0) }
    }.flatMap { $0 }
  }
}

/// Sums up runs while they are stepped.
private struct EnsembleWatcher: Watcher {
  static let watchesEveryStep = true
  private let first: Int
  private let count: Int
  private let dimension: Int
  private let kept: [Int]
  private let chosen: [Int]
  /// How many kept and chosen steps have been seen.
  private var (seen, taken) = (0, 0)
  private var exit: EscapeWatcher?
  private var losses: [Double]
  private var points: [Double]
  private var moments: [Moments] = []
  /// The first and the last finite loss of each run, where a run may fall for ever; else empty.
  private var (start, last): ([Double], [Double]) = ([], [])

  init(lanes: Range<Int>, dimension: Int, kept: [Int], chosen: [Int], gate: EscapeGate?) {
    (first, count) = (lanes.lowerBound, lanes.count)
    (self.dimension, self.kept, self.chosen) = (dimension, kept, chosen)
    exit = gate.map { EscapeWatcher(lanes: lanes, gate: $0) }
    // A run that is no longer finite has no point, and a loss beyond all others.
    losses = Array(repeating: .infinity, count: kept.count * lanes.count)
    points = Array(repeating: .nan, count: chosen.count * dimension * lanes.count)
    moments.reserveCapacity(kept.count)
  }

  /// Keeps what tells a run that fell for ever from one that was thrown up.
  mutating func watchForFalls() {
    start = Array(repeating: .nan, count: count)
    last = start
  }

  mutating func watch(_ view: WalkView) {
    exit?.watch(view)
    if !last.isEmpty {
      for place in 0..<view.count where view.values[0, place].isFinite {
        last[view.runs[place] - first] = view.values[0, place]
      }
      if view.step == 0 { start = last }
    }
    guard seen < kept.count, view.step == kept[seen] else { return }
    for place in 0..<view.count {
      let loss = view.values[0, place]
      losses[seen * count + view.runs[place] - first] = loss.isNaN ? .infinity : loss
    }
    moments.append(
      Moments(dimension: dimension, count: view.count) { view.points[$0, $1] })
    seen += 1
    guard taken < chosen.count, view.step == chosen[taken] else { return }
    for row in 0..<dimension {
      let base = (taken * dimension + row) * count - first
      for place in 0..<view.count { points[base + view.runs[place]] = view.points[row, place] }
    }
    taken += 1
  }

  mutating func ended(_ view: WalkView, place: Int) {
    let run = view.runs[place] - first
    guard !last.isEmpty, last[run] < start[run] else { return }
    // The step of the end may be a kept one, whose loss is no number any more.
    let isSeen = seen > 0 && kept[seen - 1] == view.step && !view.values[0, place].isFinite
    for index in (isSeen ? seen - 1 : seen)..<max(seen, kept.count) { losses[index * count + run] = -.infinity }
  }

  var part: EnsemblePart {
    EnsemblePart(
      runs: count, losses: losses, points: points,
      moments: moments + Array(repeating: Moments(dimension: dimension), count: kept.count - moments.count),
      escapes: exit?.escapes ?? [])
  }
}

/// Looks for the first step beyond a gate; alone, it ends a run there.
private struct EscapeWatcher: Watcher {
  static let watchesEveryStep = true
  private let first: Int
  private let gate: EscapeGate
  private(set) var escapes: [Int32]

  init(lanes: Range<Int>, gate: EscapeGate) {
    first = lanes.lowerBound
    self.gate = gate
    escapes = Array(repeating: -1, count: lanes.count)
  }

  mutating func watch(_ view: WalkView) {
    let threshold = Lanes(gate.threshold)
    for vector in 0..<(view.count + Lanes.count - 1) / Lanes.count {
      var progress: Lanes = 0
      for row in gate.direction.indices {
        progress += Lanes(gate.direction[row]) * (view.points.row(row)[vector] - Lanes(gate.saddle[row]))
      }
      // A point that is thrown to infinity has gone nowhere.
      let isBeyond = (progress * progress > threshold * threshold) & progress.isFinite
      guard isBeyond.any else { continue }
      for lane in 0..<min(Lanes.count, view.count - vector * Lanes.count) where isBeyond[lane] {
        let run = view.runs[vector * Lanes.count + lane] - first
        if escapes[run] < 0 { escapes[run] = Int32(clamping: view.step) }
      }
    }
  }

  func stops(_ view: WalkView, place: Int) -> Bool { escapes[view.runs[place] - first] >= 0 }
}
