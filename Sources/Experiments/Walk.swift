internal import Calculus
internal import Optimizers
internal import Schedules

/// Looks on while a block of runs is stepped.
protocol Watcher {
  /// Whether the exact value and gradient are wanted after every step. If not, only `ended` is called.
  static var watchesEveryStep: Bool { get }

  /// Whether the points are wanted after every step, without values and gradients.
  ///
  /// Then it is the watcher who takes out runs, those that are no longer finite among them: it says so in `leaving`.
  static var watchesPoints: Bool { get }

  /// Called before the first step with step 0, and after every step.
  mutating func watch(_ view: WalkView)

  /// The places of runs that end, lowest first, where the watcher wants points alone; asked after `watch`.
  mutating func leaving(_ view: WalkView) -> [Int]

  /// Whether the rest of the runs are given up, because few are left; asked after those that leave are taken out.
  mutating func abandons(_ view: WalkView) -> Bool

  /// Called when a run that goes on is moved to another place.
  mutating func moved(from source: Int, to target: Int)

  /// Whether a run may stop although it could go on; asked after `watch`.
  func stops(_ view: WalkView, place: Int) -> Bool

  /// Called once for each run, when it ends.
  mutating func ended(_ view: WalkView, place: Int)
}

extension Watcher {
  static var watchesPoints: Bool { false }

  mutating func leaving(_ view: WalkView) -> [Int] { [] }

  mutating func abandons(_ view: WalkView) -> Bool { false }

  mutating func moved(from source: Int, to target: Int) {}

  mutating func watch(_ view: WalkView) {}

  func stops(_ view: WalkView, place: Int) -> Bool { false }

  mutating func ended(_ view: WalkView, place: Int) {}
}

/// What a watcher sees: the runs that go on stand in the first places of every row.
///
/// It is one object for the whole walk, so that a step costs no copies.
final class WalkView {
  /// Steps taken so far.
  fileprivate(set) var step = 0
  /// The number of the run in each place.
  fileprivate(set) var runs: [Int]
  /// How many places hold runs that go on.
  fileprivate(set) var count: Int
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
  /// The further points of the run in a place, after a step; nil if the optimizer has none.
  fileprivate(set) var companions: ((Int) -> [[Double]])?
  /// What the run in a place remembers, by name.
  fileprivate(set) var remembered: (Int) -> [Remembered] = { _ in [] }
  /// The optimizer with the knobs of the last step.
  fileprivate(set) var optimizer: any Optimizer

  fileprivate init(runs: [Int], dimension: Int, width: Int, optimizer: any Optimizer, oracle: Oracle) {
    self.runs = runs
    self.optimizer = optimizer
    count = runs.count
    points = Block(rows: dimension, width: width)
    values = Block(rows: 1, width: width)
    gradients = Block(rows: dimension, width: width)
    rates = Block(rows: 1, width: width)
    self.oracle = oracle
  }
}

/// A block of runs on their way.
///
/// Runs that end are replaced by the last one that goes on, so that those that go on stand together and nothing is
/// stepped for the others.
struct Walk {
  private let batch: Batch
  private let evaluator: any Evaluator
  private let memory: any Memory
  private let baseRates: Block
  /// The numbers of the knob in which runs differ, if there is one.
  private let settings: Block?
  /// Sets the rates where they follow from the losses.
  private let reactor: (any Reactor)?
  private let view: WalkView

  /// Prepares runs on the plane that differ from the batch's only lane in nothing but their starts.
  init(_ batch: Batch, starts: [SIMD2<Double>]) {
    let only = batch.lanes[0]
    self.init(
      batch, lanes: 0..<starts.count, streams: Array(repeating: only.numbers, count: starts.count)
    ) { place, points in
      (points[0, place], points[1, place]) = (
        starts[min(place, starts.count - 1)].x, starts[min(place, starts.count - 1)].y
      )
      return only.rate
    }
  }

  /// Prepares the runs of some lanes; a witness looks on at the first of them.
  init(_ batch: Batch, lanes: Range<Int>, witness: Witness? = nil) {
    self.init(batch, lanes: lanes, streams: batch.lanes[lanes].map(\.numbers), witness: witness) { place, points in
      // Places beyond the last run repeat it, so that they hold numbers like the others.
      let lane = batch.lanes[min(lanes.lowerBound + place, lanes.upperBound - 1)]
      for (row, coordinate) in lane.start.enumerated() { points[row, place] = coordinate }
      return lane.rate
    }
  }

  /// - Parameter put: writes the start of the run in a place, and says its base rate.
  private init(
    _ batch: Batch, lanes: Range<Int>, streams: [RandomNumbers], witness: Witness? = nil,
    put: (_ place: Int, _ points: Block) -> Double
  ) {
    let dimension = batch.objective.dimension
    let width = max(1, (lanes.count + Lanes.count - 1) / Lanes.count)
    self.batch = batch
    evaluator = batch.objective.evaluator(width: width)
    settings = batch.varied.map { varied in
      let block = Block(rows: 1, width: width)
      for place in 0..<width * Lanes.count {
        block[0, place] = varied.numbers[min(lanes.lowerBound + place, lanes.upperBound - 1)]
      }
      return block
    }
    memory = Self.optimizer(of: batch, settings).makeMemory(dimension: dimension, width: width)
    baseRates = Block(rows: 1, width: width)
    let tilt = batch.noise > 0 ? Tilt(scale: batch.noise, streams: streams, dimension: dimension, width: width) : nil
    let oracle = Oracle(
      objective: batch.objective, width: width, tilt: tilt, batch: batch.sample, streams: streams)
    oracle.witness = witness
    view = WalkView(
      runs: Array(lanes), dimension: dimension, width: width, optimizer: batch.optimizer, oracle: oracle)
    view.remembered = { [memory] in memory.remembered(lane: $0) }
    for place in 0..<width * Lanes.count { baseRates[0, place] = put(place, view.points) }
    if type(of: batch.optimizer).companion != nil {
      view.companions = { [memory, points = view.points, optimizer = batch.optimizer] place in
        optimizer.companions(lane: place, points: points, memory: memory)
      }
    }
    let rates = (0..<width * Lanes.count).map { [baseRates] in baseRates[0, $0] }
    reactor = (batch.plan.rate as? any LossSchedule)?.makeReactor(baseRates: rates)
  }

