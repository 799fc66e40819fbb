internal import Calculus
internal import Optimizers
internal import Schedules

/// Looks on while a block of runs is stepped.
protocol Watcher {
  /// Whether the exact value and gradient are wanted after every step. If not, only `ended` is called.
  static var watchesEveryStep: Bool { get }

  /// Called before the first step with step 0, and after every step.
  mutating func watch(_ view: WalkView)

  /// Whether a run may stop although it could go on; asked after `watch`.
  func stops(_ view: WalkView, place: Int) -> Bool

  /// Called once for each run, when it ends.
  mutating func ended(_ view: WalkView, place: Int)
}

extension Watcher {
  mutating func watch(_ view: WalkView) {}

  func stops(_ view: WalkView, place: Int) -> Bool { false }

  mutating func ended(_ view: WalkView, place: Int) {}
}

/// What a watcher sees: the runs that go on stand in the first places of every row.
struct WalkView {
  /// Steps taken so far.
  let step: Int
  /// The number of the run in each place.
  let runs: [Int]
  /// How many places hold runs that go on.
  let count: Int
  /// The points.
  let points: Block
  /// The exact values; of no meaning unless the watcher wants them.
  let values: Block
  /// The exact gradients; of no meaning unless the watcher wants them.
  let gradients: Block
  /// The rates of the step that led here.
  let rates: Block
  /// Counts what has been asked.
  let oracle: Oracle
}

/// A block of runs on their way.
///
/// Runs that end are replaced by the last one that goes on, so that those that go on stand together and nothing is
/// stepped for the others.
struct Walk {
  private let batch: Batch
  private let evaluator: any Evaluator
  private let oracle: Oracle
  private let memory: any Memory
  private let points: Block
  private let values: Block
  private let gradients: Block
  private let baseRates: Block
  private let rates: Block
  private var runs: [Int]
  private var count: Int

  init(_ batch: Batch, lanes: Range<Int>) {
    let dimension = batch.objective.dimension
    let width = max(1, (lanes.count + Lanes.count - 1) / Lanes.count)
    self.batch = batch
    runs = Array(lanes)
    count = lanes.count
    evaluator = batch.objective.evaluator(width: width)
    memory = batch.optimizer.makeMemory(dimension: dimension, width: width)
    points = Block(rows: dimension, width: width)
    values = Block(rows: 1, width: width)
    gradients = Block(rows: dimension, width: width)
    baseRates = Block(rows: 1, width: width)
    rates = Block(rows: 1, width: width)
    let streams = batch.lanes[lanes].map { RandomNumbers(seed: $0.seed, stream: $0.stream) }
    let tilt = batch.noise > 0 ? Tilt(scale: batch.noise, streams: streams, dimension: dimension, width: width) : nil
    oracle = Oracle(objective: batch.objective, width: width, tilt: tilt)
    // Places beyond the last run repeat it, so that they hold numbers like the others.
    for place in 0..<width * Lanes.count {
      let lane = batch.lanes[min(lanes.lowerBound + place, lanes.upperBound - 1)]
      for (row, coordinate) in lane.start.enumerated() { points[row, place] = coordinate }
      baseRates[0, place] = lane.rate
    }
  }

  /// Takes every step of every run.
  mutating func run<W: Watcher>(watching watcher: inout W) {
    var factor = Double.nan
    look(after: 0, &watcher)
    guard batch.steps > 0 else { return finish(after: 0, &watcher) }
    for step in 1...batch.steps where count > 0 {
      let next = batch.schedule.factor(step: step, of: batch.steps)
      if next != factor { setRates(next) }
      factor = next
      oracle.begin(step: step, lanes: count, knowing: W.watchesEveryStep ? gradients : nil)
      batch.optimizer.step(points: points, rates: rates, memory: memory, oracle: oracle)
      project()
      look(after: step, &watcher)
    }
    finish(after: batch.steps, &watcher)
  }

  private var vectors: Int { (count + Lanes.count - 1) / Lanes.count }

  private func view(after step: Int) -> WalkView {
    WalkView(
      step: step, runs: runs, count: count, points: points, values: values, gradients: gradients, rates: rates,
      oracle: oracle)
  }

  /// Shows the runs to the watcher, then takes out those that have ended.
  private mutating func look<W: Watcher>(after step: Int, _ watcher: inout W) {
    guard W.watchesEveryStep else {
      if !allFinite(points) { retire((0..<count).filter { !isFinite(points, $0) }, after: step, &watcher) }
      return
    }
    evaluator.valueAndGradient(at: points, vectors: vectors, step: step, value: values, gradient: gradients)
    let view = view(after: step)
    watcher.watch(view)
    var ended: [Int] = []
    for place in 0..<count
    where !isFinite(values, place) || !isFinite(points, place) || watcher.stops(view, place: place) {
      ended.append(place)
    }
    if !ended.isEmpty { retire(ended, after: step, &watcher) }
  }

  private mutating func finish<W: Watcher>(after step: Int, _ watcher: inout W) {
    let view = view(after: step)
    for place in 0..<count { watcher.ended(view, place: place) }
  }

  private mutating func retire<W: Watcher>(_ ended: [Int], after step: Int, _ watcher: inout W) {
    let view = view(after: step)
    for place in ended { watcher.ended(view, place: place) }
    for place in ended.reversed() {
      count -= 1
      if place == count { continue }
      runs[place] = runs[count]
      for block in [points, values, gradients, baseRates, rates] { block.move(lane: count, to: place) }
      memory.move(lane: count, to: place)
      oracle.move(lane: count, to: place)
    }
  }

  private func setRates(_ factor: Double) {
    for vector in 0..<vectors { rates.row(0)[vector] = baseRates.row(0)[vector] * Lanes(factor) }
  }

  private func project() {
    guard let domain = batch.domain else { return }
    for (row, range) in domain.enumerated() {
      for vector in 0..<vectors {
        let inner = Lanes.maximum(points.row(row)[vector], Lanes(range.lowerBound))
        points.row(row)[vector] = Lanes.minimum(inner, Lanes(range.upperBound))
      }
    }
  }

  private func isFinite(_ block: Block, _ place: Int) -> Bool {
    for row in 0..<block.rows where !block[row, place].isFinite { return false }
    return true
  }

  /// Whether no coordinate of any run is infinite or NaN: 0 times each is 0.
  private func allFinite(_ block: Block) -> Bool {
    var sum: Lanes = 0
    for row in 0..<block.rows {
      let numbers = block.row(row)
      for vector in 0..<vectors { sum += 0 * numbers[vector] }
    }
    return !(!sum.equals(0)).any
  }
}
