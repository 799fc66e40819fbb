internal import Calculus
internal import Optimizers

/// What the tuning of rates wants to know of a run.
struct JudgedRun: Sendable {
  var isCalm = true
  var score = Double.infinity
  var arrival: Int?
  var peak = -Double.infinity
  var evaluations = 0
  var finalLoss = Double.infinity
}

extension Batch {
  /// Walks every run and judges it on the way, so that no trajectory is kept.
  func judged(window: [ClosedRange<Double>], pathLimit: Double, firstLoss: Double, least: Double) -> [JudgedRun] {
    blocks.flatMap { lanes in
      var judge = Judge(
        lanes: lanes, bounds: window.widened(by: 0.05), pathLimit: pathLimit, firstLoss: firstLoss, least: least,
        batch: self)
      let walk = Walk(self, lanes: lanes)
      walk.run(watching: &judge)
      return judge.runs
    }
  }
}

/// Judges runs while they are stepped.
private struct Judge: Watcher {
  static let watchesEveryStep = true
  private let first: Int
  private let bounds: [ClosedRange<Double>]
  private let pathLimit: Double
  private let firstLoss: Double
  private let least: Double
  private let steps: Int
  /// The number of losses that make the last tenth.
  private let tail: Int
  private let dimension: Int
  private var places: [Double]
  private var lengths: [Double]
  private var lastLosses: [[Double]]
  private(set) var runs: [JudgedRun]

  init(
    lanes: Range<Int>, bounds: [ClosedRange<Double>], pathLimit: Double, firstLoss: Double, least: Double, batch: Batch
  ) {
    first = lanes.lowerBound
    self.bounds = bounds
    self.pathLimit = pathLimit
    self.firstLoss = firstLoss
    self.least = least
    steps = batch.steps
    tail = max(1, batch.steps / 10)
    dimension = batch.objective.dimension
    places = lanes.flatMap { batch.lanes[$0].start }
    lengths = Array(repeating: 0, count: lanes.count)
    lastLosses = Array(repeating: [], count: lanes.count)
    runs = Array(repeating: JudgedRun(), count: lanes.count)
  }

  /// The gap that counts as arrival: a millionth of the first.
  private var goal: Double { 1e-6 * (firstLoss - least) }

  mutating func watch(_ view: WalkView) {
    for place in 0..<view.count {
      let run = view.runs[place] - first
      let loss = view.values[0, place]
      var square = 0.0
      var isInside = true
      for row in 0..<dimension {
        let coordinate = view.points[row, place]
        let change = coordinate - places[run * dimension + row]
        places[run * dimension + row] = coordinate
        square += change * change
        isInside = isInside && bounds[row].contains(coordinate)
      }
      lengths[run] += square.squareRoot()
      runs[run].peak = max(runs[run].peak, loss)
      if !isInside || !(loss <= firstLoss) || !(lengths[run] <= pathLimit) { runs[run].isCalm = false }
      if !(loss - least <= goal) {
        runs[run].arrival = nil
      } else if runs[run].arrival == nil {
        runs[run].arrival = view.step
      }
      if view.step > steps - tail { lastLosses[run].append(loss) }
    }
  }

  mutating func ended(_ view: WalkView, place: Int) {
    let run = view.runs[place] - first
    runs[run].evaluations = view.oracle.evaluations(lane: place)
    guard view.values[0, place].isFinite, view.point(place).allSatisfy(\.isFinite) else {
      runs[run].isCalm = false
      runs[run].arrival = nil
      runs[run].peak = .infinity
      return
    }
    runs[run].finalLoss = view.values[0, place]
    let gap = firstLoss - least
    let shares = lastLosses[run].map { max(($0 - least) / gap, 1e-8) }
    runs[run].score = median(shares.map { Lanes.log10(Lanes($0))[0] })
  }
}