  /// Takes every step of every run.
  func run<W: Watcher>(watching watcher: inout W) {
    var course: Course?
    look(&watcher)
    var optimizer = Self.optimizer(of: batch, settings)
    var driven = batch.plan.settings(of: optimizer)
    guard batch.steps > 0 else { return finish(&watcher) }
    for step in 1...batch.steps where view.count > 0 {
      if W.watchesPoints, watcher.abandons(view) { return }
      if let reactor, step > 1 {
        reactor.react(to: view.values, rates: view.rates, lanes: view.count)
      } else {
        let next = batch.plan.rate.course(step: step, of: batch.steps)
        if next != course { setRates(next) }
        course = next
      }
      for knob in driven { optimizer.drive(knob.name, to: knob.numbers(step, batch.steps)) }
      if let witness = view.oracle.witness {
        view.optimizer = optimizer
        witness.open()
      }
      view.oracle.begin(step: step, lanes: view.count, knowing: knowsGradients(W.self) ? view.gradients : nil)
      optimizer.step(points: view.points, rates: view.rates, memory: memory, oracle: view.oracle)
      project()
      view.step = step
      let count = view.count
      look(&watcher)
      if settings != nil, view.count < count {
        optimizer = Self.optimizer(of: batch, settings)
        driven = batch.plan.settings(of: optimizer)
      }
    }
    finish(&watcher)
  }

  /// The optimizer with the knobs of the runs where they stand.
  private static func optimizer(of batch: Batch, _ settings: Block?) -> any Optimizer {
    guard let varied = batch.varied, let settings else { return batch.optimizer }
    var optimizer = batch.optimizer
    optimizer.drive(varied.knob, to: settings.row(0)[0])
    return optimizer
  }

  /// Whether values and gradients are computed at every point, for the watcher or for the rates.
  private func knowsGradients<W: Watcher>(_ watcher: W.Type) -> Bool { W.watchesEveryStep || reactor != nil }

  private var vectors: Int { (view.count + Lanes.count - 1) / Lanes.count }

  /// Shows the runs to the watcher, then takes out those that have ended.
  private func look<W: Watcher>(_ watcher: inout W) {
    guard knowsGradients(W.self) else {
      guard !W.watchesPoints else { return lookAtPoints(&watcher) }
      if !allFinite(view.points) { retire((0..<view.count).filter { !isFinite(view.points, $0) }, &watcher) }
      return
    }
    evaluator.valueAndGradient(
      at: view.points, vectors: vectors, step: view.step, value: view.values, gradient: view.gradients)
    if W.watchesPoints { return lookAtPoints(&watcher) }
    if W.watchesEveryStep { watcher.watch(view) }
    var ended: [Int] = []
    for place in 0..<view.count
    where !isFinite(view.values, place) || !isFinite(view.points, place) || watcher.stops(view, place: place) {
      ended.append(place)
    }
    if !ended.isEmpty { retire(ended, &watcher) }
  }

  private func lookAtPoints<W: Watcher>(_ watcher: inout W) {
    watcher.watch(view)
    let ended = watcher.leaving(view)
    if !ended.isEmpty { retire(ended, &watcher) }
  }

  private func finish<W: Watcher>(_ watcher: inout W) {
    for place in 0..<view.count { watcher.ended(view, place: place) }
  }

  private func retire<W: Watcher>(_ ended: [Int], _ watcher: inout W) {
    for place in ended { watcher.ended(view, place: place) }
    for place in ended.reversed() {
      view.count -= 1
      if place < view.count { move(view.count, to: place, &watcher) }
    }
    guard view.count > 0 else { return }
    // What is left over in the last vector repeats the first run, so that no infinity stays behind.
    for place in view.count..<vectors * Lanes.count { move(0, to: place, &watcher) }
  }

  private func move<W: Watcher>(_ source: Int, to target: Int, _ watcher: inout W) {
    watcher.moved(from: source, to: target)
    if target < view.runs.count { view.runs[target] = view.runs[source] }
    for block in [view.points, view.values, view.gradients, baseRates, view.rates] {
      block.move(lane: source, to: target)
    }
    settings?.move(lane: source, to: target)
    memory.move(lane: source, to: target)
    view.oracle.move(lane: source, to: target)
    reactor?.move(lane: source, to: target)
  }

  private func setRates(_ course: Course) {
    let (factor, offset) = (Lanes(course.factor), Lanes(course.offset))
    for vector in 0..<vectors { view.rates.row(0)[vector] = baseRates.row(0)[vector] * factor + offset }
  }

  private func project() {
    guard let domain = batch.domain else { return }
    for (row, range) in domain.enumerated() {
      for vector in 0..<vectors {
        let inner = Lanes.maximum(view.points.row(row)[vector], Lanes(range.lowerBound))
        view.points.row(row)[vector] = Lanes.minimum(inner, Lanes(range.upperBound))
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

extension Batch.Lane {
  /// The random numbers of the run.
  fileprivate var numbers: RandomNumbers { RandomNumbers(seed: seed, stream: stream) }
}
